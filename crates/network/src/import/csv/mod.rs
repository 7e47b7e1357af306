//! Sets of CSV files, read through a mapping.

pub(super) mod cell;
mod location;
pub(super) mod organization;
pub(super) mod read;
mod room;
pub(super) mod service;

use super::draft::Draft;
use super::finish::finish;
use super::position::Notes;
use super::{ImportError, Imported, Mapping, SourceFile, table};

/// Reads a set of CSV files as the mapping says.
///
/// # Errors
/// [`ImportError`] when a file that the mapping names is missing, empty, not text, or has no column of ids.
pub fn mapped_csv(mapping: &Mapping, files: &[SourceFile]) -> Result<Imported, ImportError> {
    let mut draft = Draft::default();
    if let Some(table) = &mapping.organizations {
        read::rows(table, mapping, files, &mut draft, organization::add)?;
    }
    if let Some(table) = &mapping.locations {
        read::rows(table, mapping, files, &mut draft, location::add)?;
    }
    read::rows(&mapping.services, mapping, files, &mut draft, service::add)?;
    Ok(finish(draft, &mapping.source))
}

/// The headings of a file; none where it has no heading that can be read.
pub(super) fn headings(file: &SourceFile) -> Vec<String> {
    table::Table::open(file, "", &mut Notes::default()).map(|table| table.headings).unwrap_or_default()
}

/// How many headings of a file, and how many files, an error shows.
const SHOWN: usize = 6;

/// What a set of files is, in a few words: `services.csv (id, name, …)`.
pub(super) fn describe(files: &[SourceFile]) -> String {
    let one = |file: &SourceFile| format!("{} ({})", file.name, first_few(&headings(file)));
    let csv = || files.iter().filter(|file| !file.name.ends_with(".json"));
    let mut shown: Vec<String> = csv().take(SHOWN).map(one).collect();
    if csv().count() > SHOWN {
        shown.push(format!("and {} more files", csv().count() - SHOWN));
    }
    shown.join(", ")
}

fn first_few(headings: &[String]) -> String {
    let mut shown: Vec<&str> = headings.iter().take(SHOWN).map(String::as_str).collect();
    if headings.len() > SHOWN {
        shown.push("…");
    }
    if shown.is_empty() { "no headings".into() } else { shown.join(", ") }
}
