//! Signing in. A name that nobody has, words that are others, and the name of somebody at another agency cost the same:
//! the same statements, in the same order, and one hash.

use std::sync::Arc;

use seal::content::Totp;
use seal::{AgencyId, NotSignedIn, Passphrase, Pepper, Sealed, SecondFactorKey, UserId, UserSecret};
use tokio::sync::Semaphore;

use super::SealedHalf;
use crate::StoreError;
use crate::keys::{HeldSession, Now};
use crate::vault::SignInRow;

/// The handle that a name is looked for under which nobody can have, so that it costs what a name costs that nobody
/// has. A real handle is this one with a chance of 1 in 2²⁵⁶.
const NOBODY: [u8; 32] = [0; 32];

/// How many passphrases are hashed at once: each takes 64 MiB and a core for a fifth of a second, so that whoever sends
/// many would otherwise have all of both. The others wait their turn.
#[derive(Clone)]
pub struct Hashing {
    turns: Arc<Semaphore>,
}

impl Hashing {
    /// So many at once; at least one.
    pub fn new(at_once: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(at_once.max(1))) }
    }

    /// Hashes a passphrase when its turn has come, off the threads that serve everybody else. A hash that was begun is
    /// made to its end, even where nobody waits for it any more, and its turn lasts as long.
    ///
    /// # Errors
    /// [`Ending`], where the program is.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Ending> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Ending)?;
        let log = tracing::dispatcher::get_default(Clone::clone);
        let hashed = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            tracing::dispatcher::with_default(&log, || {
                tracing::trace!(target: "continuum::hash", "a passphrase is hashed");
                let hashed = work();
                tracing::trace!(target: "continuum::hash", "it was hashed");
                hashed
            })
        });
        hashed.await.map_err(|_| Ending)
    }
}

/// Somebody who has given the right words.
pub struct SignedIn {
    /// What their keys are made of.
    pub secret: UserSecret,
    /// What opens the secret of their second factor.
    pub second_factor: SecondFactorKey,
    /// That secret, if they have one: then they are signed in only once it was asked for.
    pub totp: Option<Sealed<Totp>>,
    /// What is kept of how they sign in, as it was when they did.
    pub row: SignInRow,
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The stores could not be asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The name or the words are not right; or they are, and what they open is damaged.
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    /// The program is ending.
    #[error(transparent)]
    Ending(#[from] Ending),
}

/// The program is ending, and hashes nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the program is ending")]
pub struct Ending;

impl SealedHalf {
    /// The session of this hash, if it has not ended and whose it is has not left: their sign-in goes in the transaction
    /// in which they leave, so that whatever is cut off after it, nobody is signed in who has left.
    pub async fn session(&self, hash: &[u8; 32], now: Now) -> Result<Option<HeldSession>, StoreError> {
        let Some(held) = self.keys.session(hash, now).await? else { return Ok(None) };
        if self.vault.can_sign_in(held.agency, held.user).await? {
            return Ok(Some(held));
        }
        self.keys.end_session(hash).await?;
        Ok(None)
    }

    /// Signs somebody in who is called this at an agency, with their words.
    pub async fn sign_in(
        &self,
        hashing: &Hashing,
        agency: AgencyId,
        name: &str,
        words: Passphrase,
    ) -> Result<SignedIn, SignInError> {
        let pepper = self.keys.pepper().await.map_err(StoreError::from)?;
        let handle = pepper.handle(agency, name).unwrap_or(NOBODY);
        let row = self.vault.sign_in(agency, &handle).await?;
        Ok(hashing.run(move || opened(row, &words, &pepper)).await??)
    }

    /// Asks somebody who is signed in for their words once more.
    pub async fn sign_in_again(
        &self,
        hashing: &Hashing,
        (agency, user): (AgencyId, UserId),
        words: Passphrase,
    ) -> Result<SignedIn, SignInError> {
        let pepper = self.keys.pepper().await.map_err(StoreError::from)?;
        let row = self.vault.sign_in_of(agency, user).await?;
        Ok(hashing.run(move || opened(row, &words, &pepper)).await??)
    }
}

pub(super) fn opened(
    row: Option<SignInRow>,
    words: &Passphrase,
    pepper: &Pepper,
) -> Result<SignedIn, NotSignedIn> {
    let (secret, second_factor) = UserSecret::sign_in(row.as_ref().map(|row| &row.sign_in), words, pepper)?;
    // Without a row nobody was signed in.
    let row = row.ok_or(NotSignedIn::NotRight)?;
    Ok(SignedIn { secret, second_factor, totp: row.totp.clone(), row })
}
