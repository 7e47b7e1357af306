//! Sets of CSV files, read through a mapping.

pub(super) mod cell;
mod location;
pub(super) mod organization;
mod room;
pub(super) mod rows;
pub(super) mod service;

use super::draft::Draft;
use super::finish::finish;
use super::input::Input;
use super::position::Notes;
use super::table::headings;
use super::{ImportError, Imported, Mapping, SourceFile};

/// Reads a set of CSV files as the mapping says.
///
/// # Errors
/// [`ImportError`] when a file that the mapping names is missing, empty, not text, or has no column of ids.
pub fn mapped_csv(mapping: &Mapping, files: &[SourceFile]) -> Result<Imported, ImportError> {
    read(mapping, &Input::all(files), Notes::default())
}

/// As [`mapped_csv`], wherever the files are, with what was already said of the source.
pub(super) fn read(mapping: &Mapping, files: &[Input<'_>], notes: Notes) -> Result<Imported, ImportError> {
    let mut draft = Draft { notes, ..Draft::default() };
    if let Some(table) = &mapping.organizations {
        rows::rows(table, mapping, files, &mut draft, organization::add)?;
    }
    if let Some(table) = &mapping.locations {
        rows::rows(table, mapping, files, &mut draft, location::add)?;
    }
    rows::rows(&mapping.services, mapping, files, &mut draft, service::add)?;
    Ok(finish(draft, &mapping.source))
}

/// How many headings of a file, and how many files, an error shows.
const SHOWN: usize = 6;

/// What a set of files is, in a few words: `services.csv (id, name, …)`.
pub(super) fn describe(files: &[Input<'_>]) -> String {
    let one = |file: &Input<'_>| format!("{} ({})", file.name, first_few(&headings(file)));
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
