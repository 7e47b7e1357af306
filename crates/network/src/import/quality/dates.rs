//! Days and times of a clock, in the standard's form and in others.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;

use super::super::codes;
use super::super::parse::hours::clock;

/// What stands in a column of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    /// `2026-11-21`, alone or with a time behind it (ISO 8601).
    Standard(Date),
    /// A day in another form, that can be read in one way only.
    Other(Date),
    /// None, or one that can be read in two ways: `1/2/2020`.
    None,
}

impl Day {
    /// The day, whatever its form.
    fn date(self) -> Option<Date> {
        match self {
            Self::Standard(day) | Self::Other(day) => Some(day),
            Self::None => None,
        }
    }
}

/// Reads a day of these years, and tells the code of what is wrong with it.
pub(in super::super) fn read(text: &str, years: RangeInclusive<i16>) -> (Option<Date>, Option<&'static str>) {
    let read = day(text);
    let kept = read.date().filter(|day| years.contains(&day.year()));
    let wrong = match read {
        Day::Standard(_) if kept.is_some() => None,
        Day::Standard(_) => Some(codes::BAD_VALUE),
        Day::Other(_) | Day::None => Some(codes::DATE_NOT_STANDARD),
    };
    (kept, wrong)
}

/// Reads a day.
fn day(text: &str) -> Day {
    let text = text.trim();
    let start = text.get(..10).and_then(|start| Some((start.parse::<Date>().ok()?, text.get(10..)?)));
    if let Some((day, rest)) = start {
        let is_time = rest.is_empty() || rest.strip_prefix(['T', 't', ' ']).is_some_and(is_time_stamp);
        return if is_time { Day::Standard(day) } else { Day::Other(day) };
    }
    other(text).map_or(Day::None, Day::Other)
}

/// `10:30:00.123+02:00`, and parts of it.
fn is_time_stamp(text: &str) -> bool {
    let time = text.get(..5).is_some_and(is_time);
    time && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | 'z' | ' '))
}

/// A day in another form.
fn other(text: &str) -> Option<Date> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        // `20200213`, alone or with a time behind it (ISO 8601, basic format).
        [whole, ..] if whole.bytes().take_while(u8::is_ascii_digit).count() == 8 => {
            let number = |range: Range<usize>| whole.get(range)?.parse().ok();
            Date::new(number(0..4)?, small(number(4..6)?)?, small(number(6..8)?)?).ok()
        }
        [first, second, third, ..] => {
            let date = |year: &str, month: i8, day: i16| Date::new(full_year(year)?, month, small(day)?).ok();
            let number =
                |text: &str| text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i16>().ok();
            if let Some(year) = Some(first).filter(|year| year.len() == 4 && full_year(year).is_some()) {
                return date(year, small(second.parse().ok()?)?, third.parse().ok()?);
            }
            if let Some(month) = month(first) {
                return date(third, month, number(second)?);
            }
            if let Some(month) = month(second) {
                return date(third, month, number(first)?);
            }
            if second.eq_ignore_ascii_case("de") {
                let year = parts.get(3..)?.iter().find(|part| !part.eq_ignore_ascii_case("de"))?;
                return date(year, month(third)?, number(first)?);
            }
            let (one, two) = (first.parse::<i16>().ok()?, second.parse::<i16>().ok()?);
            match (one, two) {
                (13.., _) => date(third, small(two)?, one),
                (_, 13..) => date(third, small(one)?, two),
                // The fifth of May, in whatever order.
                _ if one == two => date(third, small(one)?, two),
                _ => None,
            }
        }
        _ => None,
    }
}

fn small(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}

/// A year of four digits: one of two could be of this century or the last.
fn full_year(text: &str) -> Option<i16> {
    text.parse().ok().filter(|_| text.len() == 4)
}

