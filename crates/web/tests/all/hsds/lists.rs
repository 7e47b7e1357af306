//! Lists: the standard's envelope, its parameters, and the stream of all.

use jiff::Timestamp;
use jiff::civil::date;
use network::export::{Listing, Public, RecordKind};
use serde_json::{Value, json};

use super::{all_ids, ids, json, read};
use crate::support::{KEY, Site};

const LISTS: [&str; 5] =
    ["/services", "/organizations", "/service_at_locations", "/taxonomies", "/taxonomy_terms"];

#[tokio::test]
async fn a_page_says_where_it_stands_and_pages_together_are_the_whole() {
    let site = Site::demo_published().await;
    for list in LISTS {
        let whole = all_ids(&site, list).await;
        assert!(!whole.is_empty() && whole.is_sorted(), "{list}");
        let mut together = Vec::new();
        let mut number = 1;
        loop {
            let page = json(&site, &format!("{list}?per_page=7&page={number}")).await;
            let shown = ids(&page);
            let pages = whole.len().div_ceil(7);
            let contents = page["contents"].clone();
            let expected = json!({
                "total_items": whole.len(), "total_pages": pages, "page_number": number, "size": shown.len(),
                "first_page": number == 1, "last_page": number >= pages, "empty": shown.is_empty(),
                "contents": contents,
            });
            assert_eq!(page, expected, "{list}");
            together.extend(shown);
            if page["last_page"] == true {
                break;
            }
            number += 1;
        }
        assert_eq!(together, whole, "{list}");
        let after = json(&site, &format!("{list}?per_page=7&page={}", number + 1)).await;
        assert_eq!(
            (after["empty"].clone(), after["last_page"].clone()),
            (true.into(), true.into()),
            "{list}"
        );
    }
}

#[tokio::test]
async fn every_public_service_is_listed_and_nothing_else() {
    let site = Site::demo_published().await;
    let public = Public::of(&demo::directory(date(2026, 3, 11)), &KEY);
    let listing = Listing::of(&public);
    for (list, kind) in [
        ("/services", RecordKind::Service),
        ("/organizations", RecordKind::Organization),
        ("/service_at_locations", RecordKind::ServiceAtLocation),
    ] {
        let expected: Vec<String> = listing.records(kind).map(|one| one.id).collect();
        assert!(expected.len() > 20, "{list}");
        assert_eq!(all_ids(&site, list).await, expected, "{list}");
    }
}

#[tokio::test]
async fn a_minimal_list_has_all_on_one_page_and_the_times_are_those_of_publishing() {
    let site = Site::demo_published().await;
    let page = json(&site, "/services?minimal=true").await;
    assert_eq!((page["total_pages"].clone(), page["last_page"].clone()), (1.into(), true.into()));
    let noon: Timestamp = crate::support::noon();
    for one in page["contents"].as_array().unwrap() {
        assert_eq!(one.as_object().unwrap().len(), 2);
        assert_eq!(one["last_modified"], noon.to_string());
    }
    assert_eq!(
        json(&site, &format!("/services?modified_after={noon}")).await["total_items"],
        page["total_items"]
    );
    assert_eq!(json(&site, "/services?modified_after=2026-03-12").await["total_items"], 0);
}

