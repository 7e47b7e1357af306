//! Circles: those who can open the same cases. One of everybody who holds cases begins with the agency; narrower ones keep
//! somebody out of a case, such as a colleague who knows the person, or whoever hurt them.
//!
//! Whoever is in a circle brings others in. Whoever is taken out of one opens nothing of it from then on; what they opened
//! before they have read, and may have kept.

use care::Roles;
use rand_core::CryptoRng;
use seal::{AgencyKey, CircleId, CircleKey, Place, RowId, UserId, Vouched, Who};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::{CircleNameRow, MemberRow, NewRecords, Recipient};

use crate::renewing::check_renewed;
use crate::roles::{Gained, becomes, changed};
use crate::wrapping::wrapped;
use crate::{Error, Keyring};

/// A circle, as somebody who holds the agency's keys sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// Which.
    pub id: CircleId,
    /// What it is called; nothing: it has no name, or whoever asks is not in it.
    pub name: Option<String>,
    /// Whether whoever asks is in it.
    pub is_in: bool,
    /// Who is, as the agency vouches.
    pub members: Vec<UserId>,
    /// Whether recovery sheets that were checked hold its key.
    pub has_sheets: bool,
    /// Whether there are recovery sheets that do not hold its key, since whoever made them is not in it: see
    /// [`give_sheets_circle`].
    pub lacks_sheets: bool,
    /// How many cases it has.
    pub cases: u64,
}

impl Circle {
    /// Whether it has cases that nobody but somebody can open, sheets aside.
    fn is_of_one(&self, user: UserId) -> bool {
        self.members == [user] && self.cases > 0
    }
}

/// The circles of an agency, in order of ids.
pub async fn circles(half: &SealedHalf, keyring: &Keyring) -> Result<Vec<Circle>, Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let rows = half.vault().members(agency).await?;
    let names = half.vault().circle_names(agency).await?;
    let files = half.vault().case_files(agency).await?;
    let checked = half.vault().checked_sheets(agency).await?;
    let vouched: Vec<Vouched<'_>> = rows.iter().filter_map(|row| row.record.vouched(key).ok()).collect();
    let circles = half.vault().circles(agency).await?.into_iter().map(|row| {
        let id = row.circle;
        let name = names.iter().find(|name| name.circle == id).and_then(|row| name_of(keyring, row));
        let holds = |vouched: &&Vouched<'_>| vouched.circles().contains(&id);
        let is_checked = |set: RowId| checked.contains(&set);
        Circle {
            id,
            name,
            is_in: keyring.newest_of(id).is_ok(),
            has_sheets: vouched.iter().filter(holds).filter_map(set_of).any(is_checked),
            lacks_sheets: vouched.iter().any(|one| set_of(one).is_some() && !holds(&one)),
            members: vouched.iter().filter(holds).filter_map(user_of).collect(),
            cases: files.iter().filter(|file| file.circle == id).count() as u64,
        }
    });
    Ok(circles.collect())
}

fn name_of(keyring: &Keyring, row: &CircleNameRow) -> Option<String> {
    let key = keyring.circle(row.circle, row.epoch).ok()?.name_key();
    let opened = key.open(&Place::circle_name(row.agency, row.circle, row.epoch), &row.name).ok()?;
    String::from_utf8(opened.expose().to_vec()).ok()
}

fn set_of(vouched: &Vouched<'_>) -> Option<RowId> {
    match vouched.who() {
        Who::Sheets(set) => Some(set),
        Who::User(_) => None,
    }
}

fn user_of(vouched: &Vouched<'_>) -> Option<UserId> {
    match vouched.who() {
        Who::User(user) => Some(user),
        Who::Sheets(_) => None,
    }
}

/// The circles that have cases and that nobody but somebody is in: were they removed, nobody would open these cases but
/// whoever has recovery sheets.
pub async fn alone_in(half: &SealedHalf, keyring: &Keyring, user: UserId) -> Result<Vec<CircleId>, Error> {
    let circles = circles(half, keyring).await?.into_iter();
    Ok(circles.filter(|circle| circle.is_of_one(user)).map(|circle| circle.id).collect())
}

/// Of these, the circles whose keys no recovery sheets hold either: were they removed, their cases would be lost for good.
pub async fn lost_with(half: &SealedHalf, keyring: &Keyring, user: UserId) -> Result<Vec<CircleId>, Error> {
    let circles = circles(half, keyring).await?.into_iter();
    let lost = circles.filter(|circle| circle.is_of_one(user) && !circle.has_sheets);
    Ok(lost.map(|circle| circle.id).collect())
}

fn named(key: &CircleKey, name: &str, random: &mut impl CryptoRng) -> Result<CircleNameRow, Error> {
    let (agency, circle, epoch) = (key.agency(), key.circle(), key.epoch());
    let at = Place::circle_name(agency, circle, epoch);
    Ok(CircleNameRow { agency, circle, epoch, name: key.name_key().seal(&at, name.as_bytes(), random)? })
}

/// Says what a circle is called. Whoever is in it does.
pub async fn name_circle(
    half: &SealedHalf,
    keyring: &Keyring,
    (circle, name): (CircleId, &str),
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let row = named(keyring.newest_of(circle)?, name, random)?;
    if half.vault().name_circle(&row).await? { Ok(()) } else { Err(Error::Late) }
}