/// A month by its English or Spanish name, or its first three letters.
fn month(word: &str) -> Option<i8> {
    const NAMES: [(&str, i8); 25] = [
        ("january", 1),
        ("february", 2),
        ("march", 3),
        ("april", 4),
        ("may", 5),
        ("june", 6),
        ("july", 7),
        ("august", 8),
        ("september", 9),
        ("october", 10),
        ("november", 11),
        ("december", 12),
        ("enero", 1),
        ("febrero", 2),
        ("marzo", 3),
        ("abril", 4),
        ("mayo", 5),
        ("junio", 6),
        ("julio", 7),
        ("agosto", 8),
        ("septiembre", 9),
        ("setiembre", 9),
        ("octubre", 10),
        ("noviembre", 11),
        ("diciembre", 12),
    ];
    let word = word.to_lowercase();
    let is_it = |name: &&(&str, i8)| name.0 == word || word.chars().count() == 3 && name.0.starts_with(&word);
    NAMES.iter().find(is_it).map(|(_, month)| *month)
}

/// Whether a text is a time of a clock in the standard's form: `09:00`, with seconds or without, with its zone or
/// without (`09:00-05:00`, `09:00Z`).
pub(in super::super) fn is_time(text: &str) -> bool {
    let bare = without_zone(text);
    let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = bare.split(':').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| two(part)) && clock(bare).is_some()
}

/// A time of a clock without the zone behind it.
pub(in super::super) fn without_zone(text: &str) -> &str {
    let text = text.trim();
    if let Some(bare) = text.strip_suffix(['Z', 'z']) {
        return bare;
    }
    let Some(at) = text.rfind(['+', '-']).filter(|at| *at >= 4) else { return text };
    let (bare, zone) = text.split_at(at);
    let digits: Vec<u8> = zone.bytes().skip(1).filter(|byte| *byte != b':').collect();
    // No zone lies farther off than fourteen hours: `9:00-17:00` is two times.
    let is_near = digits.get(..2).is_some_and(|hours| hours <= b"14".as_slice());
    let is_zone = matches!(digits.len(), 2 | 4) && digits.iter().all(u8::is_ascii_digit) && is_near;
    if is_zone && bare.contains(':') { bare } else { text }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_read_in_one_way_or_not_at_all() {
        for standard in
            ["2020-02-01", "2020-02-01T10:00:00Z", "2020-02-01 10:00", "2020-02-01T10:00:00.123+02:00"]
        {
            assert_eq!(day(standard), Day::Standard(date(2020, 2, 1)), "{standard}");
        }
        for other in [
            "2/13/2020",
            "13/2/2020",
            "13.02.2020",
            "Feb 13, 2020",
            "February 13th, 2020",
            "13 February 2020",
            "13 de febrero de 2020",
            "2020/02/13",
            "20200213",
            "20200213T100000Z",
            "2020-2-13",
            "2020-02-13 (checked)",
        ] {
            assert_eq!(day(other), Day::Other(date(2020, 2, 13)), "{other}");
        }
        assert_eq!(day("5/5/2020"), Day::Other(date(2020, 5, 5)));
        for none in ["1/2/2020", "2/13/20", "soon", "", "2020-02-30", "2020", "13/13/2020", "last May"] {
            assert_eq!(day(none), Day::None, "{none}");
        }
    }

    #[test]
    fn times_in_the_standards_form_are_told_from_others() {
        for standard in ["09:00", "09:00:00", "23:59Z", "09:00-05:00", "09:00:00+0100", "24:00"] {
            assert!(is_time(standard), "{standard}");
        }
        for other in ["9am", "9:00", "09:00 am", "25:00", "0900", "noon", "", "09:00-17:00 Mon"] {
            assert!(!is_time(other), "{other}");
        }
        assert_eq!(without_zone("09:00-05:00"), "09:00");
        assert_eq!(without_zone("9-5"), "9-5");
        assert_eq!(without_zone("09:00-17:00"), "09:00-17:00");
    }
}
