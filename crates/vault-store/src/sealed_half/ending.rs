//! Ending: the mark, the share, the rows ([`steps::END`](crate::steps::END)).

use std::collections::BTreeSet;

use seal::{AgencyId, CaseId, MessageId, ShareOf, WrapId};

use super::SealedHalf;
use crate::StoreError;
use crate::keys::Now;
use crate::steps::{END, SWEEP, Step};
use crate::vault::End;

/// How old a share is before it counts as an orphan when no row needs it, in milliseconds: a day.
pub const ORPHAN_AGE: i64 = 24 * 60 * 60 * 1000;

/// How many orphans go at once, at most. A process that is cut off leaves one, rarely a few; more of them are a sign that
/// rows are missing, as in a vault that came back from a backup, and may be found. The wraps of one epoch count as one,
/// however many there are: they are put at one time, and it is not known of any if it is not known of all.
pub const MOST_ORPHANS: usize = 100;

/// What a sweep did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// How many shares ended by time.
    pub ended: u64,
    /// How many shares went that no row needed.
    pub orphans: u64,
    /// How many shares no row needed, and stay since they are [too many](MOST_ORPHANS), or since the vault is older than
    /// the keys.
    pub spared: u64,
    /// How many sessions had ended.
    pub sessions: u64,
    /// How many documents went that were cut off while they came, a day ago.
    pub documents: u64,
}

impl SealedHalf {
    /// Erases a case for good: its key, journal, card, documents and drafts, the wraps of its key and its messages. Whether it was
    /// there.
    pub async fn erase_case(&self, agency: AgencyId, case: CaseId) -> Result<bool, StoreError> {
        self.end(&END, End::Case(agency, case)).await.map(|ended| ended > 0)
    }

    /// Ends a wrap at once. Whether it was there.
    pub async fn revoke_wrap(&self, agency: AgencyId, wrap: WrapId) -> Result<bool, StoreError> {
        self.end(&END, End::Wrap(agency, wrap)).await.map(|ended| ended > 0)
    }

    /// Ends a message at once. Whether it was there.
    pub async fn end_message(&self, agency: AgencyId, message: MessageId) -> Result<bool, StoreError> {
        self.end(&END, End::Message(agency, message)).await.map(|ended| ended > 0)
    }

    /// Ends what ends by time, the shares of a day ago that nothing needs, and sessions that are over.
    pub async fn sweep(&self, now: Now) -> Result<Swept, StoreError> {
        let ended = self.end(&SWEEP[1..], End::By(now.millis())).await?;
        let (mut orphans, mut alone, mut together) = (Vec::new(), 0, BTreeSet::new());
        for (share, put_at) in self.keys.put_before(now.millis() - ORPHAN_AGE).await? {
            if self.vault.has_row(&share).await? {
                continue;
            }
            match share.of {
                ShareOf::Wrap => drop(together.insert((share.agency, put_at))),
                ShareOf::Case | ShareOf::Message => alone += 1,
            }
            orphans.push(share);
        }
        // However few they are, a vault in an earlier epoch than the keys know of lacks rows.
        let is_older = !orphans.is_empty() && !self.earlier_epochs().await?.is_empty();
        let spares = is_older || alone + together.len() > MOST_ORPHANS;
        let spared = if spares { orphans.drain(..).len() } else { 0 };
        if spared > 0 {
            tracing::warn!(spared, "many shares have no row in the vault: is it an older one? they stay");
        }
        if !orphans.is_empty() {
            self.keys.destroy(&orphans).await?;
        }
        let sessions = self.keys.sweep_sessions(now).await?;
        let documents = self.vault.sweep_documents(now.millis() - ORPHAN_AGE).await?;
        self.vault.forget_guests(now.millis()).await?;
        Ok(Swept { ended, orphans: orphans.len() as u64, spared: spared as u64, sessions, documents })
    }

    /// Finishes what is marked, whoever marked it.
    pub(super) async fn finish(&self) -> Result<(), StoreError> {
        let marked = self.vault.marked().await?;
        if !marked.is_empty() {
            self.keys.destroy(&marked).await?;
            self.vault.forget(&marked).await?;
        }
        Ok(())
    }

    /// Goes through the steps of an end; how many shares it ended.
    async fn end(&self, steps: &[Step], what: End) -> Result<u64, StoreError> {
        let (mut ended, mut marked) = (0, Vec::new());
        for step in steps {
            match step {
                Step::Mark => {
                    ended = self.vault.mark(what).await?;
                    marked = self.vault.marked().await?;
                    if marked.is_empty() {
                        break;
                    }
                }
                // No more than these: what somebody else marks from now on keeps its rows until its share is gone.
                Step::DestroyShares => self.keys.destroy(&marked).await?,
                Step::ForgetRows => self.vault.forget(&marked).await?,
                Step::AdmitTime | Step::PutShares | Step::PutRows | Step::ReadRow | Step::ReadShares => {}
            }
        }
        Ok(ended)
    }
}
