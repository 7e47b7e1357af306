//! After a vault was restored beside today's keys: the rows of what was ended since have come back, and open no more.

use std::collections::HashSet;

use seal::{AgencyId, CaseId, EpochMark, EpochOf, Head, ShareOf};

use super::{SealedHalf, StoredJournal};
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
    /// Cases whose journal ends earlier than it did, since entries were written after the backup.
    pub shorter: u64,
    /// How many entries these are.
    pub entries: u64,
    /// Keys of agencies and circles that are in an earlier epoch than they were: a lead has to renew them.
    pub earlier: u64,
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
        let (shorter, entries) = self.take_journals_for_whole(&rows, &ended).await?;
        let earlier = self.earlier_epochs().await?;
        let behind: Vec<(AgencyId, EpochOf)> = earlier.iter().map(|(agency, of, _)| (*agency, *of)).collect();
        let people = self.vault.forget_restored(&ended, &behind).await?;
        for (agency, of, mark) in &earlier {
            self.keys.restore_epoch(*agency, *of, *mark).await?;
        }
        let count = |of: ShareOf| ended.iter().filter(|ended| ended.of == of).count() as u64;
        Ok(TakenAway {
            cases: count(ShareOf::Case),
            wraps: count(ShareOf::Wrap),
            messages: count(ShareOf::Message),
            shorter,
            entries,
            earlier: earlier.len() as u64,
            people,
        })
    }

    /// The keys whose newest epoch in the vault is not the newest that began, each with the mark that lets it count.
    pub(super) async fn earlier_epochs(&self) -> Result<Vec<(AgencyId, EpochOf, EpochMark)>, StoreError> {
        let mut earlier = Vec::new();
        for row in self.vault.agencies().await? {
            let agency = row.agency;
            let announced = self.vault.newest_announcement(agency).await?;
            let own = announced.map(|announced| (EpochOf::Agency, announced.epoch(), row.must_renew));
            let circles = self.vault.circles(agency).await?;
            let circles = circles.iter().map(|row| (EpochOf::Circle(row.circle), row.epoch, row.must_renew));
            let known = self.keys.epochs(agency).await?;
            for (of, epoch, is_due) in circles.chain(own) {
                let Some(mark) = known.get(&of).filter(|mark| mark.newest > epoch) else { continue };
                if !is_due || mark.least > epoch {
                    earlier.push((agency, of, mark.restored(epoch)));
                }
            }
        }
        Ok(earlier)
    }

    /// Takes the journals that came back for whole, however much longer they were known to be: nobody could read them
    /// otherwise, nor tell from now on that one was cut off. Gives how many were longer, and by how many entries.
    async fn take_journals_for_whole(
        &self,
        rows: &[Needs],
        ended: &[Doomed],
    ) -> Result<(u64, u64), StoreError> {
        let (mut shorter, mut entries) = (0, 0);
        for Needs { what, .. } in rows.iter().filter(|row| row.what.of == ShareOf::Case) {
            if ended.contains(what) {
                continue;
            }
            let case = CaseId::from_bytes(what.id);
            let StoredJournal { entries: held, known } = self.journal(what.agency, case).await?;
            let empty = Head::empty(what.agency, case);
            let head = held.iter().fold(empty, |head, entry| head.after(&entry.bytes));
            if let Some(known) = known.filter(|known| known.count > head.count) {
                self.keys.restore_head(what.agency, case, &head).await?;
                shorter += 1;
                entries += known.count - head.count;
            }
        }
        Ok((shorter, entries))
    }
}
