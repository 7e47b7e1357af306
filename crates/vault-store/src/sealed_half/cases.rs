//! Keeping cases, wraps and messages: the share first, then the row ([`steps::KEEP`](crate::steps::KEEP)).

use seal::content::Content;
use seal::{AgencyId, CaseId, CaseShare, EpochOf, Head, MessageShare, RowId, Sealed, WrapShare};

use super::SealedHalf;
use crate::StoreError;
use crate::keys::{Doomed, Now};
use crate::vault::{
    CardRow, CaseFile, Founding, MemberRow, MessageRow, NewEpoch, NewMember, NewRecords, OfDocument,
    SignInRow, StoredEntry, WrapRow,
};

/// A journal as it stands in the stores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredJournal {
    /// Its entries, in order.
    pub entries: Vec<StoredEntry>,
    /// How long it is known to be at least: what [`seal::JournalReader`] compares it with.
    pub known: Option<Head>,
}

impl SealedHalf {
    /// Keeps a new agency, with all that is wrapped to whoever founds it.
    pub async fn found(
        &self,
        founding: &Founding,
        wraps: &[(WrapRow, WrapShare)],
        now: Now,
    ) -> Result<(), StoreError> {
        let rows = self.put_shares(wraps, now).await?;
        self.vault.found(founding, &rows).await?;
        let begun = [(EpochOf::Agency, founding.announcement.epoch()), (EpochOf::Circle(founding.circle), 1)];
        self.note_epochs(founding.agency.agency, begun).await;
        Ok(())
    }

    /// Makes whoever came by an invitation a member, with all that is wrapped to them; and the agency one whose cases may
    /// begin, if `is_ready` says so. `false`, and nothing, where the invitation has ended.
    pub async fn admit(
        &self,
        member: &MemberRow,
        (invitation, is_ready): (RowId, bool),
        wraps: &[(WrapRow, WrapShare)],
        now: Now,
    ) -> Result<bool, StoreError> {
        let came_by = Some(invitation);
        let new = NewMember { member, came_by, sign_in: None, instead_of: &[], is_ready };
        self.insert_member(&new, wraps, now).await
    }

    /// Keeps a member with all that is wrapped to them, and how they sign in if that is not known yet. `false`, and
    /// nothing, where they are a member already, or a name is somebody's.
    pub async fn keep_member(
        &self,
        member: &MemberRow,
        sign_in: Option<&SignInRow>,
        wraps: &[(WrapRow, WrapShare)],
        now: Now,
    ) -> Result<bool, StoreError> {
        let new = NewMember { member, came_by: None, sign_in, instead_of: &[], is_ready: false };
        self.insert_member(&new, wraps, now).await
    }

    /// Notes that a set of recovery sheets was checked; whether it stands. Others open nothing from then on.
    pub async fn sheets_checked(&self, agency: AgencyId, set: RowId) -> Result<bool, StoreError> {
        let stands = self.vault.sheets_checked(agency, set).await?;
        if stands {
            self.finish().await?;
        }
        Ok(stands)
    }

    /// Keeps a set of recovery sheets in the place of others, which open nothing from then on.
    pub async fn keep_sheets(
        &self,
        member: &MemberRow,
        instead_of: &[RowId],
        wraps: &[(WrapRow, WrapShare)],
        now: Now,
    ) -> Result<bool, StoreError> {
        let new = NewMember { member, came_by: None, sign_in: None, instead_of, is_ready: false };
        let kept = self.insert_member(&new, wraps, now).await?;
        if kept {
            self.finish().await?;
        }
        Ok(kept)
    }

    /// Changes records within the agency's newest epoch, with what is wrapped to those whose they are, and begins a circle
    /// with them if they say so. `false`, and nothing, where one of them has changed meanwhile.
    pub async fn change_records(
        &self,
        new: &NewRecords,
        wraps: &[(WrapRow, WrapShare)],
        now: Now,
    ) -> Result<bool, StoreError> {
        let rows = self.put_shares(wraps, now).await?;
        if !self.vault.change_records(new, &rows).await? {
            self.take_shares_back(&rows).await?;
            return Ok(false);
        }
        let begun = new.begins.as_ref().map(|begins| (EpochOf::Circle(begins.circle), begins.epoch));
        self.note_epochs(new.agency, begun).await;
        Ok(true)
    }

    async fn insert_member(
        &self,
        new: &NewMember<'_>,
        wraps: &[(WrapRow, WrapShare)],
        now: Now,
    ) -> Result<bool, StoreError> {
        let rows = self.put_shares(wraps, now).await?;
        let kept = self.vault.insert_member(new, &rows).await?;
        if !kept {
            self.take_shares_back(&rows).await?;
        }
        Ok(kept)
    }

    /// Notes that epochs have begun: after they have, so that a crash in between locks nobody out. What lags is brought up
    /// by whoever next opens a key of it.
    pub async fn note_epochs(&self, agency: AgencyId, begun: impl IntoIterator<Item = (EpochOf, u64)>) {
        for (of, epoch) in begun {
            if let Err(error) = self.keys.raise_epoch(agency, of, epoch).await {
                tracing::warn!(%error, "that an epoch has begun was not noted");
            }
        }
    }

    /// Puts the shares of wraps, and gives the rows that need them.
    async fn put_shares(&self, wraps: &[(WrapRow, WrapShare)], now: Now) -> Result<Vec<WrapRow>, StoreError> {
        for (wrap, share) in wraps {
            self.keys.put_share(wrap.agency, wrap.wrap, share, now).await?;
        }
        Ok(wraps.iter().map(|(wrap, _)| wrap.clone()).collect())
    }

