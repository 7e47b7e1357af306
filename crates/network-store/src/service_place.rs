use std::sync::LazyLock;

use network::Service;
use sql::Transaction;

use crate::StoreError;
use crate::insert::{insert, ordinal};
use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};

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
    DELETE.execute(tx, Service::KIND, changed).await?;
    let rows = services.iter().flat_map(|service| {
        let key = service.key();
        service.places.iter().enumerate().map(move |(at, place)| {
            (key, vec![key.agency.into(), key.id.into(), ordinal(at), place.as_str().into()])
        })
    });
    insert(tx, "service_place", INSERT, rows.collect()).await
}
