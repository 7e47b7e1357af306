//! One change at a time, whichever process makes it.

use std::fs::{File, OpenOptions};

use super::files::{beside, off};
use super::location::by_one_name;
use super::{KeysError, Site};

/// The turn to change a store: a lock on a file beside each of its root files, which every process takes before it
/// writes. It ends when this value goes, or its process.
///
/// All take them in one order, whichever of the two they call the copy.
///
/// It keeps the two copies in one order, and a rotation of the root alone. That no row slips in under an old root does
/// not hang on it: each transaction that writes looks which root counts.
pub(crate) struct Turn {
    _files: Vec<File>,
}

impl Turn {
    pub(crate) async fn take(sites: impl Iterator<Item = &Site>) -> Result<Self, KeysError> {
        let mut roots: Vec<_> = sites.map(|site| by_one_name(&site.root)).collect();
        roots.sort_unstable();
        off(move || {
            let lock = |root| {
                let file = beside(root, "lock");
                let mut open = OpenOptions::new();
                open.write(true).create(true).truncate(false);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
                let locked = open.open(&file).and_then(|open| open.lock().map(|()| open));
                locked.map_err(|source| KeysError::File { doing: "lock", file, source })
            };
            Ok(Self { _files: roots.iter().map(|root| lock(root)).collect::<Result<_, _>>()? })
        })
        .await
    }
}
