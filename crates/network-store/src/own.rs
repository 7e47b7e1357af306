//! An agency's own listing, all of it, as its staff see it.

use network::{Agency, AgencyId, Place, Service, ServiceId};
use sql::Transaction;

use crate::edition::{self, Edition};
use crate::owner::{Key, Owner as _, Which, sorted};
use crate::{ServiceField, StoreError, agency, by_hand, place, service};

const SERVICES: &str = "SELECT id, edition FROM service WHERE agency_id = $1 ORDER BY id";
const PLACES: &str = "SELECT id, edition FROM place WHERE agency_id = $1 ORDER BY id";

/// One of an agency's own services.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnService {
    /// All that it says, whoever may see it.
    pub service: Service,
    /// Which state this is.
    pub edition: Edition,
    /// What the agency set itself, so that no newer list changes it.
    pub by_hand: Vec<ServiceField>,
}

/// One of an agency's own places.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPlace {
    /// What it says.
    pub place: Place,
    /// Which state this is.
    pub edition: Edition,
}

/// The agency itself.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnAgency {
    /// What it says of itself.
    pub agency: Agency,
    /// Which state this is.
    pub edition: Edition,
}

/// The agency, if it is there.
pub(crate) async fn agency(tx: &mut Transaction<'_>, id: &AgencyId) -> Result<Option<OwnAgency>, StoreError> {
    let Some(edition) = edition::of_agency(tx, id).await? else { return Ok(None) };
    let key = Key { agency: id.as_str(), id: id.as_str() };
    Ok(agency::fetch(tx, Which::These(&[key])).await?.pop().map(|agency| OwnAgency { agency, edition }))
}

async fn ids(
    tx: &mut Transaction<'_>,
    sql: &'static str,
    agency: &AgencyId,
) -> Result<Vec<(String, Edition)>, StoreError> {
    let rows = tx.fetch_all(sql, &[agency.as_str().into()]).await?;
    rows.iter().map(|row| Ok((row.text("id")?, edition::read(row)?))).collect()
}

/// All of its services, ended ones too, in order of ids.
pub(crate) async fn services(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
) -> Result<Vec<OwnService>, StoreError> {
    let ids = ids(tx, SERVICES, agency).await?;
    let keys = sorted(ids.iter().map(|(id, _)| Key { agency: agency.as_str(), id }));
    let services = service::fetch(tx, Which::These(&keys)).await?;
    let by_hand = by_hand::fetch(tx, Service::KIND, &keys).await?;
    let with = |(service, (_, edition)): (Service, &(String, Edition))| {
        let by_hand = by_hand.of(service.key()).to_vec();
        OwnService { service, edition: *edition, by_hand }
    };
    Ok(services.into_iter().zip(&ids).map(with).collect())
}

/// One of its services, if it is there.
pub(crate) async fn service(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    service: &ServiceId,
) -> Result<Option<OwnService>, StoreError> {
    let Some(edition) = edition::of_service(tx, agency, service).await? else { return Ok(None) };
    let key = Key { agency: agency.as_str(), id: service.as_str() };
    let Some(service) = service::fetch(tx, Which::These(&[key])).await?.pop() else { return Ok(None) };
    let by_hand = by_hand::fetch(tx, Service::KIND, &[key]).await?.of(key).to_vec();
    Ok(Some(OwnService { service, edition, by_hand }))
}

/// Its places, in order of ids.
pub(crate) async fn places(tx: &mut Transaction<'_>, agency: &AgencyId) -> Result<Vec<OwnPlace>, StoreError> {
    let ids = ids(tx, PLACES, agency).await?;
    let keys = sorted(ids.iter().map(|(id, _)| Key { agency: agency.as_str(), id }));
    let places = place::fetch(tx, Which::These(&keys)).await?;
    let with = |(place, (_, edition)): (Place, &(String, Edition))| OwnPlace { place, edition: *edition };
    Ok(places.into_iter().zip(&ids).map(with).collect())
}
