//! HSDS schedules.

use jiff::civil::{Date, Time};

use super::super::parse::hours::{clock, ical_day};
use super::super::position::Notes;
use super::super::{codes, quality};
use super::record::Fields;
use crate::{Days, Hours, Schedule};

/// The fields of an entry that its finding shows.
const RULE: [&str; 7] = ["freq", "interval", "count", "byday", "bymonthday", "opens_at", "closes_at"];

/// Opening hours. Computed with only where every entry is a plain week: were one left out, the others would
/// say that it is closed then. The words stay in any case.
pub(super) fn of(fields: &Fields<'_>, notes: &mut Notes) -> Schedule {
    let entries = fields.list("schedules", notes);
    let mut schedule = Schedule::default();
    let mut all: Option<Vec<Hours>> = Some(Vec::new());
    let mut words: Vec<String> = Vec::new();
    for entry in &entries {
        times(entry, notes);
        for name in ["description", "notes"] {
            let said = entry.text(name, notes).filter(|said| !words.contains(said));
            words.extend(said);
        }
        match weekly(entry, notes) {
            Some(hours) => {
                if let Some(all) = &mut all {
                    all.push(hours);
                }
            }
            None => {
                let rule = RULE
                    .into_iter()
                    .filter_map(|name| entry.text(name, notes).map(|said| format!("{name}={said}")));
                let rule: Vec<String> = rule.collect();
                entry.note(notes, codes::HOURS_UNCLEAR, "", &rule.join(" "));
                all = None;
            }
        }
    }
    words.extend(holidays(fields, notes));
    schedule.hours = all.unwrap_or_default();
    schedule
        .hours
        .sort_by_key(|hours| (hours.days.bits(), hours.opens, hours.closes, hours.from, hours.until));
    schedule.hours.dedup();
    schedule.always = schedule.hours.iter().any(|hours| {
        hours.days == Days::ALL
            && hours.opens == Time::midnight()
            && (hours.closes == Time::midnight() || hours.closes.hour() == 23 && hours.closes.minute() == 59)
            && hours.from.is_none()
            && hours.until.is_none()
    });
    schedule.note = (!words.is_empty()).then(|| words.join("\n"));
    schedule
}

/// The days on which HSDS 1's table of holidays says that it is otherwise, in words: our hours know weeks.
fn holidays(fields: &Fields<'_>, notes: &mut Notes) -> Vec<String> {
    let mut words = Vec::new();
    for entry in fields.list("holiday_schedules", notes) {
        times(&entry, notes);
        let days = entry.texts(["start_date", "end_date"], notes).join(" – ");
        let hours = entry.texts(["opens_at", "closes_at"], notes).join("–");
        let is_closed = entry.text("closed", notes).is_some_and(|closed| {
            matches!(closed.to_lowercase().as_str(), "true" | "t" | "yes" | "y" | "1" | "x")
        });
        let said = if is_closed { "closed" } else { &hours };
        words.push([days.as_str(), said].join(": "));
    }
    words
}

/// An entry that is the same every week (iCalendar: RFC 5545, 3.3.10).
fn weekly(entry: &Fields<'_>, notes: &mut Notes) -> Option<Hours> {
    let is_weekly = entry.text("freq", notes).is_none_or(|freq| freq.eq_ignore_ascii_case("weekly"));
    let every_week =
        entry.text("interval", notes).is_none_or(|interval| interval.trim_end_matches(".0") == "1");
    let other_rules = ["count", "byweekno", "bymonthday", "byyearday"];
    if !is_weekly || !every_week || other_rules.iter().any(|rule| entry.text(rule, notes).is_some()) {
        return None;
    }
    let opens = clock(quality::without_zone(&entry.text("opens_at", notes)?))?;
    let closes = clock(quality::without_zone(&entry.text("closes_at", notes)?))?;
    let days: Option<Days> = entry.text("byday", notes)?.split(',').map(ical_day).collect();
    let days = days.filter(|days| *days != Days::default())?;
    let from = latest([date(entry, "valid_from", notes)?, date(entry, "dtstart", notes)?]);
    let until = earliest([date(entry, "valid_to", notes)?, date(entry, "until", notes)?]);
    Some(Hours { days, opens, closes, from, until })
}

/// Says which times of an entry are not in the standard's form.
fn times(entry: &Fields<'_>, notes: &mut Notes) {
    for name in ["opens_at", "closes_at"] {
        if let Some(said) = entry.text(name, notes).filter(|said| !quality::is_time(said)) {
            entry.note(notes, codes::TIME_NOT_STANDARD, name, &said);
        }
    }
}

fn latest(dates: [Option<Date>; 2]) -> Option<Date> {
    dates.into_iter().flatten().max()
}

fn earliest(dates: [Option<Date>; 2]) -> Option<Date> {
    dates.into_iter().flatten().min()
}

/// A date where there is one; none in all where what stands there is no date.
fn date(entry: &Fields<'_>, name: &str, notes: &mut Notes) -> Option<Option<Date>> {
    match entry.text(name, notes) {
        None => Some(None),
        Some(said) => {
            let (read, wrong) = quality::day(&said, YEARS);
            if let Some(code) = wrong {
                entry.note(notes, code, name, &said);
            }
            read.map(Some)
        }
    }
}

/// The years in which a directory's dates can lie.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;
