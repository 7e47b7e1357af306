//! New epochs: other keys for what somebody who has left knows, wrapped to everybody who stays.

use std::collections::BTreeMap;

use care::{Role, Roles};
use rand_core::CryptoRng;
use seal::{AgencyKey, CircleId, CircleKey, EpochOf, IdentityKey, UserId, Vouched, Who, WrapId};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::{AgencyEpoch, MemberRow, NewEpoch, Recipient};

use crate::person::{called, member};
use crate::roles::Gained;
use crate::wrapping::{Wrapped, wrapped};
use crate::{Error, Keyring};

/// Whether keys have to be renewed before a case begins or anybody is invited: an older vault was restored, and somebody
/// who has left since knows those that it has.
pub async fn must_renew(half: &SealedHalf, keyring: &Keyring) -> Result<bool, Error> {
    let agency = half.vault().agency(keyring.agency()).await?;
    // What the keys store knows counts too: rows alone could say that nothing has to be done.
    Ok(agency.is_some_and(|row| row.must_renew)
        || keyring.lags(EpochOf::Agency)
        || !circles_due(half, keyring).await?.is_empty())
}

/// Refuses what has to wait until keys were renewed.
pub(crate) async fn check_renewed(half: &SealedHalf, keyring: &Keyring) -> Result<(), Error> {
    if must_renew(half, keyring).await? { Err(Error::MustRenew) } else { Ok(()) }
}

/// The circles whose next epoch has to begin.
async fn circles_due(half: &SealedHalf, keyring: &Keyring) -> Result<Vec<CircleId>, Error> {
    let circles = half.vault().circles(keyring.agency()).await?;
    let due = circles.iter().filter(|row| row.must_renew || keyring.lags(EpochOf::Circle(row.circle)));
    Ok(due.map(|row| row.circle).collect())
}

/// Renews what has to be, and with it the agency's own key; nobody leaves. Of a circle that whoever does it is not in, the
/// new key goes to those who are, and not to them. A lead does it; where nobody is, whoever holds keys, and they are lead
/// from then on. Where nothing has to be renewed, nothing is.
pub async fn renew(
    half: &SealedHalf,
    keyring: &Keyring,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let key = keyring.newest()?;
    if !must_renew(half, keyring).await? {
        return Ok(());
    }
    let rows = half.vault().members(keyring.agency()).await?;
    let leads = rows.iter().filter(|row| {
        let roles = row.record.vouched(key).ok().and_then(|vouched| Roles::from_bits(vouched.roles()).ok());
        roles.is_some_and(|roles| roles.has(Role::Lead))
    });
    let leads: Vec<Who> = leads.map(|row| row.record.who()).collect();
    if !leads.is_empty() && !leads.contains(&Who::User(keyring.user())) {
        return Err(Error::NoKey);
    }
    // Who was the last lead knew the identity.
    let anew = Anew { leaves: None, becomes: None, identity: leads.is_empty(), circles: Vec::new() };
    begin(half, keyring, (&rows, anew), now, random).await
}

/// What begins anew, beside the agency's own key and what has to be renewed in any case.
pub(crate) struct Anew {
    /// Who leaves with it.
    pub(crate) leaves: Option<UserId>,
    /// Who is there for something else from then on.
    pub(crate) becomes: Option<Becomes>,
    /// Whether the identity does.
    pub(crate) identity: bool,
    /// Circles, in any order.
    pub(crate) circles: Vec<CircleId>,
}

/// Somebody who stays, and holds less than before, or something else.
pub(crate) struct Becomes {
    /// Who.
    pub(crate) user: UserId,
    /// What they are there for.
    pub(crate) roles: Roles,
    /// The circles that they are in.
    pub(crate) circles: Vec<CircleId>,
    /// What was wrapped to them and ends.
    pub(crate) ends: Vec<WrapId>,
}

/// Somebody who stays, or a set of sheets.
struct Stays<'a> {
    row: &'a MemberRow,
    vouched: Vouched<'a>,
    roles: Option<Roles>,
    circles: Vec<CircleId>,
}

impl Stays<'_> {
    /// Whether a key is wrapped to them: to sheets all are, since they are for when nobody has theirs any more.
    fn holds(&self, keys: impl FnOnce(Roles) -> bool) -> bool {
        self.roles.is_none_or(keys)
    }

    fn is(&self, user: UserId) -> bool {
        self.row.record.who() == Who::User(user)
    }

    fn recipient(&self) -> Recipient {
        match self.row.record.who() {
            Who::User(user) => Recipient::User(user),
            Who::Sheets(set) => Recipient::Sheets(set),
        }
    }
}

