//! Records: those of the export, nested as the standard nests them.

use jiff::civil::date;
use network::export::{Public, hsds_json};
use serde_json::Value;

use super::{all_ids, json};
use crate::support::{KEY, Site};

fn exported() -> Vec<Value> {
    serde_json::from_slice(&hsds_json(&Public::of(&demo::directory(date(2026, 3, 11)), &KEY))).unwrap()
}

#[tokio::test]
async fn a_record_says_what_the_export_says_of_it() {
    let site = Site::demo_published().await;
    let mut seen = 0;
    for organization in exported() {
        let locations = organization["locations"].as_array().unwrap();
        for mut service in organization["services"].as_array().unwrap().clone() {
            let id = service["id"].as_str().unwrap().to_owned();
            let mut given = json(&site, &format!("/services/{id}")).await;
            let fields = given.as_object_mut().unwrap();
            let of = fields.shift_remove("organization").unwrap();
            assert_eq!(of["id"], organization["id"]);
            assert_eq!(of["attributes"], organization["attributes"]);
            assert!(fields.shift_remove("last_modified").is_some());
            let at = service.get_mut("service_at_locations").and_then(Value::as_array_mut);
            for at in at.into_iter().flatten() {
                let of = |location: &&Value| location["id"] == at["location_id"];
                let location = locations.iter().find(of).unwrap().clone();
                at["location"] = location;
            }
            assert!(given == service, "{given}\n{service}");
            seen += 1;
        }
    }
    assert_eq!(seen, all_ids(&site, "/services").await.len());
}

#[tokio::test]
async fn a_service_at_a_location_is_both_in_full() {
    let site = Site::demo_published().await;
    for id in all_ids(&site, "/service_at_locations").await.iter().take(20) {
        let at = json(&site, &format!("/service_at_locations/{id}")).await;
        let service = json(&site, &format!("/services/{}", at["service"]["id"].as_str().unwrap())).await;
        let all = service["service_at_locations"].as_array().unwrap();
        let named = all.iter().find(|one| one["id"] == id.as_str()).unwrap();
        assert_eq!(named["location"], at["location"]);
        assert_eq!(at["service"]["attributes"], service["attributes"]);
        assert_eq!(at["service"]["organization"], service["organization"]);
    }
}

#[tokio::test]
async fn a_list_gives_what_is_one_to_one() {
    let site = Site::demo_published().await;
    for one in json(&site, "/services?per_page=500").await["contents"].as_array().unwrap() {
        let nested: Vec<&String> = one
            .as_object()
            .unwrap()
            .iter()
            .filter(|(_, value)| !is_single(value))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(nested, ["organization"]);
        assert!(one["organization"].as_object().unwrap().values().all(is_single));
    }
    for one in json(&site, "/service_at_locations?per_page=500").await["contents"].as_array().unwrap() {
        assert!(one["location"].as_object().unwrap().values().all(is_single));
        assert!(one["service"]["name"].is_string() && one["service"]["organization"]["name"].is_string());
    }
}

fn is_single(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

#[tokio::test]
async fn a_term_of_any_record_can_be_asked_for_by_its_id() {
    let site = Site::demo_published().await;
    let terms = all_ids(&site, "/taxonomy_terms").await;
    for line in site.get("/hsds/services?full=true&format=ndjson").await.body.lines() {
        let service: Value = serde_json::from_str(line).unwrap();
        for attribute in service["attributes"].as_array().unwrap() {
            let id = attribute["taxonomy_term"]["id"].as_str().unwrap();
            assert!(terms.iter().any(|term| term == id), "{id}");
        }
    }
    let mut term = json(&site, &format!("/taxonomy_terms/{}", terms[0])).await;
    let detail = term.as_object_mut().unwrap().shift_remove("taxonomy_detail").unwrap();
    assert_eq!(detail, json(&site, &format!("/taxonomies/{}", detail["id"].as_str().unwrap())).await);
}
