//! Guests: they are kept with the share of the key that is wrapped to them, and open it with words alone.

use seal::{AgencyId, Announcement, Passphrase, WrapShare};

use super::sign_in::{SignInError, opened};
use super::{Hashing, SealedHalf, SignedIn};
use crate::StoreError;
use crate::keys::{Doomed, HeldSession, Now};
use crate::vault::{GuestRow, SignInRow, WrapRow};

impl SealedHalf {
    /// Keeps a guest, with what they announce and the key that is wrapped to them.
    pub async fn add_guest(
        &self,
        guest: &GuestRow,
        announces: &Announcement,
        (wrap, share): (&WrapRow, &WrapShare),
        now: Now,
    ) -> Result<bool, StoreError> {
        self.keys.put_share(wrap.agency, wrap.wrap, share, now).await?;
        if self.vault.add_guest(guest, announces, wrap).await? {
            return Ok(true);
        }
        self.keys.destroy(&[Doomed::new(wrap.agency, wrap.wrap)]).await?;
        Ok(false)
    }

    /// Signs a guest in with their words. One that nobody is, words that are others, and one whose time is over cost the
    /// same.
    pub async fn sign_in_guest(
        &self,
        hashing: &Hashing,
        guest: AgencyId,
        words: Passphrase,
        now: Now,
    ) -> Result<SignedIn, SignInError> {
        let pepper = self.keys.pepper().await.map_err(StoreError::from)?;
        let held = self.vault.guest(guest).await?.filter(|held| held.until > now.millis());
        // They are found by no name.
        let row = held.map(|held| SignInRow { handle: [0; 32], sign_in: held.sign_in, totp: None });
        Ok(hashing.run(move || opened(row, &words, &pepper)).await??)
    }

    /// The session of this hash, if it has not ended, and is that of a guest whose time is not over.
    pub async fn session_of_guest(
        &self,
        hash: &[u8; 32],
        now: Now,
    ) -> Result<Option<HeldSession>, StoreError> {
        let Some(held) = self.keys.session(hash, now).await? else { return Ok(None) };
        let guest = self.vault.guest(held.agency).await?;
        let is_theirs =
            guest.is_some_and(|guest| guest.sign_in.user == held.user && guest.until > now.millis());
        Ok(Some(held).filter(|_| is_theirs))
    }
}
