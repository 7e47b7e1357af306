//! Circles, and the epoch that each is in.

use seal::{AgencyId, CircleId};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;

// An epoch begins once: of two who begin it, the later finds it begun. None begins before one that did: after a restore
// some are passed over.
const BEGIN: &str = "INSERT INTO circle (agency_id, circle_id, epoch, written_by) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (agency_id, circle_id) DO UPDATE SET epoch = excluded.epoch, must_renew = 0, \
    written_by = excluded.written_by \
    WHERE circle.epoch < excluded.epoch";
const EPOCH: &str = "SELECT agency_id, circle_id, epoch FROM circle WHERE agency_id = $1 AND circle_id = $2";
const OF_AGENCY: &str = "SELECT agency_id, circle_id, epoch, must_renew FROM circle WHERE agency_id = $1 \
    ORDER BY circle_id";

/// A circle as it stands in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircleRow {
    /// Whose it is.
    pub agency: AgencyId,
    /// The circle.
    pub circle: CircleId,
    /// Its newest epoch.
    pub epoch: u64,
    /// Whether somebody who has left knows the key of that.
    pub must_renew: bool,
}

/// All circles of an agency.
pub(super) async fn of_agency(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Vec<CircleRow>, StoreError> {
    let rows = tx.fetch_all(OF_AGENCY, &[agency.to_string().into()]).await?;
    let circles = rows.iter().map(|row| {
        let stored = Stored { table: "circle", key: &["agency_id", "circle_id"], row };
        Ok(CircleRow {
            agency: stored.id("agency_id")?,
            circle: stored.id("circle_id")?,
            epoch: stored.count("epoch")?,
            must_renew: row.int("must_renew")? != 0,
        })
    });
    circles.collect()
}

const RENEW: &str =
    "UPDATE circle SET must_renew = 1, written_by = $3 WHERE agency_id = $1 AND circle_id = $2";

/// Notes that somebody who has left knows the key of the newest epoch.
pub(super) async fn set_must_renew(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    circle: CircleId,
) -> Result<(), StoreError> {
    let name = tx.name();
    tx.execute(RENEW, &[agency.to_string().into(), circle.to_string().into(), name.into()]).await?;
    Ok(())
}

/// Begins an epoch of a circle; whether it is after the newest.
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
