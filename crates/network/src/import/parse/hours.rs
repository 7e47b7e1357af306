//! Weekly opening hours in words.

use jiff::civil::{Time, Weekday};

use crate::{Days, Hours};

/// A part of a text of hours that cannot be read, or that can be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear(pub String);

/// Hours by day of the week: `Sunday: Closed Monday: 9:00-12:00, 13:00-17:00 Tuesday-Friday: 9am-5pm`. All or
/// nothing: were one day left out because it is unclear, the others would say that it is closed.
///
/// # Errors
/// The first part that is unclear. `9:00-5:00` is: open until five in the afternoon, or past midnight?
pub fn weekly(text: &str) -> Result<Vec<Hours>, Unclear> {
    let mut stretches: Vec<((Time, Time), Days)> = Vec::new();
    let parts = by_day(text)?;
    for (days, part) in parts {
        let part = part.trim().trim_end_matches([',', ';', '.']).trim();
        if part.eq_ignore_ascii_case("closed") || part.eq_ignore_ascii_case("cerrado") {
            continue;
        }
        for range in part.split([',', ';', '&']).map(str::trim) {
            let times = stretch(range).ok_or_else(|| Unclear(range.trim().into()))?;
            match stretches.iter_mut().find(|(known, _)| *known == times) {
                Some((_, known)) => *known = Days::from_bits(known.bits() | days.bits()),
                None => stretches.push((times, days)),
            }
        }
    }
    stretches.sort_by_key(|((opens, closes), days)| (*opens, *closes, days.bits()));
    let hours = |((opens, closes), days)| Hours { days, opens, closes, from: None, until: None };
    Ok(stretches.into_iter().map(hours).collect())
}

/// The time of a clock in a text: `9`, `9:00`, `09:00:00`, `9am`, `9:30 p.m.`, `24:00` (midnight).
pub fn clock(text: &str) -> Option<Time> {
    let lower = text.trim().to_lowercase().replace(['.', ' '], "");
    let (digits, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (lower.as_str(), None),
    };
    let mut parts = digits.split(':');
    let hour = short(parts.next()?)?;
    let minute = parts.next().map_or(Some(0), short)?;
    let second = parts.next().map_or(Some(0), short)?;
    if parts.next().is_some() {
        return None;
    }
    let hour = match half {
        Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + half)?,
        None if (hour, minute, second) == (24, 0, 0) => 0,
        None => hour,
    };
    Time::new(hour, minute, second, 0).ok()
}

