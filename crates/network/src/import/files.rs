//! The files of a source: in a folder, in memory, or in a zip archive.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::hsds::tabular::DESCRIPTOR;
use super::input::{Archive, Content, Input, Meter, Packed, is_archive};
use super::position::{At, Notes};
use super::{ImportError, Mapping, Progress, SourceFile, codes};

/// How deep folders are looked into.
const DEPTH: usize = 4;

/// What kind of source files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// HSDS as JSON.
    Json,
    /// A set of CSV files.
    Csv,
    /// A spreadsheet of services.
    Sheet,
}

/// The files of a source, sorted by their path.
pub(super) struct Found<'a> {
    pub(super) kind: Kind,
    /// Of CSV files also the description that HSDS's tabular form has.
    pub(super) files: Vec<Input<'a>>,
    /// The source's name: the file's or folder's, without its ending.
    pub(super) name: String,
    /// What was said of them already.
    pub(super) notes: Notes,
}

/// Finds out what a path is. A folder that holds CSV files is a set of them; one that holds only JSON,
/// itself or in folders of its own, is HSDS; an archive is what a folder with the same files would be.
pub(super) fn look<'a>(path: &Path) -> Result<Found<'a>, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: path.display().to_string(), source };
    let not_a_source = || ImportError::NotASource { path: path.display().to_string() };
    let whole = path.canonicalize().map_err(unreadable)?;
    let on_disk = |path: PathBuf| Input::new(name(&path), Content::Disk(path), None);
    if path.is_file() {
        let name = stem(&whole);
        let mut begin = [0; 4];
        let count = fs::File::open(path).and_then(|mut file| file.read(&mut begin)).map_err(unreadable)?;
        let is_zip = is_archive(begin.get(..count).unwrap_or_default());
        return match ending(path).as_deref() {
            Some("zip") => of_archive(self::name(path), Packed::Disk(path.into()), name),
            Some("json" | "ndjson" | "jsonl") => {
                let files = vec![on_disk(path.into())];
                Ok(Found { kind: Kind::Json, files, name, notes: Notes::default() })
            }
            Some("csv" | "tsv" | "xlsx" | "xlsm" | "xls") => {
                let files = vec![on_disk(path.into())];
                Ok(Found { kind: Kind::Sheet, files, name, notes: Notes::default() })
            }
            _ if is_zip => of_archive(self::name(path), Packed::Disk(path.into()), name),
            _ => Err(not_a_source()),
        };
    }
    if !path.is_dir() {
        return Err(not_a_source());
    }
    let mut paths = Vec::new();
    list(path, DEPTH, &mut paths).map_err(unreadable)?;
    paths.sort();
    let below = |file: &PathBuf| file.strip_prefix(path).unwrap_or(file).to_string_lossy().replace('\\', "/");
    let files = paths.into_iter().map(|file| (below(&file), on_disk(file))).collect();
    choose(files, name(&whole), Notes::default(), Where::Folder).ok_or_else(not_a_source)
}

/// Where the files of a source lie.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Folder,
    Memory,
    Archive,
}

/// What files in memory are; one of them may be an archive.
pub(super) fn in_memory<'a>(files: &'a [SourceFile], name: &str) -> Result<Found<'a>, ImportError> {
    let not_a_source = || ImportError::NotASource { path: name.to_owned() };
    if let [only] = files
        && ending(Path::new(&only.name)).is_some_and(|ending| ending == "zip")
    {
        return of_archive(only.name.clone(), Packed::Memory(&only.bytes), name.to_owned());
    }
    let files = Input::all(files).into_iter().map(|file| (file.name.clone(), file)).collect();
    choose(files, name.to_owned(), Notes::default(), Where::Memory).ok_or_else(not_a_source)
}

/// What the files of an archive are.
fn of_archive<'a>(archive: String, packed: Packed<'a>, name: String) -> Result<Found<'a>, ImportError> {
    let mut notes = Notes::default();
    let unpacked = Archive { name: archive.clone(), packed }.unpack(|name| of(name).is_some(), &mut notes)?;
    let files = unpacked.files.into_iter().map(|file| (file.name.clone(), file)).collect();
    choose(files, name, notes, Where::Archive).ok_or_else(|| {
        let why = unpacked.left_out.unwrap_or_else(|| "there is no file of a directory in it".into());
        ImportError::Archive { archive, why }
    })
}

