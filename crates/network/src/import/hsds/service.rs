//! HSDS services.

use std::collections::HashMap;

use vocabulary::{Language, Set, Word};

use super::super::codes;
use super::super::draft::{Draft, Reference, SERVICES, ServiceRow};
use super::super::parse::{age, area};
use super::super::position::Notes;
use super::super::requirements;
use super::gather::{Gathered, in_rows};
use super::record::{Fields, Record};
use super::{LINKS, asks, organization, own, schedule};
use crate::own::area_from;
use crate::{AgencyId, Area, Attribute, Service, ServiceId, Status};

const USED: [&str; 24] = [
    "name",
    "alternate_name",
    "description",
    "url",
    "email",
    "status",
    "interpretation_services",
    "application_process",
    "fees_description",
    "fees",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "eligibility",
    "holiday_schedules",
    "phones",
    "schedules",
    "languages",
    "service_areas",
    "required_documents",
    "cost_options",
    "capacities",
    "attributes",
];

pub(super) fn add_all(gathered: &mut Gathered, draft: &mut Draft) {
    let mut at_locations: HashMap<String, Vec<(String, Record)>> = HashMap::new();
    for ((service, place), record) in std::mem::take(&mut gathered.at_location) {
        at_locations.entry(service).or_default().push((place, record));
    }
    for (id, record) in in_rows(std::mem::take(&mut gathered.services)) {
        let here = at_locations.remove(&id).unwrap_or_default();
        let (service, in_full) = read(&id, &record, &here, gathered, &mut draft.notes);
        if in_full {
            draft.services_in_full.insert(id.clone());
        }
        let changed = Fields::new(&record, SERVICES).day("last_modified", &mut draft.notes);
        let days = [("assured_date", service.checked), ("last_modified", changed)];
        draft.days.add(SERVICES, &record.at, &days);
        let owner = gathered.owner_of_service.get(&id);
        let linked = record.rows().chain(here.iter().flat_map(|(_, at_place)| at_place.rows()));
        // Of a row of a table it was already said that its location is not there.
        let is_there = |(place, at_place): &&(String, Record)| {
            at_place.table.is_none() || gathered.locations.contains_key(place)
        };
        let row = ServiceRow {
            at: record.at.clone(),
            linked: linked.cloned().collect(),
            name: service.name.clone(),
            service: Some(Box::new(service)),
            agency: owner.map(|id| Reference { id: id.clone(), column: "organization_id".into() }),
            places: here
                .iter()
                .filter(is_there)
                .map(|(place, _)| Reference { id: place.clone(), column: "service_at_locations".into() })
                .collect(),
            own_place: None,
            not_for_individuals: false,
        };
        draft.services.insert(id, row);
    }
}

/// A service as its record has it, and whether that says it in full.
fn read(
    id: &str,
    record: &Record,
    here: &[(String, Record)],
    gathered: &Gathered,
    notes: &mut Notes,
) -> (Service, bool) {
    let fields = Fields::new(record, SERVICES);
    let name = fields.text("name", notes).unwrap_or_else(|| {
        fields.note(notes, codes::MISSING_NAME, "name", id);
        id.into()
    });
    let mut service = Service::named(AgencyId::from(""), ServiceId::from(id), name);
    service.alternate_name = fields.text("alternate_name", notes);
    service.description = fields.text("description", notes);
    let in_full = own::is_in_full(&fields);
    if in_full {
        (service.url, service.email) = (fields.text("url", notes), fields.text("email", notes));
    } else {
        service.url = fields.web("url", &mut service.attributes, notes);
        service.email = fields.email("email", &mut service.attributes, notes);
    }
    service.status = status(&fields, notes);
    service.application = fields.text("application_process", notes);
    service.fees = fields.text("fees_description", notes).or_else(|| fields.text("fees", notes));
    service.eligibility = eligibility(&fields, notes);
    service.interpreters = fields.text("interpretation_services", notes).is_some_and(|said| {
        !matches!(
            said.to_lowercase().trim_end_matches('.'),
            "no" | "none" | "n/a" | "ninguno" | "not available"
        )
    });
    service.checked = fields.day("assured_date", notes);
    service.phones = organization::phones(&fields, notes);
    service.schedule = schedule::of(&fields, notes);
    service.languages = languages(&fields, notes);
    service.areas = areas(&fields, notes);
    for (place, record) in here {
        let at_place = Fields::new(record, LINKS);
        let mut read = vec!["service_areas", "holiday_schedules"];
        if service.phones.is_empty() {
            service.phones = organization::phones(&at_place, notes);
            read.push("phones");
        }
        if service.schedule == crate::Schedule::default() {
            service.schedule = schedule::of(&at_place, notes);
            read.push("schedules");
        }
        let others = at_place.others(&read, notes).into_iter();
        service.attributes.extend(others.map(|other| Attribute {
            name: format!("service_at_location.{}", other.name),
            value: other.value,
        }));
        for area in areas(&at_place, notes) {
            if !service.areas.contains(&area) {
                service.areas.push(area);
            }
        }
        if let (true, Some(location)) = (service.languages.is_empty(), gathered.locations.get(place)) {
            service.languages = languages(&Fields::new(location, SERVICES), notes);
        }
    }
    service.capacity = asks::capacity(&fields, notes);
    own::service(&fields, &mut service, notes);
    ages(&fields, &mut service, notes);
    asks::read(&fields, &mut service, in_full, notes);
    service.attributes.extend(fields.others(&USED, notes));
    (service, in_full)
}

