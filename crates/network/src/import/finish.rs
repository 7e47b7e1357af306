//! From rows to a directory: references are followed, needs found by words where nothing else told them.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, LOCATIONS, PlaceRow, SERVICES, ServiceRow, in_order};
use super::position::Notes;
use super::{Counts, Imported, codes, hide, owners, quality, rules, zones};
use crate::reading::Reader;
use crate::{Agency, AgencyId, Area, Directory, Place, PlaceId, Service};

/// Places by whose they are and their id.
pub(super) type Places = BTreeMap<(AgencyId, PlaceId), Place>;

/// Brings the rows together. In whatever order they were read, the same rows give the same directory.
pub(super) fn finish(mut draft: Draft, source: &str) -> Imported {
    quality::points(&mut draft);
    let mut notes = std::mem::take(&mut draft.notes);
    let owners = owners::find(&draft, &mut notes);
    let unlisted = owners::unlisted(&draft, &owners);
    let mut counts =
        Counts { organizations: draft.agencies.len(), services: draft.services.len(), locations: 0 };

    let mut places = Places::new();
    for (id, row) in &draft.places {
        if let Some(agency) = owners.places.get(id) {
            add_place(&mut places, agency, row, &draft);
        }
    }
    let ids = in_order(&draft.services, |row| &row.at).into_iter().map(|(id, _)| id.clone());
    let mut services = Vec::with_capacity(draft.services.len());
    for id in ids.collect::<Vec<String>>() {
        let own = draft.services.get_mut(&id).and_then(|row| row.service.take());
        if let (Some(own), Some(row), Some(agency)) = (own, draft.services.get(&id), owners.services.get(&id))
        {
            services.push(service(*own, row, agency, &draft, &mut places, &mut notes));
        }
    }
    let used: BTreeSet<&str> =
        services.iter().flat_map(|service| service.places.iter().map(PlaceId::as_str)).collect();
    for (id, row) in &draft.places {
        if owners.places.contains_key(id) || used.contains(id.as_str()) {
            counts.locations += 1;
        } else {
            notes.row(codes::NOBODYS_PLACE, LOCATIONS, &row.at);
        }
    }

    let listed = draft.agencies.values().map(|row| row.agency.clone());
    let mut directory = Directory {
        agencies: listed.chain(unlisted).collect(),
        places: places.into_values().collect(),
        services,
    };
    directory.agencies.sort_by(|a, b| a.id.cmp(&b.id));
    directory.services.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
    let hidden = hide::addresses(&mut directory, &draft, &mut notes);
    quality::whole(&directory, &draft, &mut notes);
    // Read last, from texts without what was set aside: a quote is found in its text. An export of ours says in
    // full what was read.
    let to_read = |service: &&mut Service| !draft.services_in_full.contains(service.id.as_str());
    Reader::shipped().read_services(directory.services.iter_mut().filter(to_read));
    // A list may be called by the street that is in it.
    let mut source = source.to_owned();
    hidden.scrubber.text(&mut source);
    sign(&mut directory, &source);
    let mut imported = Imported {
        directory,
        findings: notes.into_sorted(&hidden),
        counts,
        source,
        set_aside: hidden.count,
        days: std::mem::take(&mut draft.days),
    };
    if let Some(newest) = imported.days.newest() {
        imported.judge_age(newest);
    }
    imported
}

/// Writes the source's name on everything that came from it.
fn sign(directory: &mut Directory, source: &str) {
    let source = Some(source.to_owned());
    directory.agencies.iter_mut().for_each(|agency: &mut Agency| agency.source.clone_from(&source));
    directory.places.iter_mut().for_each(|place| place.source.clone_from(&source));
    directory.services.iter_mut().for_each(|service| service.source.clone_from(&source));
}

/// Adds a place under an agency, with its own time zone. What is already there stays, and gains what it
/// lacks: a service's row may know the point that the location's row does not.
fn add_place(places: &mut Places, agency: &AgencyId, row: &PlaceRow, draft: &Draft) {
    let key = (agency.clone(), row.place.id.clone());
    places.entry(key).or_insert_with(|| {
        let mut place = Place { agency: agency.clone(), ..row.place.clone() };
        if place.schedule.time_zone.is_none() && !draft.places_in_full.contains(row.place.id.as_str()) {
            place.schedule.time_zone = zones::of(&place.address).map(Into::into);
        }
        place
    });
}

