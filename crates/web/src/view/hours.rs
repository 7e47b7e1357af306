//! When something is open, in its own time.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use network::{Days, Hours, OpenState, Place, Schedule, Service};

use crate::view::time::{clock, date, the_clock, weekday, weekday_short, zone};
use crate::words::Words;

/// Whether something is open now, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    /// `yes`, `no` or `unknown`: for the sign beside the sentence.
    pub(crate) state: &'static str,
    /// The sentence.
    pub(crate) text: String,
    always: bool,
    /// Whether it changes with whole minutes alone.
    by_minutes: bool,
}

impl Open {
    /// Whether a service is open now.
    pub(crate) fn of_service(service: &Service, places: &[Place], now: Timestamp, w: Words) -> Self {
        match schedule_of(service, places) {
            Some(schedule) => Self::of(schedule, now, w),
            None if by_place(service, places) => {
                Self { state: "unknown", text: w.t("open-by-place"), always: false, by_minutes: true }
            }
            None => Self::of(&Schedule::default(), now, w),
        }
    }

    pub(crate) fn of(schedule: &Schedule, now: Timestamp, w: Words) -> Self {
        let zone_name = schedule.time_zone.as_deref().unwrap_or_default();
        // The moment, and whether it is of today.
        let at = |moment: DateTime| {
            let local = TimeZone::get(zone_name).ok().map(|tz| now.to_zoned(tz).datetime());
            let clock = the_clock(moment.time(), w);
            let time = w.all("time-in-zone", &[("time", &clock), ("zone", &zone(zone_name, w))]);
            match local.map(|here| moment.date().since(here.date()).map_or(9, |days| days.get_days())) {
                Some(0) => (time, true),
                Some(1) => (w.with("tomorrow-at", "time", &time), false),
                _ => (w.all("weekday-at", &[("day", &weekday(moment.weekday(), w)), ("time", &time)]), false),
            }
        };
        let open = schedule.at(now);
        let always = open == OpenState::Always;
        let (state, text) = match open {
            OpenState::Always => ("yes", w.t("open-always")),
            OpenState::Open { until } => ("yes", w.with("open-until", "when", &at(until).0)),
            OpenState::Closed { next: Some(next) } => match at(next) {
                (when, true) => ("no", w.with("closed-until-today", "when", &when)),
                (when, false) => ("no", w.with("closed-until", "when", &when)),
            },
            OpenState::Closed { next: None } => ("no", w.t("closed-for-now")),
            OpenState::Unknown => ("unknown", w.t("open-unknown")),
        };
        // So do days, of which it says which is tomorrow.
        let whole = |time: Time| (time.second(), time.subsec_nanosecond()) == (0, 0);
        let by_minutes = schedule.hours.iter().all(|hours| whole(hours.opens) && whole(hours.closes));
        Self { state, text, always, by_minutes }
    }

    /// Whether what was said in one second since 1970 holds in another.
    pub(crate) fn still_holds(&self, then: i64, now: i64) -> bool {
        let minute = |second: i64| second.div_euclid(60);
        then == now || (self.by_minutes && minute(then) == minute(now))
    }

    /// Whether it is open now.
    pub(crate) fn answers(&self) -> bool {
        self.state == "yes"
    }

    /// At any hour first, then open now, then not known, then closed.
    pub(crate) fn rank(&self) -> u8 {
        match self.state {
            "yes" if self.always => 0,
            "yes" => 1,
            "unknown" => 2,
            _ => 3,
        }
    }
}

/// The schedule that holds for a service; none where nothing is said, and where its places differ.
pub(crate) fn schedule_of<'a>(service: &'a Service, places: &'a [Place]) -> Option<&'a Schedule> {
    service.schedule_at(places).map(|(schedule, _)| schedule)
}

/// Whether the places of a service differ, so that each has hours of its own and the service has none.
pub(crate) fn by_place(service: &Service, places: &[Place]) -> bool {
    schedule_of(service, places).is_none() && places.iter().any(|place| place.schedule.says())
}

/// The weekly hours, a line for each stretch: "Mon to Fri: 9 am to 5 pm".
pub(crate) fn week(schedule: &Schedule, w: Words) -> Vec<String> {
    if schedule.always {
        return vec![w.t("open-always")];
    }
    let line = |hours: &Hours| {
        let (from, to) = (clock(hours.opens, w), clock(hours.closes, w));
        let line = w
            .all("hours-line", &[("days", &capitalised(&days(hours.days, w))), ("from", &from), ("to", &to)]);
        in_season(hours, line, w)
    };
    schedule.hours.iter().map(line).collect()
}

/// With a capital at the start, as a line of its own has.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The same with the season that the hours are of.
fn in_season(hours: &Hours, line: String, w: Words) -> String {
    let day = |day: Option<Date>| day.map(|day| date(day, w));
    match (day(hours.from), day(hours.until)) {
        (None, None) => line,
        (Some(from), None) => w.all("hours-from", &[("hours", &line), ("from", &from)]),
        (None, Some(until)) => w.all("hours-until", &[("hours", &line), ("until", &until)]),
        (Some(from), Some(until)) => {
            w.all("hours-season", &[("hours", &line), ("from", &from), ("until", &until)])
        }
    }
}

/// The zone that the hours are in.
pub(crate) fn zone_of(schedule: &Schedule, w: Words) -> Option<String> {
    let name = schedule.time_zone.as_deref().filter(|_| !schedule.always && !schedule.hours.is_empty());
    name.map(|name| zone(name, w))
}

