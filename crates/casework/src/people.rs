//! Who comes: invited by somebody who tells them six words, and admitted by somebody who holds the agency's keys.
//!
//! The words go from one person to another, beside the program. With them either side knows that the other's key is the
//! right one, whoever carried it in between.

use care::{Role, Roles};
use rand_core::CryptoRng;
use seal::words::{NotFromThem, generate};
use seal::{AgencyId, CircleId, GeneratedPassphrase, Invitation, Language, Place, RowId, UserId, UserSecret};
use vault_store::keys::Now;
use vault_store::vault::{InvitationRow, Recipient};
use vault_store::{Hashing, SealedHalf};
use zeroize::Zeroizing;

use crate::person::{NewPerson, check_called, member, signs_in};
use crate::renewing::check_renewed;
use crate::wrapping::wrapped;
use crate::{Error, Keyring};

/// An invitation that was made.
pub struct Invited {
    /// Its id, which stands in the address that the invited side opens.
    pub invitation: RowId,
    /// The words, to be told by voice or on paper, and never beside the address.
    pub words: GeneratedPassphrase,
}

/// Invites somebody to be there for this, until a time in Unix milliseconds.
pub async fn invite(
    half: &SealedHalf,
    keyring: &Keyring,
    (roles, until): (Roles, i64),
    language: Language,
    random: &mut impl CryptoRng,
) -> Result<Invited, Error> {
    check_renewed(half, keyring).await?;
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let (invitation, user) = (RowId::random(random), UserId::random(random));
    let words = generate(language, random);
    let promised = promised((roles, until), &words);
    let sealed = key.invitation_key().seal(&Place::invitation(agency, invitation), &promised, random)?;
    let identity = keyring.identity()?.verifying_key();
    let row = InvitationRow {
        agency,
        invitation,
        user,
        roles: roles.bits(),
        epoch: key.epoch(),
        words: sealed,
        identity,
        agency_mark: Invitation::new(invitation, agency, user, &words).agency_mark(&identity),
        until,
        came: None,
    };
    half.vault().add_invitation(&row).await?;
    Ok(Invited { invitation, words })
}

/// Whoever was invited comes, with the words that they were told, and says how they will sign in. They hold nothing until
/// somebody admits them.
pub async fn come(
    (half, hashing): (&SealedHalf, &Hashing),
    (agency, invitation): (AgencyId, RowId),
    words: &GeneratedPassphrase,
    person: NewPerson<'_>,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<UserSecret, Error> {
    let row = half.vault().invitation(agency, invitation).await?;
    let row = row.filter(|row| row.came.is_none() && row.until > now.millis()).ok_or(Error::Late)?;
    let made = Invitation::new(invitation, agency, row.user, words);
    made.verify_agency(&row.identity, &row.agency_mark)?;
    let user = UserSecret::random(agency, row.user, random);
    let (user, sign_in) = signs_in((half, hashing), user, person, random).await?;
    let public = user.private().public().clone();
    let mark = made.member_mark(&public);
    if half.vault().come((agency, invitation), (&public, &mark), &sign_in, now).await? {
        Ok(user)
    } else {
        Err(Error::Name)
    }
}

/// How many bytes stand before the words in what is sealed of an invitation.
const HEAD: usize = 1 + 8;

/// What is sealed of an invitation: its roles, its end, its words.
fn promised((roles, until): (Roles, i64), words: &GeneratedPassphrase) -> Zeroizing<Vec<u8>> {
    let words = words.expose().as_bytes();
    // Room for all of it at once: a vector that grows would leave words behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(HEAD + words.len()));
    bytes.push(roles.bits());
    bytes.extend_from_slice(&until.to_be_bytes());
    bytes.extend_from_slice(words);
    bytes
}

/// The invitations of whoever has come and waits to be admitted.
pub async fn waiting(half: &SealedHalf, agency: AgencyId) -> Result<Vec<InvitationRow>, Error> {
    let mut waiting = half.vault().invitations(agency).await?;
    waiting.retain(|row| row.came.is_some());
    Ok(waiting)
}

/// Admits whoever came by an invitation, once their mark shows that the key is theirs: they are vouched for, and what
/// their roles need is wrapped to them, of these circles. `called` is what colleagues will call them.
pub async fn admit(
    half: &SealedHalf,
    keyring: &Keyring,
    invitation: RowId,
    (called, circles): (&str, &[CircleId]),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<UserId, Error> {
    check_renewed(half, keyring).await?;
    let agency = keyring.agency();
    let row = half.vault().invitation(agency, invitation).await?.ok_or(Error::Late)?;
    let (public, mark) = row.came.as_ref().ok_or(Error::Late)?;
    let (key, roles) = (keyring.newest()?, Roles::from_bits(row.roles)?);
    // Of this epoch alone: whoever has left knows the keys of those before, and could have made one.
    if row.epoch != key.epoch() {
        return Err(NotFromThem.into());
    }
    let opened = key.invitation_key().open(&Place::invitation(agency, invitation), &row.words)?;
    let (head, words) = opened.expose().split_at_checked(HEAD).ok_or(NotFromThem)?;
    let words = std::str::from_utf8(words).ok().and_then(|text| GeneratedPassphrase::typed(text).ok());
    let words = words.ok_or(NotFromThem)?;
    // Columns are how it is found; what it is for, and until when, is what was sealed.
    if !promised((roles, row.until), &words).starts_with(head) {
        return Err(NotFromThem.into());
    }
    Invitation::new(invitation, agency, row.user, &words).verify_member(public, mark)?;
    // Circles are of those who hold cases.
    let circles = if roles.has(Role::CaseHolder) { circles } else { &[] };
    check_called(&half.vault().members(agency).await?, key, (row.user, called))?;
    let member = member(key, (row.user, roles, circles), public, called, random)?;
    let to = (Recipient::User(row.user), &member.record.vouched(key)?);
    let mut wraps = Vec::new();
    if roles.hold_keys() {
        for key_of_epoch in keyring.keys() {
            wraps.push(wrapped(key_of_epoch, to, key, random)?);
        }
        for circle in circles {
            keyring.newest_of(*circle)?;
            for circle_key in keyring.circles_of(*circle) {
                wraps.push(wrapped(circle_key, to, key, random)?);
            }
        }
    }
    if roles.has(Role::Lead) {
        wraps.push(wrapped(keyring.identity()?, to, key, random)?);
    }
    let is_ready = roles.hold_keys() && !circles.is_empty();
    if !half.admit(&member, (invitation, is_ready), &wraps, now).await? {
        return Err(Error::Late);
    }
    Ok(row.user)
}
