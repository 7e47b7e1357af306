//! What is known about the room of services: a column of its own, since it changes many times a day.

use jiff::civil::Date;
use network::{Capacity, Visibility};

/// A [`Capacity`], as far as answers look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Room {
    as_of: Date,
    wait_days: Option<u16>,
    open: Option<bool>,
    takes_waiting: bool,
}

impl Room {
    /// The capacity, if this reader may see it.
    pub(crate) fn seen(capacity: &Capacity, reader: Visibility) -> Option<Self> {
        (capacity.visible_to <= reader).then(|| Self {
            as_of: capacity.as_of,
            wait_days: capacity.wait_days.map(|days| u16::try_from(days).unwrap_or(u16::MAX)),
            open: capacity.open.map(|open| open > 0),
            takes_waiting: capacity.takes_waiting,
        })
    }

    pub(crate) fn holds_on(&self, day: Date) -> bool {
        network::count_holds(self.as_of, day)
    }

    /// Whether it takes nobody, not even to wait.
    pub(crate) fn is_full(&self) -> bool {
        self.open == Some(false) && !self.takes_waiting
    }

    pub(crate) fn has_room(&self) -> bool {
        self.open == Some(true)
    }

    /// The wait in days: none at all where there is room, the longest where it is not known.
    pub(crate) fn wait(&self) -> u32 {
        if self.has_room() { 0 } else { self.wait_days.map_or(NO_WAIT_KNOWN, u32::from) }
    }
}

/// Stands for a wait that nobody has told.
pub(crate) const NO_WAIT_KNOWN: u32 = u32::MAX;

/// The rooms of the few services of which something is known, found by a bit each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rooms {
    known: Vec<u64>,
    /// Per word of `known`: how many rooms stand before it.
    before: Vec<u32>,
    rooms: Vec<Room>,
}

impl Rooms {
    /// From the rooms of services (by their index), in order.
    pub(crate) fn of(rooms: impl IntoIterator<Item = (usize, Room)>) -> Self {
        let mut all = Self::default();
        for (service, room) in rooms {
            let word = service / 64;
            let there = crate::kept::index(all.rooms.len());
            if all.known.len() <= word {
                all.known.resize(word + 1, 0);
                all.before.resize(word + 1, there);
            }
            if let Some(bits) = all.known.get_mut(word) {
                *bits |= 1 << (service % 64);
            }
            all.rooms.push(room);
        }
        all
    }

    /// Whether anything is known of any.
    pub(crate) fn are_known(&self) -> bool {
        !self.rooms.is_empty()
    }

    pub(crate) fn get(&self, service: usize) -> Option<&Room> {
        let bits = self.known.get(service / 64)?;
        let bit = 1_u64 << (service % 64);
        if bits & bit == 0 {
            return None;
        }
        let before = self.before.get(service / 64)?;
        self.rooms.get(*before as usize + (bits & (bit - 1)).count_ones() as usize)
    }

    /// All of them with the services' indexes, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, Room)> {
        let bits = self.known.iter().zip(0..).flat_map(|(bits, word)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        });
        bits.zip(self.rooms.iter().copied())
    }

    /// Bytes held.
    pub(crate) fn bytes(&self) -> usize {
        self.known.capacity() * size_of::<u64>()
            + self.before.capacity() * size_of::<u32>()
            + self.rooms.capacity() * size_of::<Room>()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_service_has_its_own_room(known in prop::collection::btree_map(0..400_usize, 0..90_u16, 0..60)) {
            let room = |wait: &u16| Room {
                as_of: date(2026, 3, 1),
                wait_days: Some(*wait),
                open: None,
                takes_waiting: true,
            };
            let rooms = Rooms::of(known.iter().map(|(service, wait)| (*service, room(wait))));
            for service in 0..500 {
                prop_assert_eq!(rooms.get(service).copied(), known.get(&service).map(room));
            }
            let all: BTreeMap<usize, Room> = rooms.iter().collect();
            prop_assert_eq!(all, known.iter().map(|(service, wait)| (*service, room(wait))).collect());
        }
    }
}
