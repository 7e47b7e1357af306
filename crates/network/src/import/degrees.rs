//! Points that were set aside, found in texts: `39.5123,-89.6543`, `39° 30′ 44″ N, 89° 39′ 16″ W`.

use std::ops::Range;

use crate::Point;

/// What is this close to a point, in degrees, beside what its own rounding makes of it, is that point: 50 metres of
/// latitude, as far as a house reaches.
const CLOSE: f64 = 0.0005;
/// Two numbers so coarse tell no more than the town; degrees and minutes still do.
const COARSEST_OF_TWO: f64 = 0.017;
/// One number alone is looked for in the texts of whoever is there if it is so fine: no price has three decimals.
const COARSEST_OWN: f64 = 0.001;
/// In everybody's texts it has five decimals.
const COARSEST_ALONE: f64 = 0.000_01;
/// So many letters may stand between latitude and longitude: `39.5123 degrees north and longitude -89.6543`.
const BETWEEN: usize = 40;

/// Points to be found in texts.
#[derive(Default)]
pub(super) struct Degrees {
    /// Latitude and longitude without their signs, which stand as letters too; by latitude.
    points: Vec<[f64; 2]>,
    /// Each number of them.
    numbers: Vec<f64>,
    own: bool,
}

/// A letter of a text, with `%2C` as the sign that it stands for.
struct Letter {
    c: char,
    at: Range<usize>,
}

/// An angle in a text.
struct Angle {
    degrees: f64,
    /// What its last digit counts.
    unit: f64,
    /// Its letters.
    at: Range<usize>,
}

impl Degrees {
    /// Adds a point. `own`: to be found in the texts of whoever is there.
    pub(super) fn add(&mut self, point: Point, own: bool) {
        self.own = own;
        let both = [point.latitude().abs(), point.longitude().abs()];
        let at = self.points.partition_point(|other| other < &both);
        if self.points.get(at) == Some(&both) {
            return;
        }
        self.points.insert(at, both);
        for number in both {
            let at = self.numbers.partition_point(|other| *other < number);
            self.numbers.insert(at, number);
        }
    }

    /// Where in a text one of the points stands, rounded or not.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        if self.points.is_empty() || !may_tell(text) {
            return Vec::new();
        }
        let letters = letters(text);
        let angles = angles(&letters);
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut next = 0;
        while let Some(first) = angles.get(next) {
            let second = angles.get(next + 1).filter(|second| second.at.start - first.at.end <= BETWEEN);
            if let Some(second) = second.filter(|second| self.is_point(first, second)) {
                found.extend(bytes(&letters, first.at.start..second.at.end));
                next += 2;
                continue;
            }
            if self.is_number(first) {
                found.extend(bytes(&letters, first.at.clone()));
            }
            next += 1;
        }
        found
    }

    fn is_point(&self, one: &Angle, other: &Angle) -> bool {
        if one.unit > COARSEST_OF_TWO || other.unit > COARSEST_OF_TWO {
            return false;
        }
        let is = |latitude: &Angle, longitude: &Angle| {
            let within = latitude.unit + CLOSE;
            let from = self.points.partition_point(|[known, _]| *known < latitude.degrees - within);
            let near =
                self.points.iter().skip(from).take_while(|[known, _]| *known <= latitude.degrees + within);
            near.into_iter().any(|[_, known]| (known - longitude.degrees).abs() <= longitude.unit + CLOSE)
        };
        is(one, other) || is(other, one)
    }

    fn is_number(&self, angle: &Angle) -> bool {
        let (coarsest, close) = if self.own { (COARSEST_OWN, CLOSE) } else { (COARSEST_ALONE, 0.0) };
        // A rounded number is not read to the last bit.
        if angle.unit > coarsest * 1.01 {
            return false;
        }
        let within = angle.unit + close;
        let from = self.numbers.partition_point(|known| *known < angle.degrees - within);
        self.numbers.get(from).is_some_and(|known| *known <= angle.degrees + within)
    }
}

/// Whether a text may hold an angle: most hold none.
fn may_tell(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).take(4).count();
    digits == 4 && text.contains(['.', ',', '°', 'º', '˚', '%'])
}

fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (c, end) = escaped(text, at).unwrap_or((c, at + c.len_utf8()));
        letters.push(Letter { c, at: at..end });
        at = end;
    }
    letters
}

/// The letter that is written as one or two escapes here: `%2C`, `%C2%B0`.
fn escaped(text: &str, at: usize) -> Option<(char, usize)> {
    let byte = |at: usize| {
        let digits = text.get(at..at + 3)?.strip_prefix('%')?;
        u8::from_str_radix(digits, 16).ok()
    };
    let first = byte(at)?;
    if first.is_ascii() {
        return Some((char::from(first), at + 3));
    }
    let two = [first, byte(at + 3)?];
    let one = |bytes: &[u8]| std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next());
    match one(&two) {
        Some(c) => Some((c, at + 6)),
        None => one(&[first, byte(at + 3)?, byte(at + 6)?]).map(|c| (c, at + 9)),
    }
}

