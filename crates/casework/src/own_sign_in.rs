//! Signing in, and how somebody changes the words that they do it with.

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand_core::CryptoRng;
use seal::words::strength::{Verdict, strength};
use seal::{AgencyId, GeneratedPassphrase, Passphrase};
use vault_store::keys::Now;
use vault_store::vault::SignInRow;
use vault_store::{Hashing, SealedHalf, SignedIn};
use zeroize::Zeroizing;

use crate::{Error, Keyring, Tries, UsedCodes, check_code};

/// The handle under which nobody can be found, for a name that is none.
const NOBODY: [u8; 32] = [0; 32];

/// Words that somebody signs in with from now on.
pub enum NewWords {
    /// Six words that were made for them, as they typed them from what was shown.
    Generated(GeneratedPassphrase),
    /// Words that they chose. Whoever holds keys has none such.
    Own(Passphrase),
}

/// Signs somebody in who is called this at an agency, unless there were too many tries. Who has a second factor is signed
/// in once [`check_code`](crate::check_code) has asked for it.
pub async fn sign_in(
    (half, hashing, tries): (&SealedHalf, &Hashing, &Tries),
    (agency, name): (AgencyId, &str),
    words: Passphrase,
    now: Now,
) -> Result<SignedIn, Error> {
    let handle = half.keys().pepper().await?.handle(agency, name).unwrap_or(NOBODY);
    tries.count(&handle, now.millis())?;
    let signed_in = half.sign_in(hashing, agency, name, words).await?;
    // Who has a second factor could be guessed at by whoever has the words: those tries go on counting.
    if signed_in.totp.is_none() {
        tries.forget(&handle);
    }
    Ok(signed_in)
}

/// Changes the words of whoever is signed in, who gives the old ones, and a code of their second factor if they have one. That stays; everywhere but in the
/// session of this hash they are signed out.
pub async fn change_words(
    (half, hashing): (&SealedHalf, &Hashing),
    keyring: &Keyring,
    (old, new): (Passphrase, NewWords),
    (used, code, now): (&UsedCodes, &str, Now),
    session: &[u8; 32],
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let user = (keyring.agency(), keyring.user());
    let new = match new {
        NewWords::Generated(words) => words.passphrase(),
        NewWords::Own(_) if keyring.roles(half).await?.hold_keys() => return Err(Error::ChosenWords),
        NewWords::Own(words) if strength(&words, &[]).verdict == Verdict::TooEasy => {
            return Err(Error::TooEasy);
        }
        NewWords::Own(words) => words,
    };
    let signed_in = half.sign_in_again(hashing, user, old).await?;
    check_code(used, &signed_in, code, now)?;
    let SignedIn { secret, second_factor, row: before, .. } = signed_in;
    let factor = before.totp.as_ref().map(|sealed| second_factor.open(sealed)).transpose()?;
    let pepper = half.keys().pepper().await?;
    let mut seed = Zeroizing::new([0; 32]);
    random.fill_bytes(&mut *seed);
    let hashed = hashing.run(move || {
        let mut random = StdRng::from_seed(*seed);
        secret.set_passphrase(&new, &pepper, &mut random)
    });
    let (sign_in, second_factor) = hashed.await??;
    let totp = factor.map(|factor| second_factor.seal(factor.expose(), random)).transpose()?;
    put(half, &before, &SignInRow { handle: before.handle, sign_in, totp }).await?;
    half.keys().end_other_sessions_of(user, session).await?;
    Ok(())
}

/// Keeps how somebody signs in from now on. [`Error::Late`], where it was changed since they signed in.
pub(crate) async fn put(half: &SealedHalf, before: &SignInRow, row: &SignInRow) -> Result<(), Error> {
    if half.vault().change_sign_in(before, row).await? { Ok(()) } else { Err(Error::Late) }
}
