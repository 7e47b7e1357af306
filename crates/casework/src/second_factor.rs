//! A second factor: a code that an app shows, asked for beside the words.
//!
//! It keeps out whoever has learned somebody's words. It does not open anything: who can write the vault can take it away,
//! and a stolen disk is guessed at without it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rand_core::CryptoRng;
use seal::{AgencyId, OneTimeSecret, Passphrase, UserId};
use vault_store::keys::Now;
use vault_store::vault::SignInRow;
use vault_store::{Hashing, SealedHalf, SignedIn};
use zeroize::Zeroizing;

use crate::own_sign_in::put;
use crate::{Error, Keyring};

/// Which codes were used. A code is taken once; this is known to one process, for as long as a code could be tried again.
#[derive(Default)]
pub struct UsedCodes {
    /// The newest step of which a code was taken.
    last: Mutex<BTreeMap<(AgencyId, UserId), u64>>,
}

impl UsedCodes {
    fn take(&self, user: (AgencyId, UserId), step: u64, now: Now) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        // Earlier ones are no codes any more.
        let oldest = OneTimeSecret::step_at(now.millis()).saturating_sub(1);
        last.retain(|_, step| *step >= oldest);
        if last.get(&user).is_some_and(|taken| *taken >= step) {
            return false;
        }
        last.insert(user, step);
        true
    }
}

/// What an app is told, as an address that it reads from a picture or a link. `issuer` and `account` are what the app
/// shows beside the code: on a screen that others see.
pub fn second_factor_uri(secret: &OneTimeSecret, issuer: &str, account: &str) -> Zeroizing<String> {
    let [issuer, account] =
        [issuer, account].map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
    let secret = secret.base32();
    Zeroizing::new(format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", *secret))
}

/// Asks for a code of whoever has just given the right words, if they have a second factor. Until it was right they are
/// not signed in.
pub fn check_code(used: &UsedCodes, signed_in: &SignedIn, code: &str, now: Now) -> Result<(), Error> {
    let Some(sealed) = &signed_in.totp else { return Ok(()) };
    let secret = OneTimeSecret::from_bytes(signed_in.second_factor.open(sealed)?.expose())?;
    let user = (signed_in.secret.agency(), signed_in.secret.user());
    take_code(used, &secret, user, code, now)
}

fn take_code(
    used: &UsedCodes,
    secret: &OneTimeSecret,
    user: (AgencyId, UserId),
    code: &str,
    now: Now,
) -> Result<(), Error> {
    let step = secret.step_of(code, now.millis()).ok_or(Error::NoCode)?;
    if used.take(user, step, now) { Ok(()) } else { Err(Error::NoCode) }
}

/// Begins a second factor with a secret that an app was told, once that app has shown its code. Whoever has one has to
/// take it away first, with a code of it.
pub async fn confirm_second_factor(
    (half, hashing): (&SealedHalf, &Hashing),
    user: (AgencyId, UserId),
    words: Passphrase,
    (secret, code): (&OneTimeSecret, &str),
    (used, now): (&UsedCodes, Now),
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let signed_in = half.sign_in_again(hashing, user, words).await?;
    if signed_in.totp.is_some() {
        return Err(Error::Late);
    }
    take_code(used, secret, user, code, now)?;
    let totp = Some(signed_in.second_factor.seal(secret.expose(), random)?);
    let before = signed_in.row;
    put(half, &before, &SignInRow { totp, ..before.clone() }).await
}

/// Takes somebody's own second factor away, with their words and a code of it.
pub async fn take_second_factor_away(
    (half, hashing): (&SealedHalf, &Hashing),
    user: (AgencyId, UserId),
    (words, code): (Passphrase, &str),
    (used, now): (&UsedCodes, Now),
) -> Result<(), Error> {
    let signed_in = half.sign_in_again(hashing, user, words).await?;
    check_code(used, &signed_in, code, now)?;
    put(half, &signed_in.row, &SignInRow { totp: None, ..signed_in.row.clone() }).await
}

/// Takes the second factor of somebody away who has lost what shows its codes. A lead does it; their words stay.
pub async fn lift_second_factor(half: &SealedHalf, keyring: &Keyring, user: UserId) -> Result<(), Error> {
    keyring.identity()?;
    let before = half.vault().sign_in_of(keyring.agency(), user).await?.ok_or(Error::Late)?;
    put(half, &before, &SignInRow { totp: None, ..before.clone() }).await
}
