use jiff::civil::Date;
use network::{Capacity, Visibility};

/// A [`Capacity`], as far as answers look at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Room(Option<Known>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    as_of: Date,
    wait_days: Option<u16>,
    open: Option<bool>,
    takes_waiting: bool,
}

impl Room {
    /// The capacity, if this reader may see it.
    pub(crate) fn seen(capacity: Option<&Capacity>, reader: Visibility) -> Self {
        Self(capacity.filter(|capacity| capacity.visible_to <= reader).map(|capacity| Known {
            as_of: capacity.as_of,
            wait_days: capacity.wait_days.map(|days| u16::try_from(days).unwrap_or(u16::MAX)),
            open: capacity.open.map(|open| open > 0),
            takes_waiting: capacity.takes_waiting,
        }))
    }

    fn on(self, day: Date) -> Option<Known> {
        self.0.filter(|known| network::count_holds(known.as_of, day))
    }

    pub(crate) fn is_full_on(self, day: Date) -> bool {
        self.on(day).is_some_and(|known| known.open == Some(false) && !known.takes_waiting)
    }

    pub(crate) fn has_room_on(self, day: Date) -> bool {
        self.on(day).is_some_and(|known| known.open == Some(true))
    }

    /// The wait in days: none at all where there is room, the longest where it is not known.
    pub(crate) fn wait_on(self, day: Date) -> u32 {
        let wait = self.on(day).and_then(|known| known.wait_days).map_or(u32::MAX, u32::from);
        if self.has_room_on(day) { 0 } else { wait }
    }
}
