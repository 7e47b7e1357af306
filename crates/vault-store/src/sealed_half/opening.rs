//! Opening: the time, the row, its shares ([`steps::OPEN`](crate::steps::OPEN)). What is over, what was ended and what
//! never was are told apart for nobody: each is `None`.

use seal::{AgencyId, CaseId, CaseShare, MessageId, MessageShare, WrapId, WrapShare};

use super::SealedHalf;
use crate::StoreError;
use crate::keys::Now;
use crate::vault::{CaseFile, MessageRow, WrapRow};

/// What a circle's key opens a case with.
pub struct CaseAtHand {
    /// The case's key, sealed to its circle.
    pub file: CaseFile,
    /// Its share.
    pub share: CaseShare,
}

/// What a recipient's key opens a wrap with.
pub struct WrapAtHand {
    /// The wrap.
    pub wrap: WrapRow,
    /// Its share.
    pub share: WrapShare,
    /// The share of the case that the wrapped key is of.
    pub case: Option<CaseShare>,
}

/// What a recipient's key opens a message with.
pub struct MessageAtHand {
    /// The message.
    pub message: MessageRow,
    /// Its share.
    pub share: MessageShare,
    /// The share of its wrap.
    pub wrap: WrapShare,
    /// The share of the case that it is of.
    pub case: Option<CaseShare>,
}

impl SealedHalf {
    /// A case, to be opened. It takes a [`Now`] as everything does that is opened, so that a clock that was set back
    /// opens nothing at all.
    pub async fn case(
        &self,
        agency: AgencyId,
        case: CaseId,
        _now: Now,
    ) -> Result<Option<CaseAtHand>, StoreError> {
        let Some(file) = self.vault.case_file(agency, case).await? else { return Ok(None) };
        let share = self.keys.share(agency, case).await?;
        Ok(share.map(|share| CaseAtHand { file, share }))
    }

    /// A wrap, to be opened.
    pub async fn wrap(
        &self,
        agency: AgencyId,
        wrap: WrapId,
        now: Now,
    ) -> Result<Option<WrapAtHand>, StoreError> {
        let row = self.vault.wrap(agency, wrap).await?;
        let Some(row) = row.filter(|row| row.until.is_none_or(|until| now.millis() < until)) else {
            return Ok(None);
        };
        let Some(share) = self.keys.share(agency, wrap).await? else { return Ok(None) };
        let Some(case) = self.share_of(agency, row.case).await? else { return Ok(None) };
        Ok(Some(WrapAtHand { wrap: row, share, case }))
    }

    /// A message, to be opened.
    pub async fn message(
        &self,
        agency: AgencyId,
        message: MessageId,
        now: Now,
    ) -> Result<Option<MessageAtHand>, StoreError> {
        let row = self.vault.message(agency, message).await?;
        let Some(row) = row.filter(|row| now.millis() < row.until) else { return Ok(None) };
        let Some(share) = self.keys.share(agency, message).await? else { return Ok(None) };
        let Some(wrap) = self.keys.share(agency, row.wrap).await? else { return Ok(None) };
        let Some(case) = self.share_of(agency, row.case).await? else { return Ok(None) };
        Ok(Some(MessageAtHand { message: row, share, wrap, case }))
    }

    /// The share of the case that something is of, if it is of one; `None` where that has none any more.
    async fn share_of(
        &self,
        agency: AgencyId,
        case: Option<CaseId>,
    ) -> Result<Option<Option<CaseShare>>, StoreError> {
        let Some(case) = case else { return Ok(Some(None)) };
        Ok(self.keys.share(agency, case).await?.map(Some))
    }
}
