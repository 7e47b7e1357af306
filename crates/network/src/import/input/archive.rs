//! Zip archives: what lies in one is read as it would be in a folder, and nothing is ever unpacked to a disk.
//! Sizes are counted while inflating, since what an archive declares may be a lie.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::rc::Rc;

use zip::read::OwnedZipFileEntry;
use zip::result::ZipError;
use zip::{ZipArchive, ZipReadOptions};

use super::super::position::{At, Notes};
use super::super::{ImportError, codes};
use super::{Content, Input};

/// The table that findings about whole files stand under.
const FILES: &str = "files";
/// The most files in an archive.
const MOST_ENTRIES: usize = 10_000;
/// So many bytes an entry may always have, whatever it was packed into.
const FREE: u64 = 4 << 20;
/// Beyond that an entry, and all of them together, have at most so many bytes for one of the archive: tables
/// reach a tenth of it.
const RATIO: u64 = 200;
/// The most bytes of one entry, and of all that are read.
const MOST: u64 = 8 << 30;

/// Where the bytes of an archive are.
#[derive(Debug)]
pub(crate) enum Packed<'a> {
    Memory(&'a [u8]),
    Disk(PathBuf),
}

/// A zip archive.
pub(crate) struct Archive<'a> {
    /// As errors show it.
    pub(crate) name: String,
    pub(crate) packed: Packed<'a>,
}

/// One file in an archive.
pub(crate) struct Entry<'a> {
    archive: Rc<Archive<'a>>,
    /// Its name with its folders.
    path: String,
    entry: OwnedZipFileEntry,
}

/// What lies in an archive.
pub(crate) struct Unpacked<'a> {
    pub(crate) files: Vec<Input<'a>>,
    /// Why a file was left out, of the first that was.
    pub(crate) left_out: Option<String>,
}

trait Bytes: Read + Seek {}

impl<R: Read + Seek> Bytes for R {}

/// Whether a file begins as a zip archive does.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

impl<'a> Archive<'a> {
    fn open(&self) -> io::Result<Box<dyn Bytes + '_>> {
        Ok(match &self.packed {
            Packed::Memory(bytes) => Box::new(Cursor::new(*bytes)),
            Packed::Disk(path) => Box::new(File::open(path)?),
        })
    }

    fn size(&self) -> u64 {
        match &self.packed {
            Packed::Memory(bytes) => bytes.len() as u64,
            Packed::Disk(path) => std::fs::metadata(path).map_or(0, |data| data.len()),
        }
    }

    fn error(&self, error: &ZipError) -> ImportError {
        ImportError::Archive { archive: self.name.clone(), why: why(error) }
    }

    /// The files in it whose names `wanted` knows, each read once from beginning to end. What cannot be one of
    /// them is said.
    ///
    /// # Errors
    /// [`ImportError::Archive`] when it is cut off or damaged, [`ImportError::ZipBomb`] when something in it
    /// would unpack to more than a directory can have.
    pub(crate) fn unpack(
        self,
        wanted: impl Fn(&str) -> bool,
        notes: &mut Notes,
    ) -> Result<Unpacked<'a>, ImportError> {
        let archive = Rc::new(self);
        let mut left_out = None;
        let mut leave = |code: &'static str, path: &str, why: &str, notes: &mut Notes| {
            let at = At { file: archive.name.as_str().into(), row: None };
            let said = if why.is_empty() { path.to_owned() } else { format!("{path}: {why}") };
            notes.value(code, FILES, &at, "", &said);
            if !why.is_empty() {
                left_out.get_or_insert(said);
            }
        };
        let mut chosen: BTreeMap<String, Entry<'a>> = BTreeMap::new();
        for (path, entry) in archive.entries()? {
            let slashed = path.replace('\\', "/");
            let name = slashed.rsplit('/').next().unwrap_or(&slashed);
            if entry.is_dir() || name.is_empty() {
                continue;
            }
            if is_litter(&slashed) {
                leave(codes::LITTER, &path, "", notes);
            } else if let Some(trick) = trick(&slashed, &entry) {
                leave(codes::ARCHIVE_ENTRY, &path, trick, notes);
            } else if !wanted(name) {
                if is_archive_name(name) {
                    leave(codes::ARCHIVE_ENTRY, &path, "an archive in an archive is not read", notes);
                }
            } else if entry.encrypted() {
                leave(codes::ARCHIVE_ENTRY, &path, "it is encrypted: pack it without a password", notes);
            } else if let Some(twin) = twin(&chosen, &slashed) {
                let why = format!("{twin} has the same name, and was read");
                leave(codes::ARCHIVE_ENTRY, &path, &why, notes);
            } else {
                let entry = Entry { archive: archive.clone(), path: slashed.clone(), entry };
                chosen.insert(slashed, entry);
            }
        }
        for path in archive.doubled().unwrap_or_default() {
            leave(
                codes::ARCHIVE_ENTRY,
                &path,
                "it stands twice in the archive, and the last was read",
                notes,
            );
        }
        let mut total = 0;
        let mut files = Vec::new();
        for (path, entry) in chosen {
            let input = Input::new(path.clone(), Content::Zipped(entry), None);
            match input.look() {
                Ok(look) => {
                    total += look.bytes;
                    if total > MOST.min(FREE.max(archive.size().saturating_mul(RATIO))) {
                        return Err(ImportError::ZipBomb { archive: archive.name.clone(), entry: path });
                    }
                    files.push(input);
                }
                Err(error @ ImportError::ZipBomb { .. }) => return Err(error),
                Err(error) => leave(codes::ARCHIVE_ENTRY, &path, &error.to_string(), notes),
            }
        }
        Ok(Unpacked { files, left_out })
    }

    /// Names and places of all files, in the order of the archive's list.
    fn entries(&self) -> Result<Vec<(String, OwnedZipFileEntry)>, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: self.name.clone(), source };
        let bytes = self.open().map_err(unreadable)?;
        let list = ZipArchive::new(bytes).map_err(|error| self.error(&error))?;
        if list.len() > MOST_ENTRIES {
            let why = format!("it lists {} files, and no directory has more than {MOST_ENTRIES}", list.len());
            return Err(ImportError::Archive { archive: self.name.clone(), why });
        }
        let mut entries = Vec::new();
        for at in 0..list.len() {
            let entry = list.by_index_data(at).map_err(|error| self.error(&error))?;
            let path = match entry.name() {
                Ok(name) => name.into_owned(),
                Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
            };
            entries.push((path, entry.into()));
        }
        Ok(entries)
    }

    /// Paths that the archive's list names more than once: of these the library shows the last.
    fn doubled(&self) -> io::Result<Vec<String>> {
        let Ok(list) = ZipArchive::new(self.open()?) else { return Ok(Vec::new()) };
        if !list.has_duplicate_names() {
            return Ok(Vec::new());
        }
        let mut bytes = io::BufReader::new(self.open()?);
        bytes.seek(SeekFrom::Start(list.central_directory_start()))?;
        let (mut seen, mut doubled) = (BTreeSet::new(), Vec::new());
        // APPNOTE 6.3.10, 4.3.12: a header of 46 bytes, then name, extra field and comment.
        let mut header = [0; 46];
        while bytes.read_exact(&mut header).is_ok() && header.starts_with(b"PK\x01\x02") {
            let length = |at: usize| {
                let both = header.get(at..at + 2).and_then(|both| both.try_into().ok());
                u64::from(u16::from_le_bytes(both.unwrap_or_default()))
            };
            let mut name = Vec::new();
            (&mut bytes).take(length(28)).read_to_end(&mut name)?;
            io::copy(&mut (&mut bytes).take(length(30) + length(32)), &mut io::sink())?;
            if !seen.insert(name.clone()) {
                doubled.push(String::from_utf8_lossy(&name).into_owned());
            }
        }
        Ok(doubled)
    }
}

