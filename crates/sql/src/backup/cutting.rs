//! Where a table's rows are cut into segments: after rows that their own content marks, so that rows which were put in,
//! changed or taken out move no cut but those beside them.

use sha2::{Digest, Sha256};

use super::segment;
use crate::Value;
use crate::moving::checksum::encode;
use crate::moving::plan::Table;

/// No cut before this many bytes of rows.
const LEAST: usize = 16 << 10;
/// How many bytes lie between two marked rows, on average.
const AVERAGE: usize = 64 << 10;
/// A cut after the row that reaches this many, marked or not.
const MOST: usize = 512 << 10;

pub(super) struct Cutting {
    head: Vec<u8>,
    rows: Vec<u8>,
}

impl Cutting {
    pub(super) fn of(table: &Table) -> Self {
        Self { head: segment::head_of(table), rows: Vec::new() }
    }

    /// Adds the next row; the bytes of a segment where that completes one.
    pub(super) fn add(&mut self, row: &[Value<'_>]) -> Option<Vec<u8>> {
        let start = self.rows.len();
        encode(row, &mut |part: &[u8]| self.rows.extend_from_slice(part));
        let length = self.rows.len();
        let row = self.rows.get(start..).unwrap_or_default();
        (length >= MOST || length >= LEAST && is_marked(row)).then(|| self.cut())
    }

    /// The last segment, if any row is left.
    pub(super) fn end(mut self) -> Option<Vec<u8>> {
        (!self.rows.is_empty()).then(|| self.cut())
    }

    fn cut(&mut self) -> Vec<u8> {
        let bytes = [self.head.as_slice(), &self.rows].concat();
        self.rows.clear();
        bytes
    }
}

/// Whether a row is one to cut after: the likelier the longer it is, so that segments are of one size whatever the rows
/// are.
fn is_marked(row: &[u8]) -> bool {
    let hash: [u8; 32] = Sha256::digest(row).into();
    let first = hash.first_chunk().map_or(u64::MAX, |first| u64::from_be_bytes(*first));
    first < (u64::MAX / AVERAGE as u64).saturating_mul(row.len() as u64)
}
