//! Reading directories of other systems: HSDS as JSON (3.1) and as tables (1.1, 2.0 and 3.1), any set of CSV files
//! through a mapping, and a plain spreadsheet of services.
//!
//! What enters are bytes of files; what leaves is a whole [`Directory`] and the [`Finding`]s about what was
//! wrong. A row that cannot stand is reported, never dropped in silence, and all that can be loaded is. The
//! same source gives the same directory. No network, no clock.
//!
//! Texts are kept and not read: what a service asks is taken only from columns and tables that say just that.
//! Nothing that is imported counts as confirmed by the agency.
//!
//! The way of a source: the rows or records of its files (`files`, `csv`, `hsds`, `sheet`) become a draft
//! with references by id; `finish` follows these, and sets aside addresses that look sensitive.

pub mod codes;
mod csv;
mod degrees;
mod draft;
mod error;
mod files;
mod finish;
mod hide;
mod house;
mod hsds;
mod input;
mod links;
mod mapping;
mod owners;
pub mod parse;
mod personal;
mod position;
mod quality;
mod requirements;
mod rules;
mod scrub;
mod sensitive;
mod sheet;
mod spot;
mod street;
mod street_words;
mod streets;
mod table;
mod text;
mod way;
mod zones;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

pub use codes::Code;
pub use csv::mapped_csv;
pub use error::{ImportError, MappingError};

pub(crate) use hsds::MOST_PLACES;
pub use hsds::hsds_json;
pub use hsds::tabular::hsds_tabular;
pub use mapping::{Mapping, shipped};
pub(crate) use parse::address::is_post_box;
pub(crate) use personal::is_field as is_personal_field;
pub(crate) use personal::is_heading as is_personal;
pub use sheet::services_sheet;
pub(crate) use sheet::tidied;
pub(crate) use text::checked_day;
pub(crate) use text::{LONGEST_TEXT, id as good_id, kept, words};

use crate::{Address, AgencyId, Directory, Finding, PlaceId};

/// What an import read: the directory, and what is wrong with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Everything that could be loaded, sorted by id.
    pub directory: Directory,
    /// What is wrong with the source, sorted by table and code ([`codes::ALL`] explains each).
    pub findings: Vec<Finding>,
    /// How many rows of the source's own tables were loaded.
    pub counts: Counts,
    /// The source's stable name: the mapping's, or the file's or folder's without its ending.
    pub source: String,
    /// How many addresses looked sensitive and were set aside.
    pub set_aside: usize,
    /// When its rows were last checked or changed, as they say.
    days: quality::Days,
}

impl Imported {
    /// Says which records were older than two years on this day. An import says it of the newest day that the
    /// source itself names, since it knows no other.
    pub fn judge_age(&mut self, day: Date) {
        self.findings.retain(|finding| finding.code != codes::STALE_RECORD);
        self.findings.extend(self.days.stale_on(day));
        self.findings.sort_by(|a, b| (&a.table, a.code).cmp(&(&b.table, b.code)));
    }

    /// Says of which list this is an export, so that a newer export of the same list brings it up to date.
    pub fn of_list(&mut self, list: &str) {
        let directory = &mut self.directory;
        let agencies = directory.agencies.iter_mut().map(|agency| &mut agency.source);
        let places = directory.places.iter_mut().map(|place| &mut place.source);
        let services = directory.services.iter_mut().map(|service| &mut service.source);
        for source in agencies.chain(places).chain(services) {
            *source = Some(list.to_owned());
        }
        list.clone_into(&mut self.source);
    }
}

/// Sets the addresses that look sensitive aside, as an import does, in a directory that came by another way: what
/// goes into a store, and what goes out of one.
pub fn set_sensitive_aside(directory: &mut Directory) {
    hide::once_more(directory);
}

/// Sets the addresses of these places aside, because their agency says that they are confidential, whatever they look
/// like: out of the places, of every other in the same house, and of all texts of the directory. Services that are had
/// there become confidential.
pub fn set_places_aside(directory: &mut Directory, places: &BTreeSet<(AgencyId, PlaceId)>) {
    hide::these(directory, places);
}

/// The time zone of an address, where it can be told for certain.
pub fn time_zone(address: &Address) -> Option<&'static str> {
    zones::of(address)
}

/// How many rows of each table were loaded. Agencies that were made for ids which the source does not list
/// are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Rows of agencies.
    pub organizations: usize,
    /// Rows of services.
    pub services: usize,
    /// Rows of places.
    pub locations: usize,
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read so far.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
}

/// One file of a source: its name without its folder, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The name, as findings show it.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Reads a source: a `.json`, `.ndjson` or `.jsonl` file of HSDS 3.1 records, a folder of such files, a folder of
/// HSDS's tables, a spreadsheet of services (`.xlsx`, or one `.csv`), or a folder of CSV files with a mapping.
/// Where no mapping is given, one that we ship is used if the folder's files and their headings fit it.
///
/// # Errors
/// [`ImportError`], when nothing can be loaded at all: the source or the mapping cannot be read, or is not
/// of a kind that is known. Whatever is wrong with single rows is a finding instead.
pub fn read(
    source: &Path,
    map: Option<&Path>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Imported, ImportError> {
    let mapping = map.map(Mapping::read).transpose()?;
    let mut found = files::look(source)?;
    if let Some(mapping) = &mapping {
        found.only_named(mapping, source)?;
    }
    let meter = found.metered(progress);
    let imported = read_found(found, mapping.as_ref());
    meter.end();
    imported
}

/// Reads a source whose files are in memory, as somebody sends them: what [`read`] takes as a folder or a file.
/// `name` is the source's stable name, such as the name of the file that was sent, without its ending.
///
/// # Errors
/// As for [`read`].
#[expect(clippy::needless_pass_by_value, reason = "who sent them has no use for them any more")]
pub fn read_files(files: Vec<SourceFile>, name: &str) -> Result<Imported, ImportError> {
    read_found(files::in_memory(&files, name)?, None)
}

fn read_found(found: files::Found<'_>, mapping: Option<&Mapping>) -> Result<Imported, ImportError> {
    let files::Found { kind, files, name, notes } = found;
    match (kind, mapping) {
        (files::Kind::Json, _) => hsds::read_json(&files, notes, &name),
        (files::Kind::Sheet, _) => match files.as_slice() {
            // One table of HSDS's tabular form is none of these.
            [_] if hsds::tabular::is_tabular(&files) => hsds::tabular::read(&files, notes, &name),
            [file] => sheet::read(file, notes, &name),
            _ => Err(ImportError::NotASource { path: name }),
        },
        (files::Kind::Csv, Some(mapping)) => csv::read(mapping, &files, notes),
        (files::Kind::Csv, None) => {
            if let Some(mapping) = mapping::shipped_for(&files) {
                return csv::read(&mapping, &files, notes);
            }
            if hsds::tabular::is_tabular(&files) {
                return hsds::tabular::read(&files, notes, &name);
            }
            Err(ImportError::NoMapping { folder: name, found: csv::describe(&files) })
        }
    }
}
