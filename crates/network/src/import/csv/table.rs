//! One CSV file as rows under headings, whatever is wrong with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::position::{At, Notes};
use super::super::{ImportError, SourceFile, codes};

/// The signs that may part columns.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How much of a first line is looked at, for the sign that parts its columns.
const LOOKED_AT: usize = 64 * 1024;

/// The headings of a file, and a reader of its rows.
pub(super) struct Table<'f> {
    pub(super) file: Arc<str>,
    pub(super) headings: Vec<String>,
    bytes: &'f [u8],
    reader: csv::Reader<&'f [u8]>,
    /// Lines passed so far, as rows of a spreadsheet.
    row: u64,
}

/// One row: its values by the places of its columns.
pub(super) struct Row {
    pub(super) at: At,
    pub(super) values: Vec<String>,
}

impl<'f> Table<'f> {
    /// Reads the heading.
    pub(super) fn open(file: &'f SourceFile, table: &str, notes: &mut Notes) -> Result<Self, ImportError> {
        let name = || file.name.clone();
        let encoding = match file.bytes.as_slice() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
            [b'P', b'K', 3, 4, ..] => Some("a zip or spreadsheet file"),
            _ => None,
        };
        if let Some(encoding) = encoding {
            return Err(ImportError::Encoding { file: name(), encoding });
        }
        let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
        if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
            return Err(ImportError::Empty { file: name() });
        }
        let delimiter = delimiter(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(bytes);
        let mut heading = csv::ByteRecord::new();
        let at_start = blank_lines(bytes, 0);
        match reader.read_byte_record(&mut heading) {
            Ok(true) => {}
            _ => return Err(ImportError::Empty { file: name() }),
        }
        let headings: Vec<String> = heading
            .iter()
            .map(|field| String::from_utf8_lossy(field).replace('\0', "").trim().to_owned())
            .collect();
        if delimiter != b',' {
            let sign = if delimiter == b'\t' { "tab".into() } else { char::from(delimiter).to_string() };
            notes.value(
                codes::DELIMITER,
                table,
                &At { file: file.name.as_str().into(), row: Some(1) },
                "",
                &sign,
            );
        }
        let mut seen = BTreeSet::new();
        for heading in headings.iter().filter(|heading| !heading.is_empty()) {
            if !seen.insert(heading) {
                notes.column(codes::DUPLICATE_COLUMN, table, &file.name, heading);
            }
        }
        Ok(Self { file: file.name.as_str().into(), headings, bytes, reader, row: 1 + at_start })
    }

    /// The place of the first column with this heading.
    pub(super) fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|known| known == heading)
    }

    /// The next row, with what is wrong with its form noted. A row that is empty is noted and passed over.
    pub(super) fn next(&mut self, table: &str, notes: &mut Notes) -> Option<Row> {
        let mut record = csv::ByteRecord::new();
        loop {
            let start = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
            self.row += 1 + blank_lines(self.bytes, start);
            // From bytes in memory and flexible as it is, the reader has no error to give.
            if !self.reader.read_byte_record(&mut record).unwrap_or(false) {
                return None;
            }
            let at = At { file: self.file.clone(), row: Some(self.row) };
            if record.iter().all(|field| field.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0)) {
                notes.row(codes::EMPTY_ROW, table, &at);
                continue;
            }
            let values = self.values(&record, start, &at, table, notes);
            return Some(Row { at, values });
        }
    }

    fn values(
        &self,
        record: &csv::ByteRecord,
        start: usize,
        at: &At,
        table: &str,
        notes: &mut Notes,
    ) -> Vec<String> {
        let columns = self.headings.len();
        if record.len() < columns {
            notes.value(codes::TOO_FEW_FIELDS, table, at, "", &format!("{} of {columns}", record.len()));
        }
        if record.len() > columns {
            notes.value(codes::TOO_MANY_FIELDS, table, at, "", &format!("{} for {columns}", record.len()));
        }
        let mut values = Vec::with_capacity(columns);
        for (heading, field) in self.headings.iter().zip(record.iter()) {
            values.push(match std::str::from_utf8(field) {
                Ok(value) => value.to_owned(),
                Err(_) => {
                    let value = String::from_utf8_lossy(field).into_owned();
                    let byte = self.first_bad_byte(start);
                    notes.value(codes::NOT_UTF8, table, at, heading, &format!("byte {byte}: {value}"));
                    value
                }
            });
            if let (true, Some(value)) = (heading.is_empty(), values.last())
                && !value.trim().is_empty()
            {
                notes.value(codes::NAMELESS_COLUMN, table, at, "", value);
            }
        }
        values.resize(columns, String::new());
        values
    }

    /// The first byte, in the whole file, that is not UTF-8, from the row that begins at `start` on.
    fn first_bad_byte(&self, start: usize) -> usize {
        let rest = self.bytes.get(start..).unwrap_or_default();
        start + std::str::from_utf8(rest).err().map_or(0, |error| error.valid_up_to())
    }
}

/// Lines without any character from a byte on: the reader passes them over, a spreadsheet counts them.
fn blank_lines(bytes: &[u8], start: usize) -> u64 {
    let rest = bytes.get(start..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| **byte == b'\n' || **byte == b'\r');
    // What ends the line before may be two bytes, of which the reader has taken one.
    let count = ends.filter(|byte| **byte == b'\n').count();
    let taken = start > 0 && rest.first() == Some(&b'\n') && bytes.get(start - 1) == Some(&b'\r');
    u64::try_from(count - usize::from(taken && count > 0)).unwrap_or(0)
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
