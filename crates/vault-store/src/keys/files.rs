//! Files that hold secrets: read whole, replaced whole, and overwritten before they go.
//!
//! Each operation says itself before and after, so that a test can cut the process off between any two.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::KeysError;
use super::location::folder;

/// The longest file that is read: a backup of some ten million shares.
const LONGEST: u64 = 4 << 30;

/// Runs work on files where it holds nobody up.
pub(crate) async fn off<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, KeysError> + Send + 'static,
) -> Result<T, KeysError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(KeysError::CutOff))
}

/// The bytes of a file; none if it is not there.
pub(crate) fn read(file: &Path) -> Result<Option<Zeroizing<Vec<u8>>>, KeysError> {
    let failed = |source| KeysError::File { doing: "read", file: file.to_owned(), source };
    let open = match File::open(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        open => open.map_err(failed)?,
    };
    let length = open.metadata().map_err(failed)?.len();
    // Room for all of it at once: a vector that grows would leave bytes behind where it was.
    let room = usize::try_from(length.min(LONGEST)).unwrap_or_default();
    let mut bytes = Zeroizing::new(Vec::with_capacity(room + 1));
    open.take(LONGEST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(bytes))
}

/// Puts bytes in the place of a file, readable by its owner alone, as a whole or not at all; then overwrites what
/// stood there before. Wherever it is cut off, [`finish`] makes it good.
///
/// The former file keeps a second name, `….outgoing`, until it was overwritten, so that it can still be found.
pub(crate) fn replace(file: &Path, bytes: &[u8]) -> Result<(), KeysError> {
    finish(file)?;
    let (new, old) = (beside(file, "incoming"), beside(file, "outgoing"));
    step("write", &new, || {
        let mut open = OpenOptions::new();
        open.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
        let mut open = open.open(&new)?;
        open.write_all(bytes)?;
        open.sync_all()
    })?;
    let former = match OpenOptions::new().write(true).open(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        former => {
            Some(former.map_err(|source| KeysError::File { doing: "open", file: file.to_owned(), source })?)
        }
    };
    let is_linked = former.is_some() && step("link", &old, || link(file, &old))?;
    sync_folder(file)?;
    step("rename", file, || fs::rename(&new, file))?;
    sync_folder(file)?;
    if let Some(former) = former {
        step("overwrite", &old, || overwrite(former))?;
    }
    if is_linked {
        step("remove", &old, || fs::remove_file(&old))?;
        sync_folder(file)?;
    }
    Ok(())
}

/// Makes good what a cut left of [`replace`].
pub(crate) fn finish(file: &Path) -> Result<(), KeysError> {
    wipe(&beside(file, "incoming"))?;
    let old = beside(file, "outgoing");
    let Some(former) = read(&old)? else { return Ok(()) };
    match read(file)? {
        // Two names of one file still, or it was all zeros and is now: nothing to overwrite.
        Some(held) if *held == *former => {
            step("remove", &old, || fs::remove_file(&old))?;
            sync_folder(file)
        }
        Some(_) => wipe(&old),
        // Whoever took the file away may need this one.
        None => Ok(()),
    }
}

/// Overwrites a file with zeros and removes it. One that is not there is fine; of a link only the link goes, since
/// somebody else may have put it there.
pub(crate) fn wipe(file: &Path) -> Result<(), KeysError> {
    if file.is_symlink() {
        return step("remove", file, || fs::remove_file(file));
    }
    let open = match OpenOptions::new().write(true).open(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        open => open.map_err(|source| KeysError::File { doing: "open", file: file.to_owned(), source })?,
    };
    step("overwrite", file, || overwrite(open))?;
    step("remove", file, || fs::remove_file(file))?;
    sync_folder(file)
}

/// Zeros over all of an open file, down to the disk.
fn overwrite(mut file: File) -> io::Result<()> {
    let length = file.metadata()?.len();
    io::copy(&mut io::repeat(0).take(length), &mut file)?;
    file.flush()?;
    file.sync_all()
}

/// Gives a file a second name; `false` where the file system knows no such thing, and an open handle must do.
fn link(file: &Path, name: &Path) -> io::Result<bool> {
    match fs::hard_link(file, name) {
        Ok(()) => Ok(true),
        Err(error)
            if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) =>
        {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Brings names in a folder down to the disk.
fn sync_folder(file: &Path) -> Result<(), KeysError> {
    #[cfg(unix)]
    step("sync", folder(file), || File::open(folder(file))?.sync_all())?;
    Ok(())
}

fn step<T>(doing: &'static str, file: &Path, work: impl FnOnce() -> io::Result<T>) -> Result<T, KeysError> {
    tracing::trace!(target: "continuum::write", file = %file.display(), doing, step = "begin");
    let done = work().map_err(|source| KeysError::File { doing, file: file.to_owned(), source })?;
    tracing::trace!(target: "continuum::write", file = %file.display(), doing, step = "done");
    Ok(done)
}

/// A file's name with an ending more.
pub(crate) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
