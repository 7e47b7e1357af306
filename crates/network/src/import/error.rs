//! Why nothing could be imported at all.

use std::io;

/// An import that could not begin or go on. Nothing of the source was kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A file or folder cannot be opened or read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// Which.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file without content.
    #[error("{file} is empty: there is nothing to import")]
    Empty {
        /// Its name.
        file: String,
    },
    /// A file that is no text, whatever its name says.
    #[error("{file} is {encoding} and no text: save it as CSV in UTF-8 and import it again")]
    Encoding {
        /// Its name.
        file: String,
        /// What it seems to be.
        encoding: &'static str,
    },
    /// Bytes that are not UTF-8 in a file of JSON.
    #[error("{file} is not UTF-8 at byte {byte}: save it as UTF-8 and import it again")]
    NotUtf8 {
        /// Its name.
        file: String,
        /// The first such byte, from 0.
        byte: u64,
    },
    /// A file that is not JSON.
    #[error("{file}, line {line}, column {column}: {why}")]
    Json {
        /// Its name.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong, in a few words.
        why: String,
    },
    /// A zip archive that cannot be read, or one of the files in it.
    #[error("{archive} cannot be unpacked: {why}")]
    Archive {
        /// The archive's name, with that of the file in it where it is one file.
        archive: String,
        /// What is wrong, in a sentence.
        why: String,
    },
    /// A zip archive that would unpack to more than it can honestly hold.
    #[error(
        "{entry} in {archive} unpacks to more than a directory can have: it looks like a zip bomb, and nothing was read"
    )]
    ZipBomb {
        /// The archive's name.
        archive: String,
        /// The file in it at which this was seen.
        entry: String,
    },
    /// More than is kept at once.
    #[error(
        "{file} holds more than can be kept at once: after {rows} rows a gigabyte was reached, and nothing was kept; \
         leave out columns and files that no directory needs, or give the agencies in several parts, each under a name \
         of its own (--source)"
    )]
    TooMuch {
        /// The file in which it was reached.
        file: String,
        /// How many rows had been read by then, of all files.
        rows: u64,
    },
    /// JSON, but no organizations, services or locations.
    #[error(
        "{file} holds no organization, service or location that can be loaded; expected are HSDS 3.1 records, \
         a list of them, or a page with `contents`"
    )]
    NothingRecognised {
        /// The file's or folder's name.
        file: String,
    },
    /// A source of a kind that is not read.
    #[error(
        "{path} is not a source that can be read: give a .json, .ndjson or .jsonl file of HSDS 3.1 records, a \
         folder of such files, a folder of HSDS's tables as CSV, a spreadsheet of services (.xlsx or .csv), a folder of \
         CSV files with a mapping (--map), or a zip archive of one of these"
    )]
    NotASource {
        /// The path as given.
        path: String,
    },
    /// One file with a mapping, where the folder is asked for.
    #[error(
        "{path} is one file, and a mapping (--map) is of a folder: give the folder that it is in ({folder}), or leave the \
         mapping away if the file is a spreadsheet of services"
    )]
    NotAFolder {
        /// The path as given.
        path: String,
        /// The folder.
        folder: String,
    },
    /// A folder of CSV files for which no mapping is known.
    #[error(
        "{folder} holds {found}, but no mapping that we ship fits these files; write a mapping file that says \
         what the columns mean and give it with --map (docs/mapping-a-directory.md shows how)"
    )]
    NoMapping {
        /// The folder's name.
        folder: String,
        /// Its files, with the first headings of each.
        found: String,
    },
    /// A spreadsheet of the form of 1997.
    #[error(
        "{file} is a spreadsheet in an older form (.xls): open it, save it as an Excel workbook (.xlsx), and import that"
    )]
    OldSpreadsheet {
        /// Its name.
        file: String,
    },
    /// A spreadsheet that asks for a password.
    #[error("{file} asks for a password: open it, save a copy without one, and import that")]
    LockedSpreadsheet {
        /// Its name.
        file: String,
    },
    /// A spreadsheet that holds more than is read.
    #[error("{file} is too large to be read: {why}; keep the sheet of services in a file of its own")]
    LargeSpreadsheet {
        /// Its name.
        file: String,
        /// What is too much.
        why: String,
    },
    /// A spreadsheet that cannot be opened.
    #[error(
        "{file} cannot be opened as a spreadsheet (.xlsx): {why}; open it where it was made, save it again, and import that"
    )]
    BrokenSpreadsheet {
        /// Its name.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// A spreadsheet without the headings of an agency and of a service.
    #[error(
        "{file} has no column of agencies (headed \"Agency\" or \"Organización\") together with one of services \
         (\"Service\" or \"Servicio\"); found was {found}. `continuum directory template` writes a spreadsheet to fill \
         in; for other tables write a mapping file (docs/mapping-a-directory.md)"
    )]
    NoSheetHeadings {
        /// Its name.
        file: String,
        /// The first headings that are there.
        found: String,
    },
    /// A file that the mapping names is not in the folder.
    #[error("the mapping names the file {file}, which is not in {folder}; the folder holds {found}")]
    FileMissing {
        /// The file's name.
        file: String,
        /// The folder's name.
        folder: String,
        /// What is there.
        found: String,
    },
    /// The column of ids that the mapping names is not in its file.
    #[error("{file} has no column \"{column}\", which the mapping names; its columns are {found}")]
    ColumnMissing {
        /// The file's name.
        file: String,
        /// The column that the mapping names.
        column: String,
        /// The first headings that are there.
        found: String,
    },
    /// The mapping file is wrong.
    #[error(transparent)]
    Mapping(#[from] MappingError),
}

/// What is wrong with a mapping file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MappingError {
    /// It is not TOML, or has a field that mappings do not have.
    #[error("{file}{}: {why}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Toml {
        /// The mapping's file.
        file: String,
        /// The line, where that is known.
        line: Option<usize>,
        /// What the reader of TOML said.
        why: String,
    },
    /// What it says of a column cannot be followed.
    #[error("{file}, [{table}], column \"{column}\": {why}")]
    Column {
        /// The mapping's file.
        file: String,
        /// The table.
        table: &'static str,
        /// The column's heading.
        column: String,
        /// What is wrong, and what would be right.
        why: String,
    },
    /// What it says of a table or of the whole list cannot be followed.
    #[error("{file}: {why}")]
    Whole {
        /// The mapping's file.
        file: String,
        /// What is wrong, and what would be right.
        why: String,
    },
}
