//! Who is signed in. Sessions are in the first store alone: never copied, never backed up.

use seal::content::SessionBytes;
use seal::{AgencyId, Sealed, UserId};
use sql::{Transaction, Value};

use super::stored::Stored;
use super::{KeysError, Now, clock};

/// How long a session lasts without being used, in milliseconds.
pub const IDLE: i64 = 15 * 60 * 1000;
/// How long a session lasts at most, in milliseconds.
pub const LONGEST: i64 = 8 * 60 * 60 * 1000;
/// Use is written down once in this time, in milliseconds, so that a session may end that much early.
const SEEN_WITHIN: i64 = 60 * 1000;

const INSERT: &str = "INSERT INTO session (hash, agency_id, user_id, sealed, began_at, used_at, written_by) \
     VALUES ($1, $2, $3, $4, $5, $5, $6)";
const FETCH: &str = "SELECT hash, agency_id, user_id, sealed, began_at, used_at FROM session WHERE hash = $1";
const USE: &str = "UPDATE session SET used_at = $2, written_by = $3 WHERE hash = $1 AND used_at < $2";
const END: &str = "DELETE FROM session WHERE hash = $1";
const END_OF_USER: &str = "DELETE FROM session WHERE agency_id = $1 AND user_id = $2";
const END_OTHERS: &str = "DELETE FROM session WHERE agency_id = $1 AND user_id = $2 AND hash <> $3";
const SWEEP: &str = "DELETE FROM session WHERE used_at <= $1 OR began_at <= $2";
const OF_USER: &str = "SELECT hash, began_at, used_at FROM session WHERE agency_id = $1 AND user_id = $2 \
     ORDER BY began_at, hash";
const COUNT: &str = "SELECT COUNT(*) AS sessions FROM session";
const DELETE_ALL: &str = "DELETE FROM session";

/// A session that has not ended.
#[derive(Debug, Clone)]
pub struct HeldSession {
    /// The user's agency.
    pub agency: AgencyId,
    /// The user.
    pub user: UserId,
    /// The user's secret, under the token that the browser has.
    pub sealed: Sealed<SessionBytes>,
    /// When they signed in, in Unix milliseconds.
    pub began_at: i64,
    used_at: i64,
}

impl HeldSession {
    fn lasts(&self, now: Now) -> bool {
        lasts((self.began_at, self.used_at), now)
    }

    /// Whether that it is used now has to be written down.
    pub(crate) fn is_seen_anew(&self, now: Now) -> bool {
        now.millis().saturating_sub(self.used_at) >= SEEN_WITHIN
    }
}

/// Whether a session has not ended. A time before it began, by more than clocks may differ, is none of its times.
fn lasts((began_at, used_at): (i64, i64), now: Now) -> bool {
    let since = |then: i64| now.millis().saturating_sub(then);
    (-clock::TOLERANCE..IDLE).contains(&since(used_at))
        && (-clock::TOLERANCE..LONGEST).contains(&since(began_at))
}

/// One of somebody's sessions, as they are told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSession {
    /// When they signed in, in Unix milliseconds.
    pub began_at: i64,
    /// When it was used last, to the minute.
    pub used_at: i64,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

fn key(hash: &[u8; 32]) -> Value<'static> {
    hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
}

pub(crate) async fn insert(
    tx: &mut Transaction<'_>,
    hash: &[u8; 32],
    (agency, user): (AgencyId, UserId),
    sealed: &Sealed<SessionBytes>,
    now: Now,
) -> Result<(), KeysError> {
    let (agency, user) = (agency.to_string(), user.to_string());
    let (sealed, began_at) = (sealed.bytes().into(), now.millis().into());
    tx.execute(INSERT, &[key(hash), agency.into(), user.into(), sealed, began_at, tx.name().into()]).await?;
    Ok(())
}

/// The session of this hash, if it has not ended.
pub(crate) async fn fetch(
    tx: &mut Transaction<'_>,
    hash: &[u8; 32],
    now: Now,
) -> Result<Option<HeldSession>, KeysError> {
    let Some(row) = tx.fetch_optional(FETCH, &[key(hash)]).await? else { return Ok(None) };
    let stored = Stored { table: "session", row: &row };
    let (agency, user) = (stored.id("agency_id")?, stored.id("user_id")?);
    let sealed = Sealed::from_bytes(row.bytes("sealed")?).map_err(|why| KeysError::Row {
        table: "session",
        row: format!("agency_id {agency}, user_id {user}"),
        problem: why.to_string(),
    })?;
    let (began_at, used_at) = (row.int("began_at")?, row.int("used_at")?);
    Ok(Some(HeldSession { agency, user, sealed, began_at, used_at }).filter(|session| session.lasts(now)))
}

/// The sessions of a user that have not ended, the first to begin first.
pub(crate) async fn of_user(
    tx: &mut Transaction<'_>,
    (agency, user): (AgencyId, UserId),
    (this, now): (&[u8; 32], Now),
) -> Result<Vec<OpenSession>, KeysError> {
    let this: String = this.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut open = Vec::new();
    for row in tx.fetch_all(OF_USER, &[agency.to_string().into(), user.to_string().into()]).await? {
        let (began_at, used_at) = (row.int("began_at")?, row.int("used_at")?);
        if lasts((began_at, used_at), now) {
            open.push(OpenSession { began_at, used_at, is_this: row.str("hash")? == this });
        }
    }
    Ok(open)
}

pub(crate) async fn used(tx: &mut Transaction<'_>, hash: &[u8; 32], now: Now) -> Result<(), KeysError> {
    tx.execute(USE, &[key(hash), now.millis().into(), tx.name().into()]).await?;
    Ok(())
}

pub(crate) async fn end(tx: &mut Transaction<'_>, hash: &[u8; 32]) -> Result<(), KeysError> {
    tx.execute(END, &[key(hash)]).await?;
    Ok(())
}

pub(crate) async fn end_of(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    user: UserId,
) -> Result<u64, KeysError> {
    Ok(tx.execute(END_OF_USER, &[agency.to_string().into(), user.to_string().into()]).await?)
}

pub(crate) async fn end_others(
    tx: &mut Transaction<'_>,
    (agency, user): (AgencyId, UserId),
    but: &[u8; 32],
) -> Result<u64, KeysError> {
    Ok(tx.execute(END_OTHERS, &[agency.to_string().into(), user.to_string().into(), key(but)]).await?)
}

pub(crate) async fn sweep(tx: &mut Transaction<'_>, now: Now) -> Result<u64, KeysError> {
    let before = |longest: i64| now.millis().saturating_sub(longest);
    Ok(tx.execute(SWEEP, &[before(IDLE).into(), before(LONGEST).into()]).await?)
}

pub(crate) async fn count(tx: &mut Transaction<'_>) -> Result<u64, KeysError> {
    let count = tx.fetch_one(COUNT, &[]).await?.int("sessions")?;
    Ok(u64::try_from(count).unwrap_or_default())
}

pub(crate) async fn delete_all(tx: &mut Transaction<'_>) -> Result<(), KeysError> {
    tx.execute(DELETE_ALL, &[]).await?;
    Ok(())
}
