//! The keys that agencies announced.

use seal::{AgencyId, Announcement};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;

const INSERT: &str = "INSERT INTO announcement (agency_id, epoch, content, written_by) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (agency_id, epoch) DO NOTHING";
const FETCH: &str = "SELECT agency_id, epoch, content FROM announcement WHERE agency_id = $1 AND epoch = $2";
const NEWEST: &str =
    "SELECT agency_id, epoch, content FROM announcement WHERE agency_id = $1 ORDER BY epoch DESC LIMIT 1";

/// Keeps an announcement; whether there was none of its epoch.
pub(super) async fn put(tx: &mut Transaction<'_>, announcement: &Announcement) -> Result<bool, StoreError> {
    let (agency, epoch) = (announcement.agency().to_string(), number(announcement.epoch()));
    let (content, name) = (announcement.to_bytes(), tx.name());
    Ok(tx.execute(INSERT, &[agency.into(), epoch.into(), content.into(), name.into()]).await? == 1)
}

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    epoch: u64,
) -> Result<Option<Announcement>, StoreError> {
    let row = tx.fetch_optional(FETCH, &[agency.to_string().into(), number(epoch).into()]).await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn newest(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Option<Announcement>, StoreError> {
    let row = tx.fetch_optional(NEWEST, &[agency.to_string().into()]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &sql::Row) -> Result<Announcement, StoreError> {
    let stored = Stored { table: "announcement", key: &["agency_id"], row };
    Announcement::from_bytes(&row.bytes("content")?).map_err(|broken| stored.broken("content", broken))
}
