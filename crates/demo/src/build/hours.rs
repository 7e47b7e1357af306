//! Weekly hours.

use jiff::civil::Weekday;
use network::{Days, Hours, Schedule};

use crate::data::HoursRow;

/// The hours of a row in a place's own time.
pub(super) fn schedule(row: &HoursRow, time_zone: &str) -> Schedule {
    Schedule {
        always: row.always,
        hours: row
            .stretches
            .iter()
            .map(|stretch| Hours {
                days: stretch.days.split(' ').filter_map(weekday).collect::<Days>(),
                opens: stretch.from,
                closes: stretch.to,
                from: None,
                until: None,
            })
            .collect(),
        note: row.note.clone(),
        time_zone: Some(time_zone.to_owned()),
    }
}

fn weekday(letters: &str) -> Option<Weekday> {
    Some(match letters {
        "Mon" => Weekday::Monday,
        "Tue" => Weekday::Tuesday,
        "Wed" => Weekday::Wednesday,
        "Thu" => Weekday::Thursday,
        "Fri" => Weekday::Friday,
        "Sat" => Weekday::Saturday,
        "Sun" => Weekday::Sunday,
        _ => return None,
    })
}
