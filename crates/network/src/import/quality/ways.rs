//! Agencies that offer nothing, and services that nobody can get to.

use std::collections::{HashMap, HashSet};

use super::super::codes;
use super::super::draft::{AgencyRow, Draft, ORGANIZATIONS, SERVICES, in_order};
use super::super::position::Notes;
use crate::{Agency, AgencyId, Directory, Phone, Place, PlaceId, Service, Status};

pub(super) fn check(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    agencies(directory, draft, notes);
    services(directory, draft, notes);
}

/// A list of agencies alone promises no services: then none is missed.
fn agencies(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    if directory.services.is_empty() {
        return;
    }
    let offering: HashSet<&str> = directory.services.iter().map(|service| service.agency.as_str()).collect();
    for (id, AgencyRow { at, agency }) in in_order(&draft.agencies, |row| &row.at) {
        if !offering.contains(id.as_str()) {
            notes.value(codes::AGENCY_WITHOUT_SERVICES, ORGANIZATIONS, at, "name", &agency.name);
        }
    }
}

fn services(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    let agencies: HashMap<&AgencyId, &Agency> =
        directory.agencies.iter().map(|agency| (&agency.id, agency)).collect();
    let places: HashMap<(&AgencyId, &PlaceId), &Place> =
        directory.places.iter().map(|place| ((&place.agency, &place.id), place)).collect();
    let mut lost: HashSet<&str> = HashSet::new();
    for service in directory.services.iter().filter(|service| service.status != Status::Ended) {
        let mut its_places = service.places.iter().filter_map(|id| places.get(&(&service.agency, id)));
        let of_agency = agencies.get(&service.agency).is_some_and(|agency| agency_has_way(agency));
        if !has_way(service) && !of_agency && !its_places.any(|place| place_is_way(place)) {
            lost.insert(service.id.as_str());
        }
    }
    if lost.is_empty() {
        return;
    }
    for (id, row) in in_order(&draft.services, |row| &row.at) {
        if lost.contains(id.as_str()) {
            notes.value(codes::SERVICE_WITHOUT_WAY, SERVICES, &row.at, "name", &row.name);
        }
    }
}

fn has_way(service: &Service) -> bool {
    can_call(&service.phones) || service.url.is_some() || service.email.is_some()
}

fn agency_has_way(agency: &Agency) -> bool {
    can_call(&agency.phones) || agency.website.is_some() || agency.email.is_some()
}

/// A town alone is no place to go to.
fn place_is_way(place: &Place) -> bool {
    can_call(&place.phones)
        || place.point.is_some()
        || place.address.street.is_some()
        || place.transport.is_some()
}

/// A fax machine answers nobody.
fn can_call(phones: &[Phone]) -> bool {
    phones.iter().any(|phone| phone.used_for != crate::PhoneUse::Fax)
}
