//! Sets aside the addresses of a directory that look sensitive.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, LOCATIONS};
use super::position::{At, Notes};
use super::{codes, sensitive};
use crate::{AgencyId, Directory, PlaceId, Service};

/// What was set aside.
#[derive(Default)]
pub(super) struct Hidden {
    /// The rows that held it: findings show no value of theirs.
    pub(super) rows: Vec<At>,
    /// How many addresses.
    pub(super) count: usize,
}

/// Takes every address that looks sensitive out of everything that is kept of its agency.
pub(super) fn addresses(directory: &mut Directory, draft: &Draft, notes: &mut Notes) -> Hidden {
    let agencies: BTreeMap<AgencyId, usize> =
        directory.agencies.iter().enumerate().map(|(i, agency)| (agency.id.clone(), i)).collect();
    let mut at_place: BTreeMap<(&AgencyId, &PlaceId), Vec<&Service>> = BTreeMap::new();
    for service in &directory.services {
        for place in &service.places {
            at_place.entry((&service.agency, place)).or_default().push(service);
        }
    }
    let mut taken = BTreeMap::new();
    for (i, place) in directory.places.iter_mut().enumerate() {
        let services = at_place.get(&(&place.agency, &place.id)).map(Vec::as_slice).unwrap_or_default();
        let Some(agency) = agencies.get(&place.agency).and_then(|i| directory.agencies.get(*i)) else {
            continue;
        };
        if sensitive::is_sensitive(place, agency, services) {
            taken.extend(sensitive::set_aside(place).map(|address| (i, address)));
        }
    }
    let mut hidden = Hidden { count: taken.len(), ..Hidden::default() };
    let mut of_agency: BTreeMap<AgencyId, Vec<&sensitive::SetAside>> = BTreeMap::new();
    let mut confidential: BTreeSet<(AgencyId, PlaceId)> = BTreeSet::new();
    for (i, address) in &taken {
        let Some(place) = directory.places.get(*i) else { continue };
        of_agency.entry(place.agency.clone()).or_default().push(address);
        confidential.insert((place.agency.clone(), place.id.clone()));
        let at = place_row(draft, &place.id);
        if let Some(at) = at {
            notes.value(codes::SENSITIVE_ADDRESS, LOCATIONS, at, "address", &address.masked);
            hidden.rows.push(at.clone());
        }
    }
    for service in &mut directory.services {
        let is_at = |place: &PlaceId| confidential.contains(&(service.agency.clone(), place.clone()));
        service.confidential |= service.places.iter().any(is_at);
        for address in of_agency.get(&service.agency).into_iter().flatten() {
            address.scrub_service(service);
        }
        if service.confidential {
            hidden.rows.extend(draft.services.get(service.id.as_str()).map(|row| row.at.clone()));
        }
    }
    for place in &mut directory.places {
        for address in of_agency.get(&place.agency).into_iter().flatten() {
            address.scrub_place(place);
        }
    }
    for agency in &mut directory.agencies {
        for address in of_agency.get(&agency.id).into_iter().flatten() {
            address.scrub_agency(agency);
        }
    }
    hidden
}

/// Where a place stands in the source: in its own row, or in the row of the service that told it.
fn place_row<'d>(draft: &'d Draft, id: &PlaceId) -> Option<&'d At> {
    let own = draft.places.get(id.as_str()).map(|row| &row.at);
    own.or_else(|| {
        let service = id.as_str().strip_prefix("of-service-")?;
        draft.services.get(service).map(|row| &row.at)
    })
}
