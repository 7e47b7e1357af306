//! People of an agency: how somebody begins to sign in, and what colleagues call them.

use care::Roles;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand_core::CryptoRng;
use seal::{AgencyId, AgencyKey, CircleId, Passphrase, Place, SignIn, UserId, UserSecret, Who};
use vault_store::keys::Now;
use vault_store::vault::{MemberRow, NewRecords, SignInRow};
use vault_store::{Hashing, SealedHalf};

use crate::{Error, Keyring};

/// The most bytes that what colleagues call somebody has.
pub const LONGEST_NAME: usize = 200;

/// Somebody who is to sign in.
pub struct NewPerson<'a> {
    /// What they are called when they sign in.
    pub name: &'a str,
    /// The words that they sign in with.
    pub words: Passphrase,
}

/// Somebody of an agency, as colleagues see them.
pub struct Staff {
    /// Who.
    pub user: UserId,
    /// What colleagues call them; nothing, where whoever asks has no key for it.
    pub name: Option<String>,
    /// What they are there for.
    pub roles: Roles,
    /// The circles that they are in; none, where whoever asks has no key for it.
    pub circles: Vec<CircleId>,
}

/// How somebody signs in from now on: their words are hashed when it is their turn.
pub(crate) async fn signs_in(
    (half, hashing): (&SealedHalf, &Hashing),
    user: UserSecret,
    person: NewPerson<'_>,
    random: &mut impl CryptoRng,
) -> Result<(UserSecret, SignInRow), Error> {
    let pepper = half.keys().pepper().await?;
    let handle = pepper.handle(user.agency(), person.name).map_err(|_| Error::Name)?;
    let (user, sign_in) = hashed((half, hashing), user, person.words, random).await?;
    Ok((user, SignInRow { handle, sign_in, totp: None }))
}

/// What somebody's words are checked by, and their secret sealed under them.
pub(crate) async fn hashed(
    (half, hashing): (&SealedHalf, &Hashing),
    user: UserSecret,
    words: Passphrase,
    random: &mut impl CryptoRng,
) -> Result<(UserSecret, SignIn), Error> {
    let pepper = half.keys().pepper().await?;
    let mut seed = [0; 32];
    random.fill_bytes(&mut seed);
    let hashed = hashing.run(move || {
        let mut random = StdRng::from_seed(seed);
        user.set_passphrase(&words, &pepper, &mut random).map(|(sign_in, _)| (user, sign_in))
    });
    Ok(hashed.await??)
}

/// The record of somebody who is in these circles, vouched for with the agency's newest key, with what colleagues call
/// them.
pub(crate) fn member(
    key: &AgencyKey,
    (user, roles, circles): (UserId, Roles, &[CircleId]),
    public: &seal::PublicKey,
    called: &str,
    random: &mut impl CryptoRng,
) -> Result<MemberRow, Error> {
    let agency = key.agency();
    let staff = key.staff_key().seal(&Place::staff(agency, user), called.as_bytes(), random)?;
    let record = key.vouch(Who::User(user), (roles.bits(), circles), public);
    Ok(MemberRow { agency, record, staff: Some(staff) })
}

/// What colleagues call somebody, under the key of their record's epoch.
pub(crate) fn called(key: &AgencyKey, row: &MemberRow) -> Option<String> {
    let Who::User(user) = row.record.who() else { return None };
    let opened = key.staff_key().open(&Place::staff(row.agency, user), row.staff.as_ref()?).ok()?;
    String::from_utf8(opened.expose().to_vec()).ok()
}

/// Everybody of an agency who signs in, in order of ids. Whoever holds its key sees those alone whom it vouches for, with
/// what they are called.
pub async fn staff(half: &SealedHalf, agency: AgencyId, keyring: &Keyring) -> Result<Vec<Staff>, Error> {
    let mut staff = Vec::new();
    for row in half.vault().members(agency).await? {
        let Who::User(user) = row.record.who() else { continue };
        let (bits, name, circles) = match keyring.newest() {
            Ok(key) => match row.record.vouched(key) {
                Ok(vouched) => (vouched.roles(), called(key, &row), vouched.circles().to_vec()),
                Err(_) => continue,
            },
            Err(_) => (row.record.said_roles(), None, Vec::new()),
        };
        staff.push(Staff { user, name, roles: Roles::from_bits(bits)?, circles });
    }
    Ok(staff)
}

/// Sees to it that colleagues call nobody else that: in a list of whom a case goes to, two of one name are one too many.
pub(crate) fn check_called(
    rows: &[MemberRow],
    key: &AgencyKey,
    (user, name): (UserId, &str),
) -> Result<(), Error> {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut others = rows.iter().filter(|row| row.record.who() != Who::User(user));
    let is_taken = others.any(|row| called(key, row).is_some_and(|other| plain(&other) == plain(name)));
    if is_taken { Err(Error::CalledTaken) } else { Ok(()) }
}

/// Says what colleagues call somebody from now on. Whoever holds the agency's keys says it of themselves; of anybody a lead
/// does, and for whoever holds none nobody else can: the name is sealed, under a key that those people have no path to. The
/// record, which is signed, does not have the name and stays as it is.
pub async fn name_person(
    half: &SealedHalf,
    keyring: &Keyring,
    (user, name): (UserId, &str),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    if user != keyring.user() {
        keyring.identity()?;
    }
    let name = name.trim();
    if name.is_empty() || name.len() > LONGEST_NAME {
        return Err(Error::Called);
    }
    let rows = half.vault().members(agency).await?;
    check_called(&rows, key, (user, name))?;
    let row = rows.into_iter().find(|row| row.record.who() == Who::User(user)).ok_or(Error::Late)?;
    row.record.vouched(key)?;
    let staff = Some(key.staff_key().seal(&Place::staff(agency, user), name.as_bytes(), random)?);
    let records = vec![(row.record.clone(), MemberRow { staff, ..row })];
    let new = NewRecords { agency, epoch: key.epoch(), begins: None, records, is_ready: false };
    if half.change_records(&new, &[], now).await? { Ok(()) } else { Err(Error::Late) }
}
