//! What was read of a source, before its rows are brought together: each row with where it stands and with
//! the ids of other tables that it refers to.

use std::collections::{BTreeMap, BTreeSet};

use super::input::Budget;
use super::position::{At, Notes};
use super::quality::Days;
use super::{codes, text};
use crate::{Agency, Area, Place, Service};

/// The names of the tables, as findings show them.
pub(super) const ORGANIZATIONS: &str = "organizations";
/// As above.
pub(super) const SERVICES: &str = "services";
/// As above.
pub(super) const LOCATIONS: &str = "locations";

/// All rows of a source that can stand, by id: the first of each id.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) agencies: BTreeMap<String, AgencyRow>,
    pub(super) places: BTreeMap<String, PlaceRow>,
    pub(super) services: BTreeMap<String, ServiceRow>,
    /// Services whose records say that nothing is to be guessed of them.
    pub(super) services_in_full: BTreeSet<String>,
    /// Places whose records say so.
    pub(super) places_in_full: BTreeSet<String>,
    pub(super) notes: Notes,
    /// When rows were last checked or changed, as they say.
    pub(super) days: Days,
    pub(super) budget: Budget,
}

/// A reference to another table: the id, and the column that it stands in.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) id: String,
    pub(super) column: String,
}

/// An agency.
#[derive(Debug)]
pub(super) struct AgencyRow {
    pub(super) at: At,
    pub(super) agency: Agency,
}

/// A place, before it is known whose it is.
#[derive(Debug)]
pub(super) struct PlaceRow {
    pub(super) at: At,
    /// Where rows of other tables stand that became part of it.
    pub(super) linked: Vec<At>,
    /// Its `agency` is not yet set.
    pub(super) place: Place,
    pub(super) agency: Option<Reference>,
    /// Areas that the source gives for all that is had here.
    pub(super) areas: Vec<Area>,
    /// Whether it is none that one could go to.
    pub(super) is_virtual: bool,
}

/// A service, before it is known whose it is and where it can be had.
#[derive(Debug)]
pub(super) struct ServiceRow {
    pub(super) at: At,
    /// Where rows of other tables stand that became part of it.
    pub(super) linked: Vec<At>,
    pub(super) name: String,
    /// Its `agency` and `places` are not yet set. It goes into the directory, so that it need not be held twice.
    pub(super) service: Option<Box<Service>>,
    pub(super) agency: Option<Reference>,
    pub(super) places: Vec<Reference>,
    /// The point and address that the service's own row gives.
    pub(super) own_place: Option<Place>,
    /// Whether it is for organizations only.
    pub(super) not_for_individuals: bool,
}

impl Draft {
    /// The id of a row, if the row can stand; else says why not.
    pub(super) fn id(
        &mut self,
        table: &'static str,
        at: &At,
        column: &str,
        raw: Option<&str>,
    ) -> Option<String> {
        let known = |id: &str| match table {
            ORGANIZATIONS => self.agencies.contains_key(id),
            LOCATIONS => self.places.contains_key(id),
            _ => self.services.contains_key(id),
        };
        let (code, value) = match text::id(raw) {
            Ok(id) if known(id) => (codes::DUPLICATE_ID, Some(id)),
            Ok(id) => return Some(id.into()),
            Err(code) => (code, raw),
        };
        match value.filter(|value| !value.trim().is_empty()) {
            Some(value) => self.notes.value(code, table, at, column, value),
            None => self.notes.value(code, table, at, column, ""),
        }
        None
    }
}

impl Draft {
    /// The ids of a cell that refers to rows of another table, each with its column. One that can be no id is
    /// said.
    pub(super) fn references<'c>(
        &mut self,
        table: &str,
        at: &At,
        column: Option<&String>,
        ids: impl Iterator<Item = &'c str>,
    ) -> Vec<Reference> {
        let column = column.cloned().unwrap_or_default();
        let mut references = Vec::new();
        for id in ids.map(str::trim).filter(|id| !id.is_empty()) {
            match text::id(Some(id)) {
                Ok(id) => references.push(Reference { id: id.into(), column: column.clone() }),
                Err(_) => self.notes.value(codes::BAD_REFERENCE, table, at, &column, id),
            }
        }
        references
    }
}

/// Rows in the order of their source, so that the first examples of a finding are the first rows.
pub(super) fn in_order<T>(rows: &BTreeMap<String, T>, at: impl Fn(&T) -> &At) -> Vec<(&String, &T)> {
    let mut ordered: Vec<_> = rows.iter().collect();
    ordered.sort_by(|(_, a), (_, b)| (&at(a).file, at(a).row).cmp(&(&at(b).file, at(b).row)));
    ordered
}
