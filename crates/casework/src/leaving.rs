//! Who leaves: new keys of everything that they held, wrapped to everybody who stays.

use std::collections::BTreeMap;

use care::{Role, Roles};
use rand_core::CryptoRng;
use seal::{AgencyKey, CircleId, CircleKey, EpochOf, Id, IdentityKey, UserId, Vouched, Who, Wrappable as _};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::{AgencyEpoch, MemberRow, NewEpoch, Recipient};

use crate::person::{called, member};
use crate::wrapping::wrapped;
use crate::{Error, Keyring};

/// Somebody who stays, or a set of sheets.
struct Stays<'a> {
    row: &'a MemberRow,
    vouched: Vouched<'a>,
    roles: Option<Roles>,
}

impl Stays<'_> {
    /// Whether a key is wrapped to them: to sheets all are, since they are for when nobody has theirs any more.
    fn holds(&self, keys: impl FnOnce(Roles) -> bool) -> bool {
        self.roles.is_none_or(keys)
    }

    fn recipient(&self) -> Recipient {
        match self.row.record.who() {
            Who::User(user) => Recipient::User(user),
            Who::Sheets(set) => Recipient::Sheets(set),
        }
    }
}

/// Removes somebody from the agency. What they held gets a new epoch, and invitations that are open end, since they may
/// know the words. Whoever does it holds the identity, which announces the new keys.
pub async fn remove(
    half: &SealedHalf,
    keyring: &Keyring,
    leaves: UserId,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let rows = half.vault().members(agency).await?;
    let (mut stay, mut strangers) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| row.record.who() != Who::User(leaves)) {
        // Whom nobody vouches for is none of the agency, and goes with whoever leaves.
        let Ok(vouched) = row.record.vouched(key) else {
            strangers.push(row.record.who());
            continue;
        };
        let roles = match row.record.who() {
            Who::User(_) => Some(Roles::from_bits(vouched.roles())?),
            Who::Sheets(_) => None,
        };
        stay.push(Stays { row, vouched, roles });
    }
    let theirs = rows.iter().find(|row| row.record.who() == Who::User(leaves));
    let theirs = theirs.and_then(|row| row.record.vouched(key).ok());
    // Whose record is gone, or is none of the agency's, may have been a lead.
    let roles = theirs.and_then(|vouched| Roles::from_bits(vouched.roles()).ok());
    let was_lead = roles.is_none_or(|roles| roles.has(Role::Lead));
    // And may have been in more circles than it says: of each whose key was ever wrapped to them another begins.
    let mut held = circles_of(half, agency, leaves).await?;
    held.extend(theirs.iter().flat_map(|vouched| vouched.circles()));
    // Nobody takes the last keys along.
    if !stay.iter().any(|stays| stays.roles.is_some_and(Roles::hold_keys)) {
        return Err(Error::LastHolder);
    }

    let next = AgencyKey::random(agency, keyring.next(EpochOf::Agency, key.epoch()), random);
    let new_identity = was_lead.then(|| IdentityKey::random(agency, random));
    let identity = match &new_identity {
        Some(identity) => identity,
        None => keyring.identity()?,
    };
    let mut circles: BTreeMap<CircleId, CircleKey> = BTreeMap::new();
    for circle in held {
        // Of one that is not there somebody only wrote that they are in it.
        let Some(held) = half.vault().epoch(agency, circle).await? else { continue };
        let epoch = keyring.next(EpochOf::Circle(circle), held);
        circles.insert(circle, CircleKey::random(agency, circle, epoch, random));
    }

    // An agency has a lead: whoever removes the last one is it from then on.
    let leads = stay.iter().any(|stays| stays.roles.is_some_and(|roles| roles.has(Role::Lead)));
    if !leads
        && let Some(own) = stay.iter_mut().find(|stays| stays.row.record.who() == Who::User(keyring.user()))
    {
        let held = own.roles.map_or(0, Roles::bits);
        own.roles = Some(Roles::from_bits(held | Roles::of([Role::Lead])?.bits())?);
    }
    let (mut members, mut wraps) = (Vec::new(), Vec::new());
    for stays in &stay {
        members.push(again(&next, key, stays, random)?);
    }
    for (stays, row) in stay.iter().zip(&members) {
        let to = (stays.recipient(), &row.record.vouched(&next)?);
        if stays.holds(Roles::hold_keys) {
            wraps.push(wrapped(&next, to, &next, random)?);
        }
        if let Some(identity) = new_identity.as_ref().filter(|_| stays.holds(|roles| roles.has(Role::Lead))) {
            wraps.push(wrapped(identity, to, &next, random)?);
        }
        // Who is in a circle is signed: a row says it of nobody.
        let of_theirs = circles.values().filter(|key| stays.vouched.circles().contains(&key.circle()));
        for key in of_theirs.filter(|_| stays.holds(Roles::hold_keys)) {
            wraps.push(wrapped(key, to, &next, random)?);
        }
    }
    let announcement = identity.announce(&next, u64::try_from(now.millis()).unwrap_or_default());
    let epoch = NewEpoch {
        agency,
        circles: circles.values().map(|key| (key.circle(), key.epoch())).collect(),
        keys: Some(AgencyEpoch { announcement, members, strangers }),
        leaves: Some(leaves),
    };
    if half.begin_epoch(&epoch, &wraps, now).await? { Ok(()) } else { Err(Error::Late) }
}

/// The record of somebody who stays, vouched for with the next key.
fn again(
    next: &AgencyKey,
    key: &AgencyKey,
    stays: &Stays<'_>,
    random: &mut impl CryptoRng,
) -> Result<MemberRow, Error> {
    let Stays { row, vouched, roles } = stays;
    match (row.record.who(), roles) {
        (Who::User(user), Some(roles)) => {
            let called = called(key, row).unwrap_or_default();
            member(next, (user, *roles, vouched.circles()), vouched.key(), &called, random)
        }
        (who, _) => {
            let record = next.vouch(who, (vouched.roles(), vouched.circles()), vouched.key());
            Ok(MemberRow { agency: row.agency, record, staff: None })
        }
    }
}

/// The circles whose key was wrapped to somebody.
async fn circles_of(half: &SealedHalf, agency: seal::AgencyId, user: UserId) -> Result<Vec<CircleId>, Error> {
    let wraps = half.vault().wraps_to(agency, Recipient::User(user)).await?;
    let of_circles = wraps.iter().filter(|wrap| wrap.purpose == CircleKey::PURPOSE);
    Ok(of_circles.map(|wrap| CircleId::from_bytes(*Id::<()>::bytes(&wrap.subject))).collect())
}
