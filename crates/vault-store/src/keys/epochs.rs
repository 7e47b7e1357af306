//! How far epochs have come: noted as they begin, and put back for a vault that was restored.

use seal::{AgencyId, EpochMark, EpochOf};
use sql::TransactionName;

use super::epoch::{self, Epochs};
use super::put::Restored;
use super::{KeysError, KeysStore, about, root_file};

const READ_EPOCHS: TransactionName = TransactionName::new("read-epochs");

/// How often a mark that others bring forward at the same moment is looked at again.
const TRIES: usize = 20;

impl KeysStore {
    /// How far the epochs of an agency's key, and of its circles' keys, are known to have come.
    pub async fn epochs(&self, agency: AgencyId) -> Result<Epochs, KeysError> {
        let first = &self.inner.first.database;
        let mut named = None;
        for _ in 0..2 {
            let read = async |tx: &mut sql::Transaction<'_>| {
                Ok::<_, KeysError>((about::held(tx).await?.root, epoch::of_agency(tx, agency).await?))
            };
            let (id, rows) = first.read(READ_EPOCHS, |tx| Box::pin(read(tx))).await?;
            if let Some(roots) = self.inner.roots_with(id).await?
                && let Some(root) = root_file::find(&roots, id)
            {
                return rows.iter().map(|row| Ok((row.of, row.open(root)?))).collect();
            }
            named = Some(id);
        }
        Err(self.inner.unknown_root(named))
    }

    /// Notes that an epoch of a key has begun. It only goes forward.
    pub async fn raise_epoch(&self, agency: AgencyId, of: EpochOf, to: u64) -> Result<(), KeysError> {
        for _ in 0..TRIES {
            let held = self.epochs(agency).await?.get(&of).copied();
            let mark = EpochMark::raised(held, to);
            // One that somebody else brought further meanwhile is looked at again.
            if held == Some(mark) || self.inner.put_epoch(agency, of, mark, Restored(false)).await? {
                break;
            }
        }
        Ok(())
    }

    /// Takes the epoch that a restored vault is in for one that counts, which is behind the newest.
    pub(crate) async fn restore_epoch(
        &self,
        agency: AgencyId,
        of: EpochOf,
        mark: EpochMark,
    ) -> Result<(), KeysError> {
        self.inner.put_epoch(agency, of, mark, Restored(true)).await.map(drop)
    }
}
