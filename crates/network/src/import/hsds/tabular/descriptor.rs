//! `datapackage.json`: which files and columns a directory says that it has.

use std::io::{BufReader, Read as _};

use serde_json::Value;

use super::super::{FILES, without_name};
use super::tables;
use crate::import::codes;
use crate::import::input::Input;
use crate::import::position::{At, Notes};

/// The longest description that is read, in bytes.
const LONGEST: u64 = 16 << 20;

/// What the description beside the files says.
pub(super) struct Descriptor {
    /// Its own file's name.
    file: String,
    resources: Vec<Resource>,
}

struct Resource {
    /// The file's name without its folder.
    path: String,
    /// Its columns as it writes them; empty where it does not say.
    columns: Vec<String>,
}

/// Of each file: its name, its table, and its headings.
pub(super) struct Present<'p> {
    pub(super) file: &'p str,
    pub(super) table: &'p str,
    pub(super) headings: &'p [String],
}

impl Descriptor {
    /// Reads it; what is none is said, and the files are read without it.
    pub(super) fn read(file: &Input<'_>, notes: &mut Notes) -> Option<Self> {
        let json = file
            .text(true, |read| Ok(serde_json::from_reader::<_, Value>(BufReader::new(read.take(LONGEST)))));
        let why = match json {
            Err(error) => without_name(&error, file),
            Ok(Err(error)) => format!("this is not JSON: {error}"),
            Ok(Ok(json)) => match resources(&json) {
                Some(resources) => return Some(Self { file: file.name.clone(), resources }),
                None => "it has no list of `resources` with a `path` each".into(),
            },
        };
        let at = At { file: file.name.as_str().into(), row: None };
        notes.value(codes::DESCRIPTOR_UNREADABLE, FILES, &at, "", &why);
        None
    }

    /// Says what is declared and not there, and what is there and not declared.
    pub(super) fn compare(&self, present: &[Present<'_>], notes: &mut Notes) {
        let at = At { file: self.file.as_str().into(), row: None };
        let is = |path: &str, file: &str| path.eq_ignore_ascii_case(file);
        for resource in &self.resources {
            match present.iter().find(|present| is(&resource.path, present.file)) {
                None => notes.value(codes::FILE_MISSING, FILES, &at, "", &resource.path),
                Some(present) if !resource.columns.is_empty() => resource.compare(present, notes),
                Some(_) => {}
            }
        }
        for present in present {
            if !self.resources.iter().any(|resource| is(&resource.path, present.file)) {
                let at = At { file: present.file.into(), row: None };
                notes.value(codes::FILE_NOT_DECLARED, FILES, &at, "", present.file);
            }
        }
    }
}

impl Resource {
    fn compare(&self, present: &Present<'_>, notes: &mut Notes) {
        let declared: Vec<String> = self.columns.iter().map(|name| tables::column(name)).collect();
        let there: Vec<String> = present.headings.iter().map(|name| tables::column(name)).collect();
        for (name, column) in self.columns.iter().zip(&declared) {
            if !there.contains(column) {
                notes.column(codes::COLUMN_MISSING, present.table, present.file, name);
            }
        }
        for (heading, column) in present.headings.iter().zip(&there) {
            if !column.is_empty() && !declared.contains(column) {
                notes.column(codes::COLUMN_NOT_DECLARED, present.table, present.file, heading);
            }
        }
    }
}

/// None where there is no list of files.
fn resources(json: &Value) -> Option<Vec<Resource>> {
    let list = json.get("resources")?.as_array()?;
    let mut resources = Vec::new();
    for resource in list {
        // A path may be several files of one table.
        let paths = match resource.get("path") {
            Some(Value::Array(paths)) => paths.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => continue,
        };
        let fields = resource.get("schema").and_then(|schema| schema.get("fields")).and_then(Value::as_array);
        let names = fields.into_iter().flatten().filter_map(|field| field.get("name")?.as_str());
        let columns: Vec<String> = names.map(Into::into).collect();
        for path in paths.iter().filter_map(Value::as_str) {
            let path = path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
            resources.push(Resource { path, columns: columns.clone() });
        }
    }
    (!resources.is_empty()).then_some(resources)
}
