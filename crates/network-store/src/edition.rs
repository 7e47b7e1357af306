//! How often a row was written, so that who saves learns of what changed since they looked.

use std::fmt;
use std::str::FromStr;

use network::{AgencyId, PlaceId, ServiceId};
use sql::Transaction;

use crate::owner::Key;
use crate::{StoreError, revision};

/// Which state of an agency, place or service somebody looked at. A form carries it, and saving what has another one
/// by then is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition(i64);

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Edition {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

const OF_AGENCY: &str = "SELECT edition FROM agency WHERE id = $1 AND id = $2";
const OF_PLACE: &str = "SELECT edition FROM place WHERE agency_id = $1 AND id = $2";
const OF_SERVICE: &str = "SELECT edition FROM service WHERE agency_id = $1 AND id = $2";

async fn fetch(
    tx: &mut Transaction<'_>,
    sql: &'static str,
    key: Key<'_>,
) -> Result<Option<Edition>, StoreError> {
    // No engine would take it as an argument, so it is not there.
    if key.agency.contains('\0') || key.id.contains('\0') {
        return Ok(None);
    }
    let row = tx.fetch_optional(sql, &[key.agency.into(), key.id.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The edition in a row.
pub(crate) fn read(row: &sql::Row) -> Result<Edition, StoreError> {
    Ok(Edition(row.int("edition")?))
}

/// The edition of an agency.
pub(crate) async fn of_agency(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
) -> Result<Option<Edition>, StoreError> {
    fetch(tx, OF_AGENCY, Key { agency: agency.as_str(), id: agency.as_str() }).await
}

/// The edition of a place.
pub(crate) async fn of_place(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    place: &PlaceId,
) -> Result<Option<Edition>, StoreError> {
    fetch(tx, OF_PLACE, Key { agency: agency.as_str(), id: place.as_str() }).await
}

/// The edition of a service.
pub(crate) async fn of_service(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    service: &ServiceId,
) -> Result<Option<Edition>, StoreError> {
    fetch(tx, OF_SERVICE, Key { agency: agency.as_str(), id: service.as_str() }).await
}

/// Refuses what was looked at in another edition, or is not there.
pub(crate) async fn check_service(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    service: &ServiceId,
    seen: Edition,
) -> Result<(), StoreError> {
    revision::await_turn(tx, revision::Part::Directory).await?;
    match of_service(tx, agency, service).await? {
        None => Err(StoreError::NoService { agency: agency.clone(), service: service.clone() }),
        Some(now) if now != seen => {
            Err(StoreError::Changed { what: "service", agency: agency.clone(), id: service.to_string() })
        }
        Some(_) => Ok(()),
    }
}
