//! The manifest of a backup: which segments are one state of a store.

use serde::{Deserialize, Serialize};

use crate::{Checksum, TableSum};

/// What the first field says.
const FORMAT: &str = "continuum backup 1";

/// One state of a store: its tables, and the segments that their rows are in. A file of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    format: String,
    /// Which store it is of: the name of its schema.
    pub store: String,
    /// The newest migration that had run on it.
    pub migration: u32,
    /// When it was made, in UTC, to the millisecond.
    pub made_at: String,
    /// Rows of all tables.
    pub rows: u64,
    /// The checksum of the whole store, as [`Checksum`] has it.
    pub sha256: String,
    /// Every table, in order of names.
    pub tables: Vec<TableInBackup>,
}

/// A table of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableInBackup {
    /// Its name.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// Their checksum.
    pub sha256: String,
    /// The names of its segments, in the order of their rows.
    pub segments: Vec<String>,
}

impl Manifest {
    pub(super) fn new(
        store: &str,
        migration: u32,
        made_at: String,
        checksum: &Checksum,
        mut segments: std::collections::BTreeMap<String, Vec<String>>,
    ) -> Self {
        let tables = checksum.tables.iter().map(|TableSum { table, rows, sha256 }| TableInBackup {
            segments: segments.remove(table).unwrap_or_default(),
            table: table.clone(),
            rows: *rows,
            sha256: sha256.clone(),
        });
        Self {
            format: FORMAT.to_owned(),
            store: store.to_owned(),
            migration,
            made_at,
            rows: checksum.rows,
            sha256: checksum.sha256.clone(),
            tables: tables.collect(),
        }
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|error| error.to_string())?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads a file; says what is wrong with one that is no manifest, or whose numbers do not add up.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if manifest.format != FORMAT {
            return Err(format!("its format is {:?}, not {FORMAT:?}", manifest.format));
        }
        if !manifest.tables.is_sorted_by(|one, other| one.table < other.table) {
            return Err("its tables do not stand in order, each once".to_owned());
        }
        let mut names = manifest.tables.iter().flat_map(|table| &table.segments);
        if let Some(name) = names.find(|name| !is_name(name)) {
            return Err(format!("{name:?} is no name of a segment"));
        }
        // Added up by hand first: a sum of what anybody may have written could be too large for its number.
        let rows = manifest.tables.iter().try_fold(0_u64, |rows, table| rows.checked_add(table.rows));
        if rows != Some(manifest.rows) || manifest.checksum().sha256 != manifest.sha256 {
            return Err("its rows and checksums do not add up".to_owned());
        }
        Ok(manifest)
    }

    /// What the store holds that it is of.
    pub fn checksum(&self) -> Checksum {
        let sums = self.tables.iter().map(|TableInBackup { table, rows, sha256, .. }| TableSum {
            table: table.clone(),
            rows: *rows,
            sha256: sha256.clone(),
        });
        Checksum::of(sums.collect())
    }
}

/// Whether these are the 64 hexadecimal digits of a hash, and so no path.
fn is_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