fn bytes(letters: &[Letter], of: Range<usize>) -> Option<Range<usize>> {
    let last = letters.get(of.end.checked_sub(1)?)?;
    Some(letters.get(of.start)?.at.start..last.at.end)
}

fn angles(letters: &[Letter]) -> Vec<Angle> {
    let mut angles: Vec<Angle> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let digits = run(letters, at);
        if digits == 0 {
            at += 1;
            continue;
        }
        let before = angles.last().map_or(0, |angle| angle.at.end);
        match angle(letters, at, digits) {
            Some((degrees, unit, end)) => {
                let at_all = around(letters, before, at..end);
                at = at_all.end;
                angles.push(Angle { degrees, unit, at: at_all });
            }
            None => at += digits,
        }
    }
    angles
}

/// The angle whose first digits stand here: its degrees, what its last digit counts, and where it ends.
fn angle(letters: &[Letter], at: usize, digits: usize) -> Option<(f64, f64, usize)> {
    if digits > 3 {
        return None;
    }
    let (degrees, unit, end) = decimal(letters, at, digits)?;
    let is_sign = |c: char| matches!(c, '°' | 'º' | '˚' | '*');
    let sign = skip_spaces(letters, end);
    if unit < 1.0 {
        return Some((degrees, unit, end));
    }
    if !get(letters, sign).is_some_and(is_sign) {
        return None;
    }
    let part = |from: usize, of: f64| {
        let at = skip_spaces(letters, from);
        let digits = Some(run(letters, at)).filter(|digits| (1..=2).contains(digits))?;
        let (value, unit, end) = decimal(letters, at, digits)?;
        let mut end = skip_spaces(letters, end);
        let marks = end;
        while get(letters, end).is_some_and(|c| matches!(c, '\'' | '’' | '′' | '´' | '"' | '”' | '″'))
        {
            end += 1;
        }
        (end > marks && value < 60.0).then_some((value / of, unit / of, end))
    };
    let (minutes, unit, end) = part(sign + 1, 60.0)?;
    match part(end, 3600.0) {
        Some((seconds, unit, end)) => Some((degrees + minutes + seconds, unit, end)),
        None => Some((degrees + minutes, unit, end)),
    }
}

/// The number whose digits before the decimal point stand here. A comma is one where no full stop follows the
/// digits behind it: in `12,39.5` it parts two numbers.
fn decimal(letters: &[Letter], at: usize, digits: usize) -> Option<(f64, f64, usize)> {
    let written = |range: Range<usize>| -> String {
        letters.get(range).unwrap_or_default().iter().map(|letter| letter.c).collect()
    };
    let whole = written(at..at + digits);
    let point = at + digits;
    let after = run(letters, point + 1);
    let parts = match get(letters, point) {
        Some('.') => true,
        Some(',') => !(get(letters, point + 1 + after) == Some('.') && run(letters, point + 2 + after) > 0),
        _ => false,
    };
    if !parts || after == 0 {
        return Some((whole.parse().ok()?, 1.0, point));
    }
    let fraction = written(point + 1..point + 1 + after);
    let unit = 10_f64.powi(-i32::try_from(after).ok()?);
    Some((format!("{whole}.{fraction}").parse().ok()?, unit, point + 1 + after))
}

/// An angle with its sign and the letter of its half of the globe.
fn around(letters: &[Letter], before: usize, angle: Range<usize>) -> Range<usize> {
    let is_half = |c: char| matches!(c.to_ascii_uppercase(), 'N' | 'S' | 'E' | 'W' | 'O');
    let is_letter = |at: usize| get(letters, at).is_some_and(char::is_alphabetic);
    let back = |at: usize| at.checked_sub(1).filter(|at| *at >= before);
    let is_there = |at: usize, is: &dyn Fn(char) -> bool| get(letters, at).is_some_and(is);
    let mut start = angle.start;
    if let Some(sign) = back(start).filter(|at| is_there(*at, &|c| matches!(c, '-' | '−' | '–' | '+'))) {
        start = sign;
    }
    let mut half = start;
    while let Some(at) = back(half).filter(|at| is_there(*at, &char::is_whitespace)) {
        half = at;
    }
    if let Some(at) = back(half).filter(|at| is_there(*at, &is_half))
        && !at.checked_sub(1).is_some_and(is_letter)
    {
        start = at;
    }
    let mut end = angle.end;
    let sign = skip_spaces(letters, end);
    if is_there(sign, &|c| matches!(c, '°' | 'º' | '˚')) {
        end = sign + 1;
    }
    let half = skip_spaces(letters, end);
    if is_there(half, &is_half) && !is_letter(half + 1) && !is_digit(letters, half + 1) {
        end = half + 1;
    }
    start..end
}

