//! One CSV file as rows under headings, whatever is wrong with it: as a stream, in constant memory.

mod quotes;
mod record;
mod window;

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::Arc;

use super::input::{Input, Look, is_archive};
use super::position::{At, Notes};
use super::{ImportError, codes};
use record::{LONGEST_ROW, Raw, Records, Strange};
use window::Window;

/// The signs that may part columns.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How much of a first line is looked at, for the sign that parts its columns.
const LOOKED_AT: usize = 64 * 1024;

/// The headings of a file, and a reader of its rows.
pub(super) struct Table<'r> {
    pub(super) file: Arc<str>,
    pub(super) headings: Vec<String>,
    records: Records<'r>,
    /// Lines passed so far, as rows of a spreadsheet.
    row: u64,
}

/// One row: its values by the places of its columns.
pub(super) struct Row {
    pub(super) at: At,
    pub(super) values: Vec<String>,
}

/// The headings of a file; none where it has no heading that can be read.
pub(super) fn headings(input: &Input<'_>) -> Vec<String> {
    with(input, false, "", &mut Notes::default(), |table, _| Ok(table.headings)).unwrap_or_default()
}

/// Opens a file and hands its rows on.
///
/// # Errors
/// [`ImportError`] when it cannot be read or has no heading, or what `rows` says.
pub(super) fn with<T>(
    input: &Input<'_>,
    is_main: bool,
    table: &str,
    notes: &mut Notes,
    rows: impl FnOnce(Table<'_>, &mut Notes) -> Result<T, ImportError>,
) -> Result<T, ImportError> {
    with_after(input, 0, is_main, table, notes, rows)
}

/// As [`with`], of a table that begins at a later byte of the file's text.
///
/// # Errors
/// As for [`with`].
pub(super) fn with_after<T>(
    input: &Input<'_>,
    start: u64,
    is_main: bool,
    table: &str,
    notes: &mut Notes,
    rows: impl FnOnce(Table<'_>, &mut Notes) -> Result<T, ImportError>,
) -> Result<T, ImportError> {
    let look = *input.look()?;
    if is_main {
        input.note_encoding(table, notes)?;
    }
    input.text(is_main, |read| {
        let passed = io::copy(&mut (&mut *read).take(start), &mut io::sink());
        passed.map_err(|source| ImportError::Unreadable { path: input.name.clone(), source })?;
        rows(Table::open(&input.name, &look, read, table, notes)?, notes)
    })
}

impl<'r> Table<'r> {
    /// Reads the heading.
    fn open(
        name: &str,
        look: &Look,
        read: &'r mut dyn Read,
        table: &str,
        notes: &mut Notes,
    ) -> Result<Self, ImportError> {
        let file = || name.to_owned();
        if is_archive(&look.begin) {
            return Err(ImportError::Encoding { file: file(), encoding: "a zip or spreadsheet file" });
        }
        if look.is_empty {
            return Err(ImportError::Empty { file: file() });
        }
        let unreadable = |source| ImportError::Unreadable { path: file(), source };
        let mut window = Window::new(read);
        window.at_least(LOOKED_AT).map_err(unreadable)?;
        let delimiter = delimiter(window.bytes());
        let mut records = Records::new(window, delimiter);
        let Some(raw) = records.next(0).map_err(unreadable)? else {
            return Err(ImportError::Empty { file: file() });
        };
        let at = At { file: name.into(), row: Some(1) };
        note_strange(&raw, table, &at, notes);
        let headings: Vec<String> = records
            .values()
            .map(|field| String::from_utf8_lossy(field).replace('\0', "").trim().to_owned())
            .collect();
        if delimiter != b',' {
            let sign = if delimiter == b'\t' { "tab".into() } else { char::from(delimiter).to_string() };
            notes.value(codes::DELIMITER, table, &at, "", &sign);
        }
        let mut seen = BTreeSet::new();
        for heading in headings.iter().filter(|heading| !heading.is_empty()) {
            if !seen.insert(heading) {
                notes.column(codes::DUPLICATE_COLUMN, table, name, heading);
            }
        }
        Ok(Self { file: name.into(), headings, records, row: 1 + raw.blank })
    }

    /// The place of the first column with this heading.
    pub(super) fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|known| known == heading)
    }

    /// The next row, with what is wrong with its form noted. A row that is empty is noted and passed over.
    ///
    /// # Errors
    /// [`ImportError::Unreadable`] when the file cannot be read on.
    pub(super) fn next(&mut self, table: &str, notes: &mut Notes) -> Result<Option<Row>, ImportError> {
        let unreadable =
            |source: io::Error, file: &str| ImportError::Unreadable { path: file.into(), source };
        loop {
            let next = self.records.next(self.headings.len());
            let Some(raw) = next.map_err(|error| unreadable(error, &self.file))? else { return Ok(None) };
            self.row += 1 + raw.blank;
            let at = At { file: self.file.clone(), row: Some(self.row) };
            note_strange(&raw, table, &at, notes);
            let is_empty = |field: &[u8]| field.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0);
            if self.records.values().all(is_empty) {
                notes.row(codes::EMPTY_ROW, table, &at);
                continue;
            }
            let values = self.values(raw.bad, &at, table, notes);
            return Ok(Some(Row { at, values }));
        }
    }

    fn values(&self, bad: Option<u64>, at: &At, table: &str, notes: &mut Notes) -> Vec<String> {
        let (columns, there) = (self.headings.len(), self.records.len());
        if there < columns {
            notes.value(codes::TOO_FEW_FIELDS, table, at, "", &format!("{there} of {columns}"));
        }
        if there > columns {
            notes.value(codes::TOO_MANY_FIELDS, table, at, "", &format!("{there} for {columns}"));
        }
        let mut values = Vec::with_capacity(columns);
        for (heading, field) in self.headings.iter().zip(self.records.values()) {
            let value = match std::str::from_utf8(field) {
                Ok(value) => value.to_owned(),
                Err(_) => {
                    let value = String::from_utf8_lossy(field).into_owned();
                    let byte = bad.unwrap_or_default();
                    notes.value(codes::NOT_UTF8, table, at, heading, &format!("byte {byte}: {value}"));
                    value
                }
            };
            if heading.is_empty() && !value.trim().is_empty() {
                notes.value(codes::NAMELESS_COLUMN, table, at, "", &value);
            }
            values.push(value);
        }
        values.resize(columns, String::new());
        values
    }
}

