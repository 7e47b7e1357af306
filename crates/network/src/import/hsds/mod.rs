//! HSDS. As JSON, version 3.1: organizations, services, services at locations and locations, one by one, in
//! lists, in pages, or line by line; nested as the standard's *full* forms are. And as tables
//! ([`tabular`]). Both become the same records, so that HSDS has one meaning.

mod address;
mod asks;
mod gather;
mod location;
mod organization;
mod record;
mod schedule;
mod service;
pub(super) mod tabular;
mod terms;

use serde_json::Value;

use super::draft::Draft;
use super::finish::finish;
use super::position::{At, Notes};
use super::{ImportError, Imported, SourceFile, codes, text};
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
    let mut draft = Draft::default();
    let mut gathered = Gathered::default();
    for file in files {
        gathered.next_file();
        if let Err(error) = read(file, &mut gathered, &mut draft) {
            if files.len() == 1 {
                return Err(error);
            }
            let at = At { file: file.name.as_str().into(), row: None };
            draft.notes.value(codes::FILE_NOT_READ, FILES, &at, "", &without_name(&error, file));
        }
    }
    if !gathered.recognised {
        let file = files.first().filter(|_| files.len() == 1).map_or(source, |file| file.name.as_str());
        return Err(ImportError::NothingRecognised { file: file.into() });
    }
    gathered.drop_lost_links(&mut draft.notes);
    Ok(finish_gathered(gathered, draft.notes, source))
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
fn without_name(error: &ImportError, file: &SourceFile) -> String {
    let said = error.to_string();
    let rest = said.strip_prefix(file.name.as_str()).map(|rest| rest.trim_start_matches([',', ' ']));
    rest.unwrap_or(&said).to_owned()
}

fn read(file: &SourceFile, gathered: &mut Gathered, draft: &mut Draft) -> Result<(), ImportError> {
    if let Some(encoding) = text::encoding(&file.bytes) {
        return Err(ImportError::Encoding { file: file.name.clone(), encoding });
    }
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty { file: file.name.clone() });
    }
    let name: std::sync::Arc<str> = file.name.as_str().into();
    let lower = file.name.to_lowercase();
    if lower.ends_with(".ndjson") || lower.ends_with(".jsonl") {
        for (line, row) in bytes.split(|byte| *byte == b'\n').zip(1..) {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let at = At { file: name.clone(), row: Some(row) };
            match parse(line, file) {
                Ok(value) => gathered.record(value, &at, &mut draft.notes),
                Err(error) => {
                    draft.notes.value(codes::FILE_NOT_READ, FILES, &at, "", &without_name(&error, file))
                }
            }
        }
        return Ok(());
    }
    let items = match parse(bytes, file)? {
        Value::Array(items) => items,
        Value::Object(mut page) => match page.get_mut("contents").map(Value::take) {
            Some(Value::Array(items)) => {
                gathered.recognised |= items.is_empty();
                items
            }
            _ => {
                gathered.record(Value::Object(page), &At { file: name, row: None }, &mut draft.notes);
                return Ok(());
            }
        },
        other => vec![other],
    };
    for (item, row) in items.into_iter().zip(1..) {
        gathered.record(item, &At { file: name.clone(), row: Some(row) }, &mut draft.notes);
    }
    Ok(())
}

fn parse(bytes: &[u8], file: &SourceFile) -> Result<Value, ImportError> {
    if let Err(error) = std::str::from_utf8(bytes) {
        return Err(ImportError::NotUtf8 { file: file.name.clone(), byte: error.valid_up_to() });
    }
    serde_json::from_slice(bytes).map_err(|error| {
        let said = error.to_string();
        let why = if said.starts_with("recursion limit") {
            "values are nested more than 128 deep, which no directory needs".into()
        } else if error.is_eof() {
            "the file ends in the middle of a value; it may have been cut off".into()
        } else {
            let end = said.find(" at line ").unwrap_or(said.len());
            format!("this is not JSON: {}", said.get(..end).unwrap_or(&said))
        };
        ImportError::Json { file: file.name.clone(), line: error.line(), column: error.column(), why }
    })
}
