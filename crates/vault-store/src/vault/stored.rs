//! Rows of the vault, read back into types. What cannot be read names table, column and row, and not what it holds.

use seal::content::Content;
use seal::{Broken, Id, Sealed};
use sql::Row;

use crate::StoreError;

/// A row, and how an error names it: the table, and the columns of its key.
#[derive(Clone, Copy)]
pub(crate) struct Stored<'a> {
    pub(crate) table: &'static str,
    pub(crate) key: &'static [&'static str],
    pub(crate) row: &'a Row,
}

impl Stored<'_> {
    pub(crate) fn id<Kind>(&self, column: &'static str) -> Result<Id<Kind>, StoreError> {
        self.row.str(column)?.parse().map_err(|_| self.error(column, "is no id"))
    }

    pub(crate) fn opt_id<Kind>(&self, column: &'static str) -> Result<Option<Id<Kind>>, StoreError> {
        let text = self.row.opt_str(column)?;
        text.map(|text| text.parse().map_err(|_| self.error(column, "is no id"))).transpose()
    }

    /// A number that is never below zero.
    pub(crate) fn count(&self, column: &'static str) -> Result<u64, StoreError> {
        u64::try_from(self.row.int(column)?).map_err(|_| self.error(column, "is below zero"))
    }

    pub(crate) fn sealed<C: Content>(&self, column: &'static str) -> Result<Sealed<C>, StoreError> {
        Sealed::from_bytes(self.row.bytes(column)?).map_err(|broken| self.broken(column, broken))
    }

    pub(crate) fn array<const N: usize>(&self, column: &'static str) -> Result<[u8; N], StoreError> {
        let bytes = self.row.bytes(column)?;
        <[u8; N]>::try_from(bytes.as_slice()).map_err(|_| self.broken(column, Broken::Length))
    }

    pub(crate) fn broken(&self, column: &'static str, broken: Broken) -> StoreError {
        self.error(column, &broken.to_string())
    }

    pub(crate) fn error(&self, column: &'static str, problem: &str) -> StoreError {
        let key =
            self.key.iter().map(|column| self.row.str(column).map_or_else(|_| "?".into(), str::to_owned));
        StoreError::Row {
            table: self.table,
            column,
            row: key.collect::<Vec<_>>().join(", "),
            problem: problem.to_owned(),
        }
    }
}

/// A count as both engines store it. None comes near 2^63: entries are counted one by one.
pub(crate) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
