use std::sync::LazyLock;

use network::Service;
use sql::Transaction;

use crate::keyed::Keyed;
use crate::owner::{self, Key, Which};
use crate::{StoreError, list};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "service_place",
        "SELECT agency_id, service_id AS owner_id, ordinal, place_id
         FROM service_place WHERE {keys} ORDER BY agency_id, service_id, ordinal",
        &["agency_id", "service_id"],
    )
});

static DELETE: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("service_place", "DELETE FROM service_place WHERE {keys}", &["agency_id", "service_id"])
});

const INSERT: &str = "
    INSERT INTO service_place (agency_id, service_id, ordinal, place_id, written_by) VALUES ($1, $2, $3, $4, $5)";

/// Reads where services can be met.
pub(crate) async fn attach(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    services: &mut [Service],
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, services, |service, row| {
        service.places.push(row.str("place_id")?.into());
        Ok(())
    })
    .await
}

/// Writes it, in the place of what was there.
pub(crate) async fn write(
    tx: &mut Transaction<'_>,
    services: &[Service],
    changed: &[Key<'_>],
) -> Result<(), StoreError> {
    list::replace(
        tx,
        (&DELETE, INSERT),
        services,
        changed,
        |service| &service.places,
        |place| vec![place.as_str().into()],
    )
    .await
}
