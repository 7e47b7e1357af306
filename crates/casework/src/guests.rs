//! Who is asked something and keeps no records here: a guest, until what was asked ends.
//!
//! To whoever asks, a guest is an agency like others, so that what is asked and answered goes as between two of them. Its
//! key is wrapped to one user, whom six words sign in, and ends when the question does; its identity is forgotten as soon as
//! it has announced that key.

use care::{Answer, Question};
use rand_core::CryptoRng;
use seal::{
    AgencyId, AgencyKey, GeneratedPassphrase, IdentityKey, Language, Passphrase, UserId, UserSecret, words,
};
use vault_store::keys::Now;
use vault_store::vault::{GuestRow, Recipient};
use vault_store::{Hashing, SealedHalf, SignedIn};

use crate::person::hashed;
use crate::wrapping::wrapped_until;
use crate::{Error, Keyring, Received, Tries, answer};

/// Somebody who can be asked.
pub struct Guest {
    /// What they are known by: it stands in the address that they open.
    pub agency: AgencyId,
    /// The words that open it. They are told by phone, and shown once.
    pub words: GeneratedPassphrase,
}

/// Makes a guest, who is there until a moment in Unix milliseconds.
pub async fn invite_guest(
    (half, hashing): (&SealedHalf, &Hashing),
    language: Language,
    (until, now): (i64, Now),
    random: &mut impl CryptoRng,
) -> Result<Guest, Error> {
    let agency = AgencyId::random(random);
    let identity = IdentityKey::random(agency, random);
    let key = AgencyKey::random(agency, 1, random);
    let user = UserSecret::random(agency, UserId::random(random), random);
    let to = (Recipient::User(user.user()), &user);
    let (wrap, share) = wrapped_until(&key, to, (&key, until), random)?;
    let announces = identity.announce(&key, u64::try_from(now.millis()).unwrap_or_default());
    let words = words::generate(language, random);
    let (_, sign_in) = hashed((half, hashing), user, words.passphrase(), random).await?;
    let row = GuestRow { sign_in, until };
    if half.add_guest(&row, &announces, (&wrap, &share), now).await? {
        Ok(Guest { agency, words })
    } else {
        Err(Error::Late)
    }
}

/// By what tries are counted, but for the guest. Where staff and persons sign in it is another.
const COUNTED_BY: [u8; 32] = [0xee; 32];

/// Signs a guest in with their words, unless there were too many tries.
pub async fn sign_in_guest(
    (half, hashing, tries): (&SealedHalf, &Hashing, &Tries),
    guest: AgencyId,
    words: Passphrase,
    now: Now,
) -> Result<SignedIn, Error> {
    let mut known_by = COUNTED_BY;
    known_by[..16].copy_from_slice(guest.bytes());
    tries.count(&known_by, now.millis())?;
    let signed_in = half.sign_in_guest(hashing, guest, words, now).await?;
    tries.forget(&known_by);
    Ok(signed_in)
}

/// Answers what a guest was asked, in the place of what they answered before: however often they do, one answer is kept.
pub async fn answer_as_guest(
    half: &SealedHalf,
    keyring: &Keyring,
    answers: (&Received<Question>, Answer),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let before = half.vault().messages_by(keyring.agency()).await?;
    answer(half, keyring, answers, now, random).await?;
    for message in before {
        half.end_message(keyring.agency(), message).await?;
    }
    Ok(())
}