fn get(letters: &[Letter], at: usize) -> Option<char> {
    letters.get(at).map(|letter| letter.c)
}

fn is_digit(letters: &[Letter], at: usize) -> bool {
    get(letters, at).is_some_and(|c| c.is_ascii_digit())
}

/// How many digits stand here.
fn run(letters: &[Letter], at: usize) -> usize {
    let rest = letters.get(at..).unwrap_or_default();
    rest.iter().take_while(|letter| letter.c.is_ascii_digit()).count()
}

fn skip_spaces(letters: &[Letter], at: usize) -> usize {
    let rest = letters.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|letter| letter.c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scrubbed(text: &str, own: bool) -> String {
        let mut degrees = Degrees::default();
        degrees.add(Point::new(39.512345, -89.654321).unwrap(), own);
        degrees.add(Point::new(-12.25, 130.5).unwrap(), own);
        let mut text = text.to_owned();
        for range in degrees.find(&text.clone()).into_iter().rev() {
            text.replace_range(range, "•••");
        }
        text
    }

    #[test]
    fn a_point_is_found_however_it_is_written() {
        for text in [
            "39.512345,-89.654321",
            "39.5123,-89.6543",
            "39.51, -89.65",
            "-89.6543 39.5123",
            "39.5123° N, 89.6543° W",
            "N39.5123 W89.6543",
            "N 39.5123°, W 89.6543°",
            "39,5123; -89,6543",
            "39.5123N 89.6543W",
            "39° 30' 44.4\" N 89° 39' 15.6\" W",
            "39°30′44″N, 89°39′16″O",
            "39º 30.74' N, 89º 39.26' W",
            "39.5123%2C-89.6543",
            "39.5123%C2%B0%20N%2C%2089.6543%C2%B0%20W",
            "39.5123 north and longitude −89.6543",
            "39.5125,-89.6540",
        ] {
            assert_eq!(scrubbed(&format!("at {text}."), false), "at •••.", "{text}");
        }
        assert_eq!(scrubbed("@39.5123,-89.6543,17z", false), "@•••,17z");
        assert_eq!(scrubbed("!3d39.5123!4d-89.6543", false), "!3d•••");
        assert_eq!(scrubbed("12,39.5123,-89.6543", false), "12,•••");
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "40.5123,-89.6543",
            "39.5123,-88.6543",
            "39.50 dollars, and later, much later, in another sentence, 89.65",
            "39.5, -89.7",
            "ages 39, 89",
            "Call 555.0139.5123",
            "39°, 89°",
            "at 39:30:44",
        ] {
            assert_eq!(scrubbed(text, false), text);
        }
        // One of the two is found in the texts of whoever is there; in those of others to its last digits only.
        assert_eq!(scrubbed("Latitude: 39.5123", true), "Latitude: •••");
        assert_eq!(scrubbed("Latitude: 39.5123", false), "Latitude: 39.5123");
        assert_eq!(scrubbed("Latitude: 39.51234", false), "Latitude: •••");
        assert_eq!(scrubbed("12.3 percent", true), "12.3 percent");
    }

    proptest! {
        #[test]
        fn whatever_it_is_rounded_to_a_point_is_found(
            latitude in -89.0..89.0_f64, longitude in -179.0..179.0_f64, places in 2_usize..9,
            cut: bool, text in "[a-zäß .,%°-]{0,12}", between in prop_oneof![Just(","), Just(", "), Just(" / "), Just("%2C")],
        ) {
            let Some(point) = Point::new(latitude, longitude) else { return Ok(()) };
            let mut degrees = Degrees::default();
            degrees.add(point, false);
            let scale = 10_f64.powi(i32::try_from(places).unwrap());
            let round = |degrees: f64| if cut { (degrees * scale).trunc() / scale } else { degrees };
            let written = format!("{:.places$}{between}{:.places$}", round(latitude), round(longitude));
            let whole = format!("{text}x {written} {text}");
            let found = degrees.find(&whole);
            prop_assert_eq!(found.len(), 1);
            let mut left = whole.clone();
            left.replace_range(found[0].clone(), "");
            prop_assert!(!left.contains(|c: char| c.is_ascii_digit()), "{} of {}", left, whole);
        }

        #[test]
        fn what_is_found_is_a_part_of_the_text(text in "[0-9.,°'\" NSEW%ä−-]{0,40}") {
            let mut degrees = Degrees::default();
            degrees.add(Point::new(1.5, 2.25).unwrap(), true);
            for range in degrees.find(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
