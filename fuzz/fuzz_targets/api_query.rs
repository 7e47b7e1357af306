//! Queries from anybody to the public API: an answer or a refusal in JSON, never the server's own fault.
#![no_main]

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use network_store::NetworkStore;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use web::{App, Clock, router};

struct Site {
    pages: Router,
    runtime: Runtime,
    _folder: TempDir,
}

static SITE: LazyLock<Option<Site>> = LazyLock::new(site);

fn site() -> Option<Site> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().ok()?;
    let folder = tempfile::tempdir().ok()?;
    let now: Timestamp = "2026-01-05T12:00:00Z".parse().ok()?;
    let url = format!("sqlite:{}", folder.path().join("network.sqlite").display());
    let app = runtime.block_on(async {
        let store = NetworkStore::open(&url).await.ok()?;
        let directory = demo::directory(now.to_zoned(jiff::tz::TimeZone::UTC).date());
        store.put(&directory, "demo").await.ok()?;
        let app = App::open(store, Clock::Fixed(now), true).await.ok()?;
        app.publish().await.ok()?;
        Some(app)
    })?;
    Some(Site { pages: router(app), runtime, _folder: folder })
}

/// The bytes as an address can hold them: what cannot stand in a query is escaped.
fn query(bytes: &[u8]) -> String {
    let mut query = String::new();
    for byte in bytes {
        match byte {
            b'!' | b'$'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => {
                query.push(char::from(*byte))
            }
            // Writing to a String does not fail.
            _ => drop(write!(query, "%{byte:02X}")),
        }
    }
    query
}

fuzz_target!(|bytes: &[u8]| {
    let Some(site) = &*SITE else { panic!("the pages could not be started") };
    for path in ["services", "organizations", "service_at_locations", "taxonomy_terms", "services/x"] {
        let address = format!("/hsds/{path}?{}", query(bytes));
        let Ok(request) = Request::get(&address).body(Body::empty()) else { return };
        let Ok(response) = site.runtime.block_on(site.pages.clone().oneshot(request));
        assert!([200, 400, 404].contains(&response.status().as_u16()), "{address}: {}", response.status());
        let body =
            site.runtime.block_on(to_bytes(response.into_body(), usize::MAX)).expect("the body is whole");
        for line in body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            assert!(line.starts_with(b"{") && line.ends_with(b"}"), "{address}");
        }
    }
});