impl Entry<'_> {
    /// Hands on its bytes, from the beginning.
    pub(super) fn read<T>(
        &self,
        with: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Result<T, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: self.path.clone(), source };
        let mut bytes = self.archive.open().map_err(unreadable)?;
        let opened = self.entry.as_ref().with_reader(&mut bytes, ZipReadOptions::new());
        let mut file = opened.map_err(|error| {
            let archive = format!("{} in {}", self.path, self.archive.name);
            ImportError::Archive { archive, why: why(&error) }
        })?;
        let most = MOST.min(FREE.max(self.entry.compressed_size().saturating_mul(RATIO)));
        let mut bounded = Bounded { read: &mut file, left: most, is_bomb: false };
        let done = with(&mut bounded);
        if bounded.is_bomb {
            let (archive, entry) = (self.archive.name.clone(), self.path.clone());
            return Err(ImportError::ZipBomb { archive, entry });
        }
        done.map_err(unreadable)
    }

    /// How many bytes it says that it has.
    pub(super) fn size(&self) -> u64 {
        self.entry.size()
    }
}

/// A reader that ends with an error where too much comes.
struct Bounded<R> {
    read: R,
    left: u64,
    is_bomb: bool,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.read.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => {
                self.is_bomb = true;
                return Err(io::Error::other("it unpacks to more than it can hold"));
            }
        }
        Ok(count)
    }
}

/// What operating systems put into archives by themselves.
fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.split('/').any(|part| part == "__MACOSX")
        || name.starts_with("._")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

fn is_archive_name(name: &str) -> bool {
    name.to_lowercase().ends_with(".zip")
}

/// Why a path is none that an honest archive has.
fn trick(path: &str, entry: &OwnedZipFileEntry) -> Option<&'static str> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if entry.is_symlink() {
        Some("it is a link to another file, and links are not followed")
    } else if path.starts_with('/') || drive {
        Some("its path begins at the root of a disk")
    } else if path.split('/').any(|part| part == "..") {
        Some("its path leads out of the archive")
    } else if path.contains('\0') {
        Some("its name holds a NUL byte")
    } else {
        None
    }
}

/// The file of this name, whatever its case, that is already chosen.
fn twin(chosen: &BTreeMap<String, Entry<'_>>, path: &str) -> Option<String> {
    chosen.keys().find(|known| known.eq_ignore_ascii_case(path)).cloned()
}

fn why(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "it is encrypted: pack it without a password".into()
        }
        ZipError::UnsupportedArchive(what) => format!("it is of a kind that is not read ({what})"),
        ZipError::CompressionMethodNotSupported(_) => {
            "it is packed in a way that is not read: pack it as an ordinary zip archive".into()
        }
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => error.to_string(),
        _ => "it is cut off or damaged: pack it and send it again".into(),
    }
}
