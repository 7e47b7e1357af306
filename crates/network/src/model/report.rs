use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use vocabulary::Kind;

use super::{AgencyId, ServiceId};

/// What somebody told the network that a service asked of them, for its agency to answer. It says nothing about
/// who told: no name, no day, no text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// Whose service it is.
    pub agency: AgencyId,
    /// The service.
    pub service: ServiceId,
    /// What was asked.
    pub kind: Kind,
    /// When, no finer than the month; none where they did not say, or it is more than a year ago.
    pub month: Option<Month>,
    /// What came of it; none where they did not say.
    pub outcome: Option<Outcome>,
}

/// What came of being asked for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The service did without it.
    Waived,
    /// They were turned away over it.
    TurnedAway,
    /// They had it, or did it, and were let in.
    LetIn,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Waived, Self::TurnedAway, Self::LetIn];

    /// The stable code, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waived => "waived",
            Self::TurnedAway => "turned-away",
            Self::LetIn => "let-in",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A month of a year. It cannot hold a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// How many months back a report can say.
    pub const BACK: usize = 12;

    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// The month of a day and those before it, latest first: what a report can name.
    pub fn up_to(day: Date) -> impl Iterator<Item = Self> {
        let before = |month: &Self| {
            Some(match month.month {
                1 => Self { year: month.year.checked_sub(1)?, month: 12 },
                later => Self { year: month.year, month: later - 1 },
            })
        };
        std::iter::successors(Some(Self::of(day)), before).take(Self::BACK)
    }
}

impl fmt::Display for Month {
    /// As stored and sent: `2026-03`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A text that is no month such as `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month such as 2026-03")]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let digits =
            |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(NotAMonth);
        }
        let (year, month) = (year.parse().map_err(|_| NotAMonth)?, month.parse().map_err(|_| NotAMonth)?);
        if (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(NotAMonth) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_is_written_and_read_alike_and_never_holds_a_day() {
        let march = Month::of(date(2026, 3, 11));
        assert_eq!(march.to_string(), "2026-03");
        assert_eq!("2026-03".parse(), Ok(march));
        for wrong in ["2026-3", "2026-03-11", "2026-13", "2026-00", "", "26-03", "+026-03", "2026/03"] {
            assert_eq!(wrong.parse::<Month>(), Err(NotAMonth), "{wrong}");
        }
    }

    #[test]
    fn the_months_that_can_be_named_go_back_a_year() {
        let months: Vec<String> = Month::up_to(date(2026, 2, 28)).map(|month| month.to_string()).collect();
        assert_eq!((months.len(), months[0].as_str(), months[11].as_str()), (12, "2026-02", "2025-03"));
    }
}
