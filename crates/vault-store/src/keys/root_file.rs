//! The file of the root: one root, or two while what is sealed under one is being sealed under the other.

use std::path::{Path, PathBuf};

use seal::{Broken, RootFile, RootId, StoreRoot};

use super::KeysError;
use super::files;

/// What stands at a root file's place.
pub(crate) enum Held {
    /// Nothing.
    Missing,
    /// A file that is not whole.
    Torn(Broken),
    /// A root file.
    Whole(Box<RootFile>),
}

impl Held {
    /// What stands there. A file of another suite is an error: nothing may be put in its place.
    pub(crate) fn read(file: &Path) -> Result<Self, KeysError> {
        let Some(bytes) = files::read(file)? else { return Ok(Self::Missing) };
        match RootFile::from_bytes(&bytes) {
            Ok(file) => Ok(Self::Whole(file.into())),
            Err(Broken::Suite) => Err(KeysError::UnknownSuite { root: file.to_owned() }),
            Err(why) => Ok(Self::Torn(why)),
        }
    }

    /// The file, if it is whole.
    pub(crate) fn whole(&self) -> Option<&RootFile> {
        match self {
            Self::Whole(file) => Some(file),
            Self::Missing | Self::Torn(_) => None,
        }
    }
}

/// The root of this id, if the file holds it.
pub(crate) fn find(file: &RootFile, id: RootId) -> Option<&StoreRoot> {
    [Some(&file.current), file.next.as_ref()].into_iter().flatten().find(|root| root.id() == id)
}

/// The same root once more: roots cannot be cloned, but their file can be read twice.
pub(crate) fn again(file: &RootFile, id: RootId) -> Option<StoreRoot> {
    let RootFile { current, next } = RootFile::from_bytes(&file.to_bytes()).ok()?;
    [Some(current), next].into_iter().flatten().find(|root| root.id() == id)
}

/// Puts roots into the file, and overwrites what it held before.
pub(crate) async fn write(file: &Path, roots: &RootFile) -> Result<(), KeysError> {
    let (file, bytes): (PathBuf, _) = (file.to_owned(), roots.to_bytes());
    files::off(move || files::replace(&file, &bytes)).await
}
