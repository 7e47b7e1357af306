//! Records of what was found, nested as the API gives them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use network::export::RecordKind;
use network::export::nested::{self, Fields};
use network_store::published::Found;

use super::asked::Asked;
use super::problem::Refused;
use crate::App;

/// Records by their ids.
type ById = BTreeMap<String, Fields>;

/// The records that were found, in their order; without those that are gone since.
pub(super) async fn records(
    app: &App,
    kind: RecordKind,
    asked: &Asked,
    found: &[Found],
) -> Result<Vec<Fields>, Refused> {
    match kind {
        RecordKind::Service if asked.minimal => Ok(found.iter().map(minimal).collect()),
        RecordKind::Service => services(app, found, asked.full).await,
        RecordKind::ServiceAtLocation => at_locations(app, found, asked.full).await,
        _ => {
            let records = read(app, kind, found.iter().map(|one| &one.id)).await?;
            Ok(found.iter().filter_map(|one| records.get(&one.id).map(nested::brief)).collect())
        }
    }
}

async fn services(app: &App, found: &[Found], full: bool) -> Result<Vec<Fields>, Refused> {
    let organizations =
        read(app, RecordKind::Organization, found.iter().map(|one| &one.organization)).await?;
    if full {
        let services = services_in_full(app, found, &organizations).await?;
        return Ok(services);
    }
    let services = read(app, RecordKind::Service, found.iter().map(|one| &one.id)).await?;
    let one = |one: &Found| {
        let service = dated(services.get(&one.id)?.clone(), one);
        Some(nested::service_in_list(&service, organizations.get(&one.organization)))
    };
    Ok(found.iter().filter_map(one).collect())
}

/// Services in full, with those of these organizations that are theirs.
pub(super) async fn services_in_full(
    app: &App,
    found: &[Found],
    organizations: &ById,
) -> Result<Vec<Fields>, Refused> {
    let mut services = read(app, RecordKind::Service, found.iter().map(|one| &one.id)).await?;
    let named: Vec<String> = services.values().flat_map(nested::locations_of).map(Into::into).collect();
    let locations = read(app, RecordKind::Location, named.iter()).await?;
    let one = |one: &Found| {
        let service = dated(services.remove(&one.id)?, one);
        Some(nested::service_in_full(service, organizations.get(&one.organization), |id| locations.get(id)))
    };
    Ok(found.iter().filter_map(one).collect())
}

/// Services as their organization names them.
pub(super) async fn services_of_organization(app: &App, found: &[Found]) -> Result<Vec<Fields>, Refused> {
    let mut services = read(app, RecordKind::Service, found.iter().map(|one| &one.id)).await?;
    let one = |one: &Found| Some(nested::service_of_organization(&dated(services.remove(&one.id)?, one)));
    Ok(found.iter().filter_map(one).collect())
}

async fn at_locations(app: &App, found: &[Found], full: bool) -> Result<Vec<Fields>, Refused> {
    let at = || found.iter().filter_map(|one| one.at.as_ref());
    let services = read(app, RecordKind::Service, at().map(|(service, _)| service)).await?;
    let locations = read(app, RecordKind::Location, at().map(|(_, location)| location)).await?;
    let organizations =
        read(app, RecordKind::Organization, found.iter().map(|one| &one.organization)).await?;
    let one = |one: &Found| {
        let (service, location) = one.at.as_ref()?;
        let organization = organizations.get(&one.organization);
        let (service, location) = (services.get(service)?, locations.get(location)?);
        Some(nested::at_location(&one.id, service, organization, location, full))
    };
    Ok(found.iter().filter_map(one).collect())
}

/// Records of a kind by their ids, as they were published.
pub(super) async fn read<'i>(
    app: &App,
    kind: RecordKind,
    ids: impl Iterator<Item = &'i String>,
) -> Result<ById, Refused> {
    let ids: BTreeSet<&String> = ids.collect();
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let records = app.records(kind, &ids).await?;
    records
        .into_iter()
        .map(|(id, record)| {
            let fields = serde_json::from_str(&record).map_err(|error| {
                tracing::error!(target: "web", kind = kind.code(), %error, "a published record cannot be read");
                Refused::Unavailable
            })?;
            Ok((id, fields))
        })
        .collect()
}

fn minimal(found: &Found) -> Fields {
    dated([("id".to_owned(), found.id.as_str().into())].into_iter().collect(), found)
}

/// With the time since which it is as it is.
fn dated(mut record: Fields, found: &Found) -> Fields {
    if let Ok(time) = Timestamp::from_millisecond(found.modified) {
        record.insert("last_modified".into(), time.to_string().into());
    }
    record
}
