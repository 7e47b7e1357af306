//! A store is made again from a backup, in an empty database that nothing opens until it was compared.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::folder::{Folder, off};
use super::manifest::TableInBackup;
use super::{BackupError, Manifest, Segment, told};
use crate::location::Location;
use crate::migrate::{self, Purpose, RESTORED};
use crate::moving::checksum::Sum;
use crate::moving::plan::{self, Table};
use crate::moving::reading::{CHUNK, Reached};
use crate::moving::{self, mark};
use crate::{Checksum, Database, Error, MoveError, MoveStage, Schema, TellMove, TransactionName, Value};

const LOOK: TransactionName = TransactionName::new("look-at-target");
/// Bytes of segments whose rows are written at once.
const AT_ONCE: usize = 4 << 20;

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The manifest.
    pub manifest: PathBuf,
    /// When the backup was made, in UTC.
    pub made_at: String,
    /// Where the store is, without user and password.
    pub to: String,
    /// What it holds.
    pub checksum: Checksum,
}

/// Makes a store again in the empty database at `to`, from the backup of this name (its manifest's, without `.json`) or
/// the newest of its kind. One that was interrupted begins anew. `tell` is called after each segment.
///
/// Every segment is looked at before anything is written. Until the store was read once more and is what was backed up,
/// nothing opens it.
///
/// # Errors
/// A folder or backup that is not there, damaged, of another store or of a newer program, by name of the file; a
/// database that is not empty; and what engine or disk refuse.
pub async fn restore(
    folder: &Path,
    name: Option<&str>,
    to: &str,
    schema: &'static Schema,
    tell: TellMove<'_>,
) -> Result<Restored, Error> {
    let location: Location = to.parse().map_err(|error: Error| error.of("where to restore to"))?;
    let (path, name) = (folder.to_owned(), name.map(str::to_owned));
    let (folder, file, manifest) = off(move || {
        let folder = Folder::look(&path)?;
        let (file, manifest) = chosen(&folder, name, schema)?;
        Ok((Arc::new(folder), file, manifest))
    })
    .await?;
    let backup = &Backup { folder, file, manifest };
    backup.is_whole(tell).await?;
    let shown = location.shown();
    let target = Database::connect(location).await.map_err(|error| error.of(&shown))?;
    let result = fill(backup, &target, schema, &shown, tell).await;
    target.close().await;
    let checksum = result?;
    let Backup { file, manifest, .. } = backup;
    Ok(Restored { manifest: file.clone(), made_at: manifest.made_at.clone(), to: shown, checksum })
}

/// The names of the backups in a folder, in order: of each store the newest last.
pub async fn manifests(folder: &Path) -> Result<Vec<String>, Error> {
    let folder = folder.to_owned();
    Ok(off(move || Folder::look(&folder)?.manifests()).await?)
}

fn chosen(
    folder: &Folder,
    name: Option<String>,
    schema: &'static Schema,
) -> Result<(PathBuf, Manifest), BackupError> {
    let name = match name {
        // The manifest's name alone: a path would lead elsewhere.
        Some(name) => match Path::new(&name).file_name() {
            Some(plain) if plain == name.as_str() => name,
            _ => return Err(BackupError::NoManifest { file: folder.path().join(name) }),
        },
        None => {
            let begins = format!("{}-", schema.name);
            let newest = folder.manifests()?.into_iter().rfind(|name| name.starts_with(&begins));
            newest.ok_or_else(|| BackupError::NoBackup {
                folder: folder.path().to_owned(),
                store: schema.name.to_owned(),
            })?
        }
    };
    let (file, manifest) = (folder.manifest(&name), folder.read_manifest(&name)?);
    if manifest.store != schema.name {
        return Err(BackupError::OtherStore { file, expected: schema.name, found: manifest.store });
    }
    let newest = schema.migrations.last().map_or(0, |migration| migration.number);
    if manifest.migration > newest {
        return Err(BackupError::Newer { file, found: manifest.migration, newest });
    }
    Ok((file, manifest))
}

struct Backup {
    folder: Arc<Folder>,
    file: PathBuf,
    manifest: Manifest,
}

impl Backup {
    async fn read(&self, name: &str) -> Result<Vec<u8>, BackupError> {
        let (folder, name, file) = (Arc::clone(&self.folder), name.to_owned(), self.file.clone());
        off(move || folder.read(&name, &file)).await
    }

    /// Looks at every segment, before anything is written.
    async fn is_whole(&self, tell: TellMove<'_>) -> Result<(), BackupError> {
        let names: Vec<&String> = self.manifest.tables.iter().flat_map(|table| &table.segments).collect();
        for (done, name) in (1..).zip(&names) {
            self.read(name).await?;
            told(tell, MoveStage::Checking, done, names.len() as u64)?;
        }
        Ok(())
    }

