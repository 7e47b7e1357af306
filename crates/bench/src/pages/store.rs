//! The store that the pages are served from.

use std::fs;
use std::path::{Path, PathBuf};

use network::Directory;
use network_store::NetworkStore;

use super::options::DEMO;
use crate::Error;
use crate::clock::timed;
use crate::country::Country;
use crate::directory::{AS_OF, make};

/// The made-up network of `continuum demo`, or a directory of so many services.
pub(super) fn directory(services: usize) -> Directory {
    if services == DEMO { demo::directory(AS_OF) } else { make(&Country::new(), services) }
}

/// The file of a SQLite store that holds the directory. One that was filled before is taken as it is: it has its
/// name only once it is whole.
pub(super) fn filled(
    folder: &Path,
    services: usize,
    directory: &Directory,
    tell: &dyn Fn(String),
) -> Result<PathBuf, Error> {
    let path = folder.join(format!("{services}.sqlite"));
    if path.exists() {
        return Ok(path);
    }
    fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
    let part = folder.join(format!("{services}.part"));
    for name in ["part", "part-wal", "part-shm"] {
        let left_over = part.with_extension(name);
        if left_over.exists() {
            fs::remove_file(&left_over).map_err(|error| Error::file(&left_over, error))?;
        }
    }
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Error::file(&part, error))?;
    let (filled, took) = timed(|| runtime.block_on(fill(&part, directory)));
    filled?;
    fs::rename(&part, &path).map_err(|error| Error::file(&path, error))?;
    tell(format!("a store of {} services filled in {took:.1?}", directory.services.len()));
    Ok(path)
}

async fn fill(path: &Path, directory: &Directory) -> Result<(), Error> {
    let store = NetworkStore::open(&address(path)).await?;
    store.put(directory, "bench").await?;
    store.close().await;
    Ok(())
}

/// The address of a store in a file.
pub(super) fn address(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}
