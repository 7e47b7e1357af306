//! The files of a source, wherever their bytes are: read from their beginning as often as it takes, and never
//! held whole.

mod archive;
pub(super) mod budget;
mod decode;
mod look;

use std::cell::{Cell, OnceCell, RefCell};
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::rc::Rc;

pub(super) use archive::{Archive, Packed, is_archive};
pub(super) use budget::Budget;
pub(super) use look::{Encoding, Look};

use super::position::{At, Notes};
use super::{ImportError, Progress, SourceFile, codes};

/// One file of a source.
pub(super) struct Input<'a> {
    /// Its name without its folder, as findings show it.
    pub(super) name: String,
    content: Content<'a>,
    look: OnceCell<Look>,
    meter: Option<Rc<Meter<'a>>>,
}

/// Where the bytes of a file are.
pub(super) enum Content<'a> {
    Memory(&'a [u8]),
    Disk(PathBuf),
    Zipped(archive::Entry<'a>),
}

/// How far the reading of all files is.
pub(super) struct Meter<'a> {
    done: Cell<u64>,
    total: u64,
    progress: RefCell<&'a mut dyn FnMut(Progress)>,
}

impl<'a> Meter<'a> {
    pub(super) fn new(total: u64, progress: &'a mut dyn FnMut(Progress)) -> Self {
        progress(Progress { done: 0, total });
        Self { done: Cell::new(0), total, progress: RefCell::new(progress) }
    }

    fn add(&self, bytes: u64) {
        let done = self.done.get() + bytes;
        self.done.set(done);
        (self.progress.borrow_mut())(Progress { done: done.min(self.total), total: self.total });
    }

    /// Says that all has been read.
    pub(super) fn end(&self) {
        (self.progress.borrow_mut())(Progress { done: self.total, total: self.total });
    }
}

impl<'a> Input<'a> {
    pub(super) fn new(name: String, content: Content<'a>, meter: Option<Rc<Meter<'a>>>) -> Self {
        Self { name, content, look: OnceCell::new(), meter }
    }

    /// A file that is in memory.
    pub(super) fn memory(name: &str, bytes: &'a [u8]) -> Self {
        Self::new(name.to_owned(), Content::Memory(bytes), None)
    }

    /// Files that are in memory.
    pub(super) fn all(files: &'a [SourceFile]) -> Vec<Self> {
        let one = |file: &'a SourceFile| Self::new(file.name.clone(), Content::Memory(&file.bytes), None);
        files.iter().map(one).collect()
    }

    /// Tells the meter how far its reading is.
    pub(super) fn meter(&mut self, meter: Rc<Meter<'a>>) {
        self.meter = Some(meter);
    }

    /// How many bytes it has, as far as that is known before it is read.
    pub(super) fn size(&self) -> u64 {
        match &self.content {
            Content::Memory(bytes) => bytes.len() as u64,
            Content::Disk(path) => std::fs::metadata(path).map_or(0, |data| data.len()),
            Content::Zipped(entry) => entry.size(),
        }
    }

    /// Its beginning and its encoding. The first time, the whole file is read for it.
    pub(super) fn look(&self) -> Result<&Look, ImportError> {
        if let Some(look) = self.look.get() {
            return Ok(look);
        }
        let look = self.raw(|read| look::at(read))?;
        Ok(self.look.get_or_init(|| look))
    }

    /// Its bytes as they stand.
    fn raw<T>(&self, with: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> Result<T, ImportError> {
        let done = match &self.content {
            Content::Memory(bytes) => with(&mut &**bytes),
            Content::Disk(path) => File::open(path).and_then(|mut file| with(&mut file)),
            Content::Zipped(entry) => return entry.read(with),
        };
        done.map_err(|source| ImportError::Unreadable { path: self.shown(), source })
    }

    /// All of its bytes, for what cannot be read in pieces.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, ImportError> {
        self.raw(|read| {
            let mut bytes = Vec::new();
            read.read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// Its text as UTF-8 without a mark, from the beginning; in a file that is UTF-8 but for some bytes, these
    /// stay what they are. `is_main` where it is read for what it says, and not for its headings alone.
    pub(super) fn text<T>(
        &self,
        is_main: bool,
        with: impl FnOnce(&mut dyn Read) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let look = self.look()?;
        let meter = self.meter.as_deref().filter(|_| is_main);
        self.raw(|read| {
            let mut metered = Metered { read, meter };
            Ok(match look.encoding {
                Encoding::Utf8 { has_mark, .. } => {
                    if has_mark {
                        io::copy(&mut (&mut metered).take(3), &mut io::sink())?;
                    }
                    with(&mut metered)
                }
                Encoding::Other(encoding) => with(&mut decode::Decoded::new(&mut metered, encoding)),
            })
        })?
    }

    /// Says in which encoding it was read, where that is not UTF-8.
    pub(super) fn note_encoding(&self, table: &str, notes: &mut Notes) -> Result<(), ImportError> {
        if let Encoding::Other(encoding) = self.look()?.encoding {
            let at = At { file: self.name.as_str().into(), row: None };
            notes.value(codes::ENCODING, table, &at, "", encoding.name());
        }
        Ok(())
    }

    fn shown(&self) -> String {
        match &self.content {
            Content::Disk(path) => path.display().to_string(),
            Content::Memory(_) | Content::Zipped(_) => self.name.clone(),
        }
    }
}

/// Tells the meter what is read.
struct Metered<'r, 'm> {
    read: &'r mut dyn Read,
    meter: Option<&'r Meter<'m>>,
}

impl Read for Metered<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.read.read(buffer)?;
        if let Some(meter) = self.meter {
            meter.add(read as u64);
        }
        Ok(read)
    }
}