/// A service under its agency, at its places. A place of another agency (a shared building) is also made a
/// place of this one.
fn service(
    own: Service,
    row: &ServiceRow,
    agency: &AgencyId,
    draft: &Draft,
    places: &mut Places,
    notes: &mut Notes,
) -> Service {
    let mut service = Service { agency: agency.clone(), ..own };
    let mut areas_of_places: Vec<Area> = Vec::new();
    for reference in &row.places {
        let Some(place) = draft.places.get(&reference.id) else {
            notes.value(codes::MISSING_REFERENCE, SERVICES, &row.at, &reference.column, &reference.id);
            continue;
        };
        add_place(places, agency, place, draft);
        areas_of_places.extend(place.areas.iter().cloned());
        service.remote |= place.is_virtual;
        if !service.places.contains(&place.place.id) {
            service.places.push(place.place.id.clone());
        }
    }
    if let Some(own) = &row.own_place {
        own_place(&mut service, own, places);
    }
    if service.areas.is_empty() {
        for area in areas_of_places {
            if !service.areas.contains(&area) {
                service.areas.push(area);
            }
        }
    }
    if draft.services_in_full.contains(service.id.as_str()) {
        return service;
    }
    take_hours(&mut service, places);
    find_needs(&mut service, row, notes);
    service
}

/// Where the service's own row says that it is: its place learns what it lacks, and a service without a
/// place has one made.
fn own_place(service: &mut Service, own: &Place, places: &mut Places) {
    match service.places.as_slice() {
        [only] => {
            if let Some(place) = places.get_mut(&(service.agency.clone(), only.clone())) {
                place.point = place.point.or(own.point);
                place.transport = place.transport.take().or_else(|| own.transport.clone());
                if place.address.street.is_none() && own.address.street.is_some() {
                    place.address = own.address.clone();
                }
            }
        }
        [] => {
            let id = PlaceId::from(format!("of-service-{}", service.id));
            let mut place = Place { id: id.clone(), agency: service.agency.clone(), ..own.clone() };
            place.schedule.time_zone = zones::of(&place.address).map(Into::into);
            places.insert((service.agency.clone(), id.clone()), place);
            service.places.push(id);
        }
        _ => {}
    }
}

/// A service that says nothing about hours has those of its places, as far as [`Service::schedule_at`] tells
/// them; hours have the places' time zone.
fn take_hours(service: &mut Service, places: &Places) {
    let own: Vec<&Place> =
        service.places.iter().filter_map(|id| places.get(&(service.agency.clone(), id.clone()))).collect();
    if let Some((of_place, Some(_))) = service.schedule_at(own.iter().copied()) {
        service.schedule = of_place.clone();
    }
    let schedule = &mut service.schedule;
    if schedule.time_zone.is_none() {
        let mut zones: Vec<&Option<String>> = own.iter().map(|place| &place.schedule.time_zone).collect();
        zones.dedup();
        if let [Some(zone)] = zones.as_slice() {
            schedule.time_zone = Some(zone.clone());
        }
    }
    if !schedule.always && schedule.hours.is_empty() {
        schedule.time_zone = None;
    }
}

/// Needs by words of the name, where nothing of the source told them.
fn find_needs(service: &mut Service, row: &ServiceRow, notes: &mut Notes) {
    service.crisis_line |= rules::is_crisis_line(&service.name);
    if row.not_for_individuals {
        notes.value(codes::NOT_FOR_INDIVIDUALS, SERVICES, &row.at, "name", &service.name);
        service.needs = vocabulary::Set::EMPTY;
        return;
    }
    if service.needs.is_empty() {
        service.needs = rules::needs_in(&service.name);
        if let Some(other) = &service.alternate_name {
            service.needs = service.needs.union(rules::needs_in(other));
        }
    }
    if service.needs.is_empty() {
        notes.value(codes::NEED_NOT_RECOGNISED, SERVICES, &row.at, "name", &service.name);
    }
}
