//! What is damaged, missing or foreign is named by file, before anything is made of it; a new backup mends it.

use std::fs;
use std::path::Path;

use sql::{BackupError, Database, Engine, Error, Manifest};

use super::{THEN, back_up, folder, restore, segments};
use crate::moving::stores::{Place, SCHEMA, entries, fill};

/// What an error says, and what is done to a file before.
type Spoiling = (&'static str, fn(&Path));
/// What an error says, and what is done to a manifest before.
type Changing<'a> = (&'static str, &'a dyn Fn(&mut Manifest));

fn backup_error(result: Result<sql::Restored, Error>) -> BackupError {
    match result {
        Err(Error::Backup(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_segment_that_is_damaged_or_missing_is_named_and_the_next_backup_mends_it() {
    let place = Place::between(Engine::Sqlite, Engine::Sqlite);
    let (from, folder) = (place.source(), folder(&place));
    fill(&from, &entries(9_000)).await;
    let made = back_up(&from, &folder, THEN).await.unwrap();
    let spoil: [Spoiling; 4] = [
        ("is damaged", |file| {
            let mut bytes = fs::read(file).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(file, bytes).unwrap();
        }),
        ("is damaged", |file| fs::write(file, "").unwrap()),
        ("is damaged", |file| {
            let bytes = fs::read(file).unwrap();
            fs::write(file, &bytes[..bytes.len() - 1]).unwrap();
        }),
        ("is missing", |file| fs::remove_file(file).unwrap()),
    ];
    for (time, (says, spoil)) in (1..).zip(spoil) {
        let file = &segments(&folder)[1];
        spoil(file);
        let to = place.target();
        let error = backup_error(restore(&folder, &to).await).to_string();
        assert!(error.contains(says) && error.contains(&file.display().to_string()), "{error}");
        assert!(!Path::new(to.strip_prefix("sqlite:").unwrap()).exists(), "nothing was made");
        let again = back_up(&from, &folder, THEN + time).await.unwrap();
        assert_eq!((again.written, again.mended), (1, u64::from(says == "is damaged")));
        assert_eq!(restore(&folder, &to).await.unwrap().checksum, made.checksum);
    }
}

/// A manifest that names other segments than it should, and all of them whole.
#[tokio::test]
async fn a_manifest_that_was_changed_restores_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = Place::between(engine, engine);
        let (from, folder) = (place.source(), folder(&place));
        fill(&from, &entries(20_000)).await;
        let made = back_up(&from, &folder, THEN).await.unwrap();
        let whole = Manifest::from_bytes(&fs::read(&made.manifest).unwrap()).unwrap();
        let entry = whole.tables.iter().position(|table| table.table == "entry").unwrap();
        let zone = whole.tables.iter().position(|table| table.table == "zone").unwrap();
        let change: [Changing<'_>; 5] = [
            ("entry", &|manifest| drop(manifest.tables[entry].segments.pop())),
            ("entry", &|manifest| manifest.tables[entry].segments.reverse()),
            ("not of \"entry\"", &|manifest| {
                manifest.tables[entry].segments[0] = manifest.tables[zone].segments[0].clone();
            }),
            ("do not add up", &|manifest| manifest.tables[entry].rows += 1),
            ("do not add up", &|manifest| drop(manifest.tables.remove(entry))),
        ];
        for (says, change) in change {
            let mut manifest = whole.clone();
            change(&mut manifest);
            fs::write(&made.manifest, manifest.to_bytes().unwrap()).unwrap();
            let to = place.target();
            let error = restore(&folder, &to).await.unwrap_err().to_string();
            assert!(error.contains(says), "{says}: {error}");
            if let Ok(db) = Database::open(&to, &SCHEMA).await {
                db.close().await;
                assert_eq!(says, "do not add up", "a half-restored database is opened by nobody");
            }
        }
        fs::write(&made.manifest, whole.to_bytes().unwrap()).unwrap();
        assert_eq!(restore(&folder, &place.target()).await.unwrap().checksum, made.checksum);
    }
}
