//! A story told once and played on both engines, each time in a new place.

use std::path::PathBuf;

use sql::Engine;
use tempfile::TempDir;

/// Where new stores of one engine are made.
pub(crate) struct Place {
    pub(crate) engine: Engine,
    folder: TempDir,
}

impl Place {
    /// A place where nothing is yet.
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine, folder: tempfile::tempdir().unwrap() }
    }

    /// The same in memory, where the machine has such a folder: for what is played very often.
    pub(crate) fn in_memory(engine: Engine) -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Self { engine, folder: folder.unwrap() }
    }

    /// The address of a new database; SQLite's is a file in a folder of its own, of this name.
    pub(crate) fn url(&self, name: &str) -> String {
        match self.engine {
            Engine::Sqlite => format!("sqlite:{}", self.folder(name).join("store.sqlite").display()),
            Engine::Postgres => testkit::postgres::database(),
        }
    }

    /// The folder that everything of this place is in.
    pub(crate) fn everything(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// A folder of this name, which is there.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }
}

/// Plays a story on both.
pub(crate) async fn on_both(story: impl AsyncFn(Place)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        println!("on {engine}");
        story(Place::new(engine)).await;
    }
}