    /// The rows of a segment of that table.
    async fn rows(
        &self,
        name: &str,
        table: &Table,
    ) -> Result<(usize, Vec<Vec<Value<'static>>>), BackupError> {
        let bytes = self.read(name).await?;
        let damaged = |problem| BackupError::Segment {
            file: self.folder.segment(name),
            manifest: self.file.clone(),
            problem,
        };
        let segment = Segment::from_bytes(&bytes).map_err(damaged)?;
        if segment.table != table.name {
            let (found, expected) = (&segment.table, &table.name);
            return Err(damaged(format!("it holds rows of the table {found:?}, not of {expected:?}")));
        }
        if !segment.is_of(table) {
            return Err(damaged(format!("its columns are not those of the table {:?}", table.name)));
        }
        Ok((bytes.len(), segment.rows))
    }

    /// Each table as it is filled, with what the backup has of it.
    fn of_tables<'a>(
        &'a self,
        tables: &'a [Table],
    ) -> Result<Vec<(&'a Table, &'a TableInBackup)>, BackupError> {
        let unlike =
            |table: &String| BackupError::Shape { manifest: self.file.clone(), table: table.clone() };
        let mut held: BTreeMap<&String, &TableInBackup> =
            self.manifest.tables.iter().map(|table| (&table.table, table)).collect();
        let pairs = tables.iter().map(|table| {
            let backed_up = held.remove(&table.name).ok_or_else(|| unlike(&table.name))?;
            Ok((table, backed_up))
        });
        let pairs = pairs.collect::<Result<_, BackupError>>()?;
        held.into_keys().next().map_or(Ok(pairs), |table| Err(unlike(table)))
    }
}

async fn fill(
    backup: &Backup,
    target: &Database,
    schema: &'static Schema,
    to: &str,
    tell: TellMove<'_>,
) -> Result<Checksum, Error> {
    let of_target = |error: Error| error.of(to);
    let Backup { file, manifest, .. } = backup;
    let turn =
        mark::begin(target, schema, &format!("{RESTORED}{}", file.display()), to).await.map_err(of_target)?;
    // The tables as they were: what later migrations do, they do to the rows.
    let purpose = Purpose::Fill { newest: manifest.migration };
    migrate::run(target, schema, purpose).await.map_err(of_target)?;
    let engine = target.engine();
    let tables = target.read(LOOK, |tx| Box::pin(plan::tables(tx, engine))).await?;
    let pairs = backup.of_tables(&tables)?;
    // What migrations put in, and an earlier restore.
    let all: Vec<&Table> = tables.iter().collect();
    mark::clear(target, turn, &all).await?;
    let mut done = 0;
    for (table, backed_up) in pairs {
        let mut filling = Filling { target, turn, table, sum: Sum::new(table), rows: Vec::new(), bytes: 0 };
        for name in &backed_up.segments {
            let (bytes, rows) = backup.rows(name, table).await?;
            done += rows.len() as u64;
            filling.add(bytes, rows).await?;
            told(tell, MoveStage::Copying, done, manifest.rows)?;
        }
        let Reached { rows, sha256 } = filling.end().await?;
        if (rows, &sha256) != (backed_up.rows, &backed_up.sha256) {
            let (manifest, table) = (file.clone(), table.name.clone());
            return Err(BackupError::Unlike { manifest, table, found: rows, expected: backed_up.rows }.into());
        }
    }
    let read = AtomicU64::new(0);
    let checksum = moving::checksum(target, &|rows| {
        let done = read.fetch_add(rows, Ordering::Relaxed) + rows;
        told(tell, MoveStage::Checking, done, manifest.rows)
            .map_or(ControlFlow::Break(()), ControlFlow::Continue)
    })
    .await?;
    if let Some(table) = manifest.checksum().differs_from(&checksum) {
        return Err(MoveError::NotTheSame { table, to: to.to_owned() }.into());
    }
    mark::end(target, turn).await?;
    migrate::run(target, schema, Purpose::Use).await.map_err(of_target)?;
    Ok(checksum)
}

/// A table that is being filled.
struct Filling<'a> {
    target: &'a Database,
    turn: i64,
    table: &'a Table,
    sum: Sum,
    /// Rows that are still to be written.
    rows: Vec<Vec<Value<'static>>>,
    /// How many bytes they had in their segments.
    bytes: usize,
}

impl Filling<'_> {
    async fn add(&mut self, bytes: usize, rows: Vec<Vec<Value<'static>>>) -> Result<(), Error> {
        for row in &rows {
            self.sum.add(row);
        }
        self.rows.extend(rows);
        self.bytes += bytes;
        if self.bytes >= AT_ONCE || self.rows.len() as u64 >= CHUNK {
            self.write().await?;
        }
        Ok(())
    }

    async fn write(&mut self) -> Result<(), Error> {
        let reached = self.reached();
        mark::write(self.target, self.turn, self.table, &self.rows, &reached).await?;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }

    async fn end(mut self) -> Result<Reached, Error> {
        self.write().await?;
        Ok(self.reached())
    }

    fn reached(&self) -> Reached {
        Reached { rows: self.sum.rows(), sha256: self.sum.so_far() }
    }
}
