//! Pages: a card is given with the share of what is wrapped to its person; a lock takes that share away.

use seal::{AgencyId, CaseId, Passphrase, UserId, WrapShare};

use super::sign_in::{SignInError, opened};
use super::{Hashing, SealedHalf, SignedIn};
use crate::StoreError;
use crate::keys::{Doomed, HeldSession, Now};
use crate::vault::{LineRow, NewCard};

/// The card that is looked for where something is none, so that it costs what a card costs that nobody has.
const NOBODY: [u8; 32] = [0; 32];

impl SealedHalf {
    /// Keeps a card to a page, in the place of the one that its person had. `false`, and nothing, where the case is over,
    /// the page was made anew meanwhile, or somebody has the card.
    pub async fn give_card(&self, card: &NewCard, share: &WrapShare, now: Now) -> Result<bool, StoreError> {
        let wrap = (card.wrap.agency, card.wrap.wrap);
        let former = self.person_of(card.page.agency, card.page.case).await?;
        self.keys.put_share(wrap.0, wrap.1, share, now).await?;
        if !self.vault.give_card(card).await? {
            self.keys.destroy(&[Doomed::new(wrap.0, wrap.1)]).await?;
            return Ok(false);
        }
        self.shut(card.page.agency, former).await?;
        Ok(true)
    }

    /// Locks a page at once: its key's share goes, how its person signs in, and where they are signed in. With a line
    /// behind what was said, if there is one, and who says it. `false`, and nothing, where there is no page, or something else was said
    /// meanwhile.
    pub async fn lock_page(
        &self,
        (agency, case): (AgencyId, CaseId),
        says: Option<(&LineRow, UserId)>,
    ) -> Result<bool, StoreError> {
        let former = self.person_of(agency, case).await?;
        let locked = self.vault.lock_page((agency, case), says).await?;
        if locked {
            self.shut(agency, former).await?;
        }
        Ok(locked)
    }

    /// Takes a page away for good, with all that was said on it; whether there was one.
    pub async fn close_page(&self, agency: AgencyId, case: CaseId) -> Result<bool, StoreError> {
        let former = self.person_of(agency, case).await?;
        let closed = self.vault.close_page(agency, case).await?;
        if closed {
            self.shut(agency, former).await?;
        }
        Ok(closed)
    }

    async fn person_of(&self, agency: AgencyId, case: CaseId) -> Result<Option<UserId>, StoreError> {
        let page = self.vault.page(agency, case).await?;
        Ok(page.and_then(|page| page.person).map(|(user, _)| user))
    }

    async fn shut(&self, agency: AgencyId, former: Option<UserId>) -> Result<(), StoreError> {
        self.finish().await?;
        if let Some(user) = former {
            self.keys.end_sessions_of(agency, user).await?;
        }
        Ok(())
    }

    /// Signs somebody in who has this card, with their words. A card that nobody has, words that are others, and a page
    /// that is locked or over cost the same.
    pub async fn sign_in_with_card(
        &self,
        hashing: &Hashing,
        card: &str,
        words: Passphrase,
    ) -> Result<SignedIn, SignInError> {
        let pepper = self.keys.pepper().await.map_err(StoreError::from)?;
        let row = self.vault.sign_in_with_card(&pepper.card(card).unwrap_or(NOBODY)).await?;
        Ok(hashing.run(move || opened(row, &words, &pepper)).await??)
    }

    /// The session of this hash, if it has not ended and is that of somebody who signed in with a card, to a page that is
    /// not locked.
    pub async fn session_with_card(
        &self,
        hash: &[u8; 32],
        now: Now,
    ) -> Result<Option<HeldSession>, StoreError> {
        let Some(held) = self.keys.session(hash, now).await? else { return Ok(None) };
        let page = self.vault.page_of(held.agency, held.user).await?;
        Ok(page.map(|_| held))
    }
}
