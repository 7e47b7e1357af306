//! Opening hours in words that are understood again.

use jiff::civil::{Time, Weekday};

use super::lists::settled;
use crate::import::parse::hours::weekly;
use crate::{Days, Hours, Schedule};

/// The hours, and words that go with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cells {
    pub(super) hours: String,
    pub(super) note: String,
}

/// As they are written and read again.
pub(super) fn cells(schedule: &Schedule) -> Cells {
    settled(written(schedule), |cells| written(&read(cells)))
}

/// What is read of the two cells.
fn read(cells: &Cells) -> Schedule {
    let mut schedule = Schedule { hours: weekly(&cells.hours).unwrap_or_default(), ..Schedule::default() };
    let words = [cells.hours.trim(), cells.note.trim()].into_iter().filter(|words| !words.is_empty());
    let words = words.collect::<Vec<_>>().join("\n");
    schedule.note = (!words.is_empty()).then_some(words);
    schedule
}

fn written(schedule: &Schedule) -> Cells {
    let note = schedule.note.as_deref().unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n");
    let note = note.trim().to_owned();
    let always =
        Hours { days: Days::ALL, opens: Time::midnight(), closes: Time::midnight(), from: None, until: None };
    let hours = if schedule.always { vec![always] } else { schedule.hours.clone() };
    if hours.is_empty() {
        return Cells { hours: note, note: String::new() };
    }
    // The source's own words, where they say the same.
    if weekly(&note).is_ok_and(|read| same(&read, &hours)) {
        return Cells { hours: note, note: String::new() };
    }
    if let Some((first, rest)) = note.split_once('\n')
        && weekly(first).is_ok_and(|read| same(&read, &hours))
    {
        return Cells { hours: first.trim().into(), note: rest.trim().into() };
    }
    let seasons = hours.iter().filter(|hours| hours.from.is_some() || hours.until.is_some());
    let seasons: Vec<String> = seasons.map(season).collect();
    if seasons.is_empty() {
        return Cells { hours: week(&hours), note };
    }
    // Hours of a season cannot be told from others in the cell that is computed with.
    let words = seasons.into_iter().chain((!note.is_empty()).then_some(note));
    Cells { hours: String::new(), note: words.collect::<Vec<_>>().join("\n") }
}

fn same(a: &[Hours], b: &[Hours]) -> bool {
    let plain = |hours: &[Hours]| hours.iter().all(|hours| hours.from.is_none() && hours.until.is_none());
    plain(a) && plain(b) && week(a) == week(b)
}

fn season(hours: &Hours) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "…".into(), |day| day.to_string());
    format!(
        "{} ({} to {})",
        week(&[Hours { from: None, until: None, ..*hours }]),
        day(hours.from),
        day(hours.until)
    )
}

const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Hours by days, with days in a row that have the same hours together: `Monday-Friday: 9:00am-5:00pm`.
fn week(hours: &[Hours]) -> String {
    let of_day = |day: i8| -> Vec<(Time, Time)> {
        let day = Weekday::from_monday_zero_offset(day).ok();
        let open = hours.iter().filter(|hours| day.is_some_and(|day| hours.days.contains(day)));
        let mut times: Vec<(Time, Time)> = open.map(|hours| (hours.opens, hours.closes)).collect();
        times.sort_unstable();
        times.dedup();
        times
    };
    let days: Vec<Vec<(Time, Time)>> = (0..7).map(of_day).collect();
    let mut parts: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(times) = days.get(at) {
        let alike = days.iter().skip(at).take_while(|other| *other == times).count();
        let name = |at: usize| NAMES.get(at).copied().unwrap_or_default();
        if !times.is_empty() {
            let whom = match alike {
                1 => name(at).to_owned(),
                _ => format!("{}-{}", name(at), name(at + alike - 1)),
            };
            let times: Vec<String> = times.iter().map(|(opens, closes)| stretch(*opens, *closes)).collect();
            parts.push(format!("{whom}: {}", times.join(", ")));
        }
        at += alike.max(1);
    }
    parts.join("; ")
}

fn stretch(opens: Time, closes: Time) -> String {
    if opens == Time::midnight() && closes == Time::midnight() {
        return "24 hours".into();
    }
    format!("{}-{}", clock(opens), clock(closes))
}

/// With its half of the day, so that it cannot be read in two ways.
fn clock(time: Time) -> String {
    let hour = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let half = if time.hour() < 12 { "am" } else { "pm" };
    match (time.minute(), time.second()) {
        (0, 0) => format!("{hour}{half}"),
        (minute, 0) => format!("{hour}:{minute:02}{half}"),
        (minute, second) => format!("{hour}:{minute:02}:{second:02}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_written_so_that_they_are_understood_again() {
        for text in [
            "Monday-Friday: 9am-5pm; Saturday: 10am-12:30pm, 1pm-2pm",
            "Monday-Sunday: 24 hours",
            "Friday-Saturday: 10pm-2am",
            "Sunday: 5am-4am",
        ] {
            assert_eq!(week(&weekly(text).unwrap()), text);
        }
    }
}
