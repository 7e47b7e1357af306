//! How an agency begins: one person, one circle, and not ready for a case.

use care::{Role, Roles};
use rand_core::CryptoRng;
use seal::{AgencyId, AgencyKey, CircleId, CircleKey, IdentityKey, UserId, UserSecret};
use vault_store::keys::Now;
use vault_store::vault::{AgencyRow, Founding, Hosting, Recipient};
use vault_store::{Hashing, SealedHalf};

use crate::Error;
use crate::person::{NewPerson, member, signs_in};
use crate::wrapping::wrapped;

/// An agency that has begun.
pub struct Founded {
    /// The agency.
    pub agency: AgencyId,
    /// Its first circle.
    pub circle: CircleId,
    /// Whoever founded it.
    pub user: UserSecret,
}

/// Begins an agency of this name with one person, who is its lead and holds cases. `called` is what colleagues will call
/// them.
pub async fn found(
    (half, hashing): (&SealedHalf, &Hashing),
    (name, hosting): (&str, Hosting),
    (lead, called): (NewPerson<'_>, &str),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<Founded, Error> {
    let (agency, circle) = (AgencyId::random(random), CircleId::random(random));
    let identity = IdentityKey::random(agency, random);
    let keys = AgencyKey::random(agency, 1, random);
    let circle_key = CircleKey::random(agency, circle, 1, random);
    let user = UserSecret::random(agency, UserId::random(random), random);
    let (user, sign_in) = signs_in((half, hashing), user, lead, random).await?;
    let roles = Roles::of([Role::Lead, Role::CaseHolder])?;
    let member = member(&keys, (user.user(), roles, &[circle]), user.private().public(), called, random)?;
    let to = (Recipient::User(user.user()), &user);
    let wraps = [
        wrapped(&identity, to, &keys, random)?,
        wrapped(&keys, to, &keys, random)?,
        wrapped(&circle_key, to, &keys, random)?,
    ];
    let row = AgencyRow {
        agency,
        name: name.to_owned(),
        directory_id: None,
        hosting,
        began_at: now.millis(),
        is_ready: false,
        must_renew: false,
    };
    let issued = u64::try_from(now.millis()).unwrap_or_default();
    let announcement = identity.announce(&keys, issued);
    half.found(&Founding { agency: row, announcement, circle, member, sign_in }, &wraps, now).await?;
    Ok(Founded { agency, circle, user })
}
