//! Sets aside the addresses of a directory that look sensitive.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, LOCATIONS, ORGANIZATIONS, SERVICES};
use super::position::{At, Notes};
use super::scrub::{Scrubber, drop_where};
use super::street::Street;
use super::{codes, house, links, sensitive, way};
use crate::{AgencyId, Directory, Phone, PhoneUse, Place, PlaceId, Service};

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
/// every other in its house, whosever it is ([`house`]), and whatever place has its point or the way to it in its
/// address: none is left with a gap that shows where the house is.
pub(super) fn addresses(directory: &mut Directory, draft: &Draft, notes: &mut Notes) -> Hidden {
    let sensitive = sensitive_places(directory);
    addresses_of(directory, &sensitive, draft, notes)
}

/// Does so with these places, by where they stand in the directory, whatever they look like.
fn addresses_of(
    directory: &mut Directory,
    sensitive: &BTreeSet<usize>,
    draft: &Draft,
    notes: &mut Notes,
) -> Hidden {
    let mut hidden = Hidden::default();
    if sensitive.is_empty() {
        return hidden;
    }
    let mut inside = house::all(&directory.places, sensitive);
    let mut aside = Aside { others: others_of(directory, &inside), ..Aside::default() };
    let mut next = inside.clone();
    while !next.is_empty() {
        for i in &next {
            if let Some(place) = directory.places.get_mut(*i) {
                aside.set(place, &mut hidden, draft, notes);
            }
        }
        let is_told = |(i, place): &(usize, &Place)| !inside.contains(i) && aside.is_told_by(place, &hidden);
        next = directory.places.iter().enumerate().filter(is_told).map(|(i, _)| i).collect();
        inside.extend(&next);
    }
    for place in directory.places.iter_mut().filter(|place| place.set_aside.is_none()) {
        // Nine digits may be one house's; five are a town's.
        if let Some(code) = place.address.postal_code.as_mut().filter(|code| aside.codes.contains(*code)) {
            code.truncate(code.floor_char_boundary(5));
        }
    }
    call_elsewhere(directory, &aside.confidential);
    for service in &mut directory.services {
        let key = |place: &PlaceId| (service.agency.clone(), place.clone());
        if service.places.iter().any(|place| aside.confidential.contains(&key(place))) {
            service.confidential = true;
            if let Some(row) = draft.services.get(service.id.as_str()) {
                hidden.rows.push(row.at.clone());
                hidden.rows.extend(row.linked.iter().cloned());
            }
        }
    }
    scrub(directory, &aside.of_agency, &hidden.scrubber, draft, notes);
    hidden
}

/// What was learned while places were set aside.
#[derive(Default)]
struct Aside {
    /// Names of streets in which others are whose address stays.
    others: BTreeSet<Vec<String>>,
    of_agency: BTreeMap<AgencyId, Scrubber>,
    /// The ways there.
    ways: Scrubber,
    /// Postal codes of a few houses.
    codes: BTreeSet<String>,
    said: BTreeSet<PlaceId>,
    confidential: BTreeSet<(AgencyId, PlaceId)>,
}

impl Aside {
    fn set(&mut self, place: &mut Place, hidden: &mut Hidden, draft: &Draft, notes: &mut Notes) {
        let Some(address) = sensitive::set_aside(place) else { return };
        self.confidential.insert((place.agency.clone(), place.id.clone()));
        let own = self.of_agency.entry(place.agency.clone()).or_default();
        for secret in &address.secrets {
            own.add(secret);
            hidden.scrubber.add_telling(secret);
        }
        for street in &address.streets {
            // Where others live in the street too, only the house tells.
            let alone = street.is_distinctive() && !self.others.contains(street.name());
            own.add_street(street, true);
            hidden.shown.add_street(street, true);
            hidden.scrubber.add_street(street, alone);
        }
        if let Some(point) = address.point {
            own.add_point(point, true);
            hidden.scrubber.add_point(point, false);
        }
        if let Some(way) = &address.way {
            own.add(way);
            hidden.scrubber.add_way(way);
            self.ways.add_way(way);
        }
        self.codes.extend(address.code.clone());
        // A row may be a place of several agencies: it is said and counted once.
        if !self.said.insert(place.id.clone()) {
            return;
        }
        hidden.count += 1;
        if let Some(at) = place_row(draft, &place.id) {
            notes.value(codes::SENSITIVE_ADDRESS, LOCATIONS, at, "address", &address.masked);
            hidden.rows.push(at.clone());
            let row = draft.places.get(place.id.as_str());
            hidden.rows.extend(row.into_iter().flat_map(|row| row.linked.clone()));
        }
    }