/// "Mon to Fri", "Mon, Wed, Fri", "every day".
fn days(days: Days, w: Words) -> String {
    if days == Days::ALL {
        return w.t("every-day");
    }
    let week: Vec<Weekday> = (0..7).filter_map(|day| Weekday::from_monday_zero_offset(day).ok()).collect();
    let runs: Vec<&[Weekday]> = week
        .chunk_by(|a, b| days.contains(*a) == days.contains(*b))
        .filter(|run| days.contains(run[0]))
        .collect();
    let run = |run: &&[Weekday]| match run {
        [first, .., last] if run.len() > 2 => {
            w.all("days-to", &[("from", &weekday_short(*first, w)), ("to", &weekday_short(*last, w))])
        }
        few => few.iter().map(|day| weekday_short(*day, w)).collect::<Vec<_>>().join(", "),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use vocabulary::Locale;

    use super::*;

    fn weekdays() -> Schedule {
        let at = |hour| Time::constant(hour, 0, 0, 0);
        Schedule {
            hours: vec![Hours { days: Days::WORKING, opens: at(9), closes: at(17), from: None, until: None }],
            time_zone: Some("America/Chicago".into()),
            ..Schedule::default()
        }
    }

    #[test]
    fn hours_are_in_the_places_own_time() {
        let w = Words(Locale::En);
        let at = |moment: &str| Open::of(&weekdays(), moment.parse().unwrap(), w);
        // A Wednesday in March, five hours behind.
        assert_eq!(at("2026-03-11T15:00:00Z").text, "Open now, until 5 pm Central time");
        assert_eq!(at("2026-03-11T12:00:00Z").text, "Closed now. Opens 9 am Central time");
        assert_eq!(at("2026-03-11T23:00:00Z").text, "Closed now. Opens tomorrow, 9 am Central time");
        assert_eq!(at("2026-03-13T23:00:00Z").text, "Closed now. Opens Monday, 9 am Central time");
        let es = |moment: &str| Open::of(&weekdays(), moment.parse().unwrap(), Words(Locale::Es)).text;
        assert_eq!(es("2026-03-11T15:00:00Z"), "Abierto ahora, hasta las 17:00, hora del Centro");
        assert_eq!(es("2026-03-11T12:00:00Z"), "Cerrado ahora. Abre a las 9:00, hora del Centro");
        assert_eq!(es("2026-03-11T23:00:00Z"), "Cerrado ahora. Abre mañana a las 9:00, hora del Centro");
        assert_eq!(es("2026-03-13T23:00:00Z"), "Cerrado ahora. Abre el lunes a las 9:00, hora del Centro");
        let mut nights = weekdays();
        nights.hours[0].days = Days::ALL;
        (nights.hours[0].opens, nights.hours[0].closes) =
            (Time::constant(19, 0, 0, 0), Time::constant(8, 0, 0, 0));
        assert_eq!(week(&nights, w), ["Every day: 7 pm to 8 am"]);
        assert_eq!(Open::of(&Schedule::default(), Timestamp::UNIX_EPOCH, w).state, "unknown");
    }

    #[test]
    fn what_was_said_holds_until_the_minute_is_over_or_the_second_where_hours_have_seconds() {
        let at = |schedule: &Schedule, second: i64| {
            Open::of(schedule, Timestamp::from_second(second).unwrap(), Words(Locale::En))
        };
        let mut schedule = weekdays();
        // A Wednesday, 9 am in Chicago.
        let opens = "2026-03-11T14:00:00Z".parse::<Timestamp>().unwrap().as_second();
        let before = at(&schedule, opens - 60);
        assert!(before.still_holds(opens - 60, opens - 1) && !before.still_holds(opens - 60, opens));
        assert!(!before.still_holds(opens - 60, opens - 61), "a clock that is set back");
        assert_eq!(
            (before.state, at(&schedule, opens - 1), at(&schedule, opens).state),
            ("no", before, "yes")
        );
        schedule.hours[0].opens = Time::constant(8, 59, 30, 0);
        let before = at(&schedule, opens - 60);
        assert!(before.still_holds(opens - 60, opens - 60) && !before.still_holds(opens - 60, opens - 31));
        assert_eq!((at(&schedule, opens - 31).state, at(&schedule, opens - 30).state), ("no", "yes"));
    }

    #[test]
    fn hours_of_a_season_say_so() {
        let mut winter = weekdays();
        winter.hours[0].from = Some(Date::constant(2026, 11, 1));
        let (en, es) = (Words(Locale::En), Words(Locale::Es));
        assert_eq!(week(&winter, en), ["Mon to Fri: 9 am to 5 pm (from November 1, 2026)"]);
        winter.hours[0].until = Some(Date::constant(2027, 3, 31));
        assert_eq!(
            week(&winter, en),
            ["Mon to Fri: 9 am to 5 pm (from November 1, 2026 until March 31, 2027)"]
        );
        winter.hours[0].from = None;
        assert_eq!(week(&winter, es), ["Lun a vie: 9:00 a 17:00 (hasta el 31 de marzo de 2027)"]);
    }

    #[test]
    fn days_are_gathered() {
        let w = Words(Locale::En);
        assert_eq!(week(&weekdays(), w), ["Mon to Fri: 9 am to 5 pm"]);
        let some: Days = [Weekday::Monday, Weekday::Wednesday, Weekday::Thursday].into_iter().collect();
        assert_eq!(days(some, w), "Mon, Wed, Thu");
        assert_eq!(days(Days::ALL, Words(Locale::Es)), "todos los días");
    }
}
