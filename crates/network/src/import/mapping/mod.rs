//! Mapping files: what the columns of a set of CSV files mean. `docs/mapping-a-directory.md` explains them
//! to the person who writes one.

mod column;
mod file;
mod shipped;

use std::path::Path;

pub(super) use column::{Apply, Capacity, Column, Delivery, Fee, Field, Meaning, Values, Who, squeezed};
pub(super) use file::column as column_from;
pub use shipped::shipped;
pub(super) use shipped::shipped_for;
use vocabulary::{Need, Set};

use super::{ImportError, MappingError};

/// What the columns of a set of CSV files mean.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The source's stable name.
    pub(super) source: String,
    /// The state of places and areas for which a row names none.
    pub(super) state: Option<String>,
    /// The country of places for which a row names none.
    pub(super) country: Option<String>,
    pub(super) organizations: Option<Table>,
    pub(super) locations: Option<Table>,
    pub(super) services: Table,
}

/// One file of the set.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// `organizations`, `locations` or `services`.
    pub(super) name: &'static str,
    pub(super) file: String,
    /// The column of ids.
    pub(super) id: String,
    /// The column that names the row's agency by its id.
    pub(super) organization: Option<String>,
    /// The column that names the service's places by their ids.
    pub(super) location: Option<String>,
    /// What each column means, in the order of the mapping.
    pub(super) columns: Vec<Column>,
    /// Needs that every service of the list meets.
    pub(super) needs: Set<Need>,
    /// Whether columns that are not named are kept without a word.
    pub(super) keep_rest: bool,
    /// Whether values that are not understood are kept as attributes.
    pub(super) keep_unread: bool,
}

impl Mapping {
    /// Reads a mapping; `file` is its name, for errors.
    ///
    /// # Errors
    /// [`MappingError`], which names the file, the table and the column.
    pub fn parse(text: &str, file: &str) -> Result<Self, MappingError> {
        // What a mapping says goes into the directory, which holds no NUL.
        if ["\0", "\\u0000", "\\U00000000", "\\x00"].iter().any(|nul| text.contains(nul)) {
            let why = "a NUL character (\\u0000) can stand in no text: take it out".into();
            return Err(MappingError::Whole { file: file.into(), why });
        }
        file::parse(text, file)
    }

    /// Reads a mapping from a file.
    pub(super) fn read(path: &Path) -> Result<Self, ImportError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ImportError::Unreadable { path: path.display().to_string(), source })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self::parse(text.strip_prefix('\u{feff}').unwrap_or(&text), &name)?)
    }

    /// The source's stable name.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The files that it names.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.tables().map(|table| table.file.as_str())
    }

    pub(super) fn tables(&self) -> impl Iterator<Item = &Table> {
        self.organizations.iter().chain(&self.locations).chain([&self.services])
    }
}