/// Begins the next epoch of an agency with these members, but for who leaves.
pub(crate) async fn begin(
    half: &SealedHalf,
    keyring: &Keyring,
    (rows, anew): (&[MemberRow], Anew),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let (mut stay, strangers) = staying(rows, key, &anew)?;
    // Nobody takes the last keys along.
    if !stay.iter().any(|stays| stays.roles.is_some_and(Roles::hold_keys)) {
        return Err(Error::LastHolder);
    }
    let next = AgencyKey::random(agency, keyring.next(EpochOf::Agency, key.epoch()), random);
    let is_due = half.vault().must_renew_identity(agency).await?;
    let new_identity = (anew.identity || is_due).then(|| IdentityKey::random(agency, random));
    let identity = match &new_identity {
        Some(identity) => identity,
        None => keyring.identity()?,
    };
    let mut circles: BTreeMap<CircleId, CircleKey> = BTreeMap::new();
    for circle in anew.circles.into_iter().chain(circles_due(half, keyring).await?) {
        // Of one that is not there somebody only wrote that they are in it.
        let Some(held) = half.vault().epoch(agency, circle).await? else { continue };
        let epoch = keyring.next(EpochOf::Circle(circle), held);
        circles.insert(circle, CircleKey::random(agency, circle, epoch, random));
    }

    // An agency has a lead: whoever removes the last one is it from then on.
    let leads = stay.iter().any(|stays| stays.roles.is_some_and(|roles| roles.has(Role::Lead)));
    if !leads && anew.becomes.is_some() {
        return Err(Error::LastLead);
    }
    if !leads
        && let Some(own) = stay.iter_mut().find(|stays| stays.row.record.who() == Who::User(keyring.user()))
    {
        let held = own.roles.map_or(0, Roles::bits);
        own.roles = Some(Roles::from_bits(held | Roles::of([Role::Lead])?.bits())?);
    }
    let (mut members, mut wraps) = (Vec::new(), Vec::new());
    for stays in &stay {
        let row = again(&next, key, stays, random)?;
        wraps.extend(wrapped_to(stays, &row, (&next, new_identity.as_ref(), &circles), random)?);
        if let Some(becomes) = anew.becomes.as_ref().filter(|becomes| stays.is(becomes.user)) {
            let gained = Gained::of(&stays.vouched, becomes.roles, &becomes.circles)?;
            let to = (stays.recipient(), &row.record.vouched(&next)?);
            wraps.extend(gained.wrapped(keyring, to, &next, random)?);
        }
        members.push(row);
    }
    let seen = stay.iter().map(|stays| stays.row.record.clone()).collect();
    let holds = |row: &MemberRow| {
        let vouched = row.record.vouched(&next).ok().filter(|_| matches!(row.record.who(), Who::User(_)));
        let roles = vouched.and_then(|vouched| Roles::from_bits(vouched.roles()).ok());
        roles.is_some_and(Roles::hold_keys) && vouched.is_some_and(|vouched| !vouched.circles().is_empty())
    };
    let two_hold = members.iter().filter(|row| holds(row)).count() > 1;
    let announcement = identity.announce(&next, u64::try_from(now.millis()).unwrap_or_default());
    let epoch = NewEpoch {
        agency,
        circles: circles.values().map(|key| (key.circle(), key.epoch())).collect(),
        keys: Some(AgencyEpoch { announcement, members, seen, two_hold, strangers }),
        leaves: anew.leaves,
        ends: anew.becomes.map_or_else(Vec::new, |becomes| becomes.ends),
    };
    if half.begin_epoch(&epoch, &wraps, now).await? { Ok(()) } else { Err(Error::Late) }
}

/// Who stays, and whom nobody vouches for: these are none of the agency, and go.
fn staying<'a>(
    rows: &'a [MemberRow],
    key: &AgencyKey,
    anew: &Anew,
) -> Result<(Vec<Stays<'a>>, Vec<Who>), Error> {
    let (mut stay, mut strangers) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| anew.leaves.map(Who::User) != Some(row.record.who())) {
        let Ok(vouched) = row.record.vouched(key) else {
            strangers.push(row.record.who());
            continue;
        };
        let becomes = anew.becomes.as_ref().filter(|becomes| row.record.who() == Who::User(becomes.user));
        let (roles, circles) = match (row.record.who(), becomes) {
            (Who::User(_), Some(becomes)) => (Some(becomes.roles), becomes.circles.clone()),
            (Who::User(_), None) => (Some(Roles::from_bits(vouched.roles())?), vouched.circles().to_vec()),
            (Who::Sheets(_), _) => (None, vouched.circles().to_vec()),
        };
        stay.push(Stays { row, vouched, roles, circles });
    }
    Ok((stay, strangers))
}

/// What is wrapped to somebody who stays, of what begins.
fn wrapped_to(
    stays: &Stays<'_>,
    row: &MemberRow,
    (next, identity, circles): (&AgencyKey, Option<&IdentityKey>, &BTreeMap<CircleId, CircleKey>),
    random: &mut impl CryptoRng,
) -> Result<Vec<Wrapped>, Error> {
    let mut wraps = Vec::new();
    if !stays.holds(Roles::hold_keys) {
        return Ok(wraps);
    }
    let to = (stays.recipient(), &row.record.vouched(next)?);
    wraps.push(wrapped(next, to, next, random)?);
    if let Some(identity) = identity.filter(|_| stays.holds(|roles| roles.has(Role::Lead))) {
        wraps.push(wrapped(identity, to, next, random)?);
    }
    // Who is in a circle is signed: a row says it of nobody.
    for circle in &stays.circles {
        if let Some(key) = circles.get(circle) {
            wraps.push(wrapped(key, to, next, random)?);
        }
    }
    Ok(wraps)
}

/// The record of somebody who stays, vouched for with the next key.
fn again(
    next: &AgencyKey,
    key: &AgencyKey,
    stays: &Stays<'_>,
    random: &mut impl CryptoRng,
) -> Result<MemberRow, Error> {
    let Stays { row, vouched, roles, circles } = stays;
    match (row.record.who(), roles) {
        (Who::User(user), Some(roles)) => {
            let called = called(key, row).unwrap_or_default();
            member(next, (user, *roles, circles), vouched.key(), &called, random)
        }
        (who, _) => {
            let record = next.vouch(who, (vouched.roles(), circles), vouched.key());
            Ok(MemberRow { agency: row.agency, record, staff: None })
        }
    }
}
