//! Vault and keys store together: in which order they are written and read.

mod cards;
mod cases;
mod ending;
mod erasing;
mod guests;
mod opening;
mod pages;
mod restored;
mod sign_in;

pub use cards::{AgencyCards, CardAtHand};
pub use cases::StoredJournal;
pub use ending::{MOST_ORPHANS, ORPHAN_AGE, Swept};
pub use opening::{CaseAtHand, MessageAtHand, WrapAtHand};
pub use restored::TakenAway;
pub use sign_in::{Ending, Hashing, SignInError, SignedIn};

use crate::keys::KeysStore;
use crate::{StoreError, VaultStore};

/// The two stores of the sealed half. Clones share their connections.
#[derive(Debug, Clone)]
pub struct SealedHalf {
    vault: VaultStore,
    keys: KeysStore,
}

impl SealedHalf {
    /// Takes two stores that are open, and finishes what was being ended when something was cut off. A vault and a keys
    /// store of two networks are refused, a keys store whose copy was not named, and one whose shares are of another
    /// vault.
    pub async fn start(vault: VaultStore, keys: KeysStore) -> Result<Self, StoreError> {
        keys.check_copy_is_named().await?;
        let vault_id = vault.claim(keys.network(), keys.new_vault_id()).await?;
        keys.bind(vault_id).await?;
        let stores = Self { vault, keys };
        stores.finish().await?;
        Ok(stores)
    }

    /// The vault.
    pub fn vault(&self) -> &VaultStore {
        &self.vault
    }

    /// The keys store.
    pub fn keys(&self) -> &KeysStore {
        &self.keys
    }

    /// Closes both, once what they are doing is done.
    pub async fn close(&self) {
        self.vault.close().await;
        self.keys.close().await;
    }
}
