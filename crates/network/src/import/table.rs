//! One CSV file as rows under headings, whatever is wrong with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::position::{At, Notes};
use super::{ImportError, SourceFile, codes, text};

/// The signs that may part columns.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How much of a first line is looked at, for the sign that parts its columns.
const LOOKED_AT: usize = 64 * 1024;

/// The headings of a file, and a reader of its rows.
pub(in crate::import) struct Table<'f> {
    pub(super) file: Arc<str>,
    pub(in crate::import) headings: Vec<String>,
    bytes: &'f [u8],
    delimiter: u8,
    reader: csv::Reader<&'f [u8]>,
    /// At which byte of the file the reader began.
    base: usize,
    /// Lines passed so far, as rows of a spreadsheet.
    row: u64,
}

/// One row: its values by the places of its columns.
pub(in crate::import) struct Row {
    pub(in crate::import) at: At,
    pub(in crate::import) values: Vec<String>,
}

impl<'f> Table<'f> {
    /// Reads the heading.
    pub(in crate::import) fn open(
        file: &'f SourceFile,
        table: &str,
        notes: &mut Notes,
    ) -> Result<Self, ImportError> {
        let name = || file.name.clone();
        let encoding = match file.bytes.as_slice() {
            [b'P', b'K', 3, 4, ..] => Some("a zip or spreadsheet file"),
            bytes => text::encoding(bytes),
        };
        if let Some(encoding) = encoding {
            return Err(ImportError::Encoding { file: name(), encoding });
        }
        let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
        if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
            return Err(ImportError::Empty { file: name() });
        }
        let delimiter = delimiter(bytes);
        let mut reader = reader(bytes, delimiter);
        let mut heading = csv::ByteRecord::new();
        let at_start = blank_lines(bytes, 0);
        match reader.read_byte_record(&mut heading) {
            Ok(true) => {}
            _ => return Err(ImportError::Empty { file: name() }),
        }
        let at = At { file: file.name.as_str().into(), row: Some(1) };
        let mut base = 0;
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if let Some(open) = never_closed(bytes, 0..end, delimiter, heading.len(), 0) {
            notes.value(codes::QUOTE_NEVER_CLOSED, table, &at, "", &swallowed(open.lines));
            heading = open.first_line;
            base = open.next;
            reader = self::reader(bytes.get(base..).unwrap_or_default(), delimiter);
        }
        let headings: Vec<String> = heading
            .iter()
            .map(|field| String::from_utf8_lossy(field).replace('\0', "").trim().to_owned())
            .collect();
        if delimiter != b',' {
            let sign = if delimiter == b'\t' { "tab".into() } else { char::from(delimiter).to_string() };
            notes.value(codes::DELIMITER, table, &at, "", &sign);
        }
        let mut seen = BTreeSet::new();
        for heading in headings.iter().filter(|heading| !heading.is_empty()) {
            if !seen.insert(heading) {
                notes.column(codes::DUPLICATE_COLUMN, table, &file.name, heading);
            }
        }
        Ok(Self {
            file: file.name.as_str().into(),
            headings,
            bytes,
            delimiter,
            reader,
            base,
            row: 1 + at_start,
        })
    }

    /// The place of the first column with this heading.
    pub(super) fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|known| known == heading)
    }

    /// The next row, with what is wrong with its form noted. A row that is empty is noted and passed over.
    pub(in crate::import) fn next(&mut self, table: &str, notes: &mut Notes) -> Option<Row> {
        let mut record = csv::ByteRecord::new();
        loop {
            let start = self.byte();
            self.row += 1 + blank_lines(self.bytes, start);
            // From bytes in memory and flexible as it is, the reader has no error to give.
            if !self.reader.read_byte_record(&mut record).unwrap_or(false) {
                return None;
            }
            let at = At { file: self.file.clone(), row: Some(self.row) };
            let whole = start..self.byte();
            if let Some(open) =
                never_closed(self.bytes, whole, self.delimiter, record.len(), self.headings.len())
            {
                notes.value(codes::QUOTE_NEVER_CLOSED, table, &at, "", &swallowed(open.lines));
                record = open.first_line;
                self.base = open.next;
                self.reader = reader(self.bytes.get(self.base..).unwrap_or_default(), self.delimiter);
            }
            if record.iter().all(|field| field.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0)) {
                notes.row(codes::EMPTY_ROW, table, &at);
                continue;
            }
            let values = self.values(&record, start, &at, table, notes);
            return Some(Row { at, values });
        }
    }

    /// The byte of the file that is read next.
    fn byte(&self) -> usize {
        usize::try_from(self.reader.position().byte())
            .map_or(usize::MAX, |byte| self.base.saturating_add(byte))
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

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
}

