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
        day.since(self.as_of).is_ok_and(|age| (0..=HOLDS_DAYS).contains(&age.get_days()))
    }

    /// Known to have no room and to take nobody on a waiting list.
    pub fn is_full_on(&self, day: Date) -> bool {
        self.holds_on(day) && self.open == Some(0) && !self.takes_waiting
    }

    /// Known to have room.
    pub fn has_room_on(&self, day: Date) -> bool {
        self.holds_on(day) && self.open.is_some_and(|open| open > 0)
    }

    /// The wait in days, as far as it is known on this day: none at all where there is room.
    pub fn wait_on(&self, day: Date) -> Option<u32> {
        if self.has_room_on(day) { Some(0) } else { self.wait_days.filter(|_| self.holds_on(day)) }
    }
}