/// Of all files with their paths those that are the source: CSV files and their description, all of one
/// folder; or a spreadsheet, one CSV file in memory or in an archive being one; or all JSON. None where there is
/// none. Of an archive it is said which others were left out.
fn choose<'a>(
    mut files: Vec<(String, Input<'a>)>,
    name: String,
    mut notes: Notes,
    place: Where,
) -> Option<Found<'a>> {
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let csv = || files.iter().map(|(path, _)| path).filter(|path| of(path) == Some(Kind::Csv));
    // In an archive everything may lie in a folder.
    let chosen = match place {
        Where::Archive => {
            csv().map(|path| folder(path)).min_by_key(|folder| (folder.matches('/').count(), folder.len()))
        }
        Where::Folder | Where::Memory => Some(""),
    };
    let chosen = chosen.unwrap_or_default().to_owned();
    let is_here = |path: &str| place == Where::Memory || folder(path) == chosen;
    let count = |kind| files.iter().filter(|(path, _)| of(path) == Some(kind)).count();
    let tables = csv().filter(|path| is_here(path)).count();
    let kind = match (tables, count(Kind::Sheet), count(Kind::Json)) {
        (1.., _, _) if place == Where::Folder => Kind::Csv,
        (0, _, _) if place == Where::Folder => Kind::Json,
        (1, 0, 0) | (0, 1.., _) => Kind::Sheet,
        (0, 0, _) => Kind::Json,
        _ => Kind::Csv,
    };
    let mut found = Vec::new();
    for (path, mut file) in files {
        let short = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let is_found = match (kind, of(&path)) {
            (Kind::Csv, Some(Kind::Json)) => is_here(&path) && short.eq_ignore_ascii_case(DESCRIPTOR),
            (Kind::Csv | Kind::Sheet, Some(Kind::Csv)) => is_here(&path),
            (wanted, known) => known == Some(wanted),
        };
        file.name = short;
        if is_found {
            found.push(file);
        } else if place == Where::Archive && of(&path) == Some(Kind::Csv) {
            let at = At { file: file.name.as_str().into(), row: None };
            let beside = if chosen.is_empty() { "the archive itself" } else { &chosen };
            let said = format!("{path}: it lies in another folder than the files that were read, {beside}");
            notes.value(codes::ARCHIVE_ENTRY, "files", &at, "", &said);
        }
    }
    (!found.is_empty()).then_some(Found { kind, files: found, name, notes })
}

/// The folder of a path, with the slash at its end; empty where there is none.
fn folder(path: &str) -> &str {
    path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or_default()
}

/// What kind of source a file is of, by the ending of its name.
fn of(name: &str) -> Option<Kind> {
    match ending(Path::new(name)).as_deref() {
        Some("csv" | "tsv") => Some(Kind::Csv),
        Some("xlsx" | "xlsm" | "xls") => Some(Kind::Sheet),
        Some("json" | "ndjson" | "jsonl") => Some(Kind::Json),
        _ => None,
    }
}

fn list(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() && depth > 1 {
            list(&entry.path(), depth - 1, paths)?;
        } else if kind.is_file() || kind.is_symlink() && entry.path().is_file() {
            paths.push(entry.path());
        }
    }
    Ok(())
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_lowercase())
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The folder that a file is in.
fn parent(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.into());
    whole.parent().unwrap_or(&whole).display().to_string()
}

/// A file's name without its folder.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl<'a> Found<'a> {
    /// Leaves of CSV files only those that a mapping names.
    pub(super) fn only_named(&mut self, mapping: &Mapping, source: &Path) -> Result<(), ImportError> {
        if self.kind == Kind::Json {
            return Ok(());
        }
        // One table in an archive is as one in a folder.
        let is_archive = ending(source).as_deref() == Some("zip");
        if self.kind == Kind::Sheet && !is_archive {
            let path = source.display().to_string();
            return Err(ImportError::NotAFolder { path, folder: parent(source) });
        }
        self.kind = Kind::Csv;
        for file in mapping.files() {
            if !self.files.iter().any(|found| found.name == file) {
                let csv = self.files.iter().filter(|file| of(&file.name) == Some(Kind::Csv));
                return Err(ImportError::FileMissing {
                    file: file.into(),
                    folder: self.name.clone(),
                    found: csv.map(|file| file.name.as_str()).collect::<Vec<_>>().join(", "),
                });
            }
        }
        self.files.retain(|found| mapping.files().any(|file| file == found.name));
        Ok(())
    }

    /// Tells `progress` how far the reading of the files is.
    pub(super) fn metered(&mut self, progress: &'a mut dyn FnMut(Progress)) -> Rc<Meter<'a>> {
        let meter = Rc::new(Meter::new(self.files.iter().map(Input::size).sum(), progress));
        self.files.iter_mut().for_each(|file| file.meter(meter.clone()));
        meter
    }
}
