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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    pub(crate) fn of(mut tables: Vec<TableSum>) -> Self {
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
    pub(crate) fn differs_from(&self, other: &Self) -> Option<String> {
        let missing = |mine: &TableSum, theirs: &Self| !theirs.tables.contains(mine);
        let mine = self.tables.iter().find(|table| missing(table, other));
        mine.or_else(|| other.tables.iter().find(|table| missing(table, self)))
            .map(|table| table.table.clone())
    }
}

/// The checksum of a table's rows so far.
pub(crate) struct Sum {
    rows: u64,
    hash: Sha256,
}

pub(crate) const NULL: u8 = 0;
pub(crate) const INT: u8 = 1;
pub(crate) const REAL: u8 = 2;
pub(crate) const TEXT: u8 = 3;
pub(crate) const BYTES: u8 = 4;

/// A row as bytes, which no other row has: of each value its kind and its content.
pub(crate) fn encode(row: &[Value<'_>], put: &mut impl FnMut(&[u8])) {
    for value in row {
        match value {
            Value::Null(_) => put(&[NULL]),
            Value::Int(number) => {
                put(&[INT]);
                put(&number.to_be_bytes());
            }
            Value::Real(number) => {
                put(&[REAL]);
                put(&number.to_bits().to_be_bytes());
            }
            Value::Text(text) => {
                put(&[TEXT]);
                whole(text.as_bytes(), put);
            }
            Value::Bytes(bytes) => {
                put(&[BYTES]);
                whole(bytes, put);
            }
        }
    }
}

/// Bytes that no others beside them can be mistaken for.
pub(crate) fn whole(bytes: &[u8], put: &mut impl FnMut(&[u8])) {
    put(&(bytes.len() as u64).to_be_bytes());
    put(bytes);
}

impl Sum {
    pub(crate) fn new(table: &Table) -> Self {
        let mut hash = Sha256::new();
        for column in &table.columns {
            part(&mut hash, column.name.as_bytes());
            part(&mut hash, column.kind.sql().as_bytes());
        }
        Self { rows: 0, hash }
    }

    pub(crate) fn add(&mut self, row: &[Value<'_>]) {
        self.rows += 1;
        encode(row, &mut |bytes: &[u8]| self.hash.update(bytes));
    }

    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    pub(crate) fn so_far(&self) -> String {
        hexadecimal(self.hash.clone())
    }
}

fn part(hash: &mut Sha256, bytes: &[u8]) {
    whole(bytes, &mut |bytes: &[u8]| hash.update(bytes));
}

pub(crate) fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
