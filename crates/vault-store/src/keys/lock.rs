//! One change at a time, whichever process makes it.

use std::fs::{File, OpenOptions};
use std::path::Path;

use super::KeysError;
use super::files::{beside, off};

/// The turn to change a store: a lock on a file beside the root file, which every process takes before it writes.
/// It ends when this value goes, or its process.
///
/// It keeps the two copies in one order, and a rotation of the root alone. That no row slips in under an old root does
/// not hang on it: each transaction that writes looks which root counts.
pub(crate) struct Turn {
    _file: File,
}

impl Turn {
    pub(crate) async fn take(root: &Path) -> Result<Self, KeysError> {
        let file = beside(root, "lock");
        off(move || {
            let failed = |source| KeysError::File { doing: "lock", file: file.clone(), source };
            let mut open = OpenOptions::new();
            open.write(true).create(true).truncate(false);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
            let open = open.open(&file).map_err(failed)?;
            open.lock().map_err(failed)?;
            Ok(Self { _file: open })
        })
        .await
    }
}
