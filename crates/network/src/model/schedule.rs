//! When something is open, in its own time.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

/// Opening hours (HSDS: schedule), as far as the source gives them in a form that can be computed with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// At any hour of any day.
    pub always: bool,
    /// Weekly hours. Empty and not [`Schedule::always`]: not said.
    pub hours: Vec<Hours>,
    /// The hours in the source's words.
    pub note: Option<String>,
    /// The place's own time zone (IANA), in which the hours are given.
    pub time_zone: Option<String>,
}

/// A stretch of hours on some days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// On these days.
    pub days: Days,
    /// From this time.
    pub opens: Time,
    /// To this time; at or before [`Hours::opens`], it is of the next day.
    pub closes: Time,
    /// From this day on, if the hours are of a season.
    pub from: Option<Date>,
    /// Until this day.
    pub until: Option<Date>,
}

/// Days of the week: bit 0 is Monday, bit 6 Sunday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Days(u8);

impl Days {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b1_1111);

    /// The set with these bits; bits past Sunday's are dropped.
    pub fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// The bits.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// With this day too.
    #[must_use]
    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.to_monday_zero_offset())
    }

    /// Whether the day is among them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.to_monday_zero_offset()) != 0
    }
}

impl FromIterator<Weekday> for Days {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        days.into_iter().fold(Self::default(), Self::with)
    }
}

/// Whether something is open at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// At any hour.
    Always,
    /// Open, until this moment of its own time.
    Open {
        /// When it closes, in its own time.
        until: DateTime,
    },
    /// Closed; with the next opening within a week, in its own time.
    Closed {
        /// When it opens next.
        next: Option<DateTime>,
    },
    /// The source does not say, or not in a form that can be computed with.
    Unknown,
}

impl Schedule {
    /// Whether it says anything about hours, if only in words.
    pub fn says(&self) -> bool {
        self.always || !self.hours.is_empty() || self.note.is_some()
    }

    /// Whether it is open at this moment.
    pub fn at(&self, now: Timestamp) -> OpenState {
        if self.always {
            return OpenState::Always;
        }
        let zone = self.time_zone.as_deref().and_then(|name| TimeZone::get(name).ok());
        let (Some(zone), false) = (zone, self.hours.is_empty()) else { return OpenState::Unknown };
        let here = now.to_zoned(zone).datetime();
        // From yesterday, whose hours may run past midnight, to the same day of next week.
        let mut stretches: Vec<(DateTime, DateTime)> = (-1..=7)
            .filter_map(|offset| here.date().checked_add(offset.days()).ok())
            .flat_map(|day| self.hours.iter().filter_map(move |hours| hours.on(day)))
            .collect();
        stretches.sort_unstable();
        match stretches.iter().find(|(opens, closes)| (*opens..*closes).contains(&here)) {
            Some((_, until)) => OpenState::Open { until: *until },
            None => OpenState::Closed { next: stretches.iter().map(|s| s.0).find(|opens| *opens > here) },
        }
    }
}

impl Hours {
    /// The stretch that begins on this day, if any does.
    fn on(&self, day: Date) -> Option<(DateTime, DateTime)> {
        let in_season =
            self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until);
        if !in_season || !self.days.contains(day.weekday()) {
            return None;
        }
        let last = if self.closes <= self.opens { day.tomorrow().ok()? } else { day };
        Some((day.to_datetime(self.opens), last.to_datetime(self.closes)))
    }
}
