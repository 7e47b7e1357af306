//! The exchange itself: methods, conditions, what may be kept, and reading from other sites.

use axum::body::Body;
use axum::http::{Method, Request};

use super::{all_ids, read};
use crate::support::{Answer, Site};

async fn send(site: &Site, method: &str, address: &str, header: Option<(&str, &str)>) -> Answer {
    let mut request = Request::builder().method(method).uri(address);
    if let Some((name, value)) = header {
        request = request.header(name, value);
    }
    site.send(request.body(Body::empty()).unwrap()).await
}

/// An address of each route.
async fn addresses(site: &Site) -> Vec<String> {
    let mut addresses = vec!["/hsds".to_owned(), "/hsds/".to_owned(), "/hsds/openapi.json".to_owned()];
    for list in ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"] {
        let id = all_ids(site, &format!("/{list}")).await.remove(0);
        addresses.extend([format!("/hsds/{list}"), format!("/hsds/{list}/{id}")]);
    }
    addresses
}

#[tokio::test]
async fn what_is_not_for_reading_is_refused_and_says_what_is_allowed() {
    let site = Site::demo_published().await;
    for address in addresses(&site).await {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE] {
            let answer =
                send(&site, method.as_str(), &address, Some(("origin", "https://elsewhere.example"))).await;
            assert_eq!(answer.status, 405, "{method} {address}");
            assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS", "{method} {address}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(read(&answer)["status"], 405);
        }
    }
}

#[tokio::test]
async fn a_head_has_the_headers_and_no_body() {
    let site = Site::demo_published().await;
    for address in addresses(&site).await {
        let (head, get) = (send(&site, "HEAD", &address, None).await, site.get(&address).await);
        assert_eq!((head.status, get.status), (get.status, 200.try_into().unwrap()), "{address}");
        assert!(head.body.is_empty() && !get.body.is_empty(), "{address}");
        for name in ["etag", "content-type", "cache-control", "vary"] {
            assert_eq!(head.header(name), get.header(name), "{name} of {address}");
        }
    }
}

#[tokio::test]
async fn who_has_an_answer_is_told_that_it_is_still_the_same() {
    let site = Site::demo_published().await;
    let mut tags = Vec::new();
    for address in addresses(&site).await {
        let first = site.get(&address).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{address}: {tag}");
        let kept = first.header("cache-control").to_owned();
        let is_known = ["taxonom", "openapi", "/hsds/"].iter().any(|known| match *known {
            "/hsds/" => address == "/hsds" || address == "/hsds/",
            known => address.contains(known),
        });
        let wanted = if is_known { "public, max-age=60" } else { "no-cache" };
        assert_eq!(kept, wanted, "{address}");
        assert_eq!(first.header("last-modified"), "", "{address}");
        assert_eq!(site.get(&address).await.header("etag"), tag, "{address}");
        for held in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = send(&site, "GET", &address, Some(("if-none-match", &held))).await;
            assert_eq!(again.status, 304, "{address} {held}");
            assert!(again.body.is_empty());
            assert_eq!((again.header("etag"), again.header("cache-control")), (tag.as_str(), kept.as_str()));
        }
        let other = send(&site, "GET", &address, Some(("if-none-match", "\"other\""))).await;
        assert_eq!((other.status.as_u16(), other.body == first.body), (200, true), "{address}");
        if address != "/hsds/" {
            tags.push(tag);
        }
    }
    for query in ["page=2", "per_page=3", "full=true", "format=ndjson"] {
        tags.push(site.get(&format!("/hsds/services?{query}")).await.header("etag").to_owned());
    }
    let by_media_type = send(&site, "GET", "/hsds/services", Some(("accept", "application/x-ndjson"))).await;
    assert_eq!(by_media_type.header("content-type"), "application/x-ndjson");
    tags.push(by_media_type.header("etag").to_owned());
    let all = tags.len();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), all, "another answer has another tag");
    let gone = send(&site, "GET", "/hsds/services/none", Some(("if-none-match", "*"))).await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn a_page_of_any_site_may_read() {
    let site = Site::demo_published().await;
    let mut all = addresses(&site).await;
    all.extend(["/hsds/nothing", "/hsds/services/none", "/hsds/services?page=0"].map(Into::into));
    for address in all {
        let origin = Some(("origin", "https://elsewhere.example"));
        let answer = send(&site, "GET", &address, origin).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{address}");
        assert_eq!(answer.header("access-control-allow-credentials"), "");
        assert_eq!(answer.header("set-cookie"), "");
        assert_eq!(answer.header("vary"), "accept", "{address}");
        if answer.status != 404 {
            let asked = send(&site, "OPTIONS", &address, origin).await;
            assert_eq!((asked.status.as_u16(), asked.body.as_str()), (204, ""), "{address}");
            assert_eq!(asked.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
            assert!(asked.header("access-control-allow-headers").contains("if-none-match"));
            assert_eq!(asked.header("allow"), "GET, HEAD, OPTIONS");
        }
    }
    assert_eq!(site.get("/agencies").await.header("access-control-allow-origin"), "", "the pages are ours");
}

#[tokio::test]
async fn what_is_not_there_is_said_in_json_and_not_kept() {
    let site = Site::demo_published().await;
    for address in [
        "/hsds/nothing",
        "/hsds/services/none",
        "/hsds/services/%00",
        "/hsds/services/%FF",
        "/hsds/organizations/none?full_service=true",
        "/hsds/service_at_locations/none",
        "/hsds/taxonomies/none",
        "/hsds/taxonomy_terms/none",
        "/hsds/services/none/more",
        "/hsds/services/",
    ] {
        let answer = site.get(address).await;
        assert_eq!(answer.status, 404, "{address}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{address}");
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
        assert_eq!((answer.header("etag"), &read(&answer)["title"]), ("", &"Not Found".into()), "{address}");
    }
}

#[tokio::test]
async fn before_anything_is_published_the_api_asks_for_patience() {
    let site = Site::demo().await;
    let answer = site.get("/hsds/services").await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "5"));
    assert_eq!(site.get("/hsds").await.status, 200);
}

#[tokio::test]
async fn the_api_says_where_its_description_is() {
    let site = Site::demo().await;
    let about = send(&site, "GET", "/hsds", Some(("host", "directory.example"))).await;
    let about = read(&about);
    assert_eq!(about["version"], "3.1");
    assert_eq!(about["openapi_url"], "http://directory.example/hsds/openapi.json");
    assert!(about["description"].as_str().unwrap().contains("made-up"));
    let evil = send(&site, "GET", "/hsds", Some(("host", "<script>"))).await;
    assert!(!evil.body.contains("<script"));
}
