//! Agencies that keep records here.

use seal::AgencyId;
use sql::Transaction;

use super::stored::Stored;
use crate::StoreError;

/// An agency, as everybody may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyRow {
    /// The agency.
    pub agency: AgencyId,
    /// What it is called.
    pub name: String,
    /// What the directory calls it, if it is listed.
    pub directory_id: Option<String>,
    /// On whose machine it is, as its lead has acknowledged.
    pub hosting: Hosting,
    /// When it began, in Unix milliseconds.
    pub began_at: i64,
    /// Whether two hold its keys, or its recovery sheets were checked: no case begins before.
    pub is_ready: bool,
    /// Whether somebody who has left knows the key of its newest epoch.
    pub must_renew: bool,
}

/// On whose machine an agency's records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hosting {
    /// Its own.
    Own,
    /// Somebody else's, who could watch it at work.
    Shared,
}

impl Hosting {
    const fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Shared => "shared",
        }
    }
}

const ADD: &str = "INSERT INTO agency (agency_id, name, directory_id, hosting, began_at, written_by) \
    VALUES ($1, $2, $3, $4, $5, $6)";
const ALL: &str = "SELECT agency_id, name, directory_id, hosting, began_at, is_ready, must_renew FROM agency \
    ORDER BY name, agency_id";
const FETCH: &str = "SELECT agency_id, name, directory_id, hosting, began_at, is_ready, must_renew FROM agency \
    WHERE agency_id = $1";
const DESCRIBE: &str = "UPDATE agency SET name = $2, directory_id = $3, written_by = $4 WHERE agency_id = $1 \
     AND NOT EXISTS (SELECT 1 FROM agency other WHERE other.directory_id = $3 AND other.agency_id <> $1)";
const HOST: &str = "UPDATE agency SET hosting = $2, written_by = $3 WHERE agency_id = $1";
const READY: &str = "UPDATE agency SET is_ready = is_ready | $2, written_by = $3 WHERE agency_id = $1";
const NOT_READY: &str = "UPDATE agency SET is_ready = is_ready & $2, written_by = $3 WHERE agency_id = $1";
const RENEW: &str =
    "UPDATE agency SET must_renew = $2, written_by = $3 WHERE agency_id = $1 AND must_renew < $2";
const RENEWED: &str = "UPDATE agency SET must_renew = 0, written_by = $2 WHERE agency_id = $1";

/// Keeps a new agency, which is not ready.
pub(super) async fn add(tx: &mut Transaction<'_>, row: &AgencyRow) -> Result<(), StoreError> {
    let values = [
        row.agency.to_string().into(),
        (&row.name).into(),
        row.directory_id.as_ref().into(),
        row.hosting.code().into(),
        row.began_at.into(),
        tx.name().into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

pub(super) async fn all(tx: &mut Transaction<'_>) -> Result<Vec<AgencyRow>, StoreError> {
    tx.fetch_all(ALL, &[]).await?.iter().map(read).collect()
}

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Option<AgencyRow>, StoreError> {
    tx.fetch_optional(FETCH, &[agency.to_string().into()]).await?.as_ref().map(read).transpose()
}

/// Says what it is called from now on, and which entry of the directory is its own; whether it is there, and no other agency
/// has that entry.
pub(super) async fn describe(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    (name, directory_id): (&str, Option<&str>),
) -> Result<bool, StoreError> {
    let values = [agency.to_string().into(), name.into(), directory_id.into(), tx.name().into()];
    Ok(tx.execute(DESCRIBE, &values).await? == 1)
}

/// Says on whose machine it is; whether it is there.
pub(super) async fn set_hosting(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    hosting: Hosting,
) -> Result<bool, StoreError> {
    let values = [agency.to_string().into(), hosting.code().into(), tx.name().into()];
    Ok(tx.execute(HOST, &values).await? == 1)
}

/// Why an agency's cases may begin, as its row says it in `is_ready`: the sum of those that hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ready {
    /// Two hold its keys.
    Two = 1,
    /// The recovery sheets that it has were checked.
    Sheets = 2,
}

/// Notes whether this holds of an agency.
pub(super) async fn set_ready(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    (why, holds): (Ready, bool),
) -> Result<(), StoreError> {
    let name = tx.name();
    let (sql, bits) = if holds { (READY, why as i64) } else { (NOT_READY, !(why as i64)) };
    tx.execute(sql, &[agency.to_string().into(), bits.into(), name.into()]).await?;
    Ok(())
}

/// What somebody who has left knows of an agency, as its row says it in `must_renew`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// The key of its newest epoch.
    Key = 1,
    /// The identity too.
    Identity = 2,
}

/// Notes that its next epoch has to begin.
pub(super) async fn set_must_renew(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    known: Known,
) -> Result<(), StoreError> {
    let name = tx.name();
    tx.execute(RENEW, &[agency.to_string().into(), (known as i64).into(), name.into()]).await?;
    Ok(())
}

/// Notes that its next epoch has begun.
pub(super) async fn renewed(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<(), StoreError> {
    let name = tx.name();
    tx.execute(RENEWED, &[agency.to_string().into(), name.into()]).await?;
    Ok(())
}

/// Whether somebody who has left knows its identity.
pub(super) async fn must_renew_identity(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<bool, StoreError> {
    let row = tx.fetch_optional(FETCH, &[agency.to_string().into()]).await?;
    Ok(row.map(|row| row.int("must_renew")).transpose()? == Some(Known::Identity as i64))
}

fn read(row: &sql::Row) -> Result<AgencyRow, StoreError> {
    let stored = Stored { table: "agency", key: &["agency_id"], row };
    let hosting = match row.str("hosting")? {
        "own" => Hosting::Own,
        "shared" => Hosting::Shared,
        _ => return Err(stored.error("hosting", "is none of own, shared")),
    };
    Ok(AgencyRow {
        agency: stored.id("agency_id")?,
        name: row.text("name")?,
        directory_id: row.opt_str("directory_id")?.map(str::to_owned),
        hosting,
        began_at: row.int("began_at")?,
        is_ready: row.int("is_ready")? != 0,
        must_renew: row.int("must_renew")? != 0,
    })
}
