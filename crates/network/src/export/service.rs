//! Services as HSDS has them.

use vocabulary::{Locale, Word};

use super::agency::fields;
use super::ids::derived;
use super::parts::{Attributes, Of, phones, schedules};
use super::record::{Record, put, put_list, put_text};
use crate::import::{MOST_PLACES, checked_day, parse::age, parse::area::in_words};
use crate::own::{self, Link, Term};
use crate::{Area, Capacity, County, Group, Service, Status};

/// Fields of HSDS that the model keeps as columns of the source.
const FIELDS: [&str; 4] = ["wait_time", "accreditations", "licenses", "alert"];

/// A service with all that is its own; its places are named by their ids.
pub(super) fn service(service: &Service) -> Record {
    let of = Of { table: "service", id: service.id.as_str() };
    let mut attributes = Attributes::new(of);
    attributes.term(Term::SaidInFull, None);
    let mut record = Record::new();
    put(&mut record, "id", of.id);
    put(&mut record, "name", service.name.as_str());
    put_text(&mut record, "alternate_name", service.alternate_name.as_deref());
    put_text(&mut record, "description", service.description.as_deref());
    put_text(&mut record, "url", service.url.as_deref());
    put_text(&mut record, "email", service.email.as_deref());
    put(&mut record, "status", status(service.status));
    if service.interpreters {
        put(&mut record, "interpretation_services", "Interpreters are brought in for other languages.");
    }
    put_text(&mut record, "application_process", service.application.as_deref());
    put_text(&mut record, "fees_description", service.fees.as_deref());
    let columns = fields(&mut record, &FIELDS, &service.attributes);
    put_text(&mut record, "eligibility_description", service.eligibility.as_deref());
    ages(service, &mut record);
    put_text(&mut record, "assured_date", service.checked.map(|day| day.to_string()).as_deref());
    let phones = phones(of, &service.phones, &mut attributes);
    put_list(&mut record, "phones", phones);
    let schedules = schedules(of, &service.schedule, &mut attributes);
    put_list(&mut record, "schedules", schedules);
    put_list(&mut record, "service_areas", areas(of, &service.areas));
    put_list(&mut record, "service_at_locations", at_locations(of, service));
    put_list(&mut record, "languages", languages(of, service));
    put_list(&mut record, "required_documents", documents(of, service));
    if let Some(capacity) = &service.capacity {
        let row = room(of, capacity);
        attributes.term(Term::Capacity, Some(&own::room_to(capacity, row.is_some())));
        put_list(&mut record, "capacities", row.into_iter().collect());
    }
    terms(service, &mut attributes);
    attributes.columns(columns.into_iter());
    attributes.put(&mut record);
    record
}

/// What HSDS has no field for.
fn terms(service: &Service, attributes: &mut Attributes<'_>) {
    for (is_so, term) in [
        (service.crisis_line, Term::CrisisLine),
        (service.remote, Term::Remote),
        (service.confidential, Term::Confidential),
    ] {
        if is_so {
            attributes.term(term, None);
        }
    }
    service.needs.iter().for_each(|need| attributes.word(Link::Need, need, None));
    service.features.iter().for_each(|feature| attributes.word(Link::Feature, feature, None));
    for rule in &service.audience {
        attributes.term(Term::Audience, Some(&own::audience_to(rule)));
    }
    for asked in &service.requirements {
        attributes.word(Link::Requirement, asked.kind, Some(&own::requirement_to(asked)));
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Paused => "temporarily closed",
        Status::Ended => "defunct",
    }
}

/// The ages of a service that has one rule about ages, and that alone: HSDS has one lower and one upper limit.
fn ages(service: &Service, record: &mut Record) {
    let mut rules = service.audience.iter().filter(|rule| rule.ages().next().is_some());
    let (Some(rule), None) = (rules.next(), rules.next()) else { return };
    if let [group @ Group::Aged { from, to }] = rule.any_of.as_slice()
        && age::range(Some(*from), Some(*to)) == Some(*group)
        && age::years(&from.to_string()) == Some(*from)
        && (*to == Group::NO_LIMIT || *to > 0)
    {
        if *from > 0 {
            put(record, "minimum_age", *from);
        }
        if *to != Group::NO_LIMIT {
            put(record, "maximum_age", *to);
        }
    }
}

/// Areas: a name for people, and beside a name that does not tell the whole area its parts.
fn areas(of: Of<'_>, areas: &[Area]) -> Vec<Record> {
    let one = |(at, area): (usize, &Area)| {
        let name = area_name(area);
        let mut record = Record::new();
        put(&mut record, "id", of.part("service_area", at));
        put(&mut record, "name", name.as_str());
        if in_words(&name, None) != *area {
            put(&mut record, "extent", own::area_to(area));
            put(&mut record, "extent_type", "text");
        }
        record
    };
    areas.iter().enumerate().map(one).collect()
}

fn area_name(area: &Area) -> String {
    let with_state = |name: &str, state: &Option<String>| match state {
        Some(state) => format!("{name}, {state}"),
        None => name.to_owned(),
    };
    match area {
        Area::Country(name) | Area::State(name) | Area::PostalCode(name) | Area::Described(name) => {
            name.clone()
        }
        Area::County(County { name, state }) => with_state(&format!("{name} County"), state),
        Area::City { name, state } => with_state(name, state),
        Area::Circle { center, km } => {
            format!("Within {km} km of {}, {}", center.latitude(), center.longitude())
        }
    }
}

fn at_locations(of: Of<'_>, service: &Service) -> Vec<Record> {
    let one = |place: &crate::PlaceId| {
        let mut record = Record::new();
        put(&mut record, "id", at_location_id(service, place));
        put(&mut record, "service_id", of.id);
        put(&mut record, "location_id", place.as_str());
        record
    };
    service.places.iter().map(one).collect()
}

/// The id of a service at a location.
pub(super) fn at_location_id(service: &Service, place: &crate::PlaceId) -> String {
    derived(&["service_at_location", service.id.as_str(), place.as_str()])
}

fn languages(of: Of<'_>, service: &Service) -> Vec<Record> {
    let one = |(at, language): (usize, vocabulary::Language)| {
        let mut record = Record::new();
        put(&mut record, "id", of.part("language", at));
        put(&mut record, "name", language.label(Locale::En));
        put(&mut record, "code", language.code());
        record
    };
    service.languages.iter().enumerate().map(one).collect()
}

/// One document to bring a line.
fn documents(of: Of<'_>, service: &Service) -> Vec<Record> {
    let one = |(at, line): (usize, &str)| {
        let mut record = Record::new();
        put(&mut record, "id", of.part("required_document", at));
        put(&mut record, "document", line);
        record
    };
    service.documents.iter().flat_map(|text| text.split('\n')).enumerate().map(one).collect()
}

/// A row of HSDS's table of capacities, where it can say how many places are open.
fn room(of: Of<'_>, capacity: &Capacity) -> Option<Record> {
    let open = capacity.open.filter(|open| *open <= MOST_PLACES)?;
    let day = capacity.as_of.to_string();
    checked_day(&day).0?;
    let mut unit = Record::new();
    put(&mut unit, "id", derived(&["unit", "places"]));
    put(&mut unit, "name", "places");
    let mut record = Record::new();
    put(&mut record, "id", of.part("capacity", 0));
    put(&mut record, "unit", unit);
    put(&mut record, "available", open);
    put(&mut record, "updated", format!("{day}T00:00:00Z"));
    Some(record)
}
