//! Forms from anybody, through the pages themselves: an answer or a sentence, never the server's own fault.
#![no_main]

use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
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
        App::open(store, Clock::Fixed(now), true).await.ok()
    })?;
    Some(Site { pages: router(app), runtime, _folder: folder })
}

fuzz_target!(|bytes: &[u8]| {
    let Some(site) = &*SITE else { panic!("the pages could not be started") };
    for path in ["/find", "/sheet", "/script", "/asked"] {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(bytes.to_vec()));
        let Ok(request) = request else { return };
        let Ok(response) = site.runtime.block_on(site.pages.clone().oneshot(request));
        assert!(!response.status().is_server_error(), "{path}: {}", response.status());
        // Who tells something is led to the thanks; nothing else leads anywhere.
        let leads = response.headers().get(header::LOCATION);
        assert!(leads.is_none_or(|to| path == "/asked" && to == "/asked"));
    }
});