    /// Whether something that was set aside stands in the address of a place.
    fn is_told_by(&self, place: &Place, hidden: &Hidden) -> bool {
        let has_way = |text: &String| {
            let mut text = text.clone();
            self.ways.text(&mut text)
        };
        hidden.scrubber.is_told_by(place)
            || self.of_agency.get(&place.agency).is_some_and(|own| own.is_told_by(place))
            || place.address.street.as_ref().is_some_and(has_way)
    }
}

/// The names of the streets of all places that are not inside.
fn others_of(directory: &Directory, inside: &BTreeSet<usize>) -> BTreeSet<Vec<String>> {
    let others = directory.places.iter().enumerate().filter(|(i, _)| !inside.contains(i));
    let streets = others.filter_map(|(_, place)| Street::read(place.address.street.as_deref()?));
    streets.map(|street| street.name().to_vec()).collect()
}

/// Takes the telephones of places that were set aside, which ring in the house and can be looked up, where all that is
/// had there can be called otherwise: at the service's own number or its agency's. Where nothing else is known they
/// stay, without their notes, since a shelter that nobody can call helps nobody.
fn call_elsewhere(directory: &mut Directory, confidential: &BTreeSet<(AgencyId, PlaceId)>) {
    let can_call = |phones: &[Phone]| phones.iter().any(|phone| phone.used_for != PhoneUse::Fax);
    let agencies = directory.agencies.iter().filter(|agency| can_call(&agency.phones));
    let answering: BTreeSet<&AgencyId> = agencies.map(|agency| &agency.id).collect();
    let mut only_there: BTreeSet<(AgencyId, PlaceId)> = BTreeSet::new();
    for service in &directory.services {
        if !can_call(&service.phones) && !answering.contains(&service.agency) {
            only_there.extend(service.places.iter().map(|place| (service.agency.clone(), place.clone())));
        }
    }
    for place in &mut directory.places {
        let key = (place.agency.clone(), place.id.clone());
        if confidential.contains(&key) {
            if only_there.contains(&key) {
                place.phones.iter_mut().for_each(|phone| phone.note = None);
            } else {
                place.phones.clear();
            }
        }
    }
}

/// Does the same with a directory of no matter which source, as one that is about to be shown to others.
pub(crate) fn once_more(directory: &mut Directory) {
    addresses(directory, &Draft::default(), &mut Notes::default());
}

/// Does the same with places that somebody says are confidential.
pub(crate) fn these(directory: &mut Directory, places: &BTreeSet<(AgencyId, PlaceId)>) {
    let is_one = |place: &Place| places.contains(&(place.agency.clone(), place.id.clone()));
    let all = directory.places.iter().enumerate();
    let confidential = all.filter(|(_, place)| is_one(place)).map(|(i, _)| i).collect();
    addresses_of(directory, &confidential, &Draft::default(), &mut Notes::default());
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

/// Takes the addresses out of every text: all of an agency's own out of its texts, the telling ones out of
/// everybody's; and out of the texts of what is hidden every sentence that says how to get there. Of a link in which
/// one of them stood at most the first page is left, and it is said.
fn scrub(
    directory: &mut Directory,
    of_agency: &BTreeMap<AgencyId, Scrubber>,
    everywhere: &Scrubber,
    draft: &Draft,
    notes: &mut Notes,
) {
    for agency in &mut directory.agencies {
        let links = [agency.website.clone(), agency.email.clone()];
        let own = of_agency.get(&agency.id);
        if let Some(own) = own {
            drop_where(&mut agency.attributes);
            own.agency(agency);
            way::agency(agency);
        }
        everywhere.agency(agency);
        let scrubbers: Vec<&Scrubber> = own.into_iter().chain([everywhere]).collect();
        let row = draft.agencies.get(agency.id.as_str());
        let fields =
            ["website", "email"].into_iter().zip(links).zip([&mut agency.website, &mut agency.email]);
        for ((field, before), link) in fields {
            if links::mend(before, link, &scrubbers)
                && let Some(row) = row
            {
                notes.value(
                    codes::SENSITIVE_LINK,
                    ORGANIZATIONS,
                    &row.at,
                    field,
                    &link.clone().unwrap_or_default(),
                );
            }
        }
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
        let links = [service.url.clone(), service.email.clone()];
        let own = of_agency.get(&service.agency);
        if let Some(own) = own {
            drop_where(&mut service.attributes);
            own.service(service);
        }
        if service.confidential {
            way::service(service);
        }
        everywhere.service(service);
        let scrubbers: Vec<&Scrubber> = own.into_iter().chain([everywhere]).collect();
        let row = draft.services.get(service.id.as_str());
        let fields = ["url", "email"].into_iter().zip(links).zip([&mut service.url, &mut service.email]);
        for ((field, before), link) in fields {
            if links::mend(before, link, &scrubbers)
                && let Some(row) = row
            {
                notes.value(
                    codes::SENSITIVE_LINK,
                    SERVICES,
                    &row.at,
                    field,
                    &link.clone().unwrap_or_default(),
                );
            }
        }
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
