//! What is not restored, and not restored into. Nothing is ever written over.

use std::fs;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use sql::{BackupError, Database, Engine, Error, Manifest, MoveError, Schema, SchemaError};

use super::{THEN, back_up, folder, name, restore};
use crate::moving::stores::{Place, SCHEMA, checksum, contents, entries, fill, go_on, on_every_way};

static OTHER: Schema = Schema { name: "elsewhere", ..SCHEMA };
static OLDER: Schema = Schema { migrations: &[SCHEMA.migrations[0]], ..SCHEMA };

#[tokio::test]
async fn a_target_that_holds_anything_is_refused_and_stays_as_it_is() {
    on_every_way(async |place| {
        let (from, to, folder) = (place.source(), place.target(), folder(&place));
        fill(&from, &entries(5)).await;
        back_up(&from, &folder, THEN).await.unwrap();
        fill(&to, &entries(3)).await;
        let before = contents(&to).await;
        let error = restore(&folder, &to).await.unwrap_err();
        assert!(matches!(error, Error::Move(MoveError::Occupied { .. })), "{error}");
        assert_eq!(contents(&to).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_restore_that_was_interrupted_is_opened_by_nothing_and_begins_anew() {
    on_every_way(async |place| {
        let (from, to, folder) = (place.source(), place.target(), folder(&place));
        fill(&from, &entries(5_500)).await;
        let made = back_up(&from, &folder, THEN).await.unwrap();
        // After each segment that is looked at and each that is written, and while the store is read again.
        let mut stops = usize::try_from(made.segments).unwrap();
        loop {
            stops += 1;
            let left = AtomicUsize::new(stops);
            let tell = |_| match left.fetch_sub(1, Ordering::Relaxed) {
                1 => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            };
            match sql::restore(&folder, None, &to, &SCHEMA, &tell).await {
                Ok(restored) => break assert_eq!(restored.checksum, made.checksum),
                Err(error) => assert!(error.to_string().contains("stopped"), "{error}"),
            }
            let half = Database::open(&to, &SCHEMA).await.unwrap_err();
            assert!(matches!(half.cause(), Error::Schema(SchemaError::HalfRestored { .. })), "{half}");
            let said = half.to_string();
            assert!(said.contains("run `continuum restore` again") && said.contains(&name(&made)), "{said}");
        }
        assert!(stops > usize::try_from(made.segments * 2).unwrap(), "{stops}");
        assert_eq!(checksum(&to).await, made.checksum);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_backup_of_the_store_is_refused_by_name() {
    let place = Place::between(Engine::Sqlite, Engine::Sqlite);
    let (from, folder) = (place.source(), folder(&place));
    let to = &place.target();
    let none = restore(&folder, to).await.unwrap_err();
    assert!(none.to_string().ends_with("holds no backup of a stock"), "{none}");
    let away = restore(&folder.join("away"), to).await.unwrap_err();
    assert!(matches!(away, Error::Backup(BackupError::NoFolder { .. })), "{away}");

    fill(&from, &entries(3)).await;
    let made = back_up(&from, &folder, THEN).await.unwrap();
    let named = name(&made);
    let error = back_up(&from, &folder, THEN).await.unwrap_err();
    assert!(matches!(error, Error::Backup(BackupError::SameTime { .. })), "{error}");
    for (schema, says) in
        [(&OTHER, "is the backup of a stock, not of a elsewhere"), (&OLDER, "with migration 2")]
    {
        let error = sql::restore(&folder, Some(&named), to, schema, &go_on).await.unwrap_err().to_string();
        assert!(error.contains(says) && error.contains(&named), "{error}");
    }
    for wrong in ["nothing", "../backups/x", "/etc/passwd", ".."] {
        let error = sql::restore(&folder, Some(wrong), to, &SCHEMA, &go_on).await.unwrap_err();
        assert!(matches!(error, Error::Backup(BackupError::NoManifest { .. })), "{wrong}: {error}");
    }
    let mut other = Manifest::from_bytes(&fs::read(&made.manifest).unwrap()).unwrap();
    other.tables[0].segments.push("../../../etc/passwd".to_owned());
    fs::write(&made.manifest, other.to_bytes().unwrap()).unwrap();
    let error = restore(&folder, to).await.unwrap_err().to_string();
    assert!(error.contains("is no name of a segment"), "{error}");
    assert!(!std::path::Path::new(to.strip_prefix("sqlite:").unwrap()).exists(), "nothing was made");
}

#[tokio::test]
async fn two_at_a_time_do_not_work_in_one_folder() {
    let place = Place::between(Engine::Sqlite, Engine::Sqlite);
    let (from, folder) = (place.source(), folder(&place));
    fill(&from, &entries(3)).await;
    let db = Database::open(&from, &SCHEMA).await.unwrap();
    let tell = |_| {
        std::thread::scope(|threads| {
            let other = threads.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(back_up(&from, &folder, THEN + 1))
            });
            let error = other.join().unwrap().unwrap_err();
            assert!(matches!(error, Error::Backup(BackupError::Busy { .. })), "{error}");
        });
        ControlFlow::Continue(())
    };
    sql::back_up(&db, &SCHEMA, &folder, THEN, &tell).await.unwrap();
    db.close().await;
    assert_eq!(sql::manifests(&folder).await.unwrap().len(), 1);
}