/// The field of HSDS 3, or the rows of HSDS 1's table.
fn eligibility(fields: &Fields<'_>, notes: &mut Notes) -> Option<String> {
    let mut said: Vec<String> = fields.text("eligibility_description", notes).into_iter().collect();
    for row in fields.list("eligibility", notes) {
        match row.text("eligibility", notes) {
            Some(words) if !said.contains(&words) => said.push(words),
            Some(_) => {}
            None => row.note(notes, codes::BAD_VALUE, "eligibility", ""),
        }
    }
    (!said.is_empty()).then(|| said.join("\n"))
}

fn status(fields: &Fields<'_>, notes: &mut Notes) -> Status {
    let Some(said) = fields.text("status", notes) else { return Status::Active };
    match said.to_lowercase().as_str() {
        "active" => Status::Active,
        "inactive" | "temporarily closed" => Status::Paused,
        "defunct" => Status::Ended,
        _ => {
            fields.note(notes, codes::BAD_VALUE, "status", &said);
            Status::Active
        }
    }
}

fn languages(fields: &Fields<'_>, notes: &mut Notes) -> Set<Language> {
    let mut languages = Set::EMPTY;
    for entry in fields.list("languages", notes) {
        let (code, name) = (entry.text("code", notes), entry.text("name", notes));
        let by_code = code.as_deref().and_then(|code| Language::from_code(code).ok());
        let by_name = || name.as_deref().or(code.as_deref()).and_then(Language::from_name);
        match by_code.or_else(by_name) {
            Some(language) => drop(languages.insert(language)),
            None => {
                if let Some(said) = name.or(code) {
                    entry.note(notes, codes::LANGUAGE_NOT_RECOGNISED, "name", &said);
                }
            }
        }
    }
    languages
}

fn areas(fields: &Fields<'_>, notes: &mut Notes) -> Vec<Area> {
    let mut areas = Vec::new();
    for entry in fields.list("service_areas", notes) {
        let Some(said) = entry.text("name", notes).or_else(|| entry.text("description", notes)) else {
            continue;
        };
        // What the name alone does not tell stands beside it in our own exports.
        let told = entry.text("extent", notes).and_then(|extent| area_from(&extent));
        let area = told.unwrap_or_else(|| area::in_words(&said, None));
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas
}

fn ages(fields: &Fields<'_>, service: &mut Service, notes: &mut Notes) {
    let mut quotes = Vec::new();
    let mut limit = |name: &str| {
        let said = fields.text(name, notes)?;
        let years = age::years(&said);
        match (years, said.parse::<f64>()) {
            (Some(_), _) => quotes.push(format!("{name}: {said}")),
            // A number beyond every age means that there is no limit.
            (None, Ok(number)) if number > 0.0 => {}
            _ => fields.note(notes, codes::BAD_VALUE, name, &said),
        }
        years
    };
    let (from, to) = (limit("minimum_age"), limit("maximum_age").filter(|to| *to > 0));
    let quote = quotes.join(", ");
    match age::range(from, to) {
        Some(ages) => requirements::add_audience(service, vec![ages], &quote, "minimum_age, maximum_age"),
        None if from.zip(to).is_some_and(|(from, to)| from > to) => {
            fields.note(notes, codes::BAD_VALUE, "minimum_age", &quote);
        }
        None => {}
    }
}
