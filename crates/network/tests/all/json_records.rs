//! Every record of a file of JSON is loaded or reported, however records are nested.

use std::collections::BTreeSet;

use network::import::{Imported, codes};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support;

/// An id that is often one of a few, and at times none.
fn id(letter: &'static str) -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (0..4_u8).prop_map(move |number| json!(format!("{letter}{number}"))),
        1 => Just(Value::Null),
        1 => Just(json!("")),
        1 => Just(json!("x".repeat(300))),
    ]
}

fn location() -> impl Strategy<Value = Value> {
    (id("p"), id("a"))
        .prop_map(|(id, agency)| json!({"id": id, "organization_id": agency, "location_type": "physical"}))
}

/// A service at a location, with either, both or none of them, nested or by id.
fn link(depth: u32) -> BoxedStrategy<Value> {
    let service = if depth == 0 {
        Just(Value::Null).boxed()
    } else {
        prop_oneof![Just(Value::Null), service(depth - 1)].boxed()
    };
    let location = prop_oneof![Just(Value::Null), location(), Just(json!("p1")), Just(json!([]))];
    (service, location, id("s"), id("p"))
        .prop_map(|(service, location, service_id, location_id)| {
            json!({"service": service, "location": location, "service_id": service_id, "location_id": location_id})
        })
        .boxed()
}

/// A list as it should be, one object alone, or something else.
fn list(of: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => proptest::collection::vec(of.clone(), 0..3).prop_map(Value::Array),
        1 => of,
        1 => Just(json!([7, null, "text"])),
        1 => Just(json!("text")),
    ]
}

fn service(depth: u32) -> BoxedStrategy<Value> {
    let links = if depth == 0 { Just(Value::Null).boxed() } else { list(link(depth - 1)).boxed() };
    (id("s"), id("a"), links)
        .prop_map(|(id, agency, links)| {
            json!({"id": id, "name": "Elm law", "status": "active", "organization_id": agency, "service_at_locations": links})
        })
        .boxed()
}

fn organization() -> impl Strategy<Value = Value> {
    (id("a"), list(service(2)), list(location().boxed())).prop_map(|(id, services, locations)| {
        json!({"id": id, "name": "Elm", "website": "elm.example", "services": services, "locations": locations})
    })
}

fn record() -> impl Strategy<Value = Value> {
    prop_oneof![
        organization(),
        service(2),
        location(),
        link(2),
        Just(json!({"colour": "red"})),
        Just(json!(7))
    ]
}

/// What stands in a file, as an independent reader counts it.
#[derive(Default)]
struct Counted {
    organizations: Table,
    services: Table,
    locations: Table,
    /// Services at locations that name both, and those that do not.
    links: BTreeSet<(String, String)>,
    half_links: u64,
    /// Records at the top of the file that are none, and values that are none where a record is due.
    strange: u64,
    no_records: u64,
}

#[derive(Default)]
struct Table {
    ids: BTreeSet<String>,
    without_id: u64,
}

impl Table {
    fn take(&mut self, record: &Value) -> Option<String> {
        let id = good(&record["id"]);
        match &id {
            Some(id) => drop(self.ids.insert(id.clone())),
            None => self.without_id += 1,
        }
        id
    }
}

fn good(id: &Value) -> Option<String> {
    id.as_str().filter(|id| !id.is_empty() && id.len() <= 200).map(Into::into)
}

impl Counted {
    fn each(&mut self, list: &Value, mut take: impl FnMut(&mut Self, &Value)) {
        let items = list.as_array().cloned().unwrap_or_else(|| vec![list.clone()]);
        for item in items.iter().filter(|item| !item.is_null()) {
            if item.is_object() { take(self, item) } else { self.no_records += 1 }
        }
    }

    fn organization(&mut self, record: &Value) {
        self.organizations.take(record);
        self.each(&record["services"], |counted, service| drop(counted.service(service)));
        self.each(&record["locations"], |counted, location| drop(counted.locations.take(location)));
    }

