use std::collections::HashMap;

use network::{Agency, AgencyId, Place, Service, ServiceId};
use sql::Transaction;

use crate::owner::{Key, Owner, Which, sorted};
use crate::{StoreError, agency, place, service};

/// A service with all that its page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// Who offers it.
    pub agency: Agency,
    /// What it is.
    pub service: Service,
    /// Where it can be met, in the service's order.
    pub places: Vec<Place>,
}

/// Listings in the order asked for; without those that are not there.
pub(crate) async fn fetch(
    tx: &mut Transaction<'_>,
    ids: &[(AgencyId, ServiceId)],
) -> Result<Vec<Listing>, StoreError> {
    let asked: Vec<Key<'_>> = ids
        .iter()
        .map(|(agency, service)| Key { agency: agency.as_str(), id: service.as_str() })
        // No engine would take it as an argument, so it is not there.
        .filter(|key| !key.agency.contains('\0') && !key.id.contains('\0'))
        .collect();
    let services = service::fetch(tx, Which::These(&sorted(asked.iter().copied()))).await?;
    let keys = sorted(services.iter().map(|service| service.key().of_agency()));
    let agencies = agency::fetch(tx, Which::These(&keys)).await?;
    let keys = sorted(
        services.iter().flat_map(|service| service.places.iter().map(|place| service.key().of_place(place))),
    );
    let places = place::fetch(tx, Which::These(&keys)).await?;

    let (services, agencies, places) = (by_key(&services), by_key(&agencies), by_key(&places));
    let places_of = |service: &Service| {
        let keys = service.places.iter().map(|place| service.key().of_place(place));
        keys.filter_map(|key| places.get(&key)).map(|place| Place::clone(place)).collect()
    };
    let listing = |key: Key<'_>| {
        let service = *services.get(&key)?;
        let agency = *agencies.get(&key.of_agency())?;
        Some(Listing { agency: agency.clone(), service: service.clone(), places: places_of(service) })
    };
    Ok(asked.into_iter().filter_map(listing).collect())
}

fn by_key<T: Owner>(owners: &[T]) -> HashMap<Key<'_>, &T> {
    owners.iter().map(|owner| (owner.key(), owner)).collect()
}