    /// Destroys the shares of wraps whose rows are known not to be there. Where that is not known, after an error, they
    /// stay until a sweep finds out.
    async fn take_shares_back(&self, rows: &[WrapRow]) -> Result<(), StoreError> {
        let doomed: Vec<Doomed> = rows.iter().map(|wrap| Doomed::new(wrap.agency, wrap.wrap)).collect();
        Ok(self.keys.destroy(&doomed).await?)
    }

    /// Keeps a new case: its share, its key and its first card. `false`, and nothing, where its agency is not ready, or
    /// the circle's key is not the newest, or somebody who has left knows it.
    pub async fn begin_case(
        &self,
        file: &CaseFile,
        card: &CardRow,
        share: &CaseShare,
        now: Now,
    ) -> Result<bool, StoreError> {
        self.keys.put_share(file.agency, file.case, share, now).await?;
        let kept = self.vault.insert_case(file, card).await?;
        if !kept {
            self.keys.destroy(&[Doomed::new(file.agency, file.case)]).await?;
        }
        Ok(kept)
    }

    /// Appends the entry that was sealed after `head`, and gives the head after it; `None` where somebody else has
    /// appended meanwhile, or the case is being ended: nothing was written then, and the entry has to be sealed anew.
    pub async fn append<C: Content>(
        &self,
        agency: AgencyId,
        case: CaseId,
        head: &Head,
        entry: &Sealed<C>,
    ) -> Result<Option<Head>, StoreError> {
        if !self.vault.append(agency, case, head.count + 1, entry.bytes()).await? {
            return Ok(None);
        }
        Ok(Some(self.appended(agency, case, head, entry.bytes()).await))
    }

    /// The same, and in the same transaction what the entry says becomes of a document: it is kept, or it goes. `None` also
    /// where one that is kept was not coming.
    pub async fn append_of_document<C: Content>(
        &self,
        (agency, case): (AgencyId, CaseId),
        head: &Head,
        entry: &Sealed<C>,
        of: OfDocument,
    ) -> Result<Option<Head>, StoreError> {
        let next = (head.count + 1, entry.bytes());
        if !self.vault.append_of_document((agency, case), next, of).await? {
            return Ok(None);
        }
        Ok(Some(self.appended(agency, case, head, entry.bytes()).await))
    }

    /// Notes the head after an entry. It may lag, so that whoever appended is told that it stands even if this could not be
    /// noted.
    async fn appended(&self, agency: AgencyId, case: CaseId, head: &Head, entry: &[u8]) -> Head {
        let after = head.after(entry);
        if let Err(error) = self.keys.put_head(agency, case, &after).await {
            tracing::warn!(%error, "the head of a journal was not noted");
        }
        after
    }

    /// The journal of a case.
    pub async fn journal(&self, agency: AgencyId, case: CaseId) -> Result<StoredJournal, StoreError> {
        // The head first: a journal that grows meanwhile has outgrown it, never fallen behind.
        let known = self.keys.head(agency, case).await?;
        Ok(StoredJournal { entries: self.vault.journal(agency, case).await?, known })
    }

    /// Keeps a wrap and its share; `false`, and neither, where it is for somebody who has left.
    pub async fn keep_wrap(&self, wrap: &WrapRow, share: &WrapShare, now: Now) -> Result<bool, StoreError> {
        self.keys.put_share(wrap.agency, wrap.wrap, share, now).await?;
        let kept = self.vault.insert_wrap(wrap).await?;
        if !kept {
            self.keys.destroy(&[Doomed::new(wrap.agency, wrap.wrap)]).await?;
        }
        Ok(kept)
    }

    /// Keeps a message with its share and that of its wrap.
    pub async fn keep_message(
        &self,
        message: &MessageRow,
        (share, wrap): (&MessageShare, &WrapShare),
        now: Now,
    ) -> Result<(), StoreError> {
        self.keys.put_share(message.agency, message.message, share, now).await?;
        self.keys.put_share(message.agency, message.wrap, wrap, now).await?;
        self.vault.insert_message(message).await
    }

    /// Begins epochs: their keys, wrapped to everybody who stays. Whoever leaves with them loses, in every epoch, what was
    /// wrapped to them, how they sign in, and where they are signed in. `false`, and nothing is changed, where somebody
    /// else began one of them, one of those who stay has left, or somebody has joined.
    pub async fn begin_epoch(
        &self,
        epoch: &NewEpoch,
        wraps: &[(WrapRow, WrapShare)],
        now: Now,
    ) -> Result<bool, StoreError> {
        let circles = epoch.circles.iter().map(|(circle, epoch)| (EpochOf::Circle(*circle), *epoch));
        let own = epoch.keys.as_ref().map(|keys| (EpochOf::Agency, keys.announcement.epoch()));
        let begun: Vec<(EpochOf, u64)> = circles.chain(own).collect();
        // None begins twice, whatever the vault says of it.
        let known = self.keys.epochs(epoch.agency).await?;
        if begun.iter().any(|(of, epoch)| known.get(of).is_some_and(|mark| *epoch <= mark.newest)) {
            return Ok(false);
        }
        let rows = self.put_shares(wraps, now).await?;
        if !self.vault.begin_epoch(epoch, &rows).await? {
            self.take_shares_back(&rows).await?;
            return Ok(false);
        }
        self.note_epochs(epoch.agency, begun).await;
        if let Some(user) = epoch.leaves {
            self.keys.end_sessions_of(epoch.agency, user).await?;
        }
        self.finish().await?;
        Ok(true)
    }
}
