use jiff::civil::Date;

use super::Visibility;

/// How much room a service has, and since when that is known. A live count reveals who arrived, so it has a
/// visibility of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Places open now; none where not said.
    pub open: Option<u32>,
    /// Whether it takes people on a waiting list. False only where the source says that nobody is taken on one:
    /// silence about a list must not exclude.
    pub takes_waiting: bool,
    /// People waiting.
    pub waiting: Option<u32>,
    /// The wait to be expected, in days.
    pub wait_days: Option<u32>,
    /// The day on which this was known.
    pub as_of: Date,
    /// Who may see it.
    pub visible_to: Visibility,
}

/// For how many days after [`Capacity::as_of`] a count is believed. After that it says nothing.
const HOLDS_DAYS: i32 = 7;

impl Capacity {
    /// Whether the count can be believed on this day: not older than seven days, and not from the future.
    pub fn holds_on(&self, day: Date) -> bool {
        count_holds(self.as_of, day)
    }
}

/// Whether a count of one day can be believed on another.
pub fn count_holds(as_of: Date, day: Date) -> bool {
    day.since(as_of).is_ok_and(|age| (0..=HOLDS_DAYS).contains(&age.get_days()))
}
