//! Nested records taken apart: each organization, service and location once, and which belongs to which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::draft::{LOCATIONS, ORGANIZATIONS, SERVICES};
use super::super::position::{At, Notes};
use super::super::{codes, text};
use super::FILES;
use super::record::{Record, plain};

/// All records of a source, by id.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) organizations: BTreeMap<String, Record>,
    pub(super) services: BTreeMap<String, Record>,
    pub(super) locations: BTreeMap<String, Record>,
    /// Whose each service and each location is, where a record said so.
    pub(super) owner_of_service: BTreeMap<String, String>,
    pub(super) owner_of_location: BTreeMap<String, String>,
    /// What is said of a service at one location.
    pub(super) at_location: BTreeMap<(String, String), Record>,
    /// Whether anything was a record of a directory, or an empty list of such.
    pub(super) recognised: bool,
    /// Ids that stood at the top of a file: twice there is a mistake, nested it is the standard's way.
    at_top: BTreeSet<(&'static str, String)>,
}

impl Gathered {
    /// Begins with another file: what it repeats of the one before is no mistake.
    pub(super) fn next_file(&mut self) {
        self.at_top.clear();
    }

    /// Takes one record that stands at the top of a file, or in its list.
    pub(super) fn record(&mut self, value: Value, at: &At, notes: &mut Notes) {
        let Value::Object(fields) = value else {
            return notes.value(codes::FILE_NOT_READ, FILES, at, "", &value.to_string());
        };
        let kind = kind(&fields);
        let table = match kind {
            Some(Kind::Organization) => ORGANIZATIONS,
            Some(Kind::Service) => SERVICES,
            Some(Kind::Location) => LOCATIONS,
            Some(Kind::AtLocation) => "service_at_locations",
            None => {
                let names: Vec<&str> = fields.keys().take(6).map(String::as_str).collect();
                return notes.value(codes::FILE_NOT_READ, FILES, at, "", &names.join(", "));
            }
        };
        self.recognised = true;
        if let Some(id) = fields.get("id").and_then(plain)
            && !self.at_top.insert((table, id.clone()))
        {
            return notes.value(codes::DUPLICATE_ID, table, at, "id", &id);
        }
        match kind {
            Some(Kind::Organization) => drop(self.organization(fields, at, notes)),
            Some(Kind::Service) => drop(self.service(fields, None, at, notes)),
            Some(Kind::Location) => drop(self.location(fields, None, at, notes)),
            _ => self.at_location(fields, None, at, notes),
        }
    }

    fn organization(&mut self, mut fields: Map<String, Value>, at: &At, notes: &mut Notes) -> Option<String> {
        let (services, locations) = (list(&mut fields, "services"), list(&mut fields, "locations"));
        let id = id(&fields, ORGANIZATIONS, at, notes);
        if let Some(id) = &id {
            add(&mut self.organizations, id, fields, at);
        }
        for service in services {
            self.service(service, id.as_deref(), at, notes);
        }
        for location in locations {
            self.location(location, id.as_deref(), at, notes);
        }
        id
    }

    fn service(
        &mut self,
        mut fields: Map<String, Value>,
        owner: Option<&str>,
        at: &At,
        notes: &mut Notes,
    ) -> Option<String> {
        let at_locations = list(&mut fields, "service_at_locations");
        let organization = match fields.remove("organization") {
            Some(Value::Object(organization)) => self.organization(organization, at, notes),
            _ => None,
        };
        let named = fields.remove("organization_id").as_ref().and_then(plain);
        let id = id(&fields, SERVICES, at, notes)?;
        add(&mut self.services, &id, fields, at);
        let owner = organization.or(named.filter(|id| text::id(Some(id)).is_ok())).or(owner.map(Into::into));
        if let Some(owner) = owner {
            self.owner_of_service.entry(id.clone()).or_insert(owner);
        }
        for fields in at_locations {
            self.at_location(fields, Some(&id), at, notes);
        }
        Some(id)
    }

