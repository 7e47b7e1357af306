//! Destroying shares, so that nothing that is left opens what they were of.
//!
//! Deleting a row is not enough: SQLite's journal, PostgreSQL's dead rows, disks and backups of the database keep it.
//! So everything that stays is sealed anew under another root, and the old root, which stands in its file alone, is
//! overwritten.
//!
//! 1. The root files get the next root beside the current one.
//! 2. One transaction deletes the rows, seals all others under the next root and names that. The copy gets the same.
//! 3. The root files are put in place with the next root alone, and their former bytes overwritten.
//!
//! Cut off before the transaction of 2 is kept, nothing was destroyed, and opening drops the next root; after it,
//! opening does the rest ([`super::settle`]).

use std::collections::HashSet;
use std::sync::Arc;

use seal::{Id, RootFile, StoreRoot};
use sql::{Transaction, TransactionName};

use super::content::Content;
use super::settle::settle;
use super::store::Inner;
use super::{Doomed, KeysError, VaultId, about, root_file, share};

const LOOK: TransactionName = TransactionName::new("look-for-shares");
const BIND: TransactionName = TransactionName::new("bind-to-vault");
const GIVE_UP_COPY: TransactionName = TransactionName::new("give-up-copy-of-keys");
const DESTROY: TransactionName = TransactionName::new("destroy-shares");

impl Inner {
    pub(crate) async fn destroy(&self, doomed: &HashSet<Doomed>) -> Result<(), KeysError> {
        let _turn = self.turn().await?;
        self.check_copy_is_named().await?;
        // Whatever somebody left half done, perhaps the destruction of these same shares. What this gives is the root
        // that rows are under; what is in memory may be another reader's, from a moment ago.
        let roots = self.settle().await?;
        let is_there = self.first.database.read(LOOK, |tx| Box::pin(any(tx, doomed))).await?;
        if !is_there {
            return Ok(());
        }
        let network = roots.current.network();
        let next = self.with_random(|random| StoreRoot::random(network, random));
        let current = root_file::again(&roots, roots.current.id()).ok_or_else(|| self.unknown_root(None))?;
        let both = RootFile { current, next: Some(next) };
        for side in self.sides() {
            root_file::write(&side.site.root, &both).await?;
        }
        let both = &both;
        let done = self.first.database.write(DESTROY, |tx| Box::pin(self.rotate(tx, doomed, both))).await;
        if let Err(error) = done {
            // Kept or not, which a connection that broke does not tell: what the database says now counts.
            let settled = self.settle().await;
            return match (error, settled) {
                (error @ KeysError::Row { .. }, _) => Err(KeysError::NotDestroyed { damaged: error.into() }),
                (error, _) => Err(error),
            };
        }
        self.settle().await.map(drop)
    }

    pub(crate) async fn bind(&self, vault: VaultId) -> Result<(), KeysError> {
        let _turn = self.turn().await?;
        let bound = self.first.database.write(BIND, |tx| Box::pin(about::bind(tx, vault))).await?;
        if bound != vault {
            let store = self.first.shown.clone();
            return Err(KeysError::OtherVault { store, bound, vault });
        }
        self.settle().await.map(drop)
    }

    pub(crate) async fn give_up_copy(&self) -> Result<(), KeysError> {
        let _turn = self.turn().await?;
        let line = self.with_random(Id::random);
        self.first.database.write(GIVE_UP_COPY, |tx| Box::pin(about::give_up_copy(tx, line))).await
    }

    /// Refuses to change a store that has a copy without it.
    pub(crate) async fn check_copy_is_named(&self) -> Result<(), KeysError> {
        let about = self.first.database.read(LOOK, |tx| Box::pin(about::held(tx))).await?;
        about.check_copy_is_named(self.copy.is_some(), &self.first.shown)
    }

    async fn settle(&self) -> Result<Arc<RootFile>, KeysError> {
        let (roots, _) = settle(&self.first, self.copy.as_ref(), self.clock.latest()).await?;
        Ok(self.keep_roots(roots))
    }

    async fn rotate(
        &self,
        tx: &mut Transaction<'_>,
        doomed: &HashSet<Doomed>,
        roots: &RootFile,
    ) -> Result<(), KeysError> {
        let mut content = Content::read(tx).await?;
        let (from, Some(to)) = (&roots.current, &roots.next) else { return Err(KeysError::CutOff) };
        if content.about.root != from.id() {
            return Err(self.unknown_root(Some(content.about.root)));
        }
        content.about.check_copy_is_named(self.copy.is_some(), &self.first.shown)?;
        content.take_out(doomed);
        self.with_random(|random| content.move_to(from, to, random))?;
        content.about = content.about.changed(true);
        content.replace_rows(tx).await?;
        about::update(tx, &content.about).await
    }
}

/// Whether there is anything to destroy: a share, or the head of a case that has lost its share.
async fn any(tx: &mut Transaction<'_>, doomed: &HashSet<Doomed>) -> Result<bool, KeysError> {
    for of in doomed {
        if share::fetch(tx, of).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
