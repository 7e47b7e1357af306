//! A fresh, empty database on each engine.

use sql::{Database, Schema};

/// Tells a story on SQLite, then on PostgreSQL, each time with the address of an empty database.
pub(crate) async fn on_both(story: impl AsyncFn(&str)) {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = format!("sqlite:{}", folder.path().join("story.sqlite").display());
    for url in [sqlite, testkit::postgres::database()] {
        println!("on {url}");
        story(&url).await;
    }
}

/// As [`on_both`], with a database that is open.
pub(crate) async fn with_both(schema: &'static Schema, story: impl AsyncFn(Database)) {
    on_both(async |url| {
        let db = Database::open(url, schema).await.unwrap();
        story(db.clone()).await;
        db.close().await;
    })
    .await;
}
