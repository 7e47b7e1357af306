//! Where a keys store is, and where it must not be.

use std::fmt;
use std::path::{Path, PathBuf};

use super::KeysError;

/// A database and the file of the root that opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Site {
    /// The database: `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// The root file: outside the data folder and every snapshot.
    pub root: PathBuf,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address may hold a password.
        f.debug_struct("Site").field("root", &self.root).finish_non_exhaustive()
    }
}

/// Where a keys store is, and its copy. Every process that opens a store must name the same copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysLocation {
    /// The store.
    pub first: Site,
    /// Its copy, on another disk.
    pub copy: Option<Site>,
}

impl KeysLocation {
    pub(crate) fn sites(&self) -> impl Iterator<Item = &Site> {
        std::iter::once(&self.first).chain(&self.copy)
    }

    /// Refuses places that would take away what the places are for.
    pub(crate) fn check(&self) -> Result<(), KeysError> {
        for Site { root, .. } in self.sites() {
            if !folder(root).is_dir() {
                return Err(KeysError::NoFolder { root: root.clone() });
            }
            if root.is_symlink() {
                return Err(KeysError::RootIsLink { root: root.clone() });
            }
            for Site { url, .. } in self.sites() {
                if let Some(database) = sql::sqlite_file(url)?
                    && whole(folder(root)).starts_with(whole(folder(&database)))
                {
                    return Err(KeysError::RootBesideStore { root: root.clone(), database });
                }
            }
        }
        let Some(copy) = &self.copy else { return Ok(()) };
        let place = sql::shown_address(&copy.url)?;
        if place == sql::shown_address(&self.first.url)? {
            return Err(KeysError::OneForBoth { what: "a database", place });
        }
        if by_one_name(&copy.root) == by_one_name(&self.first.root) {
            let place = copy.root.display().to_string();
            return Err(KeysError::OneForBoth { what: "a root file", place });
        }
        Ok(())
    }
}

/// The folder that a file is in.
pub(crate) fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file by its one name, however its folder was called.
pub(crate) fn by_one_name(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default();
    whole(folder(file)).join(name)
}

/// A folder by its one name, links followed; one that is not there by the name that it was given.
fn whole(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}
