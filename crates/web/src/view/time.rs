//! Days and times in words.

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use network::Month;
use vocabulary::Locale;

use crate::words::Words;

/// "March 14, 2026".
pub(crate) fn date(day: Date, w: Words) -> String {
    let (month, number, year) = (format!("m{}", day.month()), day.day().to_string(), day.year().to_string());
    w.all("date", &[("month", &month), ("day", &number), ("year", &year)])
}

/// "March 2026".
pub(crate) fn month_of(month: Month, w: Words) -> String {
    let (name, year) = (format!("m{}", month.month()), month.year().to_string());
    w.all("month-year", &[("month", &name), ("year", &year)])
}

/// "9 am", "9:30 pm"; "9:00", "21:30" in Spanish.
pub(crate) fn clock(time: Time, w: Words) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match w.0 {
        Locale::Es => format!("{hour}:{minute:02}"),
        Locale::En => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 { format!("{hour} {half}") } else { format!("{hour}:{minute:02} {half}") }
        }
    }
}

/// The same with the article that Spanish has before it: "las 21:30", "la 1:00".
pub(crate) fn the_clock(time: Time, w: Words) -> String {
    match w.0 {
        Locale::En => clock(time, w),
        Locale::Es if time.hour() == 1 => format!("la {}", clock(time, w)),
        Locale::Es => format!("las {}", clock(time, w)),
    }
}

/// "Monday".
pub(crate) fn weekday(day: Weekday, w: Words) -> String {
    w.with("weekday", "day", code(day))
}

/// "Mon".
pub(crate) fn weekday_short(day: Weekday, w: Words) -> String {
    w.with("weekday-short", "day", code(day))
}

fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

/// "Central time"; outside the zones that have such a name, the name of their city.
pub(crate) fn zone(name: &str, w: Words) -> String {
    let code = match name {
        "America/New_York" | "America/Detroit" | "America/Indiana/Indianapolis" | "US/Eastern" => "eastern",
        "America/Chicago" | "US/Central" => "central",
        "America/Denver" | "America/Boise" | "US/Mountain" => "mountain",
        "America/Phoenix" => "arizona",
        "America/Los_Angeles" | "US/Pacific" => "pacific",
        "America/Anchorage" => "alaska",
        "Pacific/Honolulu" => "hawaii",
        "America/Puerto_Rico" => "atlantic",
        _ => "other",
    };
    let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
    w.all("time-zone", &[("zone", code), ("city", &city)])
}

/// A moment, in Unix milliseconds, where people are: "March 14, 2026, 9:30 am".
pub(crate) fn moment(at: i64, zone: &TimeZone, w: Words) -> String {
    let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
    let (day, time) = (date(at.date(), w), clock(at.time(), w));
    w.all("moment", &[("day", &day), ("time", &time)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_write_them() {
        let (en, es) = (Words(Locale::En), Words(Locale::Es));
        let at = |hour, minute| Time::constant(hour, minute, 0, 0);
        assert_eq!(clock(at(0, 0), en), "12 am");
        assert_eq!(clock(at(12, 30), en), "12:30 pm");
        assert_eq!(clock(at(21, 0), en), "9 pm");
        assert_eq!(clock(at(9, 0), es), "9:00");
        assert_eq!(date(Date::constant(2026, 3, 14), en), "March 14, 2026");
        assert_eq!(date(Date::constant(2026, 3, 14), es), "14 de marzo de 2026");
        assert_eq!(zone("America/Los_Angeles", es), "hora del Pacífico");
        assert_eq!(zone("America/Port-au-Prince", en), "Port-au-Prince time");
    }
}
