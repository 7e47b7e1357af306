use std::sync::LazyLock;

use network::{AgencyId, Capacity, Service, ServiceId, Visibility};
use sql::Transaction;

use crate::insert::insert;
use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};
use crate::revision::{self, Part};
use crate::stored::Stored;
use crate::{StoreError, service};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "capacity",
        "SELECT agency_id, service_id AS owner_id, open, takes_waiting, waiting, wait_days, as_of, visible_to, by_hand
         FROM capacity WHERE {keys} ORDER BY agency_id, service_id",
        &["agency_id", "service_id"],
    )
});

const UPSERT: &str = "
    INSERT INTO capacity (agency_id, service_id, open, takes_waiting, waiting, wait_days, as_of, visible_to, by_hand,
                          written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (agency_id, service_id) DO UPDATE SET
        open = excluded.open, takes_waiting = excluded.takes_waiting, waiting = excluded.waiting,
        wait_days = excluded.wait_days, as_of = excluded.as_of, visible_to = excluded.visible_to,
        by_hand = excluded.by_hand, written_by = excluded.written_by";

/// A capacity as it is stored.
pub(crate) struct Held {
    pub(crate) agency: AgencyId,
    pub(crate) service: ServiceId,
    pub(crate) capacity: Capacity,
    /// Set by people here, not by an import.
    pub(crate) by_hand: bool,
}

impl Held {
    pub(crate) fn key(&self) -> Key<'_> {
        Key { agency: self.agency.as_str(), id: self.service.as_str() }
    }
}

/// Reads how much room services have.
pub(crate) async fn attach(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    services: &mut [Service],
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, services, |service, row| {
        service.capacity = Some(capacity(row)?);
        Ok(())
    })
    .await
}

/// Capacities in order of agencies and services.
pub(crate) async fn fetch(tx: &mut Transaction<'_>, which: Which<'_>) -> Result<Vec<Held>, StoreError> {
    let mut all = Vec::new();
    SELECT
        .each(tx, Service::KIND, which, |row| {
            all.push(Held {
                agency: row.str("agency_id")?.into(),
                service: row.str("owner_id")?.into(),
                capacity: capacity(&row)?,
                by_hand: row.flag("by_hand")?,
            });
            Ok(())
        })
        .await?;
    Ok(all)
}

fn capacity(row: &Stored<'_>) -> Result<Capacity, StoreError> {
    Ok(Capacity {
        open: row.number("open")?,
        takes_waiting: row.flag("takes_waiting")?,
        waiting: row.number("waiting")?,
        wait_days: row.number("wait_days")?,
        as_of: row.date("as_of")?.ok_or_else(|| row.null("as_of"))?,
        visible_to: row.code("visible_to", Visibility::from_code)?,
    })
}

/// Writes capacities, in the place of those that were there.
pub(crate) async fn write(
    tx: &mut Transaction<'_>,
    capacities: Vec<(Key<'_>, &Capacity)>,
    by_hand: bool,
) -> Result<(), StoreError> {
    let rows = capacities.into_iter().map(|(key, capacity)| {
        let values = vec![
            key.agency.into(),
            key.id.into(),
            capacity.open.into(),
            capacity.takes_waiting.into(),
            capacity.waiting.into(),
            capacity.wait_days.into(),
            capacity.as_of.to_string().into(),
            capacity.visible_to.code().into(),
            by_hand.into(),
        ];
        (key, values)
    });
    insert(tx, "capacity", UPSERT, rows.collect()).await
}

/// Takes over what people say about one service's room.
pub(crate) async fn set(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    service: &ServiceId,
    capacity: Option<&Capacity>,
) -> Result<(), StoreError> {
    let key = Key { agency: agency.as_str(), id: service.as_str() };
    revision::await_turn(tx, Part::Capacity).await?;
    if !service::exists(tx, key).await? {
        return Err(StoreError::NoService { agency: agency.clone(), service: service.clone() });
    }
    let held = fetch(tx, Which::These(&[key])).await?.pop();
    match (capacity, held) {
        (None, None) => return Ok(()),
        (Some(next), Some(held)) if held.by_hand && held.capacity == *next => return Ok(()),
        (None, Some(_)) => delete(tx, key).await?,
        (Some(next), _) => write(tx, vec![(key, next)], true).await?,
    }
    revision::raise(tx, Part::Capacity).await
}

async fn delete(tx: &mut Transaction<'_>, key: Key<'_>) -> Result<(), StoreError> {
    let sql = "DELETE FROM capacity WHERE agency_id = $1 AND service_id = $2";
    tx.execute(sql, &[key.agency.into(), key.id.into()]).await?;
    Ok(())
}
