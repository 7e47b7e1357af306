//! Nested records taken apart: each organization, service and location once, and which belongs to which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::draft::{LOCATIONS, ORGANIZATIONS, SERVICES};
use super::super::position::{At, Notes};
use super::super::{codes, text};
use super::record::{Names, Record, Within, is_empty, plain};
use super::{FILES, LINKS};

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
    pub(super) names: Names,
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
            Some(Kind::AtLocation) => LINKS,
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
        let mut parts = Parts { fields: &mut fields, table: ORGANIZATIONS, at, notes };
        let (services, locations) = (parts.list("services"), parts.list("locations"));
        let id = id(&fields, ORGANIZATIONS, at, notes);
        if let Some(id) = &id {
            add(
                &mut self.organizations,
                &mut self.names,
                id,
                fields,
                Within { table: ORGANIZATIONS, at },
                notes,
            );
        }
        for service in services {
            self.service(service, id.as_deref(), at, notes);
        }
        for location in locations {
            self.location(location, id.as_deref(), at, notes);
        }
        id
    }

    /// What hangs on a service without an id is taken all the same: its places can stand without it.
    fn service(
        &mut self,
        mut fields: Map<String, Value>,
        owner: Option<&str>,
        at: &At,
        notes: &mut Notes,
    ) -> Option<String> {
        let mut parts = Parts { fields: &mut fields, table: SERVICES, at, notes };
        let at_locations = parts.list("service_at_locations");
        let organization = parts.object("organization");
        let named = parts.reference("organization_id");
        let organization = organization.and_then(|fields| self.organization(fields, at, notes));
        let id = id(&fields, SERVICES, at, notes);
        if let Some(id) = &id {
            add(&mut self.services, &mut self.names, id, fields, Within { table: SERVICES, at }, notes);
            let owner = organization.or(named).or(owner.map(Into::into));
            belongs(&mut self.owner_of_service, id, owner);
        }
        for fields in at_locations {
            self.at_location(fields, id.as_deref(), at, notes);
        }
        id
    }

    fn location(
        &mut self,
        mut fields: Map<String, Value>,
        owner: Option<&str>,
        at: &At,
        notes: &mut Notes,
    ) -> Option<String> {
        let named = Parts { fields: &mut fields, table: LOCATIONS, at, notes }.reference("organization_id");
        let id = id(&fields, LOCATIONS, at, notes)?;
        add(&mut self.locations, &mut self.names, &id, fields, Within { table: LOCATIONS, at }, notes);
        belongs(&mut self.owner_of_location, &id, named.or(owner.map(Into::into)));
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
        let mut parts = Parts { fields: &mut fields, table: LINKS, at, notes };
        let (nested_service, nested_location) = (parts.object("service"), parts.object("location"));
        let (service_id, location_id) = (parts.reference("service_id"), parts.reference("location_id"));
        let nested_service = nested_service.and_then(|fields| self.service(fields, None, at, notes));
        let nested_location = nested_location.and_then(|fields| self.location(fields, None, at, notes));
        let service = nested_service.or(service.map(Into::into)).or(service_id);
        match (service, nested_location.or(location_id)) {
            (Some(service), Some(location)) => {
                let key = (service, location);
                add(&mut self.at_location, &mut self.names, &key, fields, Within { table: LINKS, at }, notes);
            }
            (None, location) => {
                notes.value(codes::LOST_LINK, LINKS, at, "service_id", &location.unwrap_or_default());
            }
            (Some(service), None) => notes.value(codes::LOST_LINK, LINKS, at, "location_id", &service),
        }
    }

    /// Drops what is said of services that no record is of.
    pub(super) fn drop_lost_links(&mut self, notes: &mut Notes) {
        let services = &self.services;
        self.at_location.retain(|(service, _), record| {
            let there = services.contains_key(service);
            if !there {
                notes.value(codes::LOST_LINK, LINKS, &record.at, "service_id", service);
            }
            there
        });
    }
}

/// Records in the order of their source: so what is said of them names the first, and what each leaves in memory
/// lies together.
pub(super) fn in_rows(records: BTreeMap<String, Record>) -> impl Iterator<Item = (String, Record)> {
    let mut records: Vec<(String, Record)> = records.into_iter().collect();
    records.sort_by(|(_, a), (_, b)| a.at.cmp(&b.at));
    records.into_iter()
}

/// Writes down whose a service or a location is; the first that is said stands.
fn belongs(owners: &mut BTreeMap<String, String>, id: &str, owner: Option<String>) {
    if let Some(owner) = owner {
        owners.entry(id.into()).or_insert(owner);
    }
}

/// Takes parts of a record out of it, and says what is none.
struct Parts<'p> {
    fields: &'p mut Map<String, Value>,
    table: &'static str,
    at: &'p At,
    notes: &'p mut Notes,
}

impl Parts<'_> {
    /// The objects of a list. An object alone counts as a list of one.
    fn list(&mut self, name: &str) -> Vec<Map<String, Value>> {
        let items = match self.fields.remove(name) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(one) => vec![one],
        };
        items.into_iter().filter_map(|item| self.as_object(name, item)).collect()
    }

    /// An object.
    fn object(&mut self, name: &str) -> Option<Map<String, Value>> {
        let value = self.fields.remove(name)?;
        self.as_object(name, value)
    }

    fn as_object(&mut self, name: &str, value: Value) -> Option<Map<String, Value>> {
        match value {
            Value::Object(fields) => Some(fields),
            Value::Null => None,
            other => {
                self.notes.value(codes::BAD_VALUE, self.table, self.at, name, &other.to_string());
                None
            }
        }
    }

    /// The id of another record.
    fn reference(&mut self, name: &str) -> Option<String> {
        let value = self.fields.remove(name).filter(|value| !is_empty(value))?;
        let said = plain(&value);
        if let Some(said) = said.as_deref().filter(|said| said.trim().len() < said.len()) {
            self.notes.value(codes::SPACES_AROUND_CODE, self.table, self.at, name, said);
        }
        let id = text::id(said.as_deref()).ok().map(Into::into);
        if id.is_none() {
            let code = if said.is_some() { codes::BAD_REFERENCE } else { codes::BAD_VALUE };
            self.notes.value(code, self.table, self.at, name, &said.unwrap_or(value.to_string()));
        }
        id
    }
}

/// Adds a record, or what one adds to a record that is known.
fn add<K: Ord + Clone>(
    records: &mut BTreeMap<K, Record>,
    names: &mut Names,
    id: &K,
    fields: Map<String, Value>,
    within: Within<'_>,
    notes: &mut Notes,
) {
    let record = records.entry(id.clone()).or_insert_with(|| Record::new(within.at.clone(), None));
    record.learn(fields, within, names, notes);
}

fn id(fields: &Map<String, Value>, table: &str, at: &At, notes: &mut Notes) -> Option<String> {
    let raw = fields.get("id").and_then(plain);
    match text::id(raw.as_deref()) {
        Ok(id) => Some(id.into()),
        Err(code) => {
            let shown = raw.or_else(|| fields.get("name").and_then(plain)).unwrap_or_default();
            notes.value(code, table, at, "id", &shown);
            None
        }
    }
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