#[tokio::test]
async fn services_are_found_by_organization_term_and_words() {
    let site = Site::demo_published().await;
    let all = all_ids(&site, "/services").await;
    let first = json(&site, &format!("/services/{}", all[0])).await;
    let organization = first["organization"]["id"].as_str().unwrap();
    let of_organization = all_ids(&site, &format!("/services?organization_id={organization}")).await;
    assert!(of_organization.contains(&all[0]) && of_organization.len() < all.len());

    let terms = json(&site, "/taxonomy_terms?search=photo+id&per_page=500").await;
    let term =
        &terms["contents"].as_array().unwrap().iter().find(|term| term["code"] == "photo-id").unwrap()["id"];
    let term = term.as_str().unwrap();
    let asking = all_ids(&site, &format!("/services?taxonomy_term_id={term}")).await;
    assert!(!asking.is_empty() && asking.len() < all.len());
    for id in &all {
        let service = json(&site, &format!("/services/{id}")).await;
        let has =
            service["attributes"].as_array().unwrap().iter().any(|one| one["taxonomy_term"]["id"] == term);
        assert_eq!(has, asking.contains(id), "{id}");
        if has {
            let attributes = service["attributes"].as_array().unwrap();
            let asked = attributes.iter().find(|one| one["taxonomy_term"]["code"] == "photo-id").unwrap();
            assert_eq!(asked["link_type"], "requirement");
            let value: Value = serde_json::from_str(asked["value"].as_str().unwrap()).unwrap();
            assert!(value["strength"].is_string());
        }
    }
    let offering = all_ids(&site, &format!("/organizations?taxonomy_term_id={term}")).await;
    let at = all_ids(&site, &format!("/service_at_locations?taxonomy_term_id={term}")).await;
    assert!(!offering.is_empty() && !at.is_empty());
    let taxonomy = json(&site, "/taxonomies").await["contents"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(all_ids(&site, &format!("/services?taxonomy_id={taxonomy}")).await, all);
    for nothing in ["qqqq", "%25", "-", "%F0%9F%8F%A0", "%E2%80%A2%E2%80%A2%E2%80%A2"] {
        for list in LISTS {
            let found = json(&site, &format!("{list}?search={nothing}")).await;
            assert_eq!(found["total_items"], 0, "{list} {nothing}");
            assert!(all_ids(&site, &format!("{list}?search={nothing}")).await.is_empty(), "{list} {nothing}");
        }
    }

    let name = first["name"].as_str().unwrap();
    let word = name.split_whitespace().max_by_key(|word| word.len()).unwrap();
    let found = all_ids(&site, &format!("/services?search={}", word.to_uppercase())).await;
    assert!(found.contains(&all[0]), "{word}");
}

#[tokio::test]
async fn organizations_come_with_their_locations_and_services() {
    let site = Site::demo_published().await;
    let page = json(&site, "/organizations?full=true&per_page=500").await;
    let brief = json(&site, "/organizations?per_page=500").await;
    assert_eq!(ids(&page), ids(&brief));
    let lines = site.get("/hsds/organizations?full_service=true&format=ndjson").await;
    let lines: Vec<Value> = lines.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut services = Vec::new();
    for (one, full) in page["contents"].as_array().unwrap().iter().zip(&lines) {
        let id = one["id"].as_str().unwrap();
        assert_eq!(*one, json(&site, &format!("/organizations/{id}")).await);
        assert_eq!(*full, json(&site, &format!("/organizations/{id}?full_service=true")).await);
        for (named, full) in
            one["services"].as_array().unwrap().iter().zip(full["services"].as_array().unwrap())
        {
            assert_eq!(named.as_object().unwrap().len(), 4);
            let mut own = json(&site, &format!("/services/{}", full["id"].as_str().unwrap())).await;
            assert_eq!(own.as_object_mut().unwrap().shift_remove("organization").unwrap()["id"], id);
            assert_eq!(*full, own);
            services.push(named["id"].as_str().unwrap().to_owned());
        }
    }
    services.sort();
    assert_eq!(services, all_ids(&site, "/services").await);
    assert!(lines.iter().any(|one| one["locations"].as_array().is_some_and(|all| !all.is_empty())));
}

#[tokio::test]
async fn a_change_is_published_with_a_time_and_under_another_tag() {
    let mut directory = demo::directory(date(2026, 3, 11));
    let site = Site::demo_published().await;
    let before = site.get("/hsds/services").await;
    let id = read(&before)["contents"][0]["id"].as_str().unwrap().to_owned();
    let service = directory.services.iter_mut().find(|service| service.id.as_str() == id).unwrap();
    service.fees = Some("Fees are as the moon stands".into());
    let store = site.store().await;
    store.put(&directory, "demo").await.unwrap();
    assert!(site.app.publish().await.unwrap() && !site.app.publish().await.unwrap());
    let after = site.get("/hsds/services").await;
    assert_ne!(before.header("etag"), after.header("etag"));
    assert_eq!(
        json(&site, &format!("/services/{id}")).await["fees_description"],
        "Fees are as the moon stands"
    );
    assert_eq!(all_ids(&site, "/services?search=moon+fees").await, [id]);
}
