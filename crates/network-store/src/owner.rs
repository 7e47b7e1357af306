//! Agencies, places and services as the owners of rows in other tables.

use std::collections::HashSet;

use network::{Agency, Place, PlaceId, Service};
use sql::Transaction;

use crate::StoreError;
use crate::keyed::Keyed;
use crate::stored::Stored;

/// What finds an owner: its agency's id, then its own. An agency's own is its id again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key<'a> {
    pub(crate) agency: &'a str,
    pub(crate) id: &'a str,
}

impl<'a> Key<'a> {
    /// The key of the agency.
    pub(crate) fn of_agency(self) -> Self {
        Self { agency: self.agency, id: self.agency }
    }

    /// The key of one of the agency's places.
    pub(crate) fn of_place(self, place: &'a PlaceId) -> Self {
        Self { agency: self.agency, id: place.as_str() }
    }
}

/// Whose rows to read.
#[derive(Clone, Copy)]
pub(crate) enum Which<'a> {
    /// Everyone's.
    All,
    /// Those of these owners; sorted, each once.
    These(&'a [Key<'a>]),
}

/// What an agency, a place and a service have in common: rows in other tables, and a source that they came from.
pub(crate) trait Owner: Clone + PartialEq {
    /// What it is called in the database and in sentences.
    const KIND: &'static str;

    fn key(&self) -> Key<'_>;

    fn source(&self) -> Option<&str>;

    fn source_mut(&mut self) -> &mut Option<String>;
}

/// The three differ in what they are called and in the field that holds the agency's id.
macro_rules! owner {
    ($record:ident, $kind:literal, $agency:ident) => {
        impl Owner for $record {
            const KIND: &'static str = $kind;

            fn key(&self) -> Key<'_> {
                Key { agency: self.$agency.as_str(), id: self.id.as_str() }
            }

            fn source(&self) -> Option<&str> {
                self.source.as_deref()
            }

            fn source_mut(&mut self) -> &mut Option<String> {
                &mut self.source
            }
        }
    };
}

owner!(Agency, "agency", id);
owner!(Place, "place", agency);
owner!(Service, "service", agency);

/// The keys in order, each once.
pub(crate) fn sorted<'a>(keys: impl IntoIterator<Item = Key<'a>>) -> Vec<Key<'a>> {
    let mut keys: Vec<_> = keys.into_iter().collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Those of the keys whose row is there; the statement gives `agency_id` and `owner_id`. The keys are in order.
pub(crate) async fn known<'a>(
    tx: &mut Transaction<'_>,
    select: &'static Keyed,
    keys: &[Key<'a>],
) -> Result<HashSet<Key<'a>>, StoreError> {
    let mut known = HashSet::with_capacity(keys.len());
    select
        .each(tx, "", Which::These(keys), |row| {
            let key = Key { agency: row.str("agency_id")?, id: row.str("owner_id")? };
            known.extend(keys.binary_search(&key).ok().and_then(|at| keys.get(at)));
            Ok(())
        })
        .await?;
    Ok(known)
}

/// Reads the rows of another table to their owners, by walking both in the order of keys.
pub(crate) async fn attach<T: Owner>(
    tx: &mut Transaction<'_>,
    select: &'static Keyed,
    which: Which<'_>,
    owners: &mut [T],
    mut add: impl FnMut(&mut T, &Stored<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if owners.is_empty() {
        return Ok(());
    }
    let mut rest = owners;
    select
        .each(tx, T::KIND, which, |row| {
            let key = Key { agency: row.str("agency_id")?, id: row.str("owner_id")? };
            let passed = rest.iter().take_while(|owner| owner.key() < key).count();
            rest = std::mem::take(&mut rest).get_mut(passed..).unwrap_or_default();
            match rest.first_mut() {
                Some(owner) if owner.key() == key => add(owner, &row),
                _ => Ok(()),
            }
        })
        .await
}
