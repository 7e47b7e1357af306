//! What people of an agency are there for, once they are in it: who gains something is given the keys for it, and what
//! somebody loses gets another key.

use std::collections::BTreeSet;

use care::{Role, Roles};
use rand_core::CryptoRng;
use seal::{AgencyKey, CircleId, CircleKey, IdentityKey, UserId, Vouched, Who, Wrappable as _};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::{MemberRow, NewRecords, Recipient};

use crate::person::{called, member};
use crate::renewing::{Anew, Becomes, begin, check_renewed};
use crate::wrapping::{Wrapped, wrapped};
use crate::{Error, Keyring};

/// Says what somebody is there for from now on. A lead does it. Who gains something is given the keys for it (of circles,
/// [`bring_into_circle`](crate::bring_into_circle) does); whoever loses something is recorded in another epoch, and what they held gets another key.
pub async fn change_roles(
    half: &SealedHalf,
    keyring: &Keyring,
    (user, roles): (UserId, Roles),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    keyring.identity()?;
    let row = half.vault().member(agency, user).await?.ok_or(Error::Late)?;
    let vouched = row.record.vouched(key)?;
    let (was, held) = (Roles::from_bits(vouched.roles())?, vouched.circles());
    // Whoever holds no cases any more keeps no circle's keys.
    let circles = if roles.has(Role::CaseHolder) { held } else { &[] };
    if roles == was {
        return Ok(());
    }
    if was.iter().any(|role| !roles.has(role)) {
        return becomes(half, keyring, (&row, roles, circles.to_vec()), now, random).await;
    }
    check_renewed(half, keyring).await?;
    let changed = changed(&row, (Some(roles), circles), key, random)?;
    let to = (Recipient::User(user), &changed.record.vouched(key)?);
    let wraps = Gained::of(&vouched, roles, circles)?.wrapped(keyring, to, key, random)?;
    let records = vec![(row.record.clone(), changed.clone())];
    let new = NewRecords { agency, epoch: key.epoch(), begins: None, records, is_ready: false };
    if half.change_records(&new, &wraps, now).await? { Ok(()) } else { Err(Error::Late) }
}

/// Has somebody be there for this from then on, in these circles, in another epoch: what they lose gets another key.
pub(crate) async fn becomes(
    half: &SealedHalf,
    keyring: &Keyring,
    (row, roles, circles): (&MemberRow, Roles, Vec<CircleId>),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let vouched = row.record.vouched(key)?;
    let Who::User(user) = vouched.who() else { return Err(Error::Late) };
    let wraps = half.vault().wraps_to(agency, Recipient::User(user)).await?;
    let circle_of = |row: &vault_store::vault::WrapRow| CircleId::from_bytes(*row.subject.bytes());
    // They may have been in more circles than it says: of each whose key was ever wrapped to them another begins.
    let ever = wraps.iter().filter(|row| row.purpose == CircleKey::PURPOSE).map(circle_of);
    let mut lost: BTreeSet<CircleId> = ever.chain(vouched.circles().iter().copied()).collect();
    lost.retain(|circle| !circles.contains(circle));
    let ends = wraps.iter().filter(|row| match row.purpose.as_str() {
        CircleKey::PURPOSE => lost.contains(&circle_of(row)),
        AgencyKey::PURPOSE => !roles.hold_keys(),
        IdentityKey::PURPOSE => !roles.has(Role::Lead),
        _ => false,
    });
    let ends = ends.map(|row| row.wrap).collect();
    let rows = half.vault().members(agency).await?;
    check_circles(half, (keyring, &rows), user, &mut lost).await?;
    let identity = Roles::from_bits(vouched.roles())?.has(Role::Lead) && !roles.has(Role::Lead);
    let becomes = Some(Becomes { user, roles, circles, ends });
    let anew = Anew { leaves: None, becomes, identity, circles: lost.into_iter().collect() };
    begin(half, keyring, (&rows, anew), now, random).await
}

/// Sees to it that somebody else is in each circle that somebody is taken out of and that has cases. One without cases that
/// nobody else is in gets no other key.
async fn check_circles(
    half: &SealedHalf,
    (keyring, rows): (&Keyring, &[MemberRow]),
    user: UserId,
    lost: &mut BTreeSet<CircleId>,
) -> Result<(), Error> {
    let key = keyring.newest()?;
    let others = rows.iter().filter(|row| matches!(row.record.who(), Who::User(of) if of != user));
    let others: Vec<Vouched<'_>> = others.filter_map(|row| row.record.vouched(key).ok()).collect();
    let is_held = |circle: &CircleId| others.iter().any(|vouched| vouched.circles().contains(circle));
    let files = half.vault().case_files(keyring.agency()).await?;
    if files.iter().any(|file| lost.contains(&file.circle) && !is_held(&file.circle)) {
        return Err(Error::LastOfCircle);
    }
    lost.retain(|circle| is_held(circle));
    Ok(())
}

/// What somebody gains.
pub(crate) struct Gained {
    keys: bool,
    identity: bool,
    circles: Vec<CircleId>,
}

impl Gained {
    /// What they gain who had what a record says, and are there for this from then on, in these circles.
    pub(crate) fn of(before: &Vouched<'_>, roles: Roles, circles: &[CircleId]) -> Result<Self, Error> {
        let was = Roles::from_bits(before.roles())?;
        Ok(Self {
            keys: roles.hold_keys() && !was.hold_keys(),
            identity: roles.has(Role::Lead) && !was.has(Role::Lead),
            circles: circles.iter().copied().filter(|circle| !before.circles().contains(circle)).collect(),
        })
    }

    /// The keys of all epochs, as far as whoever gives them holds them. Those of a circle that they are not in they cannot.
    pub(crate) fn wrapped(
        &self,
        keyring: &Keyring,
        to: (Recipient, &impl seal::Recipient),
        signer: &AgencyKey,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<Wrapped>, Error> {
        let mut wraps = Vec::new();
        if self.keys {
            for key in keyring.keys() {
                wraps.push(wrapped(key, to, signer, random)?);
            }
        }
        if self.identity {
            wraps.push(wrapped(keyring.identity()?, to, signer, random)?);
        }
        for circle in &self.circles {
            keyring.newest_of(*circle)?;
            for key in keyring.circles_of(*circle) {
                wraps.push(wrapped(key, to, signer, random)?);
            }
        }
        Ok(wraps)
    }
}

/// The record of somebody who is in other circles or there for something else from now on, in the same epoch.
pub(crate) fn changed(
    row: &MemberRow,
    (roles, circles): (Option<Roles>, &[CircleId]),
    key: &AgencyKey,
    random: &mut impl CryptoRng,
) -> Result<MemberRow, Error> {
    let vouched = row.record.vouched(key)?;
    match (row.record.who(), roles) {
        (Who::User(user), Some(roles)) => {
            let called = called(key, row).unwrap_or_default();
            member(key, (user, roles, circles), vouched.key(), &called, random)
        }
        (who, _) => {
            let record = key.vouch(who, (vouched.roles(), circles), vouched.key());
            Ok(MemberRow { agency: row.agency, record, staff: None })
        }
    }
}