/// A row whose quotation mark is not closed where it should be.
struct Open {
    /// What its first line holds: the rest are other rows.
    first_line: csv::ByteRecord,
    /// The byte at which the next line begins.
    next: usize,
    /// How many lines were swallowed.
    lines: usize,
}

/// More lines than a text has that somebody writes into one cell.
const LINES: usize = 50;

/// Whether a row, as the reader read it, runs on because a quotation mark was never closed: to the end of the
/// file; or to the next mark, which opens another value, over lines that are rows; or over very many lines.
fn never_closed(
    bytes: &[u8],
    row: std::ops::Range<usize>,
    delimiter: u8,
    fields: usize,
    columns: usize,
) -> Option<Open> {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let row_end = row.end.min(bytes.len());
    let raw = bytes.get(row.start..row_end)?;
    let blank = raw.iter().take_while(|byte| is_end(byte)).count();
    let (start, raw) = (row.start + blank, raw.get(blank..)?);
    let first = raw.iter().position(is_end).unwrap_or(raw.len());
    let content = raw.len() - raw.iter().rev().take_while(|byte| is_end(byte)).count();
    let quotes = quotes(raw, delimiter);
    if content <= first && !quotes.open {
        return None;
    }
    // The last line may go on behind the row.
    let rest = bytes.get(start + first..)?;
    let over = row_end.saturating_sub(start + first);
    let end = rest.iter().skip(over.saturating_sub(1)).position(is_end);
    let end = end.map_or(rest.len(), |end| end + over.saturating_sub(1));
    let swallowed = rest.get(..end).unwrap_or(rest);
    let lines = swallowed.split(is_end).filter(|line| !line.is_empty());
    let (mut count, mut like_rows) = (0, 0);
    for line in lines {
        count += 1;
        like_rows += usize::from(columns > 1 && self::fields(line, delimiter) == columns);
    }
    let mostly_rows = like_rows * 2 > count;
    let is_open = quotes.open
        || quotes.strange && mostly_rows
        || count > LINES && (mostly_rows || columns > 0 && fields != columns);
    if !is_open {
        return None;
    }
    let mut first_line = csv::ByteRecord::new();
    let line = raw.get(..first)?;
    let _ = reader(line, delimiter).read_byte_record(&mut first_line);
    // Of an end of two bytes both are passed.
    let two = usize::from(raw.get(first..first + 2) == Some(b"\r\n"));
    let next = (start + first + 1 + two).min(bytes.len());
    Some(Open { first_line, next, lines: count })
}

fn swallowed(lines: usize) -> String {
    match lines {
        1 => "1 line was read as part of this one".into(),
        _ => format!("{lines} lines were read as part of this one"),
    }
}

/// How the quotation marks of a row end.
#[derive(Default)]
struct Quotes {
    /// One is still open at the row's end.
    open: bool,
    /// One over several lines is closed by a mark behind which the value goes on.
    strange: bool,
}

fn quotes(raw: &[u8], delimiter: u8) -> Quotes {
    let mut found = Quotes::default();
    let (mut at_start, mut many_lines) = (true, false);
    let mut bytes = raw.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if found.open {
            many_lines |= byte == b'\n' || byte == b'\r';
            if byte != b'"' {
                continue;
            }
            if bytes.next_if_eq(&b'"').is_some() {
                continue;
            }
            found.open = false;
            let goes_on =
                bytes.peek().is_some_and(|next| *next != delimiter && !matches!(next, b'\n' | b'\r'));
            found.strange |= many_lines && goes_on;
        } else if byte == b'"' && at_start {
            (found.open, many_lines) = (true, false);
        }
        at_start = byte == delimiter;
    }
    found
}

/// How many values a line has by itself.
fn fields(line: &[u8], delimiter: u8) -> usize {
    let mut quoted = false;
    let parts = line.iter().filter(|byte| {
        quoted ^= **byte == b'"';
        !quoted && **byte == delimiter
    });
    parts.count() + 1
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
