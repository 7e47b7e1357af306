//! Records of HSDS nested in each other as its API gives them: in lists only with what is one to one, or in full.

use serde_json::{Map, Value};

use super::ids::derived;
use super::listed::vocabulary;
use super::parts::term;
use super::record::{Record, put};
use crate::own::{TAXONOMY, TAXONOMY_SAYS, Term};

/// A record as it is read back.
pub type Fields = Map<String, Value>;

/// Without what there may be several of.
pub fn brief(record: &Fields) -> Fields {
    let single = |value: &Value| !matches!(value, Value::Array(_) | Value::Object(_));
    record
        .iter()
        .filter(|(_, value)| single(value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// A service in a list: what is one to one, and its organization.
pub fn service_in_list(service: &Fields, organization: Option<&Fields>) -> Fields {
    let mut record = brief(service);
    if let Some(organization) = organization {
        put(&mut record, "organization", brief(organization));
    }
    record
}

/// A service in full: with its organization, and with the locations that it is at; `location` gives each by its id.
pub fn service_in_full<'l>(
    mut service: Fields,
    organization: Option<&Fields>,
    location: impl Fn(&str) -> Option<&'l Fields>,
) -> Fields {
    if let Some(Value::Array(all)) = service.get_mut("service_at_locations") {
        for at in all.iter_mut().filter_map(Value::as_object_mut) {
            let found = at.get("location_id").and_then(Value::as_str).and_then(&location).cloned();
            if let Some(found) = found {
                put(at, "location", found);
            }
        }
    }
    if let Some(organization) = organization {
        put(&mut service, "organization", organization.clone());
    }
    service
}

/// The locations that a service is at, by their ids.
pub fn locations_of(service: &Fields) -> impl Iterator<Item = &str> {
    let all = service.get("service_at_locations").and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|at| at.get("location_id").and_then(Value::as_str))
}

/// A service at a location: both in full, or both with what is one to one.
pub fn at_location(
    id: &str,
    service: &Fields,
    organization: Option<&Fields>,
    location: &Fields,
    full: bool,
) -> Fields {
    let mut record = Record::new();
    put(&mut record, "id", id);
    if full {
        let mut service = service_in_full(service.clone(), organization, |_| None);
        service.remove("service_at_locations");
        put(&mut record, "location", location.clone());
        put(&mut record, "service", service);
    } else {
        put(&mut record, "location", brief(location));
        put(&mut record, "service", service_in_list(service, organization));
    }
    record
}

/// A service as its organization names it.
pub fn service_of_organization(service: &Fields) -> Fields {
    let named = ["id", "name", "status", "last_modified"];
    let kept = service.iter().filter(|(name, _)| named.contains(&name.as_str()));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Our taxonomy.
pub fn taxonomy() -> Fields {
    let mut record = Record::new();
    put(&mut record, "id", derived(&["taxonomy", TAXONOMY]));
    put(&mut record, "name", TAXONOMY);
    put(&mut record, "description", TAXONOMY_SAYS);
    record
}

/// Its terms, in the order of their ids.
pub fn taxonomy_terms() -> Vec<Fields> {
    let words = vocabulary().map(|(link, code, label)| (code, label, link.says()));
    let listing = Term::ALL.iter().map(|term| (term.code(), term.label(), term.says()));
    let mut terms: Vec<Fields> = words
        .chain(listing)
        .map(|said| {
            let mut record = term(said);
            put(&mut record, "taxonomy_detail", taxonomy());
            record
        })
        .collect();
    terms.sort_by(|a, b| a.get("id").and_then(Value::as_str).cmp(&b.get("id").and_then(Value::as_str)));
    terms
}
