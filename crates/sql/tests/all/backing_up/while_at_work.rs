//! A store that is written to meanwhile is backed up as it was at one moment.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use sql::{Database, Engine};

use super::{THEN, folder, restore};
use crate::moving::stores::{Place, SCHEMA, change, checksum, entries, fill};

/// Changes two tables, from another thread with its own connection, as another process would.
fn write_to(url: &str) {
    std::thread::scope(|threads| {
        threads.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                change(url, "UPDATE entry SET t = t || '.'").await;
                change(url, "UPDATE zone SET note = COALESCE(note, '') || '.'").await;
            });
        });
    });
}

#[tokio::test]
async fn what_is_written_during_a_backup_is_not_in_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = Place::between(engine, engine);
        let (from, to, folder) = (place.source(), place.target(), folder(&place));
        fill(&from, &entries(5_500)).await;
        let before = checksum(&from).await;
        let told = AtomicUsize::new(0);
        let tell = |_| {
            told.fetch_add(1, Ordering::Relaxed);
            write_to(&from);
            ControlFlow::Continue(())
        };
        let db = Database::open(&from, &SCHEMA).await.unwrap();
        let made = sql::back_up(&db, &SCHEMA, &folder, THEN, &tell).await.unwrap();
        db.close().await;
        assert!(told.into_inner() > 2, "it was written to several times");
        assert_eq!(made.checksum, before, "it is the state of its beginning");
        assert_ne!(checksum(&from).await, before);
        assert_eq!(restore(&folder, &to).await.unwrap().checksum, before);
    }
}