fn note_strange(raw: &Raw, table: &str, at: &At, notes: &mut Notes) {
    match raw.strange {
        Some(Strange::NeverClosed { lines, is_more }) => {
            notes.value(codes::QUOTE_NEVER_CLOSED, table, at, "", &swallowed(lines, is_more));
        }
        Some(Strange::TooLong) => {
            let most = LONGEST_ROW >> 20;
            notes.value(codes::ROW_TOO_LONG, table, at, "", &format!("more than {most} MiB"));
        }
        None => {}
    }
}

fn swallowed(lines: usize, is_more: bool) -> String {
    let more = if is_more { "more than " } else { "" };
    match lines {
        1 => format!("{more}1 line was read as part of this one"),
        _ => format!("{more}{lines} lines were read as part of this one"),
    }
}

/// The sign that parts the columns of the first line: of the four, the one that stands there most often
/// outside quotation marks; a comma where none does.
fn delimiter(bytes: &[u8]) -> u8 {
    let mut counts = [0_u32; DELIMITERS.len()];
    let mut quoted = false;
    for byte in bytes.iter().take(LOOKED_AT) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && counts.iter().any(|count| *count > 0) => break,
            _ if quoted => {}
            byte => {
                let at = DELIMITERS.iter().position(|sign| sign == byte);
                if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                    *count += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let first = counts.iter().position(|count| *count == most && most > 0).unwrap_or(0);
    DELIMITERS.get(first).copied().unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::input::Encoding;

    /// Bytes that nobody holds: a beginning, something very often, and an end.
    struct Made {
        begin: &'static [u8],
        again: &'static [u8],
        times: usize,
        end: &'static [u8],
        at: usize,
    }

    impl Made {
        fn new(begin: &'static str, again: &'static str, times: usize, end: &'static str) -> Self {
            let [begin, again, end] = [begin, again, end].map(str::as_bytes);
            Self { begin, again, times, end, at: 0 }
        }
    }

    impl Read for Made {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let part = if self.begin.is_empty() && self.times == 0 {
                &mut self.end
            } else if self.begin.is_empty() {
                if self.at == self.again.len() {
                    self.at = 0;
                    self.times -= 1;
                    return self.read(buffer);
                }
                let rest = &self.again[self.at..];
                let count = rest.len().min(buffer.len());
                buffer[..count].copy_from_slice(&rest[..count]);
                self.at += count;
                return Ok(count);
            } else {
                &mut self.begin
            };
            part.read(buffer)
        }
    }

    const LOOK: Look = Look {
        encoding: Encoding::Utf8 { has_mark: false, bad: None },
        is_blank: false,
        is_empty: false,
        begin: [0; 8],
        bytes: 0,
    };

    /// Rows with their first values.
    type Rows = Vec<(u64, String)>;

    /// The rows of a file, what is said of them, and the most memory that it took.
    fn read(mut made: Made) -> (Rows, Vec<(&'static str, u64)>, usize) {
        let mut notes = Notes::default();
        let mut table = Table::open("big.csv", &LOOK, &mut made, "services", &mut notes).unwrap();
        let (mut rows, mut most) = (Vec::new(), 0);
        while let Some(row) = table.next("services", &mut notes).unwrap() {
            rows.push((row.at.row.unwrap(), row.values[0].clone()));
            most = most.max(table.records.memory());
        }
        let findings = notes.into_sorted(&super::super::hide::Hidden::default());
        (rows, findings.into_iter().map(|finding| (finding.code, finding.count)).collect(), most)
    }

    /// So much that it could not be missed.
    const MUCH: usize = 4 * LONGEST_ROW;

    #[test]
    fn a_cell_without_end_costs_constant_memory_and_its_row_is_said() {
        let made = Made::new("id,name\ns1,Elm\ns2,\"", "xxxxxxxxxxxxxxxx", MUCH / 8, "\",more\ns3,Fir\n");
        let (rows, said, most) = read(made);
        assert_eq!(rows, [(2, "s1".into()), (3, "s2".into()), (4, "s3".into())]);
        assert_eq!(said, [("row-too-long", 1)]);
        assert!(most < MUCH, "{most}");
    }

    #[test]
    fn a_line_without_end_costs_constant_memory() {
        let (rows, said, most) = read(Made::new("id,name\ns1,", "yyyyyyyyyyyyyyyy", MUCH / 8, ""));
        assert_eq!((rows, said), (vec![(2, "s1".into())], vec![("row-too-long", 1)]));
        assert!(most < MUCH, "{most}");
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_constant_memory_and_no_row() {
        let lines = MUCH / 64;
        let line = "s2,a line of a file that has a great many lines, each like this\n";
        let (rows, said, most) = read(Made::new("id,name,more\ns1,\"open\n", line, lines, "s3,Fir,\n"));
        assert_eq!(rows.len(), lines + 2);
        assert_eq!(rows.last(), Some(&(lines as u64 + 3, "s3".into())));
        assert_eq!(said, [("quote-never-closed", 1), ("too-few-fields", 1)]);
        assert!(most < MUCH, "{most}");
    }
}
