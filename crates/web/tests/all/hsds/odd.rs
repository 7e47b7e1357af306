//! Odd requests: an answer or a refusal that names the parameter, never the server's own fault.

use proptest::prelude::*;

use super::read;
use crate::support::Site;

#[tokio::test]
async fn a_parameter_that_makes_no_sense_is_named() {
    let site = Site::demo_published().await;
    for (address, parameter) in [
        ("services?page=0", "page"),
        ("services?per_page=501", "per_page"),
        ("services?full=1", "full"),
        ("services?modified_after=soon", "modified_after"),
        ("services?proximity=5", "proximity"),
        ("services?format=xml", "format"),
        ("services/x?full=true", "full"),
        ("organizations?minimal=true", "minimal"),
        ("service_at_locations?proximity=5", "proximity"),
        ("service_at_locations?postcode=99999&proximity=5", "postcode"),
        ("taxonomy_terms?page=x", "page"),
        ("services?taxonomy_term_id=dental", "taxonomy_term_id"),
        ("organizations?taxonomy_term_id=dental", "taxonomy_term_id"),
        ("services?organization_id=nope", "organization_id"),
        ("service_at_locations?organization_id=%20", "organization_id"),
        ("services?taxonomy_id=nope&format=ndjson", "taxonomy_id"),
        ("taxonomy_terms?taxonomy_id=nope", "taxonomy_id"),
        ("taxonomy_terms?parent_id=nope", "parent_id"),
        ("openapi.json?x=1", "x"),
        ("?x=1", "x"),
    ] {
        let answer = site.get(&format!("/hsds/{address}")).await;
        assert_eq!(answer.status, 400, "{address}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{address}");
        let said = read(&answer);
        assert_eq!(said["parameter"], parameter, "{address}");
        assert!(said["detail"].as_str().unwrap().starts_with(parameter), "{address}: {said}");
    }
}

#[tokio::test]
async fn the_last_pages_that_can_be_asked_for_are_empty() {
    let site = Site::demo_published().await;
    for address in ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"] {
        let answer = site.get(&format!("/hsds/{address}?page=1000000000&per_page=500")).await;
        assert_eq!((answer.status.as_u16(), &read(&answer)["empty"]), (200, &true.into()), "{address}");
    }
}

#[test]
fn no_query_brings_the_api_down() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let site = runtime.block_on(Site::demo_published());
    let names = prop::sample::select(vec![
        "search",
        "page",
        "per_page",
        "format",
        "taxonomy_term_id",
        "taxonomy_id",
        "organization_id",
        "modified_after",
        "minimal",
        "full",
        "full_service",
        "postcode",
        "proximity",
        "parent_id",
        "top_only",
        "x",
    ]);
    let values = prop_oneof![
        "[ -~]{0,30}",
        any::<String>(),
        prop::sample::select(vec![
            "true",
            "1",
            "7",
            "ndjson",
            "json",
            "shelter",
            "%",
            "_",
            "\\",
            "' OR 1=1 --",
            "95876",
            "20037508",
            "2026-03-01",
            "9999-12-31T23:59:59Z",
            "-9999-01-01",
            "00000000000000000001",
        ])
        .prop_map(str::to_owned),
    ];
    let paths = prop::sample::select(vec![
        "",
        "/services",
        "/organizations",
        "/service_at_locations",
        "/taxonomies",
        "/taxonomy_terms",
        "/services/x",
        "/organizations/x",
        "/openapi.json",
    ]);
    let config = ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() };
    proptest!(config, |(path in paths, fields in prop::collection::vec((names, values), 0..3))| {
        let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let query: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let address = format!("/hsds{path}?{}", query.join("&"));
        let answer = runtime.block_on(site.get(&address));
        prop_assert!([200, 400, 404].contains(&answer.status.as_u16()), "{}: {}", address, answer.status);
        for line in answer.body.lines() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{}", address);
        }
    });
}
