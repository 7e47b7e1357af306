//! What is hidden is hidden first: before all of the directory is looked through again, the records that a change
//! hid are taken out of what is published, each with all that its organization has published, since the texts of
//! these may tell of it too.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use network::export::{RecordKind, RowOf, open_ids, postal_codes_of};
use sql::Transaction;

use super::fetch::fetch;
use super::publication::overtake;
use super::write::{delete, delete_found_by};
use crate::keyed::Keyed;
use crate::owner::{Key, Which, sorted};
use crate::stored::Stored;
use crate::{StoreError, revision};

/// Services that not everyone may see, or whose location is confidential.
const SERVICES: &str = "
    SELECT agency_id, id AS owner_id, CASE WHEN visible_to = 'public' THEN 1 ELSE 0 END AS public FROM service
    WHERE confidential = 1 OR visible_to <> 'public'";

/// Places of which only the town is given.
const PLACES: &str = "
    SELECT agency_id, id AS owner_id FROM place WHERE set_aside IS NOT NULL
    UNION
    SELECT a.agency_id, a.place_id AS owner_id FROM service_place a
    JOIN service s ON s.agency_id = a.agency_id AND s.id = a.service_id
    WHERE s.confidential = 1";

/// What is published of organizations, and whether it says that its location is confidential.
static PUBLISHED: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "published",
        "SELECT p.id, p.organization_id, p.location_id, p.kind,
                CASE WHEN EXISTS (SELECT 1 FROM published_term t
                                  WHERE t.service_id = p.id AND t.code = 'confidential') THEN 1 ELSE 0 END
                AS confidential
         FROM published p WHERE p.kind = $1 AND {keys} ORDER BY p.organization_id, p.id",
        &["p.organization_id"],
    )
});

/// What the directory hides, by the organizations and ids under which it would go out if it did not.
#[derive(Default)]
struct Hidden {
    /// Services, and whether everyone may know that they are there.
    services: BTreeMap<String, BTreeMap<String, bool>>,
    places: BTreeMap<String, BTreeSet<String>>,
}

impl Hidden {
    async fn read(tx: &mut Transaction<'_>) -> Result<Self, StoreError> {
        let mut hidden = Self::default();
        for row in &tx.fetch_all(SERVICES, &[]).await? {
            let stored = Stored { table: "service", row };
            let public = stored.flag("public")?;
            let ids = open_ids(RowOf::Services, stored.str("agency_id")?, stored.str("owner_id")?);
            for (agency, id) in ids {
                hidden.services.entry(agency).or_default().insert(id, public);
            }
        }
        for row in &tx.fetch_all(PLACES, &[]).await? {
            let stored = Stored { table: "place", row };
            let ids = open_ids(RowOf::Places, stored.str("agency_id")?, stored.str("owner_id")?);
            for (agency, id) in ids {
                hidden.places.entry(agency).or_default().insert(id);
            }
        }
        Ok(hidden)
    }

    /// Whether a published row shows what is hidden.
    fn shows(&self, kind: RecordKind, row: &Stored<'_>) -> Result<bool, StoreError> {
        let agency = row.str("organization_id")?;
        let places = self.places.get(agency);
        Ok(match kind {
            RecordKind::Service => {
                let public = self.services.get(agency).and_then(|services| services.get(row.str("id").ok()?));
                let says_so = row.flag("confidential")?;
                public.is_some_and(|public| !(*public && says_so))
            }
            RecordKind::Location => places.is_some_and(|ids| row.str("id").is_ok_and(|id| ids.contains(id))),
            RecordKind::ServiceAtLocation => {
                let at = row.opt_text("location_id")?;
                places.zip(at).is_some_and(|(ids, at)| ids.contains(&at))
            }
            RecordKind::Organization | RecordKind::PostalCode => false,
        })
    }
}

/// Kinds of records that belong to an organization.
const OWNED: [RecordKind; 4] =
    [RecordKind::Organization, RecordKind::Service, RecordKind::Location, RecordKind::ServiceAtLocation];

/// The organizations of which something is published that the directory hides.
pub(crate) async fn telling(tx: &mut Transaction<'_>) -> Result<BTreeSet<String>, StoreError> {
    let hidden = Hidden::read(tx).await?;
    let agencies: BTreeSet<&String> = hidden.services.keys().chain(hidden.places.keys()).collect();
    let keys = sorted(agencies.into_iter().map(|id| Key { agency: id, id }));
    let mut telling = BTreeSet::new();
    for kind in OWNED {
        PUBLISHED
            .each(tx, kind.code(), Which::These(&keys), |row| {
                if hidden.shows(kind, &row)? {
                    telling.insert(row.text("organization_id")?);
                }
                Ok(())
            })
            .await?;
    }
    Ok(telling)
}

/// Takes out all that is published of organizations of which something is that the directory hides. `now` is in Unix
/// milliseconds.
pub(crate) async fn withdraw(tx: &mut Transaction<'_>, now: i64) -> Result<(), StoreError> {
    // Written first, so that whoever publishes at the same time comes before or after, and not between; and whoever
    // publishes an earlier directory ends.
    let revision = revision::fetch(tx).await?;
    overtake(tx, revision, now).await?;
    let telling = telling(tx).await?;
    let organizations = sorted(telling.iter().map(|id| Key { agency: id, id }));
    let mut postal_codes = BTreeSet::new();
    for kind in OWNED {
        let mut ids = BTreeSet::new();
        PUBLISHED
            .each(tx, kind.code(), Which::These(&organizations), |row| {
                ids.insert(row.text("id")?);
                Ok(())
            })
            .await?;
        if kind == RecordKind::Location {
            let ids: Vec<String> = ids.iter().cloned().collect();
            let records = fetch(tx, kind, &ids).await?;
            postal_codes = records.values().flat_map(|record| postal_codes_of(record)).collect();
        }
        let keys = sorted(ids.iter().map(|id| Key { agency: id, id }));
        delete(tx, kind, &keys).await?;
    }
    // Their middle was made of where these are.
    let keys = sorted(postal_codes.iter().map(|id: &String| Key { agency: id, id }));
    delete_found_by(tx, RecordKind::PostalCode, &keys).await
}

/// Does so if the directory is no more the one of this revision, for whoever publishes that one.
pub(super) async fn withdraw_if_later(
    tx: &mut Transaction<'_>,
    published: i64,
    now: i64,
) -> Result<(), StoreError> {
    if revision::fetch(tx).await?.directory == published || telling(tx).await?.is_empty() {
        return Ok(());
    }
    withdraw(tx, now).await
}
