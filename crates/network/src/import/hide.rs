//! Sets aside the addresses of a directory that look sensitive.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, LOCATIONS};
use super::position::{At, Notes};
use super::scrub::{Scrubber, drop_where};
use super::street::Street;
use super::{codes, sensitive, way};
use crate::{AgencyId, Directory, Place, PlaceId, Service, normal_town};

/// What was set aside.
#[derive(Default)]
pub(super) struct Hidden {
    /// The rows that held it: findings show no value of theirs.
    pub(super) rows: Vec<At>,
    /// Takes it out of what findings show of other rows.
    pub(super) scrubber: Scrubber,
    /// Takes the streets of all of it out of what findings show, without their numbers too.
    pub(super) shown: Scrubber,
    /// How many addresses.
    pub(super) count: usize,
}

/// Takes every address that looks sensitive out of everything that is kept. Where one place is hidden, so is
/// every other at its street or its point, whosever it is.
pub(super) fn addresses(directory: &mut Directory, draft: &Draft, notes: &mut Notes) -> Hidden {
    let mut hidden = Hidden::default();
    let found = sensitive_places(directory);
    if found.is_empty() {
        return hidden;
    }
    let keys: BTreeSet<Key> =
        found.iter().filter_map(|i| directory.places.get(*i)).flat_map(keys_of).collect();
    let mut of_agency: BTreeMap<AgencyId, Scrubber> = BTreeMap::new();
    let mut said: BTreeSet<PlaceId> = BTreeSet::new();
    let mut confidential: BTreeSet<(AgencyId, PlaceId)> = BTreeSet::new();
    let is_hidden =
        |i: usize, place: &Place| found.contains(&i) || keys_of(place).iter().any(|key| keys.contains(key));
    let others = directory.places.iter().enumerate().filter(|(i, place)| !is_hidden(*i, place));
    let public: BTreeSet<Vec<String>> =
        others.filter_map(|(_, place)| Some(street_of(place)?.name().to_vec())).collect();
    for (i, place) in directory.places.iter_mut().enumerate() {
        if !is_hidden(i, place) {
            continue;
        }
        let Some(address) = sensitive::set_aside(place) else { continue };
        confidential.insert((place.agency.clone(), place.id.clone()));
        let own = of_agency.entry(place.agency.clone()).or_default();
        for secret in &address.secrets {
            own.add(secret);
            hidden.scrubber.add_telling(secret);
        }
        for (street, town) in &address.streets {
            // Where others live in the street too, only the house tells.
            let alone = street.is_distinctive() && !public.contains(street.name());
            own.add_street(street, town, true);
            hidden.shown.add_street(street, town, true);
            hidden.scrubber.add_street(street, town, alone);
        }
        if let Some(way) = &address.way {
            own.add(way);
            hidden.scrubber.add_way(way);
        }
        // A row may be a place of several agencies: it is said and counted once.
        if !said.insert(place.id.clone()) {
            continue;
        }
        hidden.count += 1;
        if let Some(at) = place_row(draft, &place.id) {
            notes.value(codes::SENSITIVE_ADDRESS, LOCATIONS, at, "address", &address.masked);
            hidden.rows.push(at.clone());
            hidden
                .rows
                .extend(draft.places.get(place.id.as_str()).into_iter().flat_map(|row| row.linked.clone()));
        }
    }
    for service in &mut directory.services {
        let key = |place: &PlaceId| (service.agency.clone(), place.clone());
        if service.places.iter().any(|place| confidential.contains(&key(place))) {
            service.confidential = true;
            if let Some(row) = draft.services.get(service.id.as_str()) {
                hidden.rows.push(row.at.clone());
                hidden.rows.extend(row.linked.iter().cloned());
            }
        }
    }
    scrub(directory, &of_agency, &hidden.scrubber);
    hidden
}

/// Does the same with a directory of no matter which source, as one that is about to be shown to others.
pub(crate) fn once_more(directory: &mut Directory) {
    addresses(directory, &Draft::default(), &mut Notes::default());
}

/// The places that look sensitive by themselves, by where they stand in the directory.
fn sensitive_places(directory: &Directory) -> BTreeSet<usize> {
    let agencies: BTreeMap<&AgencyId, sensitive::OfAgency> =
        directory.agencies.iter().map(|agency| (&agency.id, sensitive::OfAgency::read(agency))).collect();
    let mut at_place: BTreeMap<(&AgencyId, &PlaceId), Vec<&Service>> = BTreeMap::new();
    for service in &directory.services {
        for place in &service.places {
            at_place.entry((&service.agency, place)).or_default().push(service);
        }
    }
    let is_sensitive = |place: &Place| {
        let services = at_place.get(&(&place.agency, &place.id)).map(Vec::as_slice).unwrap_or_default();
        agencies.get(&place.agency).is_some_and(|agency| sensitive::is_sensitive(place, *agency, services))
    };
    let places = directory.places.iter().enumerate();
    places.filter(|(_, place)| is_sensitive(place)).map(|(i, _)| i).collect()
}

/// By what two places are told to be one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A street and a town, however they are spelled.
    Street(Street, String),
    /// A street of which there is no normal form, and a town.
    Letters(String),
    /// A point, to the last digit.
    Point(u64, u64),
    /// A row of the source, which may be made a place of several agencies.
    Row(PlaceId),
}

fn keys_of(place: &Place) -> Vec<Key> {
    let letters =
        |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut keys = vec![Key::Row(place.id.clone())];
    if let Some(street) = &place.address.street {
        let city = place.address.city.as_deref().unwrap_or_default();
        keys.push(match street_of(place) {
            Some(street) => Key::Street(street, normal_town(city)),
            None => Key::Letters(format!("{} {}", letters(street), normal_town(city))),
        });
    }
    keys.extend(place.point.map(|p| Key::Point(p.latitude().to_bits(), p.longitude().to_bits())));
    keys
}

fn street_of(place: &Place) -> Option<Street> {
    place.address.street.as_deref().and_then(Street::read)
}

/// Takes the addresses out of every text: all of an agency's own out of its texts, the telling ones out of
/// everybody's; and out of the texts of what is hidden every sentence that says how to get there.
fn scrub(directory: &mut Directory, of_agency: &BTreeMap<AgencyId, Scrubber>, everywhere: &Scrubber) {
    for agency in &mut directory.agencies {
        if let Some(own) = of_agency.get(&agency.id) {
            drop_where(&mut agency.attributes);
            own.agency(agency);
            way::agency(agency);
        }
        everywhere.agency(agency);
    }
    for place in &mut directory.places {
        if let Some(own) = of_agency.get(&place.agency) {
            drop_where(&mut place.attributes);
            own.place(place);
        }
        if place.set_aside.is_some() {
            way::place(place);
        }
        everywhere.place(place);
    }
    for service in &mut directory.services {
        if let Some(own) = of_agency.get(&service.agency) {
            drop_where(&mut service.attributes);
            own.service(service);
        }
        if service.confidential {
            way::service(service);
        }
        everywhere.service(service);
    }
}

/// Where a place stands in the source: in its own row, or in the row of the service that told it.
fn place_row<'d>(draft: &'d Draft, id: &PlaceId) -> Option<&'d At> {
    let own = draft.places.get(id.as_str()).map(|row| &row.at);
    own.or_else(|| {
        let service = id.as_str().strip_prefix("of-service-")?;
        draft.services.get(service).map(|row| &row.at)
    })
}
