//! An agency, its offices and its lines.

use network::{Address, Agency, AgencyId, Phone, PhoneUse, Place, PlaceId, Point, Schedule};
use vocabulary::Set;

use super::hours::schedule;
use super::phones::{Numbers, phone};
use super::service::sleeps;
use crate::data::{AgencyRow, Data, ServiceRow, word};
use crate::random::Random;
use crate::sites::{Site, Town};

/// An agency and where it can be met.
pub(super) struct Office {
    pub(super) agency: Agency,
    /// The main office first; each further one is found by its town.
    pub(super) places: Vec<Place>,
}

/// The mailboxes that agencies have.
const MAILBOXES: [&str; 5] = ["hello", "office", "intake", "contact", "desk"];

pub(super) fn office(row: &AgencyRow, data: &Data, numbers: &mut Numbers) -> Office {
    let random = &mut Random::named(&row.id);
    let town = data.town(&row.town);
    let site = data.site(town);
    let agency = Agency {
        id: row.id.as_str().into(),
        name: row.name.clone(),
        alternate_name: row.short.clone(),
        description: Some(row.about.clone()),
        website: random.percent(80).then(|| format!("https://{}.example", row.id)),
        email: random.percent(70).then(|| {
            let mailbox =
                if row.spanish { "hola" } else { random.pick(&MAILBOXES).copied().unwrap_or("hello") };
            format!("{mailbox}@{}.example.org", row.id)
        }),
        phones: lines(row, numbers, random),
        site: Some(site.code.clone()),
        source: None,
        attributes: Vec::new(),
    };
    Office { places: places(row, &agency.id, data, site, random), agency }
}

fn lines(row: &AgencyRow, numbers: &mut Numbers, random: &mut Random) -> Vec<Phone> {
    let mut lines = vec![phone(numbers.next(random), PhoneUse::Voice)];
    if row.languages.iter().any(|language| language == "ase") {
        lines.push(phone(numbers.next(random), PhoneUse::Tty));
    }
    if random.percent(15) {
        lines.push(phone(numbers.next(random), PhoneUse::Fax));
    }
    lines
}

fn places(row: &AgencyRow, agency: &AgencyId, data: &Data, site: &Site, random: &mut Random) -> Vec<Place> {
    if row.no_office {
        return Vec::new();
    }
    let towns = std::iter::once(&row.town).chain(&row.branches).map(|code| data.town(code));
    let mut places: Vec<Place> =
        towns.enumerate().map(|(index, town)| place(row, agency, data, site, town, index, random)).collect();
    if row.set_aside {
        places.push(looked_sensitive(agency, aside_id(&row.id), data.town(&row.town)));
    }
    let has_beds =
        |service: &ServiceRow| service.confidential || sleeps(Data::entry(&data.types, &service.kind));
    if row.services.iter().any(has_beds) {
        places.push(looked_sensitive(agency, house_id(&row.id), data.town(&row.town)));
    }
    places
}

/// The id of the place of an agency's confidential services.
pub(super) fn house_id(agency: &str) -> PlaceId {
    format!("{agency}-house").into()
}

/// The id of a place that looked sensitive to an import.
pub(super) fn aside_id(agency: &str) -> PlaceId {
    place_id(agency, "set-aside")
}

/// The id of an agency's place in a town.
pub(super) fn place_id(agency: &str, town: &str) -> PlaceId {
    format!("{agency}-{town}").into()
}

fn place(
    row: &AgencyRow,
    agency: &AgencyId,
    data: &Data,
    site: &Site,
    town: &Town,
    index: usize,
    random: &mut Random,
) -> Place {
    let street = random.pick(&site.streets).cloned().unwrap_or_default();
    let name = match (row.front_door, index) {
        (true, 0) => "Front door: the office".into(),
        (_, 0) => row.name.clone(),
        _ => format!("{}, {street}", row.name),
    };
    let hours = if row.front_door { "office" } else { "nine-to-four" };
    Place {
        id: place_id(&row.id, &town.code),
        agency: agency.clone(),
        name: Some(name),
        address: Address {
            street: Some(format!("{} {street}", random.between(2, 980))),
            ..general_address(town)
        },
        point: town.point().and_then(|middle| {
            Point::new(
                middle.latitude() + random.jitter() * 0.012,
                middle.longitude() + random.jitter() * 0.015,
            )
        }),
        transport: random.percent(45).then(|| format!("Bus {} stops here.", random.between(1, 14))),
        features: if random.percent(55) {
            Set::from(word::<vocabulary::Feature>("wheelchair"))
        } else {
            Set::EMPTY
        },
        phones: Vec::new(),
        schedule: schedule(Data::entry(&data.hours, hours), &site.time_zone),
        set_aside: None,
        source: None,
        attributes: Vec::new(),
    }
}

/// Town, county and state.
fn general_address(town: &Town) -> Address {
    Address {
        street: None,
        city: Some(town.name.clone()),
        county: Some(town.county.clone()),
        state: Some(town.state.clone()),
        postal_code: Some(town.postal_code.clone()),
        country: Some("US".into()),
    }
}

/// A place as an import leaves it whose address looked like one that must not be known.
fn looked_sensitive(agency: &AgencyId, id: PlaceId, town: &Town) -> Place {
    Place {
        id,
        agency: agency.clone(),
        name: None,
        address: Address { postal_code: None, county: None, ..general_address(town) },
        point: None,
        transport: None,
        features: Set::EMPTY,
        phones: Vec::new(),
        schedule: Schedule::default(),
        set_aside: Some("4•• M••••• A•••••".into()),
        source: None,
        attributes: Vec::new(),
    }
}
