//! The description for programs is true: what it names is there, what is there it names.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{all_ids, json, read};
use crate::support::Site;

/// An address of a path, with the id of a record in the place of `{id}`.
async fn address(site: &Site, path: &str) -> String {
    match path.strip_suffix("/{id}") {
        Some(list) => format!("/hsds{list}/{}", all_ids(site, list).await[0]),
        None => format!("/hsds{path}"),
    }
}

/// A value that each parameter takes.
async fn value(site: &Site, name: &str) -> String {
    let list = match name {
        "taxonomy_id" => "/taxonomies",
        "taxonomy_term_id" | "parent_id" => "/taxonomy_terms",
        "organization_id" => "/organizations",
        _ => return plain_value(name).to_owned(),
    };
    all_ids(site, list).await.swap_remove(0)
}

fn plain_value(name: &str) -> &'static str {
    match name {
        "page" | "per_page" => "2",
        "format" => "json",
        "modified_after" => "2026-03-01T00:00:00Z",
        "minimal" | "full" | "full_service" | "top_only" => "true",
        "postcode" => "95876",
        "search" => "x",
        other => panic!("no value for {other}"),
    }
}

#[tokio::test]
async fn every_path_and_parameter_that_it_names_is_there() {
    let site = Site::demo_published().await;
    let document = json(&site, "/openapi.json").await;
    let parameters = document["components"]["parameters"].as_object().unwrap();
    let mut used = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let address = address(&site, path).await;
        assert_eq!(site.get(&address).await.status, 200, "{path}");
        let named: BTreeSet<&str> = methods["get"]["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["$ref"].as_str().unwrap().strip_prefix("#/components/parameters/").unwrap())
            .collect();
        for (key, described) in parameters {
            let name = described["name"].as_str().unwrap();
            assert_eq!(key, name);
            if name == "proximity" {
                // It stands beside a postal code.
                continue;
            }
            let answer = site.get(&format!("{address}?{name}={}", value(&site, name).await)).await;
            let expected = if named.contains(name) { 200 } else { 400 };
            assert_eq!(answer.status, expected, "{path} {name}: {}", answer.body);
        }
        used.extend(named);
    }
    assert_eq!(used.len(), parameters.len(), "every parameter is some path's");
}

/// The examples are typed on the demo that the page starts.
#[tokio::test]
async fn every_example_of_the_documentation_is_answered_by_the_demo() {
    let site = Site::demo_published().await;
    let page = std::fs::read_to_string(testkit::repository().join("docs/api.md")).unwrap();
    let words = page.split([' ', '\n', '\'', '(', ')', '`']);
    let addresses = words.map(|word| word.trim_start_matches("http://127.0.0.1:8080"));
    let addresses = addresses.filter(|address| address.starts_with("/hsds"));
    let mut asked = 0;
    for address in addresses.filter(|address| !address.ends_with("ID")) {
        let answer = site.get(address).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.body);
        let empty = address.contains("postcode") && read(&answer)["empty"] == true;
        assert!(!empty, "{address} finds something");
        asked += 1;
    }
    assert!(asked > 8, "{asked}");
}

#[tokio::test]
async fn every_route_that_is_there_it_names_with_the_methods_that_are() {
    let site = Site::demo_published().await;
    let document = json(&site, "/openapi.json").await;
    let named: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let routes: BTreeSet<&str> = web::hsds_routes().collect();
    assert_eq!(named, routes);
    for methods in document["paths"].as_object().unwrap().values() {
        let methods: Vec<&String> =
            methods.as_object().unwrap().keys().filter(|key| *key != "parameters").collect();
        assert_eq!(methods, ["get"]);
    }
}

#[tokio::test]
async fn every_schema_that_it_refers_to_is_there_and_none_is_idle() {
    let site = Site::demo().await;
    let document = json(&site, "/openapi.json").await;
    let mut referred = BTreeSet::new();
    refer(&document, &mut referred);
    let there: BTreeSet<String> = ["schemas", "parameters"]
        .into_iter()
        .flat_map(|kind| {
            let all = document["components"][kind].as_object().unwrap();
            all.keys().map(move |name| format!("#/components/{kind}/{name}"))
        })
        .collect();
    assert_eq!(referred, there);
}

fn refer(value: &Value, referred: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(to) if name == "$ref" => drop(referred.insert(to.clone())),
                    other => refer(other, referred),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| refer(item, referred)),
        _ => {}
    }
}
