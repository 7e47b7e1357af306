//! Writing files and folders whole or not at all, and never over what is not ours.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::end::End;

/// What is to be written.
pub(crate) enum Content {
    /// One file.
    File(Vec<u8>),
    /// A workbook: people write into such files, so that one that is there is never replaced.
    Workbook(Vec<u8>),
    /// Files of a folder, by name.
    Folder(Vec<(&'static str, Vec<u8>)>),
}

impl Content {
    /// How many bytes it has.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::File(bytes) | Self::Workbook(bytes) => bytes.len(),
            Self::Folder(files) => files.iter().map(|(_, bytes)| bytes.len()).sum(),
        }
    }
}

/// Writes beside the place where it is to stand, and moves it there once all of it is written. What stands there
/// already is refused, unless it is an earlier export.
pub(crate) fn write(out: &Path, content: Content) -> Result<(), End> {
    let (folder, name) = place(out)?;
    let refused = |sentence: &str| Err(End::input(out, sentence));
    let failed = |error: std::io::Error| End::input(out, &format!("cannot be written: {error}"));
    let there = fs::symlink_metadata(out).ok();
    match (&content, there) {
        (_, None) => {}
        (Content::Workbook(_), Some(_)) => {
            return refused(
                "this is there, and a spreadsheet may have been written into; choose another name",
            );
        }
        (Content::File(_), Some(there)) if there.is_file() => {
            if !is_our_file(out).map_err(failed)? {
                return refused("this file is there and is no earlier export; choose another name");
            }
        }
        (Content::Folder(_), Some(there)) if there.is_dir() => {
            if !is_our_folder(out).map_err(failed)? {
                return refused("this folder holds other things than an earlier export; choose another name");
            }
        }
        (Content::File(_), Some(_)) => return refused("this is no file; choose another name"),
        (Content::Folder(_), Some(_)) => {
            return refused("this is no folder; choose another name, or one that ends in .zip");
        }
    }
    match content {
        Content::File(bytes) | Content::Workbook(bytes) => {
            let mut file =
                tempfile::Builder::new().prefix(".export-").tempfile_in(&folder).map_err(failed)?;
            file.write_all(&bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
            readable(file.path()).map_err(failed)?;
            file.persist(out).map(drop).map_err(|error| failed(error.error))
        }
        Content::Folder(files) => {
            let made = tempfile::Builder::new().prefix(".export-").tempdir_in(&folder).map_err(failed)?;
            let new = made.path().join(&name);
            fs::create_dir(&new).map_err(failed)?;
            for (file, bytes) in files {
                fs::write(new.join(file), bytes).map_err(failed)?;
            }
            swap(out, &new, &made.path().join("earlier")).map_err(failed)
        }
    }
}

/// Puts a new folder where an earlier one may be; if that cannot be, the earlier one is put back.
fn swap(out: &Path, new: &Path, earlier: &Path) -> std::io::Result<()> {
    let was_there = out.exists();
    if was_there {
        fs::rename(out, earlier)?;
    }
    let moved = fs::rename(new, out);
    if moved.is_err() && was_there {
        fs::rename(earlier, out)?;
    }
    moved
}

/// The folder that it is to stand in, and its name there.
fn place(out: &Path) -> Result<(PathBuf, PathBuf), End> {
    let name = out.file_name().map(PathBuf::from);
    let name = name.ok_or_else(|| End::input(out, "give the name of a file or folder to write"))?;
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    if !folder.is_dir() {
        return Err(End::input(out, &format!("there is no folder {}; make it first", folder.display())));
    }
    Ok((folder, name))
}

/// A file for oneself alone becomes one that others may read, as far as this machine lets others read new files.
#[cfg(unix)]
fn readable(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// How our files begin and end: lists of organizations, and archives whose first file is the first of a package.
fn is_our_file(file: &Path) -> std::io::Result<bool> {
    let bytes = fs::read(file)?;
    let is_list = bytes.starts_with(b"[\n{\"id\":") && bytes.ends_with(b"}\n]\n") || bytes == b"[\n]\n";
    Ok(is_list || network::export::is_package(&bytes))
}

/// Whether a folder holds a package of ours and nothing else.
fn is_our_folder(folder: &Path) -> std::io::Result<bool> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    let descriptor = fs::read(folder.join(network::export::DESCRIPTOR)).unwrap_or_default();
    let known = names.iter().all(|name| network::export::is_file_of_package(name));
    Ok(names.is_empty() || known && network::export::is_descriptor(&descriptor))
}
