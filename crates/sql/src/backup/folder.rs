//! The files of a backup. What is written stands under a temporary name until it is whole and on the disk.
//!
//! Each operation says itself before and after, so that a test can cut the process off between any two.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::{BackupError, segment};

const SEGMENTS: &str = "segments";
const LOCK: &str = ".lock";
const ENDING: &str = ".json";
/// What a file is called until it is whole.
const INCOMING: &str = ".incoming";

/// A folder of backups, for as long as nobody else changes it.
pub(super) struct Folder {
    path: PathBuf,
    lock: Option<File>,
}

/// A program that is started elsewhere in this process holds all open files for a moment, and with this one its lock: it is given
/// back by saying so, and not just by closing the file.
impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(lock) = &self.lock {
            // Closing it is what is left.
            let _ = lock.unlock();
        }
    }
}

/// How a segment came to stand in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    /// It was written.
    New,
    /// It was there, whole.
    Held,
    /// It was there, damaged, and was written again.
    Mended,
}

/// Runs work on files where it holds nobody up.
pub(super) async fn off<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(BackupError::CutOff))
}

impl Folder {
    /// Opens it to write, alone.
    pub(super) fn take(path: &Path) -> Result<Self, BackupError> {
        let path = there(path)?;
        let file = path.join(LOCK);
        let failed = |source| BackupError::File { doing: "lock", file: file.clone(), source };
        let lock = private().create(true).truncate(false).open(&file).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => Err(BackupError::Busy { folder: path }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// Opens it to read; it may be on a disk that cannot be written to, which nobody changes then either.
    pub(super) fn look(path: &Path) -> Result<Self, BackupError> {
        let path = there(path)?;
        let Ok(lock) = File::open(path.join(LOCK)) else { return Ok(Self { path, lock: None }) };
        match lock.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Err(BackupError::Busy { folder: path }),
            _ => Ok(Self { path, lock: Some(lock) }),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where a segment stands.
    pub(super) fn segment(&self, name: &str) -> PathBuf {
        self.shelf(name).join(name)
    }

    /// The folder that a segment stands in.
    fn shelf(&self, name: &str) -> PathBuf {
        self.path.join(SEGMENTS).join(name.get(..2).unwrap_or(name))
    }

    /// Where a manifest stands.
    pub(super) fn manifest(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}{ENDING}"))
    }

    /// Puts a segment in, unless it is there and whole. [`Self::settle`] has to follow.
    pub(super) fn put(&self, bytes: &[u8]) -> Result<(String, Put), BackupError> {
        let name = segment::name(bytes);
        let file = self.segment(&name);
        let put = match fs::read(&file) {
            Ok(held) if held == bytes => return Ok((name, Put::Held)),
            Ok(_) => Put::Mended,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Put::New,
            Err(source) => return Err(BackupError::File { doing: "read", file, source }),
        };
        let shelf = self.shelf(&name);
        if !shelf.is_dir() {
            step("make", &shelf, || fs::create_dir_all(&shelf))?;
        }
        write(&file, bytes)?;
        Ok((name, put))
    }

    /// Brings the names of segments down to the disk.
    pub(super) fn settle<'a>(&self, names: impl Iterator<Item = &'a String>) -> Result<(), BackupError> {
        let shelves: BTreeSet<PathBuf> = names.map(|name| self.shelf(name)).collect();
        if !shelves.is_empty() {
            shelves.iter().try_for_each(|shelf| sync(shelf))?;
            sync(&self.path.join(SEGMENTS))?;
        }
        sync(&self.path)
    }

    /// Writes a manifest, the last of a backup.
    pub(super) fn put_manifest(&self, name: &str, manifest: &Manifest) -> Result<PathBuf, BackupError> {
        let file = self.manifest(name);
        if file.exists() {
            return Err(BackupError::SameTime { file });
        }
        let bytes = manifest.to_bytes();
        let bytes = bytes.map_err(|problem| BackupError::Manifest { file: file.clone(), problem })?;
        write(&file, &bytes)?;
        sync(&self.path)?;
        Ok(file)
    }

    pub(super) fn read_manifest(&self, name: &str) -> Result<Manifest, BackupError> {
        let file = self.manifest(name);
        let bytes = match fs::read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BackupError::NoManifest { file });
            }
            read => read.map_err(|source| BackupError::File { doing: "read", file: file.clone(), source })?,
        };
        Manifest::from_bytes(&bytes).map_err(|problem| BackupError::Manifest { file, problem })
    }

    /// The bytes of a segment, which are those that its name is the hash of.
    pub(super) fn read(&self, name: &str, manifest: &Path) -> Result<Vec<u8>, BackupError> {
        let (file, manifest) = (self.segment(name), manifest.to_owned());
        let bytes = match fs::read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BackupError::Missing { file, manifest });
            }
            read => read.map_err(|source| BackupError::File { doing: "read", file: file.clone(), source })?,
        };
        if segment::name(&bytes) != name {
            let problem = "its name is not the hash of what it holds".to_owned();
            return Err(BackupError::Segment { file, manifest, problem });
        }
        Ok(bytes)
    }

    /// The names of all manifests, in order.
    pub(super) fn manifests(&self) -> Result<Vec<String>, BackupError> {
        let names = names_in(&self.path)?;
        let names = names.iter().filter_map(|name| name.strip_suffix(ENDING));
        Ok(names.filter(|name| !name.starts_with('.')).map(str::to_owned).collect())
    }

    /// Takes manifests away, before any segment that they name.
    pub(super) fn remove_manifests(&self, names: &[String]) -> Result<(), BackupError> {
        for name in names {
            let file = self.manifest(name);
            step("remove", &file, || fs::remove_file(&file))?;
        }
        sync(&self.path)
    }

    /// Takes every segment away that is not among these, and what was not finished; how many, and their bytes.
    pub(super) fn remove_segments_but(&self, needed: &BTreeSet<String>) -> Result<(u64, u64), BackupError> {
        let (mut gone, mut bytes) = (0, 0);
        let segments = self.path.join(SEGMENTS);
        if !segments.is_dir() {
            return Ok((gone, bytes));
        }
        for shelf in names_in(&segments)? {
            let shelf = segments.join(shelf);
            for name in names_in(&shelf)?.into_iter().filter(|name| !needed.contains(name)) {
                let file = shelf.join(&name);
                let failed = |source| BackupError::File { doing: "look at", file: file.clone(), source };
                bytes += fs::metadata(&file).map_err(failed)?.len();
                step("remove", &file, || fs::remove_file(&file))?;
                gone += 1;
            }
        }
        Ok((gone, bytes))
    }
}