    fn service(&mut self, record: &Value) -> Option<String> {
        let id = self.services.take(record);
        self.each(&record["service_at_locations"], |counted, link| counted.link(link, id.clone()));
        id
    }

    fn link(&mut self, record: &Value, of: Option<String>) {
        let service = if record["service"].is_object() { self.service(&record["service"]) } else { None };
        let nested = &record["location"];
        let location = if nested.is_object() { self.locations.take(nested) } else { None };
        self.no_records += u64::from(!nested.is_object() && !nested.is_null());
        match (service.or(of).or(good(&record["service_id"])), location.or(good(&record["location_id"]))) {
            (Some(service), Some(location)) => drop(self.links.insert((service, location))),
            _ => self.half_links += 1,
        }
    }

    /// One record at the top.
    fn top(&mut self, record: &Value) {
        let Some(fields) = record.as_object() else { return self.strange += 1 };
        if fields.contains_key("website") {
            self.organization(record);
        } else if fields.contains_key("status") {
            drop(self.service(record));
        } else if fields.contains_key("location_type") {
            drop(self.locations.take(record));
        } else if fields.contains_key("location_id") {
            self.link(record, None);
        } else {
            self.strange += 1;
        }
    }
}

fn not_loaded(imported: &Imported, table: &str) -> u64 {
    let says_so = |code: &str| codes::find(code).is_some_and(|code| !code.loaded);
    let findings = imported.findings.iter().filter(|finding| finding.table == table && says_so(finding.code));
    findings.map(|finding| finding.count).sum()
}

proptest! {
    #[test]
    fn records_in_are_records_loaded_and_records_reported(records in proptest::collection::vec(record(), 1..8)) {
        // An id that stands twice at the top is one finding, and what hangs on it is not read.
        let mut seen = BTreeSet::new();
        let kind = |record: &Value| ["website", "status", "location_type"].map(|field| record.get(field).is_some());
        let of_table = |records: &[&Value], at: usize| records.iter().filter(|r| kind(r)[at]).count() as u64;
        let is_again = |record: &&Value| record["id"].as_str().is_some_and(|id| !seen.insert((kind(record), id.to_owned())));
        let (again, first): (Vec<&Value>, Vec<&Value>) = records.iter().partition(is_again);
        let mut counted = Counted::default();
        first.iter().for_each(|record| counted.top(record));

        let Ok(imported) = support::json(&Value::Array(records.clone()).to_string()) else {
            prop_assert_eq!(counted.strange, records.len() as u64);
            return Ok(());
        };
        let loaded = imported.counts;
        for (at, (name, table, loaded)) in [
            ("organizations", &counted.organizations, loaded.organizations),
            ("services", &counted.services, loaded.services),
            ("locations", &counted.locations, loaded.locations),
        ].into_iter().enumerate() {
            let read = table.ids.len() as u64 + table.without_id + of_table(&again, at);
            prop_assert_eq!(read, loaded as u64 + not_loaded(&imported, name), "{} of {:?}", name, imported.findings);
        }
        prop_assert_eq!(counted.strange, not_loaded(&imported, "files"));

        let at_places = imported.directory.services.iter().map(|service| service.places.len() as u64).sum::<u64>();
        let no_place = imported.findings.iter().filter(|f| f.table == "services" && f.code == "missing-reference");
        let of_no_place = counted.links.iter().filter(|(s, p)| counted.services.ids.contains(s) && !counted.locations.ids.contains(p)).count() as u64;
        prop_assert!(no_place.map(|finding| finding.count).sum::<u64>() >= of_no_place);
        prop_assert_eq!(
            counted.links.len() as u64 + counted.half_links,
            at_places + of_no_place + not_loaded(&imported, "service_at_locations")
        );
        let bad: u64 = imported.findings.iter().filter(|f| f.code == "bad-value").map(|f| f.count).sum();
        prop_assert!(bad >= counted.no_records, "{} of {}: {:?}", bad, counted.no_records, imported.findings);
    }
}