/// A number of one or two digits.
fn short(text: &str) -> Option<i8> {
    ((1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// From one time to another.
fn stretch(text: &str) -> Option<(Time, Time)> {
    if matches!(text.to_lowercase().as_str(), "24 hours" | "open 24 hours" | "24 horas") {
        return Some((Time::midnight(), Time::midnight()));
    }
    let (opens_text, closes_text) = text.split_once(['-', '–', '—']).or_else(|| text.split_once(" to "))?;
    let (opens, closes) = (clock(opens_text)?, clock(closes_text)?);
    let says_half = closes_text.to_lowercase().trim_end().ends_with(['m', '.']);
    (says_half || !two_ways(opens, closes)).then_some((opens, closes))
}

/// Whether `closes` may be meant of the afternoon, or one of the two be a slip: a stretch past midnight that
/// is longer than a night (15 hours from the evening on, 10 hours else).
#[must_use]
pub fn two_ways(opens: Time, closes: Time) -> bool {
    if closes > opens || closes == Time::midnight() {
        return false;
    }
    let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let longest = if opens.hour() >= 17 { 15 } else { 10 };
    minutes(closes) + 24 * 60 - minutes(opens) > longest * 60
}

/// The text cut at its days: which days, and what stands after them.
fn by_day(text: &str) -> Result<Vec<(Days, &str)>, Unclear> {
    let mut found = Vec::new();
    let mut rest = text;
    let (before, first) = next_day(rest).ok_or_else(|| Unclear(text.trim().into()))?;
    if !before.trim().is_empty() {
        return Err(Unclear(before.trim().into()));
    }
    let mut at = Some(first);
    while let Some((day, after)) = at {
        let (days, after) = until_day(day, after);
        let after = after.trim_start();
        let body = after.strip_prefix(':').unwrap_or(after);
        let next = next_day(body);
        let part = next.map_or(body, |(part, _)| part);
        found.push((days, part));
        at = next.map(|(_, next)| next);
        rest = part;
    }
    if rest.trim().is_empty() { Err(Unclear(text.trim().into())) } else { Ok(found) }
}

/// `Monday-Friday`: the days from one to the other, and what follows.
fn until_day(day: Weekday, after: &str) -> (Days, &str) {
    let one = Days::default().with(day);
    let trimmed = after.trim_start();
    let Some(rest) = trimmed.strip_prefix(['-', '–']).or_else(|| trimmed.strip_prefix("to ")) else {
        return (one, after);
    };
    match next_day(rest) {
        Some((between, (last, after))) if between.trim().is_empty() => {
            let mut days = one;
            let mut at = day;
            while at != last {
                at = at.next();
                days = days.with(at);
            }
            (days, after)
        }
        _ => (one, after),
    }
}

/// What stands before the next day's name, the day, and what follows.
fn next_day(text: &str) -> Option<(&str, (Weekday, &str))> {
    let is_letter = |c: char| c.is_alphabetic();
    let mut from = 0;
    while let Some(offset) = text.get(from..)?.find(is_letter) {
        let start = from + offset;
        let word_and_rest = text.get(start..)?;
        let length = word_and_rest.find(|c| !is_letter(c)).unwrap_or(word_and_rest.len());
        let (word, rest) = word_and_rest.split_at(length);
        if let Some(day) = weekday(word) {
            return Some((text.get(..start)?, (day, rest)));
        }
        from = start + length;
    }
    None
}

/// A day by its English or Spanish name or its first three letters.
fn weekday(word: &str) -> Option<Weekday> {
    let day = match word.to_lowercase().as_str() {
        "monday" | "mon" | "lunes" | "mo" => Weekday::Monday,
        "tuesday" | "tue" | "tues" | "martes" | "tu" => Weekday::Tuesday,
        "wednesday" | "wed" | "miércoles" | "miercoles" | "we" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" | "jueves" | "th" => Weekday::Thursday,
        "friday" | "fri" | "viernes" | "fr" => Weekday::Friday,
        "saturday" | "sat" | "sábado" | "sabado" | "sa" => Weekday::Saturday,
        "sunday" | "sun" | "domingo" | "su" => Weekday::Sunday,
        _ => return None,
    };
    Some(day)
}

/// Days by iCalendar's two letters, from Monday on.
pub fn ical_letters(days: Days) -> Vec<&'static str> {
    let letters = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].into_iter().enumerate();
    letters.filter(|(at, _)| days.bits() & 1 << at != 0).map(|(_, letters)| letters).collect()
}

/// A day by iCalendar's two letters (HSDS: `schedule.byday`).
pub fn ical_day(letters: &str) -> Option<Weekday> {
    (letters.trim().len() == 2).then(|| weekday(letters.trim()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> Vec<(u8, String)> {
        weekly(text)
            .unwrap()
            .into_iter()
            .map(|hours| (hours.days.bits(), format!("{}-{}", hours.opens, hours.closes)))
            .collect()
    }

    #[test]
    fn a_week_is_read_day_by_day() {
        let text = "Sunday: Closed Monday: 9:00-17:00  Tuesday: 9:00-12:00 , 13:00-17:00  Wednesday: Closed \
                    Thursday: 9:00-17:00 Friday: Closed Saturday: Closed";
        assert_eq!(
            hours(text),
            [
                (0b10, "09:00:00-12:00:00".to_owned()),
                (0b1001, "09:00:00-17:00:00".to_owned()),
                (0b10, "13:00:00-17:00:00".to_owned()),
            ]
        );
    }

    #[test]
    fn days_can_be_a_range_and_times_can_say_their_half() {
        assert_eq!(hours("Mon-Fri 9am-5:30pm"), [(0b1_1111, "09:00:00-17:30:00".to_owned())]);
        assert_eq!(hours("Saturday: 22:00-2:00"), [(0b10_0000, "22:00:00-02:00:00".to_owned())]);
        assert_eq!(hours("Sunday: 24 hours"), [(0b100_0000, "00:00:00-00:00:00".to_owned())]);
    }

    #[test]
    fn one_unclear_day_leaves_all_hours_unsaid() {
        for text in [
            "Monday: 9:00-5:00 Tuesday: 9:00-17:00",
            "Friday: 23:00-17:00",
            "by appointment",
            "Monday: soon",
            "Monday",
            "",
        ] {
            assert!(weekly(text).is_err(), "{text}");
        }
    }
}
