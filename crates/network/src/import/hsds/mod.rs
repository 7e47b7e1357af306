//! HSDS. As JSON, version 3.1: organizations, services, services at locations and locations, one by one, in
//! lists, in pages, or line by line; nested as the standard's *full* forms are. And as tables
//! ([`tabular`]). Both become the same records, so that HSDS has one meaning.

mod address;
mod asks;
mod gather;
mod json;
mod location;
mod organization;
mod own;
mod record;
mod schedule;
mod service;
pub(super) mod tabular;
mod terms;

use super::draft::Draft;
use super::finish::finish;
use super::input::Input;
use super::position::{At, Notes};
use super::{ImportError, Imported, SourceFile, codes};
pub(crate) use asks::MOST_PLACES;
use gather::Gathered;

/// The table that findings about whole files stand under.
const FILES: &str = "files";
/// The table that findings about services at locations stand under.
const LINKS: &str = "service_at_locations";

/// Reads HSDS 3.1 records from the files; `source` is the source's stable name. A record that stands in
/// several files, or nested in several records, is one: each adds what the others lack.
///
/// # Errors
/// [`ImportError`] when the only file is not JSON, or when no file holds a record that can be loaded.
pub fn hsds_json(files: &[SourceFile], source: &str) -> Result<Imported, ImportError> {
    read_json(&Input::all(files), Notes::default(), source)
}

/// As [`hsds_json`], wherever the files are, with what was already said of the source.
pub(super) fn read_json(files: &[Input<'_>], notes: Notes, source: &str) -> Result<Imported, ImportError> {
    let mut draft = Draft { notes, ..Draft::default() };
    let mut gathered = Gathered::default();
    let mut before = 0;
    for file in files {
        gathered.next_file();
        if let Err(error) = json::read(file, &mut before, &mut gathered, &mut draft) {
            if files.len() == 1 || matches!(error, ImportError::TooMuch { .. }) {
                return Err(error);
            }
            note_unread(file, &error, &mut draft.notes);
        }
    }
    if !gathered.recognised {
        let file = files.first().filter(|_| files.len() == 1).map_or(source, |file| file.name.as_str());
        return Err(ImportError::NothingRecognised { file: file.into() });
    }
    gathered.drop_lost_links(&mut draft.notes);
    Ok(finish_gathered(gathered, draft.notes, source))
}

/// Says that a file could not be read, or not to its end.
fn note_unread(file: &Input<'_>, error: &ImportError, notes: &mut Notes) {
    let at = At { file: file.name.as_str().into(), row: None };
    notes.value(codes::FILE_NOT_READ, FILES, &at, "", &without_name(error, file));
}

/// The directory of all records of a source. Each record goes as soon as it has been read.
fn finish_gathered(mut gathered: Gathered, notes: Notes, source: &str) -> Imported {
    let mut draft = Draft { notes, ..Draft::default() };
    organization::add_all(&mut gathered, &mut draft);
    service::add_all(&mut gathered, &mut draft);
    location::add_all(&mut gathered, &mut draft);
    drop(gathered);
    finish(draft, source)
}

/// What an error says, without the name of the file, which its finding has.
fn without_name(error: &ImportError, file: &Input<'_>) -> String {
    let said = error.to_string();
    let rest = said.strip_prefix(file.name.as_str()).map(|rest| rest.trim_start_matches([',', ' ']));
    rest.unwrap_or(&said).to_owned()
}
