//! The whole store goes to another database. How, `sql` knows; which tables, the catalog.

use sql::{Checksum, Moved, TellMove};

use crate::{NetworkStore, SCHEMA, StoreError};

impl NetworkStore {
    /// Copies the store at `from` into the empty database at `to`, or goes on with a move that was interrupted, and
    /// compares both at the end. Until then nothing else can open the one at `to`. `tell` is called after each chunk
    /// of rows, and may stop the move.
    pub async fn move_between(from: &str, to: &str, tell: TellMove<'_>) -> Result<Moved, StoreError> {
        Ok(sql::move_database(from, to, &SCHEMA, tell).await?)
    }

    /// The count and checksum of all that the store holds, the same on both engines for the same content.
    pub async fn checksum(&self, tell: TellMove<'_>) -> Result<Checksum, StoreError> {
        Ok(self.database().checksum(tell).await?)
    }
}
