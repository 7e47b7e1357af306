//! Who leaves: new keys of everything that they held, wrapped to everybody who stays.

use care::{Role, Roles};
use rand_core::CryptoRng;
use seal::{AgencyId, CircleId, CircleKey, Id, UserId, Who, Wrappable as _};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::Recipient;

use crate::renewing::{Anew, begin};
use crate::{Error, Keyring, lost_with};

/// Removes somebody from the agency. What they held gets a new epoch, and so does whatever has to be renewed; invitations
/// that are open end, since they may know the words. Whoever does it holds the identity, which announces the new keys.
///
/// Of a circle that nobody else was in, the cases are then opened by recovery sheets alone: [`alone_in`](crate::alone_in) says
/// which these are. Where no sheets hold its key either they would be lost, so that it is refused: [`Error::LastOfCircle`].
/// Whoever does it cannot take the key over, since it is wrapped to who leaves and to nobody else: they bring a second in, or
/// put the cases into another circle.
pub async fn remove(
    half: &SealedHalf,
    keyring: &Keyring,
    leaves: UserId,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    keyring.identity()?;
    if !lost_with(half, keyring, leaves).await?.is_empty() {
        return Err(Error::LastOfCircle);
    }
    go_on_without(half, keyring, leaves, now, random).await
}

/// The same, though cases are lost with it, where somebody has to lose what they can open and will bring nobody in: they have
/// gone for good, or mean harm. Whoever does it has read which circles these are.
pub async fn remove_though_cases_are_lost(
    half: &SealedHalf,
    keyring: &Keyring,
    leaves: UserId,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    keyring.identity()?;
    go_on_without(half, keyring, leaves, now, random).await
}

/// Removes somebody, also for a case holder who steps in: a lead who has lost their words opens nothing any more, so that no
/// case is lost with them that was not before.
pub(crate) async fn go_on_without(
    half: &SealedHalf,
    keyring: &Keyring,
    leaves: UserId,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let rows = half.vault().members(agency).await?;
    let theirs = rows.iter().find(|row| row.record.who() == Who::User(leaves));
    let theirs = theirs.and_then(|row| row.record.vouched(key).ok());
    // Whose record is gone, or is none of the agency's, may have been a lead.
    let roles = theirs.and_then(|vouched| Roles::from_bits(vouched.roles()).ok());
    let was_lead = roles.is_none_or(|roles| roles.has(Role::Lead));
    // And may have been in more circles than it says: of each whose key was ever wrapped to them another begins.
    let mut held = circles_of(half, agency, leaves).await?;
    held.extend(theirs.iter().flat_map(|vouched| vouched.circles()));
    let anew = Anew { leaves: Some(leaves), becomes: None, identity: was_lead, circles: held };
    begin(half, keyring, (&rows, anew), now, random).await
}

/// The circles whose key was wrapped to somebody.
pub(crate) async fn circles_of(
    half: &SealedHalf,
    agency: AgencyId,
    user: UserId,
) -> Result<Vec<CircleId>, Error> {
    let wraps = half.vault().wraps_to(agency, Recipient::User(user)).await?;
    let of_circles = wraps.iter().filter(|wrap| wrap.purpose == CircleKey::PURPOSE);
    Ok(of_circles.map(|wrap| CircleId::from_bytes(*Id::<()>::bytes(&wrap.subject))).collect())
}
