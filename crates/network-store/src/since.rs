//! Which services have changed since a revision, where that is all that has.

use std::collections::BTreeSet;

use network::{AgencyId, ServiceId};
use sql::Transaction;

use crate::owner::Key;
use crate::stored::Stored;
use crate::{Changes, NAMED, StoreError, What, insert, revision};

/// Changes of so many revisions are kept: whoever holds an older directory reads all of it.
const KEPT: i64 = 200;

const NOTE: &str = "
    INSERT INTO service_change (number, agency_id, service_id, written_by)
    VALUES ($1, $2, $3, $4)";

const FORGET: &str = "DELETE FROM service_change WHERE number <= $1";

const SINCE: &str = "
    SELECT number, agency_id, service_id AS owner_id FROM service_change
    WHERE number > $1 AND number <= $2
    ORDER BY agency_id, service_id, number";

/// Notes what a change was about, once its revision is counted.
pub(crate) async fn note(tx: &mut Transaction<'_>, changes: &Changes) -> Result<(), StoreError> {
    let others = [changes.agencies, changes.places];
    let about_others = others.iter().any(|tally| tally.added + tally.changed > 0);
    if about_others || changes.added + changes.changed > NAMED {
        return note_services(tx, &[]).await;
    }
    let changed = changes.services.iter().filter(|change| change.what != What::NoLongerNamed);
    let keys = changed.map(|change| Key { agency: change.agency.as_str(), id: change.service.as_str() });
    note_services(tx, &keys.collect::<Vec<_>>()).await
}

/// Notes that a change was about these services and nothing else; of none, that it may have been about anything.
pub(crate) async fn note_services(tx: &mut Transaction<'_>, keys: &[Key<'_>]) -> Result<(), StoreError> {
    let number = revision::fetch(tx).await?.directory;
    tx.execute(FORGET, &[(number - KEPT).into()]).await?;
    let rows = keys.iter().map(|key| (*key, vec![number.into(), key.agency.into(), key.id.into()]));
    insert::insert(tx, "service_change", NOTE, rows.collect()).await
}

/// The services that differ between two revisions of the directory; none where more than a few services may.
pub(crate) async fn services(
    tx: &mut Transaction<'_>,
    before: i64,
    now: i64,
) -> Result<Option<Vec<(AgencyId, ServiceId)>>, StoreError> {
    let rows = tx.fetch_all(SINCE, &[before.into(), now.into()]).await?;
    let (mut numbers, mut services) = (BTreeSet::new(), Vec::new());
    for row in &rows {
        let stored = Stored { table: "service_change", row };
        numbers.insert(row.int("number")?);
        services.push((AgencyId::from(stored.str("agency_id")?), ServiceId::from(stored.str("owner_id")?)));
    }
    services.dedup();
    let all_known = i64::try_from(numbers.len()).is_ok_and(|known| known == now - before);
    Ok(Some(services).filter(|_| all_known))
}
