//! Circles, and the epoch that each is in.

use seal::{AgencyId, CircleId};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;

// An epoch begins once: of two who begin it, the later finds it begun.
const BEGIN: &str = "INSERT INTO circle (agency_id, circle_id, epoch, written_by) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (agency_id, circle_id) DO UPDATE SET epoch = excluded.epoch, written_by = excluded.written_by \
    WHERE circle.epoch = excluded.epoch - 1";
const EPOCH: &str = "SELECT agency_id, circle_id, epoch FROM circle WHERE agency_id = $1 AND circle_id = $2";

/// Begins an epoch of a circle; whether it is the one after the newest.
pub(super) async fn begin(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    circle: CircleId,
    epoch: u64,
) -> Result<bool, StoreError> {
    let name = tx.name();
    let values = [agency.to_string().into(), circle.to_string().into(), number(epoch).into(), name.into()];
    Ok(tx.execute(BEGIN, &values).await? == 1)
}

/// The newest epoch of a circle.
pub(super) async fn epoch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    circle: CircleId,
) -> Result<Option<u64>, StoreError> {
    let row = tx.fetch_optional(EPOCH, &[agency.to_string().into(), circle.to_string().into()]).await?;
    let epoch =
        row.map(|row| Stored { table: "circle", key: &["agency_id", "circle_id"], row: &row }.count("epoch"));
    epoch.transpose()
}
