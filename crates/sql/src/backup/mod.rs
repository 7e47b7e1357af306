//! A whole store goes into a folder of files, and comes back from there, on either engine.
//!
//! Rows are read in the order of their keys from one state of the store, while it is at work, and cut into segments
//! where their content says. A segment is a file that is named by the hash of its bytes, so that a second backup writes
//! only those that are new. The manifest names the segments of one state, and is written last: what was cut off before
//! that leaves segments that nothing names, which the next backup uses or [`prune`] takes away.
//!
//! Byte by byte: `docs/backup.md`.

mod cutting;
mod error;
mod folder;
mod manifest;
mod prune;
mod restore;
mod segment;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use error::BackupError;
pub use manifest::{Manifest, TableInBackup};
pub use prune::{Pruned, prune};
pub use restore::{Restored, manifests, restore};
pub use segment::Segment;

use crate::database::Mode;
use crate::moving::plan;
use crate::moving::reading::Reading;
use crate::{
    Checksum, Database, Engine, Error, MoveProgress, MoveStage, Schema, TellMove, Transaction,
    TransactionName,
};
use cutting::Cutting;
use folder::{Folder, Put, off};

const BACK_UP: TransactionName = TransactionName::new("back-up-store");

/// What a backup came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// The file of its manifest.
    pub manifest: PathBuf,
    /// What the store held.
    pub checksum: Checksum,
    /// Its segments.
    pub segments: u64,
    /// Those of them that were written.
    pub written: u64,
    /// The bytes of those.
    pub bytes: u64,
    /// Those that were there from earlier backups, and whole.
    pub reused: u64,
    /// Those that were there and damaged, and were written again. They are among the written.
    pub mended: u64,
}

/// Writes a backup of all that a store holds at one moment into a folder, which is there. Others may write to the store
/// meanwhile. `now` is in Unix milliseconds, and names the backup. `tell` is called after each chunk of rows.
///
/// # Errors
/// What the store or the disk refuses; a folder that is not there, or that another backup is at work in.
pub async fn back_up(
    database: &Database,
    schema: &'static Schema,
    folder: &Path,
    now: i64,
    tell: TellMove<'_>,
) -> Result<BackedUp, Error> {
    let time = jiff::Timestamp::from_millisecond(now).map_err(|_| BackupError::Time { millis: now })?;
    let path = folder.to_owned();
    let folder = &Arc::new(off(move || Folder::take(&path)).await?);
    let engine = database.engine();
    let Passed { checksum, migration, segments, written, bytes, held, mended } =
        database.run(BACK_UP, Mode::LongRead, |tx| Box::pin(pass(tx, engine, folder, tell))).await?;
    let count = segments.values().map(|names| names.len() as u64).sum();
    let manifest = Manifest::new(schema.name, migration, format!("{time:.3}"), &checksum, segments);
    let name = format!("{}-{}", schema.name, manifest.made_at.replace(':', "-"));
    let folder = Arc::clone(folder);
    let manifest = off(move || {
        folder.settle(manifest.tables.iter().flat_map(|table| &table.segments))?;
        folder.put_manifest(&name, &manifest)
    })
    .await?;
    Ok(BackedUp { manifest, checksum, segments: count, written, bytes, reused: held, mended })
}

#[derive(Default)]
struct Passed {
    checksum: Checksum,
    migration: u32,
    /// The names of each table's segments.
    segments: BTreeMap<String, Vec<String>>,
    written: u64,
    bytes: u64,
    held: u64,
    mended: u64,
}

/// Writes all segments of one state.
async fn pass(
    tx: &mut Transaction<'_>,
    engine: Engine,
    folder: &Arc<Folder>,
    tell: TellMove<'_>,
) -> Result<Passed, Error> {
    let newest = tx.fetch_one("SELECT MAX(number) AS newest FROM schema_migration", &[]).await?;
    let migration = u32::try_from(newest.int("newest")?).unwrap_or(u32::MAX);
    let mut passed = Passed { migration, ..Passed::default() };
    let (mut done, total) = (0, plan::rows(tx, engine).await?);
    let mut sums = Vec::new();
    for table in plan::tables(tx, engine).await? {
        let mut cutting = Cutting::of(&table);
        let mut names = Vec::new();
        let mut reading = Reading::of(&mut *tx, &table)?;
        let mut chunk = reading.chunk().await?;
        while !chunk.is_empty() {
            done += chunk.len() as u64;
            let segments: Vec<Vec<u8>> = chunk.iter().filter_map(|row| cutting.add(row)).collect();
            // The next rows are read while these are written.
            let (put, next) = tokio::join!(write(folder, segments), reading.chunk());
            passed.count(put?, &mut names);
            told(tell, MoveStage::Copying, done, total)?;
            chunk = next?;
        }
        passed.count(write(folder, cutting.end().into_iter().collect()).await?, &mut names);
        sums.push(reading.end());
        passed.segments.insert(table.name.clone(), names);
    }
    passed.checksum = Checksum::of(sums);
    Ok(passed)
}

impl Passed {
    fn count(&mut self, put: Vec<(String, Put, u64)>, names: &mut Vec<String>) {
        for (name, put, bytes) in put {
            names.push(name);
            match put {
                Put::Held => self.held += 1,
                Put::New | Put::Mended => {
                    self.written += 1;
                    self.bytes += bytes;
                    self.mended += u64::from(put == Put::Mended);
                }
            }
        }
    }
}

async fn write(folder: &Arc<Folder>, segments: Vec<Vec<u8>>) -> Result<Vec<(String, Put, u64)>, BackupError> {
    let folder = Arc::clone(folder);
    off(move || {
        let put = segments.iter().map(|bytes| {
            let (name, put) = folder.put(bytes)?;
            Ok((name, put, bytes.len() as u64))
        });
        put.collect()
    })
    .await
}

/// Ends what is going on if the caller wants it to.
fn told(tell: TellMove<'_>, stage: MoveStage, done: u64, total: u64) -> Result<(), BackupError> {
    match tell(MoveProgress { stage, done: done.min(total), total }) {
        std::ops::ControlFlow::Continue(()) => Ok(()),
        std::ops::ControlFlow::Break(()) => Err(BackupError::Stopped),
    }
}
