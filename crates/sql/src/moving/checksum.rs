//! One number for what a store holds, the same on both engines for the same content.

use sha2::{Digest, Sha256};

use super::plan::Table;
use crate::Value;

/// The count and checksum of all rows of a store.
///
/// The checksum is SHA-256 over the tables in order of names: name, count and checksum of each; that of a table is
/// SHA-256 over the names and kinds of its columns and then over its rows in the order of their keys: of each value
/// its kind and its content, so that NULL, the empty text and no bytes are three things. Numbers count to the last
/// bit, but for −0, which SQLite does not tell from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checksum {
    /// In hexadecimal digits.
    pub sha256: String,
    /// Rows of all tables.
    pub rows: u64,
    /// Every table, in order of names.
    pub tables: Vec<TableSum>,
}

/// The count and checksum of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSum {
    /// The table's name.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// In hexadecimal digits.
    pub sha256: String,
}

impl Checksum {
    pub(super) fn of(mut tables: Vec<TableSum>) -> Self {
        tables.sort_by(|a, b| a.table.cmp(&b.table));
        let mut hash = Sha256::new();
        for table in &tables {
            part(&mut hash, table.table.as_bytes());
            hash.update(table.rows.to_be_bytes());
            part(&mut hash, table.sha256.as_bytes());
        }
        let rows = tables.iter().map(|table| table.rows).sum();
        Self { sha256: hexadecimal(hash), rows, tables }
    }

    /// The first table that is not the same in both.
    pub(super) fn differs_from(&self, other: &Self) -> Option<String> {
        let missing = |mine: &TableSum, theirs: &Self| !theirs.tables.contains(mine);
        let mine = self.tables.iter().find(|table| missing(table, other));
        mine.or_else(|| other.tables.iter().find(|table| missing(table, self)))
            .map(|table| table.table.clone())
    }
}

/// The checksum of a table's rows so far.
pub(super) struct Sum {
    rows: u64,
    hash: Sha256,
}

const NULL: [u8; 1] = [0];
const INT: [u8; 1] = [1];
const REAL: [u8; 1] = [2];
const TEXT: [u8; 1] = [3];
const BYTES: [u8; 1] = [4];

impl Sum {
    pub(super) fn new(table: &Table) -> Self {
        let mut hash = Sha256::new();
        for column in &table.columns {
            part(&mut hash, column.name.as_bytes());
            part(&mut hash, column.kind.sql().as_bytes());
        }
        Self { rows: 0, hash }
    }

    pub(super) fn add(&mut self, row: &[Value<'_>]) {
        self.rows += 1;
        let hash = &mut self.hash;
        for value in row {
            match value {
                Value::Null(_) => hash.update(NULL),
                Value::Int(number) => {
                    hash.update(INT);
                    hash.update(number.to_be_bytes());
                }
                Value::Real(number) => {
                    hash.update(REAL);
                    hash.update(number.to_bits().to_be_bytes());
                }
                Value::Text(text) => {
                    hash.update(TEXT);
                    part(hash, text.as_bytes());
                }
                Value::Bytes(bytes) => {
                    hash.update(BYTES);
                    part(hash, bytes);
                }
            }
        }
    }

    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    pub(super) fn so_far(&self) -> String {
        hexadecimal(self.hash.clone())
    }
}

/// Bytes that no others beside them can be mistaken for.
fn part(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
