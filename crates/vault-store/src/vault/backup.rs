//! The whole vault goes into a folder of backups, sealed as it is, and comes back. How, `sql` knows; which tables, the
//! catalog.

use std::path::Path;

use sql::{BackedUp, Restored, TellMove};

use super::{SCHEMA, VaultStore};
use crate::StoreError;

impl VaultStore {
    /// Writes a backup of all that the store holds at one moment into a folder, while it is at work. `now`, in Unix
    /// milliseconds, names it. `tell` is called after each chunk of rows, and may stop it.
    pub async fn back_up(&self, folder: &Path, now: i64, tell: TellMove<'_>) -> Result<BackedUp, StoreError> {
        Ok(sql::back_up(self.database(), &SCHEMA, folder, now, tell).await?)
    }

    /// Makes a store again in the empty database at `to`, from the backup of this name or the newest. Until it was
    /// compared with what was backed up, nothing else can open it. What was ended since has rows again, and no share:
    /// [`SealedHalf::take_away_ended`](crate::SealedHalf::take_away_ended) takes them away.
    pub async fn restore(
        folder: &Path,
        name: Option<&str>,
        to: &str,
        tell: TellMove<'_>,
    ) -> Result<Restored, StoreError> {
        Ok(sql::restore(folder, name, to, &SCHEMA, tell).await?)
    }
}
