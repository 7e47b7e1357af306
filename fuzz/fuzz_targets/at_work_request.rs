//! Requests to an agency at work from anybody: cookies that are no session, forms that wait for somebody to sign in, and
//! ids that are none. Nobody is let in, and nothing is the server's own fault.
#![no_main]

use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use fuzz::Counting;
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use network_store::NetworkStore;
use seal::NetworkId;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use vault_store::keys::{KeysLocation, KeysStore, Site as Place};
use vault_store::{Hashing, SealedHalf, VaultStore};
use web::{Agencies, App, Clock, router};

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
    let made = |name: &str| {
        let at = folder.path().join(name);
        std::fs::create_dir_all(&at).ok().map(|()| at)
    };
    let url = |name: &str| Some(format!("sqlite:{}", made(name)?.join("store.sqlite").display()));
    let app = runtime.block_on(async {
        let first = Place { url: url("keys")?, root: made("root")?.join("keys.root") };
        let (at, network) = (KeysLocation { first, copy: None }, NetworkId::from_bytes([7; 16]));
        let then = now.as_millisecond();
        let keys = KeysStore::create(&at, network, then, Box::new(Counting(1))).await.ok()?;
        let vault = VaultStore::open(&url("vault")?).await.ok()?;
        let half = SealedHalf::start(vault, keys).await.ok()?;
        let agencies = Agencies::open(half, Hashing::new(1), Box::new(Counting(2)), Some(&[0x3c; 32]));
        let store = NetworkStore::open(&url("network")?).await.ok()?;
        let app = App::open(store, Clock::Fixed(now), false).await.ok()?;
        Some(app.with_agencies(agencies))
    })?;
    Some(Site { pages: router(app), runtime, _folder: folder })
}

// The first line is the cookies; the second, an id in an address; the rest a form.
fuzz_target!(|bytes: &[u8]| {
    let Some(site) = &*SITE else { panic!("the pages could not be started") };
    let mut lines = bytes.splitn(3, |byte| *byte == b'\n');
    let cookies = HeaderValue::from_bytes(lines.next().unwrap_or_default());
    let cookies = cookies.unwrap_or(HeaderValue::from_static("session="));
    let id: String = lines.next().unwrap_or_default().iter().map(|byte| format!("%{byte:02X}")).collect();
    let form = lines.next().unwrap_or_default();
    let get = |path: String| (Request::get(&path), Body::empty(), path);
    let post = |path: String| (Request::post(&path), Body::from(form.to_vec()), path);
    let requests = [
        get("/at-work".into()),
        get(format!("/at-work/case/{id}")),
        get(format!("/invitation/{id}/{id}")),
        get(format!("/setup?key={id}")),
        post(format!("/at-work/case/{id}/notes")),
        post("/at-work/me/words".into()),
        post("/at-work/sheets/check".into()),
        post("/recover".into()),
        post("/sign-in".into()),
    ];
    for (request, body, path) in requests {
        let request = request
            .header(header::COOKIE, &cookies)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        let Ok(request) = request else { continue };
        let Ok(response) = site.runtime.block_on(site.pages.clone().oneshot(request));
        let status = response.status();
        assert!(!status.is_server_error(), "{path}: {status}");
        // Whoever has no session is led to where one signs in, or shown that; no page of an agency is theirs.
        assert!(!path.starts_with("/at-work") || status != StatusCode::OK, "{path}");
    }
});