/// The folder under one name, however it was written.
fn there(path: &Path) -> Result<PathBuf, BackupError> {
    match path.canonicalize() {
        Ok(whole) if whole.is_dir() => Ok(whole),
        _ => Err(BackupError::NoFolder { folder: path.to_owned() }),
    }
}

fn names_in(folder: &Path) -> Result<Vec<String>, BackupError> {
    let failed = |source| BackupError::File { doing: "list", file: folder.to_owned(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        // A name that is not UTF-8 is none of ours.
        names.extend(entry.map_err(failed)?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// Files of a backup are for their owner alone.
fn private() -> OpenOptions {
    let mut open = OpenOptions::new();
    open.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    open
}

/// Puts a file in its place, as a whole or not at all.
fn write(file: &Path, bytes: &[u8]) -> Result<(), BackupError> {
    let mut new = file.as_os_str().to_owned();
    new.push(INCOMING);
    let new = PathBuf::from(new);
    step("write", &new, || {
        let mut open = private().create(true).truncate(true).open(&new)?;
        open.write_all(bytes)?;
        open.sync_all()
    })?;
    step("rename", file, || fs::rename(&new, file))
}

/// Brings names in a folder down to the disk.
fn sync(folder: &Path) -> Result<(), BackupError> {
    #[cfg(unix)]
    step("sync", folder, || File::open(folder)?.sync_all())?;
    Ok(())
}

fn step<T>(doing: &'static str, file: &Path, work: impl FnOnce() -> io::Result<T>) -> Result<T, BackupError> {
    tracing::trace!(target: "continuum::write", file = %file.display(), doing, step = "begin");
    let done = work().map_err(|source| BackupError::File { doing, file: file.to_owned(), source })?;
    tracing::trace!(target: "continuum::write", file = %file.display(), doing, step = "done");
    Ok(done)
}
