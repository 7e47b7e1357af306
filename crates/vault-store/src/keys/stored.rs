//! Rows of the database, read back into types. What cannot be read names its table and row.

use seal::content::Content;
use seal::{Id, RootId, Sealed, ShareOf};
use sql::Row;

use super::KeysError;

/// The columns of which a row's key is made.
const KEY: [&str; 6] = ["agency_id", "share_of", "epoch_of", "case_id", "hash", "id"];

/// A row of a table.
#[derive(Clone, Copy)]
pub(crate) struct Stored<'a> {
    pub(crate) table: &'static str,
    pub(crate) row: &'a Row,
}

impl Stored<'_> {
    pub(crate) fn id<Kind>(&self, column: &str) -> Result<Id<Kind>, KeysError> {
        self.row.str(column)?.parse().map_err(|error| self.error(column, error))
    }

    pub(crate) fn share_of(&self) -> Result<ShareOf, KeysError> {
        let code = self.row.str("share_of")?;
        ShareOf::from_code(code)
            .ok_or_else(|| self.error("share_of", "it is not a kind that this program knows"))
    }

    pub(crate) fn error(&self, column: &str, problem: impl std::fmt::Display) -> KeysError {
        // The hash of a session stays out of messages: it is as good as a name for it.
        let key = KEY.iter().filter(|key| **key != "hash" && **key != column).filter_map(|key| {
            let value = self.row.str(key).ok()?;
            Some(format!("{key} {value}"))
        });
        let row = key.collect::<Vec<_>>().join(", ");
        KeysError::Row { table: self.table, row, problem: format!("column {column}: {problem}") }
    }
}

/// An envelope as it stands in a row, whether or not it opens, and the root that it is sealed under.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) bytes: Vec<u8>,
    pub(crate) root: RootId,
}

impl Envelope {
    pub(crate) fn new<C: Content>(sealed: &Sealed<C>, root: RootId) -> Self {
        Self { bytes: sealed.bytes().to_vec(), root }
    }

    pub(crate) fn of(stored: Stored<'_>) -> Result<Self, KeysError> {
        Ok(Self { bytes: stored.row.bytes("sealed")?, root: stored.id("root_id")? })
    }

    pub(crate) fn sealed<C: Content>(&self) -> Result<Sealed<C>, seal::Broken> {
        Sealed::from_bytes(self.bytes.clone())
    }
}
