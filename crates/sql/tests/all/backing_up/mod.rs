//! A store that is backed up into a folder, and made again from there, on either engine.

mod damaged;
mod files;
mod incremental;
mod refused;
mod restored;
mod while_at_work;

use std::path::{Path, PathBuf};

use sql::{BackedUp, Database, Error, Restored};

use crate::moving::stores::{Place, SCHEMA, go_on};

/// The time of the first backup, in Unix milliseconds.
const THEN: i64 = 1_800_000_000_000;

/// A folder for backups beside the stores of a place.
fn folder(place: &Place) -> PathBuf {
    let folder = place.folder.path().join("backups");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn back_up(url: &str, folder: &Path, now: i64) -> Result<BackedUp, Error> {
    let db = Database::open(url, &SCHEMA).await.unwrap();
    let made = sql::back_up(&db, &SCHEMA, folder, now, &go_on).await;
    db.close().await;
    made
}

async fn restore(folder: &Path, to: &str) -> Result<Restored, Error> {
    sql::restore(folder, None, to, &SCHEMA, &go_on).await
}

/// The name of a backup, as a restore takes it.
fn name(made: &BackedUp) -> String {
    made.manifest.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// Every file of segments, in order.
fn segments(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for shelf in std::fs::read_dir(folder.join("segments")).unwrap() {
        for file in std::fs::read_dir(shelf.unwrap().path()).unwrap() {
            files.push(file.unwrap().path());
        }
    }
    files.sort();
    files
}
