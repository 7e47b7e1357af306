//! A story told once and played on both engines, each time on a new store.

use network_store::NetworkStore;
use sql::Engine;
use tempfile::TempDir;

/// A new, empty store.
pub(crate) struct Fresh {
    pub(crate) store: NetworkStore,
    pub(crate) url: String,
    /// Where SQLite's files are.
    pub(crate) folder: TempDir,
}

/// Makes one.
pub(crate) async fn fresh(engine: Engine) -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    let url = match engine {
        Engine::Sqlite => format!("sqlite:{}", folder.path().join("network.sqlite").display()),
        Engine::Postgres => testkit::postgres::database(),
    };
    Fresh { store: NetworkStore::open(&url).await.unwrap(), url, folder }
}

/// Plays a story on both.
pub(crate) async fn on_both(story: impl AsyncFn(Fresh)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        println!("on {engine}");
        story(fresh(engine).await).await;
    }
}
