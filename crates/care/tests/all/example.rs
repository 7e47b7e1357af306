//! A case that is written entry by entry.

use care::{Case, Entry, EntryId, ItemId, OfPart, Text};
use jiff::tz::TimeZone;
use seal::UserId;
use seal::content::Content as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Noon of a day in 2026 in UTC, in Unix milliseconds.
pub(crate) const NOON: i64 = 1_790_078_400_000;
pub(crate) const HOUR: i64 = 60 * 60 * 1000;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) fn user(number: u8) -> UserId {
    UserId::from_bytes([number; 16])
}

pub(crate) fn item(number: u8) -> ItemId {
    ItemId::from_bytes([number; 16])
}

pub(crate) fn text(text: &str) -> Text {
    Text::typed(text).unwrap()
}

pub(crate) fn utc() -> TimeZone {
    TimeZone::UTC
}

/// A journal of which each entry is written, read back and taken in.
#[derive(Default)]
pub(crate) struct Writing {
    pub(crate) case: Case,
    pub(crate) now: i64,
    pub(crate) count: u64,
}

impl Writing {
    pub(crate) fn new() -> Self {
        Self { now: NOON, ..Self::default() }
    }

    /// Writes an entry and gives its id.
    pub(crate) fn write<W: OfPart + Serialize + DeserializeOwned>(&mut self, what: W) -> EntryId {
        self.count += 1;
        let mut id = [0; 16];
        id[8..].copy_from_slice(&self.count.to_be_bytes());
        let id = EntryId::from_bytes(id);
        let bytes = Entry { id, by: user(1), at: self.now, what }.to_bytes().unwrap();
        self.case.take(self.count, W::Content::NAME, &bytes);
        assert_eq!(self.case.troubles, []);
        id
    }

    /// Lets days go by.
    pub(crate) fn days(&mut self, days: i64) {
        self.now += days * DAY;
    }
}
