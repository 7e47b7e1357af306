//! The files of a source.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::hsds::tabular::DESCRIPTOR;
use super::{ImportError, Mapping, Progress, SourceFile};

/// How much is read between two reports of progress.
const PIECE: usize = 1 << 20;
/// How deep folders are looked into.
const DEPTH: usize = 4;

/// What kind of source a path is.
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
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) paths: Vec<PathBuf>,
    /// The file's or folder's name without its ending.
    pub(super) name: String,
    /// Beside CSV files: the description that HSDS's tabular form has.
    pub(super) descriptor: Option<PathBuf>,
}

/// Finds out what a path is. A folder that holds CSV files is a set of them; one that holds only JSON,
/// itself or in folders of its own, is HSDS.
pub(super) fn look(path: &Path) -> Result<Found, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: path.display().to_string(), source };
    let not_a_source = || ImportError::NotASource { path: path.display().to_string() };
    let whole = path.canonicalize().map_err(unreadable)?;
    let name = if path.is_file() { stem(&whole) } else { name(&whole) };
    if path.is_file() {
        return match ending(path).as_deref() {
            Some("json" | "ndjson" | "jsonl") => {
                Ok(Found { kind: Kind::Json, paths: vec![path.into()], name, descriptor: None })
            }
            Some("csv" | "tsv" | "xlsx" | "xlsm" | "xls") => {
                Ok(Found { kind: Kind::Sheet, paths: vec![path.into()], name, descriptor: None })
            }
            _ => Err(not_a_source()),
        };
    }
    if !path.is_dir() {
        return Err(not_a_source());
    }
    let mut paths = Vec::new();
    list(path, DEPTH, &mut paths).map_err(unreadable)?;
    paths.sort();
    let is_csv = |file: &PathBuf| matches!(ending(file).as_deref(), Some("csv" | "tsv"));
    let (csv, mut json): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(is_csv);
    let csv: Vec<PathBuf> = csv.into_iter().filter(|file| file.parent() == Some(path)).collect();
    let is_descriptor =
        |file: &&PathBuf| file.parent() == Some(path) && self::name(file).eq_ignore_ascii_case(DESCRIPTOR);
    let descriptor = json.iter().find(is_descriptor).cloned();
    json.retain(|file| matches!(ending(file).as_deref(), Some("json" | "ndjson" | "jsonl")));
    match (csv.is_empty(), json.is_empty()) {
        (false, _) => Ok(Found { kind: Kind::Csv, paths: csv, name, descriptor }),
        (true, false) => Ok(Found { kind: Kind::Json, paths: json, name, descriptor }),
        (true, true) => Err(not_a_source()),
    }
}

/// What kind of source these files are, by the endings of their names: CSV where several are, a spreadsheet where
/// one is that or a workbook.
pub(super) fn kind(files: &[SourceFile]) -> Option<Kind> {
    let of = |wanted: Kind| files.iter().filter(move |file| by_ending(&file.name) == Some(wanted)).count();
    match (of(Kind::Csv), of(Kind::Sheet), of(Kind::Json)) {
        (0, 0, 0) => None,
        (1, 0, 0) | (0, 1, _) => Some(Kind::Sheet),
        (0, 0, _) => Some(Kind::Json),
        (0, _, _) => Some(Kind::Sheet),
        _ => Some(Kind::Csv),
    }
}

/// Whether a file is part of a source of this kind.
pub(super) fn is_of(file: &SourceFile, kind: Kind) -> bool {
    match by_ending(&file.name) {
        Some(Kind::Csv) => matches!(kind, Kind::Csv | Kind::Sheet),
        known => known == Some(kind),
    }
}

fn by_ending(name: &str) -> Option<Kind> {
    match ending(Path::new(name))?.as_str() {
        "csv" | "tsv" => Some(Kind::Csv),
        "xlsx" | "xlsm" | "xls" => Some(Kind::Sheet),
        "json" | "ndjson" | "jsonl" => Some(Kind::Json),
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
pub(super) fn folder(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.into());
    whole.parent().unwrap_or(&whole).display().to_string()
}

/// A file's name without its folder.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Those files of a folder that a mapping names.
pub(super) fn named(found: &Found, mapping: &Mapping) -> Result<Vec<PathBuf>, ImportError> {
    mapping
        .files()
        .map(|file| {
            found.paths.iter().find(|path| name(path) == file).cloned().ok_or_else(|| {
                ImportError::FileMissing {
                    file: file.into(),
                    folder: found.name.clone(),
                    found: found.paths.iter().map(|path| name(path)).collect::<Vec<_>>().join(", "),
                }
            })
        })
        .collect()
}

/// Reads the files, and says how far it is after each megabyte.
pub(super) fn load(
    paths: &[PathBuf],
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<SourceFile>, ImportError> {
    let unreadable = |path: &Path| {
        let path = path.display().to_string();
        move |source| ImportError::Unreadable { path, source }
    };
    let mut total = 0;
    for path in paths {
        total += fs::metadata(path).map_err(unreadable(path))?.len();
    }
    let mut done = 0;
    progress(Progress { done, total });
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let mut file = File::open(path).map_err(unreadable(path))?;
        let mut bytes = Vec::new();
        loop {
            let read = (&mut file).take(PIECE as u64).read_to_end(&mut bytes).map_err(unreadable(path))?;
            if read == 0 {
                break;
            }
            done += read as u64;
            progress(Progress { done, total: total.max(done) });
        }
        files.push(SourceFile { name: name(path), bytes });
    }
    Ok(files)
}
