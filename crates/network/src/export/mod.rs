//! Writing a directory for others: HSDS 3.1 as JSON or as a package of tables, and the plain spreadsheet.
//!
//! What enters is a [`Directory`]; what leaves are bytes that hold only what everyone may see, and no address
//! that looks sensitive, wherever it stands. The same directory gives the same bytes, and what an import makes of
//! them gives them again. No I/O, no clock.
//!
//! The way of a directory: `public` takes out what may not leave and brings the rest into the form in which an
//! import would bring it back; `agency`, `service` and `parts` put records of HSDS together, what HSDS has no
//! field for as terms of a taxonomy of our own (`docs/exporting.md`); `json` writes these nested, `tabular` takes
//! them apart into tables.

mod agency;
mod archive;
mod hidden;
mod ids;
mod json;
mod listed;
pub mod nested;
mod parts;
mod public;
mod record;
mod service;
mod tables;
mod tabular;
mod workbook;

pub use archive::{is_package, zipped};
pub use hidden::{IdKey, hide_on_page};
pub use ids::{RowOf, open_ids};
pub use json::hsds_json;
pub use listed::{Listed, ListedArea, Listing, RecordKind, chord2, normal_postal_code, postal_codes_of};
pub use tabular::{DESCRIPTOR, File, hsds_tabular, is_descriptor, is_file_of_package};

pub use workbook::services_xlsx;

use std::collections::BTreeSet;

use crate::{Directory, PlaceId};

/// Words in the form in which texts are searched: lower case, without accents, one space around each.
pub fn search_words(text: &str) -> String {
    crate::import::words(text)
}

/// Why an export could not be written. Nothing of it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// A table cannot be written.
    #[error("{file} cannot be written: {why}")]
    Table {
        /// Its file.
        file: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The spreadsheet cannot be written.
    #[error(transparent)]
    Workbook(#[from] crate::sheet::workbook::WorkbookError),
    /// The archive cannot be written.
    #[error("the archive cannot be written: {why}")]
    Archive {
        /// What is wrong.
        why: String,
    },
}

impl ExportError {
    fn table(file: &'static str, error: &csv::Error) -> Self {
        Self::Table { file, why: error.to_string() }
    }
}

/// A directory of which everything may leave, under the ids under which it does.
pub struct Public {
    directory: Directory,
    held_back: HeldBack,
    key: IdKey,
}

/// What of a directory does not leave it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct HeldBack {
    /// Services that not everyone may see.
    pub services: usize,
    /// Requirements, of services that leave, that not everyone may see.
    pub requirements: usize,
    /// Counts of places, of services that leave, that not everyone may see.
    pub capacities: usize,
    /// Places whose address was set aside: of each only town, state and country leave.
    pub addresses: usize,
}

/// How many records an export holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Organizations.
    pub organizations: usize,
    /// Services.
    pub services: usize,
    /// Locations.
    pub locations: usize,
}

impl Public {
    /// What of a directory may leave it. The ids of places that nobody is to find are made with this key.
    pub fn of(directory: &Directory, key: &IdKey) -> Self {
        Self::from_whole(directory.clone(), key)
    }

    /// The same of a directory that is not needed any more.
    pub fn from_whole(directory: Directory, key: &IdKey) -> Self {
        let (directory, held_back) = public::public(directory, key);
        Self { directory, held_back, key: key.clone() }
    }

    /// It, as plain values.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// What was left out.
    pub fn held_back(&self) -> HeldBack {
        self.held_back
    }

    /// How many records there are.
    pub fn counts(&self) -> Counts {
        Counts {
            organizations: self.directory.agencies.len(),
            services: self.directory.services.len(),
            locations: ids::locations(&self.directory).values().map(Vec::len).sum(),
        }
    }

    /// How many places no service names.
    pub fn places_of_no_service(&self) -> usize {
        let services = self.directory.services.iter();
        let named: BTreeSet<&PlaceId> = services.flat_map(|service| &service.places).collect();
        let places = ids::locations(&self.directory).into_values().flatten();
        places.filter(|place| !named.contains(&place.id)).count()
    }

    /// The organizations in the order of their ids, with their locations and services nested in them.
    fn organizations(&self) -> impl Iterator<Item = record::Record> {
        let mut locations = ids::locations(&self.directory);
        let mut services = self.directory.services.as_slice();
        self.directory.agencies.iter().map(move |one| {
            let mut record = agency::organization(one);
            let own = locations.remove(&one.id).unwrap_or_default();
            // Also where there are none: an organization is known by them.
            put_records(&mut record, "locations", own.into_iter().map(agency::location));
            let passed = services.iter().take_while(|service| service.agency == one.id).count();
            let (own, rest) = services.split_at(passed);
            services = rest;
            put_records(&mut record, "services", own.iter().map(service::service));
            record
        })
    }
}

fn put_records(record: &mut record::Record, name: &str, records: impl Iterator<Item = record::Record>) {
    record::put(record, name, records.map(serde_json::Value::Object).collect::<Vec<_>>());
}
