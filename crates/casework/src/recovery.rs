//! Recovery, for when nobody has their words any more: a set of sheets of paper, some of which together hold all that the
//! agency's holders did. There is no other way: neither the host nor we have a key.

use care::{Role, Roles};
use rand_core::CryptoRng;
use seal::{AgencyId, RecoveryKey, RowId, Sheet, UserId, UserSecret, Who};
use vault_store::keys::Now;
use vault_store::vault::{MemberRow, Recipient};
use vault_store::{Hashing, SealedHalf};

use crate::person::{NewPerson, member, signs_in};
use crate::wrapping::{Wrapped, wrapped};
use crate::{Error, Keyring};

/// A set of sheets that was made, to be written down and then checked.
pub struct Set {
    /// Its id.
    pub id: RowId,
    /// The sheets, one for each who keeps one.
    pub sheets: Vec<Sheet>,
}

/// Makes a set of sheets, any `threshold` of which recover the agency, and wraps to it all that whoever makes it holds. They
/// hold the identity. Whoever made earlier ones may keep them no longer: those go, but for a set that was checked, which
/// stands until this one was.
pub async fn make_sheets(
    half: &SealedHalf,
    keyring: &Keyring,
    (threshold, count): (u8, u8),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<Set, Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let (id, recovery) = (RowId::random(random), RecoveryKey::random(keyring.agency(), random));
    let sheets = recovery.sheets(threshold, count, random)?;
    let record = key.vouch(Who::Sheets(id), (0, &keyring.circles()), recovery.private().public());
    let mut wraps = vec![wrapped(keyring.identity()?, (Recipient::Sheets(id), &recovery), key, random)?];
    for of_epoch in keyring.keys() {
        wraps.push(wrapped(of_epoch, (Recipient::Sheets(id), &recovery), key, random)?);
    }
    for circle in keyring.circles() {
        keyring.newest_of(circle)?;
        for of_circle in keyring.circles_of(circle) {
            wraps.push(wrapped(of_circle, (Recipient::Sheets(id), &recovery), key, random)?);
        }
    }
    let checked = half.vault().checked_sheets(agency).await?;
    let before: Vec<RowId> = half
        .vault()
        .members(agency)
        .await?
        .iter()
        .filter_map(|row| match row.record.who() {
            Who::Sheets(set) if !checked.contains(&set) => Some(set),
            _ => None,
        })
        .collect();
    let row = MemberRow { agency, record, staff: None };
    if !half.keep_sheets(&row, &before, &wraps, now).await? {
        return Err(Error::Late);
    }
    Ok(Set { id, sheets })
}

/// Takes sheets as they were typed from paper, and finds that they recover this agency: then its cases may begin, and no
/// other set recovers it.
pub async fn check_sheets(
    half: &SealedHalf,
    agency: AgencyId,
    sheets: &[Sheet],
    now: Now,
) -> Result<(), Error> {
    let (_, set) = recovered(half, agency, sheets, now).await?;
    if half.sheets_checked(agency, set).await? { Ok(()) } else { Err(Error::Late) }
}

/// The keys that sheets hold, and the set that they are of.
async fn recovered(
    half: &SealedHalf,
    agency: AgencyId,
    sheets: &[Sheet],
    now: Now,
) -> Result<(Keyring, RowId), Error> {
    let recovery = RecoveryKey::from_sheets(agency, sheets)?;
    for row in half.vault().members(agency).await? {
        let Who::Sheets(id) = row.record.who() else { continue };
        let keyring = Keyring::of_sheets(half, (agency, id), &recovery, now).await?;
        // That the set is vouched for with the key that it holds itself: whoever wrote the vault cannot have made both.
        let Ok(key) = keyring.newest() else { continue };
        if row.record.vouched(key).is_ok_and(|vouched| vouched.key() == recovery.private().public()) {
            return Ok((keyring, id));
        }
    }
    Err(Error::NoKey)
}

/// Recovers an agency from sheets: somebody new holds all that they hold, as its lead. Everybody else stays as they are;
/// who has lost their words is removed and invited again.
pub async fn recover(
    (half, hashing): (&SealedHalf, &Hashing),
    (agency, sheets): (AgencyId, &[Sheet]),
    (person, called): (NewPerson<'_>, &str),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<UserSecret, Error> {
    let (keyring, _) = recovered(half, agency, sheets, now).await?;
    let key = keyring.newest()?;
    let user = UserSecret::random(agency, UserId::random(random), random);
    let (user, sign_in) = signs_in((half, hashing), user, person, random).await?;
    let roles = Roles::of([Role::Lead, Role::CaseHolder])?;
    let member =
        member(key, (user.user(), roles, &keyring.circles()), user.private().public(), called, random)?;
    let to = (Recipient::User(user.user()), &user);
    let mut wraps: Vec<Wrapped> = vec![wrapped(keyring.identity()?, to, key, random)?];
    for of_epoch in keyring.keys() {
        wraps.push(wrapped(of_epoch, to, key, random)?);
    }
    for circle in keyring.circles() {
        keyring.newest_of(circle)?;
        for of_circle in keyring.circles_of(circle) {
            wraps.push(wrapped(of_circle, to, key, random)?);
        }
    }
    if !half.keep_member(&member, Some(&sign_in), &wraps, now).await? {
        return Err(Error::Name);
    }
    // Now a lead is there.
    half.vault().end_all_stepping_in(agency).await?;
    Ok(user)
}