/// Begins a circle of whoever begins it and some others, who all hold the agency's keys. Recovery sheets hold its key too;
/// where none were checked, it takes a second who does: [`Error::NotReady`].
pub async fn begin_circle(
    half: &SealedHalf,
    keyring: &Keyring,
    (name, others): (&str, &[UserId]),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<CircleId, Error> {
    check_renewed(half, keyring).await?;
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let circle = CircleKey::random(agency, CircleId::random(random), 1, random);
    let rows = half.vault().members(agency).await?;
    let is_of = |row: &&MemberRow| match row.record.who() {
        Who::User(user) => user == keyring.user() || others.contains(&user),
        Who::Sheets(_) => row.record.vouched(key).is_ok(),
    };
    let (mut records, mut wraps) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(is_of) {
        let (vouched, roles) = holder(row, key)?;
        let mut circles = vouched.circles().to_vec();
        circles.push(circle.circle());
        let changed = changed(row, (roles, &circles), key, random)?;
        let recipient = match row.record.who() {
            Who::User(user) => Recipient::User(user),
            Who::Sheets(set) => Recipient::Sheets(set),
        };
        wraps.push(wrapped(&circle, (recipient, &changed.record.vouched(key)?), key, random)?);
        records.push((row.record.clone(), changed));
    }
    let is_there = |user: UserId| rows.iter().any(|row| row.record.who() == Who::User(user));
    if !is_there(keyring.user()) || !others.iter().all(|user| is_there(*user)) {
        return Err(Error::Late);
    }
    let checked = half.vault().checked_sheets(agency).await?;
    let lasts = |who: Who| match who {
        Who::User(_) => true,
        Who::Sheets(set) => checked.contains(&set),
    };
    if records.iter().filter(|(before, _)| lasts(before.who())).count() < 2 {
        return Err(Error::NotReady);
    }
    let begins = Some(named(&circle, name, random)?);
    let new = NewRecords { agency, epoch: key.epoch(), begins, records, is_ready: false };
    if half.change_records(&new, &wraps, now).await? { Ok(circle.circle()) } else { Err(Error::Late) }
}

/// Brings somebody into a circle who holds the agency's keys. They can open all its cases, as whoever brings them can.
pub async fn bring_into_circle(
    half: &SealedHalf,
    keyring: &Keyring,
    (circle, user): (CircleId, UserId),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    check_renewed(half, keyring).await?;
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    keyring.newest_of(circle)?;
    let row = half.vault().member(agency, user).await?.ok_or(Error::Late)?;
    let (vouched, roles) = holder(&row, key)?;
    let mut circles = vouched.circles().to_vec();
    if circles.contains(&circle) {
        return Ok(());
    }
    circles.push(circle);
    let changed = changed(&row, (roles, &circles), key, random)?;
    let to = (Recipient::User(user), &changed.record.vouched(key)?);
    let gained = Gained::of(&vouched, roles.ok_or(Error::Late)?, &circles)?;
    let wraps = gained.wrapped(keyring, to, key, random)?;
    let records = vec![(row.record.clone(), changed.clone())];
    let new = NewRecords { agency, epoch: key.epoch(), begins: None, records, is_ready: true };
    if half.change_records(&new, &wraps, now).await? { Ok(()) } else { Err(Error::Late) }
}

/// Gives the agency's recovery sheets the keys of a circle, where they do not hold them: whoever made them is not in it.
/// Whoever is in it does.
pub async fn give_sheets_circle(
    half: &SealedHalf,
    keyring: &Keyring,
    circle: CircleId,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    check_renewed(half, keyring).await?;
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    keyring.newest_of(circle)?;
    let (mut records, mut wraps) = (Vec::new(), Vec::new());
    for row in half.vault().members(agency).await? {
        let Who::Sheets(set) = row.record.who() else { continue };
        let Ok(vouched) = row.record.vouched(key) else { continue };
        if vouched.circles().contains(&circle) {
            continue;
        }
        let mut circles = vouched.circles().to_vec();
        circles.push(circle);
        let changed = changed(&row, (None, &circles), key, random)?;
        let to = (Recipient::Sheets(set), &changed.record.vouched(key)?);
        for of_circle in keyring.circles_of(circle) {
            wraps.push(wrapped(of_circle, to, key, random)?);
        }
        records.push((row.record.clone(), changed));
    }
    let new = NewRecords { agency, epoch: key.epoch(), begins: None, records, is_ready: false };
    if half.change_records(&new, &wraps, now).await? { Ok(()) } else { Err(Error::Late) }
}

/// Takes somebody out of a circle, who stays in the agency. It gets another key, and what was wrapped to them of it ends. A
/// lead does it, in the circle or not. Whoever is the last in a circle that has cases stays: [`Error::LastOfCircle`].
pub async fn take_out_of_circle(
    half: &SealedHalf,
    keyring: &Keyring,
    (circle, user): (CircleId, UserId),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let key = keyring.newest()?;
    keyring.identity()?;
    let row = half.vault().member(keyring.agency(), user).await?.ok_or(Error::Late)?;
    let vouched = row.record.vouched(key)?;
    let circles: Vec<CircleId> = vouched.circles().iter().copied().filter(|held| *held != circle).collect();
    let roles = Roles::from_bits(vouched.roles())?;
    becomes(half, keyring, (&row, roles, circles), now, random).await
}

/// Somebody whom the agency vouches for and who holds its keys, or a set of sheets.
fn holder<'a>(row: &'a MemberRow, key: &AgencyKey) -> Result<(Vouched<'a>, Option<Roles>), Error> {
    let vouched = row.record.vouched(key)?;
    let roles = match row.record.who() {
        Who::User(_) => Some(Roles::from_bits(vouched.roles())?),
        Who::Sheets(_) => None,
    };
    if roles.is_none_or(Roles::hold_keys) { Ok((vouched, roles)) } else { Err(Error::NoKeysHeld) }
}