    fn location(
        &mut self,
        mut fields: Map<String, Value>,
        owner: Option<&str>,
        at: &At,
        notes: &mut Notes,
    ) -> Option<String> {
        let named = fields.remove("organization_id").as_ref().and_then(plain);
        let id = id(&fields, LOCATIONS, at, notes)?;
        add(&mut self.locations, &id, fields, at);
        let owner = named.filter(|id| text::id(Some(id)).is_ok()).or(owner.map(Into::into));
        if let Some(owner) = owner {
            self.owner_of_location.entry(id.clone()).or_insert(owner);
        }
        Some(id)
    }

    /// A service at a location: without both of them it says nothing.
    fn at_location(
        &mut self,
        mut fields: Map<String, Value>,
        service: Option<&str>,
        at: &At,
        notes: &mut Notes,
    ) {
        let nested_service = match fields.remove("service") {
            Some(Value::Object(nested)) => self.service(nested, None, at, notes),
            _ => None,
        };
        let location = match fields.remove("location") {
            Some(Value::Object(nested)) => self.location(nested, None, at, notes),
            _ => fields.remove("location_id").as_ref().and_then(plain),
        };
        let service = nested_service
            .or(service.map(Into::into))
            .or_else(|| fields.remove("service_id").as_ref().and_then(plain));
        if let (Some(service), Some(location)) = (service, location) {
            let key = (service, location);
            match self.at_location.get_mut(&key) {
                Some(known) => known.learn(fields),
                None => drop(self.at_location.insert(key, Record { at: at.clone(), fields })),
            }
        }
    }
}

fn add(records: &mut BTreeMap<String, Record>, id: &str, fields: Map<String, Value>, at: &At) {
    match records.get_mut(id) {
        Some(known) => known.learn(fields),
        None => drop(records.insert(id.into(), Record { at: at.clone(), fields })),
    }
}

fn id(fields: &Map<String, Value>, table: &str, at: &At, notes: &mut Notes) -> Option<String> {
    let raw = fields.get("id").and_then(plain);
    match text::id(raw.as_deref()) {
        Ok(id) => Some(id.replace('\0', "")),
        Err(code) => {
            let shown = raw.or_else(|| fields.get("name").and_then(plain)).unwrap_or_default();
            notes.value(code, table, at, "id", &shown);
            None
        }
    }
}

fn list(fields: &mut Map<String, Value>, name: &str) -> Vec<Map<String, Value>> {
    let Some(Value::Array(items)) = fields.remove(name) else { return Vec::new() };
    items
        .into_iter()
        .filter_map(|item| match item {
            Value::Object(fields) => Some(fields),
            _ => None,
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Kind {
    Organization,
    Service,
    AtLocation,
    Location,
}

/// What a record is, by the fields that only its kind has (schemas of HSDS 3.1).
fn kind(fields: &Map<String, Value>) -> Option<Kind> {
    const SERVICE: [&str; 12] = [
        "organization",
        "organization_id",
        "service_at_locations",
        "status",
        "interpretation_services",
        "application_process",
        "fees_description",
        "eligibility_description",
        "minimum_age",
        "assured_date",
        "required_documents",
        "cost_options",
    ];
    const LOCATION: [&str; 6] =
        ["location_type", "latitude", "addresses", "accessibility", "transportation", "external_identifier"];
    const ORGANIZATION: [&str; 10] = [
        "services",
        "locations",
        "website",
        "legal_status",
        "tax_status",
        "year_incorporated",
        "organization_identifiers",
        "parent_organization_id",
        "additional_websites",
        "programs",
    ];
    let any = |names: &[&str]| names.iter().any(|name| fields.contains_key(*name));
    if fields.contains_key("taxonomy") || fields.contains_key("taxonomy_terms") {
        return None;
    }
    let is_nested = |name: &str| fields.get(name).is_some_and(Value::is_object);
    if is_nested("service") || is_nested("location") || any(&["service_id"]) && any(&["location_id"]) {
        Some(Kind::AtLocation)
    } else if !any(&["name", "id"]) {
        None
    } else if any(&LOCATION) {
        Some(Kind::Location)
    } else if any(&SERVICE) {
        Some(Kind::Service)
    } else if any(&ORGANIZATION) {
        Some(Kind::Organization)
    } else {
        None
    }
}
