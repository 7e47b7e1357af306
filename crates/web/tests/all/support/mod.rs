//! A site to ask: the pages over a store of its own.

pub(crate) mod agency;
mod browsing;
pub(crate) mod crawl;
pub(crate) mod desk;
pub(crate) mod directory;
pub(crate) mod forms;
pub(crate) mod mine;
pub(crate) mod things;
pub(crate) mod visit;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::date;
use network::Directory;
use network::export::IdKey;
use network_store::{NetworkStore, StoreError};
use tempfile::TempDir;
use tower::ServiceExt as _;
use web::{App, Clock};

pub(crate) use browsing::Served;

/// A Wednesday, 1 pm in Chicago.
pub(crate) fn noon() -> Timestamp {
    "2026-03-11T18:00:00Z".parse().unwrap()
}

/// What the ids of hidden places are made with.
pub(crate) const KEY: IdKey = IdKey::new([7; 32]);

/// The pages, asked without a network.
pub(crate) struct Site {
    pub(crate) app: App,
    router: Router,
    folder: TempDir,
    pub(crate) url: String,
}

/// What a page answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Site {
    /// The made-up network.
    pub(crate) async fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(demo_file(), folder.path().join("network.sqlite")).unwrap();
        Self::over(folder, true).await
    }

    /// The made-up network, published for the API.
    pub(crate) async fn demo_published() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(published_demo_file(), folder.path().join("network.sqlite")).unwrap();
        Self::over(folder, true).await
    }

    /// A directory of one's own.
    pub(crate) async fn of(directory: &Directory) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::fill(&url(folder.path()), directory).await;
        Self::over(folder, false).await
    }

    /// The same on PostgreSQL, in the new database at this address.
    pub(crate) async fn on_postgres(directory: &Directory, database: &str) -> Self {
        Self::fill(database, directory).await;
        Self::at(database.to_owned(), tempfile::tempdir().unwrap(), false).await
    }

    async fn fill(url: &str, directory: &Directory) {
        let store = NetworkStore::open(url).await.unwrap();
        store.put(directory, "test").await.unwrap();
        store.close().await;
    }

    async fn over(folder: TempDir, made_up: bool) -> Self {
        Self::at(url(folder.path()), folder, made_up).await
    }

    async fn at(url: String, folder: TempDir, made_up: bool) -> Self {
        let store = NetworkStore::open(&url).await.unwrap();
        store.id_key(|| Ok::<_, StoreError>(KEY)).await.unwrap();
        let app = App::open(store, Clock::Fixed(noon()), made_up).await.unwrap();
        Self { router: web::router(app.clone()), app, folder, url }
    }

    /// The same store with another clock and with a desk.
    pub(crate) async fn with_desk(self, clock: Clock, desk: web::Desk) -> Self {
        let store = NetworkStore::open(&self.url).await.unwrap();
        let app = App::open(store, clock, false).await.unwrap().with_desk(desk);
        Self { router: web::router(app.clone()), app, ..self }
    }

    /// The same store with another clock, and with agencies that keep records.
    pub(crate) async fn with_agencies(self, clock: Clock, agencies: web::Agencies) -> Self {
        let store = NetworkStore::open(&self.url).await.unwrap();
        let app = App::open(store, clock, false).await.unwrap().with_agencies(agencies);
        Self { router: web::router(app.clone()), app, ..self }
    }

    /// A site over the same store that has read all of it just now.
    pub(crate) async fn read_anew(&self) -> Self {
        Self::at(self.url.clone(), tempfile::tempdir().unwrap(), false).await
    }

    /// The same with its directory published for the API.
    pub(crate) async fn published(self) -> Self {
        self.app.publish().await.unwrap();
        self
    }

    /// Where its store is.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Another hand on its store.
    pub(crate) async fn store(&self) -> NetworkStore {
        NetworkStore::open(&self.url).await.unwrap()
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, address: &str, form: &str) -> Answer {
        self.send(form_request(address, form.as_bytes())).await
    }

    pub(crate) async fn respond(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.respond(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!body.contains('⟦'), "words are missing: {body}");
        Answer { status, headers, body }
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn title(&self) -> &str {
        let (_, rest) = self.body.split_once("<title>").unwrap();
        rest.split_once("</title>").unwrap().0
    }

    /// The page as somebody reads it: without tags.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

pub(crate) fn form_request(address: &str, form: &[u8]) -> Request<Body> {
    Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form.to_vec()))
        .unwrap()
}

fn url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("network.sqlite").display())
}

/// The made-up network in a file, made once and copied for each test.
fn demo_file() -> &'static Path {
    static FILE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    &FILE.get_or_init(|| made(false)).1
}

/// The same, published.
fn published_demo_file() -> &'static Path {
    static FILE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    &FILE.get_or_init(|| made(true)).1
}

fn made(published: bool) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let url = url(folder.path());
    let fill = async move {
        let store = NetworkStore::open(&url).await.unwrap();
        store.put(&demo::directory(date(2026, 3, 11)), "demo").await.unwrap();
        store.id_key(|| Ok::<_, StoreError>(KEY)).await.unwrap();
        if published {
            let app = App::open(store.clone(), Clock::Fixed(noon()), true).await.unwrap();
            app.publish().await.unwrap();
        }
        store.close().await;
    };
    let run = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(fill);
    std::thread::scope(|scope| scope.spawn(run).join()).unwrap();
    let file = folder.path().join("network.sqlite");
    (folder, file)
}
