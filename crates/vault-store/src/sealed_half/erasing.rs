//! Erasing what is counted: a whole case, or parts of one, which is written anew without them.

use seal::{AgencyId, CaseId, CaseShare, Head, WrapShare};

use super::SealedHalf;
use crate::StoreError;
use crate::keys::{Doomed, Now};
use crate::vault::{AsRead, Counted, Rewritten};

impl SealedHalf {
    /// Erases a case for good, as [`Self::erase_case`] does, and keeps what is counted of it in the transaction in which it
    /// ends. `false`, and nothing is changed, where it is not there, is not as it was read, or somebody else has counted
    /// meanwhile.
    pub async fn erase_counted(
        &self,
        case: (AgencyId, CaseId),
        as_read: &AsRead,
        counted: &Counted,
    ) -> Result<bool, StoreError> {
        let marked = self.vault.mark_counted(case, as_read, counted).await?;
        if marked {
            self.finish().await?;
        }
        Ok(marked)
    }

    /// Puts a case that is written anew, with a share of its own and that of its page's wrap, in place of the one that it was, which is erased. `false`,
    /// and nothing is changed, as above, and where the circle's key is not the newest.
    pub async fn rewrite_case(
        &self,
        rewritten: &Rewritten,
        (share, of_page): (&CaseShare, Option<&WrapShare>),
        now: Now,
    ) -> Result<bool, StoreError> {
        let (agency, case) = (rewritten.file.agency, rewritten.file.case);
        self.keys.put_share(agency, case, share, now).await?;
        let mut shares = vec![Doomed::new(agency, case)];
        let wrap = rewritten.page.as_ref().and_then(|page| page.wrap.as_ref());
        if let (Some(wrap), Some(share)) = (wrap, of_page) {
            self.keys.put_share(agency, wrap.wrap, share, now).await?;
            shares.push(Doomed::new(agency, wrap.wrap));
        }
        if !self.vault.rewrite(rewritten).await? {
            self.keys.destroy(&shares).await?;
            return Ok(false);
        }
        let head = rewritten.entries.iter().fold(Head::empty(agency, case), |head, entry| head.after(entry));
        if let Err(error) = self.keys.put_head(agency, case, &head).await {
            tracing::warn!(%error, "the head of a journal was not noted");
        }
        self.finish().await?;
        Ok(true)
    }
}
