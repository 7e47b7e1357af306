//! After a vault was restored beside today's keys: the rows of what was ended since have come back, and open no more.

use std::collections::HashSet;

use seal::ShareOf;

use super::SealedHalf;
use crate::StoreError;
use crate::keys::Doomed;
use crate::vault::Needs;

/// What had rows and no share, and was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenAway {
    /// Cases, each with its journal, card, drafts, wraps and messages.
    pub cases: u64,
    /// Wraps.
    pub wraps: u64,
    /// Messages.
    pub messages: u64,
    /// People who could sign in, and to whom nothing that was wrapped to them opens any more: they have left.
    pub people: u64,
}

impl SealedHalf {
    /// Takes away the rows that no share opens any more, as they stand in a vault that was restored: what they are of was
    /// ended after the backup was made.
    ///
    /// For a restore alone, and beside the newest keys that there are. Ordinary rows without a share are a sign that the
    /// keys store is older than the vault, and then its newer shares may still be found.
    ///
    /// Who left without ever having held a key (somebody who only keeps the directory) cannot be told from who stayed.
    pub async fn take_away_ended(&self) -> Result<TakenAway, StoreError> {
        // The rows first: a share is put before its row, so that what is new meanwhile has one.
        let rows = self.vault.all_with_shares().await?;
        let shares: HashSet<Doomed> = self.keys.older_than(i64::MAX).await?.into_iter().collect();
        let opens = |Needs { what, wrap, case }: &Needs| {
            [Some(what), wrap.as_ref(), case.as_ref()]
                .into_iter()
                .flatten()
                .all(|share| shares.contains(share))
        };
        let ended: Vec<Doomed> = rows.iter().filter(|row| !opens(row)).map(|row| row.what).collect();
        let people = self.vault.forget_restored(&ended).await?;
        let count = |of: ShareOf| ended.iter().filter(|ended| ended.of == of).count() as u64;
        Ok(TakenAway {
            cases: count(ShareOf::Case),
            wraps: count(ShareOf::Wrap),
            messages: count(ShareOf::Message),
            people,
        })
    }
}
