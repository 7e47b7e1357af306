//! One row after another out of a file, each cut into its values, in constant memory.

use std::io;

use csv_core::ReadRecordResult;

use super::quotes::{self, Open};
use super::window::Window;

/// The longest row that is read, in bytes: no file needs more memory than a few times this. Small in tests, so that
/// they need not read for long.
pub(super) const LONGEST_ROW: usize = if cfg!(test) { 256 << 10 } else { 4 << 20 };

/// Cuts a file into rows.
pub(super) struct Records<'r> {
    window: Window<'r>,
    delimiter: u8,
    core: csv_core::Reader,
    values: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    /// The last byte that was passed: of an end of line of two bytes the second is no line of its own.
    last: Option<u8>,
}

/// What is strange about a row.
pub(super) enum Strange {
    /// A quotation mark was not closed: so many lines were swallowed, and will be read as rows.
    NeverClosed { lines: usize, is_more: bool },
    /// The row is longer than any can be: its end was passed over.
    TooLong,
}

/// A row as it stands in the file.
pub(super) struct Raw {
    /// Lines without any character before it.
    pub(super) blank: u64,
    /// The first byte, in the whole file, that is not UTF-8.
    pub(super) bad: Option<u64>,
    pub(super) strange: Option<Strange>,
}

impl<'r> Records<'r> {
    pub(super) fn new(window: Window<'r>, delimiter: u8) -> Self {
        Self {
            window,
            delimiter,
            core: core(delimiter),
            values: vec![0; 4096],
            ends: vec![0; 64],
            count: 0,
            last: None,
        }
    }

    /// The values of the row that was read last.
    pub(super) fn values(&self) -> impl Iterator<Item = &[u8]> {
        let mut from = 0;
        self.ends.iter().take(self.count).map(move |end| {
            let value = self.values.get(from..*end).unwrap_or_default();
            from = *end;
            value
        })
    }

    /// How many values it has.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// How many bytes it holds.
    #[cfg(test)]
    pub(super) fn memory(&self) -> usize {
        self.window.memory() + self.values.capacity() + 8 * self.ends.capacity()
    }

    /// Reads the next row; none at the end of the file. `columns` is how many values it should have, 0 where
    /// that is not known.
    pub(super) fn next(&mut self, columns: usize) -> io::Result<Option<Raw>> {
        let blank = self.pass_blank_lines()?;
        self.window.at_least(1)?;
        if self.window.bytes().is_empty() {
            return Ok(None);
        }
        let offset = self.window.offset();
        let (length, is_whole) = self.cut()?;
        let raw = self.window.bytes().get(..length).unwrap_or_default();
        let bad = std::str::from_utf8(raw).err().map(|error| offset + error.valid_up_to() as u64);
        let open = quotes::never_closed(raw, self.delimiter, self.count, columns);
        let strange = match open {
            Some(Open { first_line, lines }) if first_line < length => {
                self.cut_line(first_line);
                self.pass(first_line);
                self.pass_end();
                Some(Strange::NeverClosed { lines, is_more: !is_whole })
            }
            _ if !is_whole => {
                self.pass(length);
                self.pass_line()?;
                Some(Strange::TooLong)
            }
            // In the last line of the file.
            Some(Open { lines, .. }) => {
                self.pass(length);
                Some(Strange::NeverClosed { lines, is_more: false })
            }
            None => {
                self.pass(length);
                None
            }
        };
        Ok(Some(Raw { blank, bad, strange }))
    }

    /// Cuts the row at which the window begins: how long it is, and whether that is all of it.
    fn cut(&mut self) -> io::Result<(usize, bool)> {
        self.core.reset();
        let (mut read, mut written, mut count) = (0, 0, 0);
        loop {
            let most = LONGEST_ROW.saturating_sub(read);
            let input = self.window.bytes().get(read..).unwrap_or_default();
            let input = input.get(..input.len().min(most)).unwrap_or_default();
            if input.is_empty() && most == 0 {
                self.count = self.ended(count, written);
                return Ok((read, false));
            }
            let needs_more = input.is_empty();
            if needs_more && self.window.extend()? {
                continue;
            }
            let input = self.window.bytes().get(read..).unwrap_or_default();
            let input = input.get(..input.len().min(most)).unwrap_or_default();
            let (result, nin, nout, nend) = self.core.read_record(
                input,
                self.values.get_mut(written..).unwrap_or_default(),
                self.ends.get_mut(count..).unwrap_or_default(),
            );
            read += nin;
            written += nout;
            count += nend;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.values.resize(self.values.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => {
                    self.count = count;
                    return Ok((read, true));
                }
            }
        }
    }

    /// Ends the value in whose middle the cutting stopped.
    fn ended(&mut self, count: usize, written: usize) -> usize {
        if count == self.ends.len() {
            self.ends.push(written);
        }
        self.ends.get_mut(count).into_iter().for_each(|end| *end = written);
        count + 1
    }

    /// Cuts the first line of the window alone.
    fn cut_line(&mut self, length: usize) {
        let line = self.window.bytes().get(..length).unwrap_or_default();
        self.core.reset();
        let (mut read, mut written, mut count) = (0, 0, 0);
        loop {
            let (result, nin, nout, nend) = self.core.read_record(
                line.get(read..).unwrap_or_default(),
                self.values.get_mut(written..).unwrap_or_default(),
                self.ends.get_mut(count..).unwrap_or_default(),
            );
            read += nin;
            written += nout;
            count += nend;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.values.resize(self.values.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.count = count;
    }

    fn pass(&mut self, count: usize) {
        if let Some(last) = count.checked_sub(1).and_then(|at| self.window.bytes().get(at)) {
            self.last = Some(*last);
        }
        self.window.pass(count);
    }

    /// Passes the end of a line: one byte, or of an end of two bytes both.
    fn pass_end(&mut self) {
        let two = self.window.bytes().starts_with(b"\r\n");
        self.pass(1 + usize::from(two));
    }

    /// Passes what is left of a line, however long it is.
    fn pass_line(&mut self) -> io::Result<()> {
        loop {
            let bytes = self.window.bytes();
            if let Some(end) = bytes.iter().position(quotes::is_end) {
                self.pass(end + 1);
                return Ok(());
            }
            self.pass(bytes.len());
            if !self.window.extend()? {
                return Ok(());
            }
        }
    }

    /// Passes lines without any character, and counts them as a spreadsheet does.
    fn pass_blank_lines(&mut self) -> io::Result<u64> {
        let mut blank = 0;
        loop {
            self.window.at_least(1)?;
            match self.window.bytes().first() {
                Some(b'\n') => {
                    // It may be the second byte of the end of the line before.
                    blank += u64::from(self.last != Some(b'\r'));
                    self.pass(1);
                    self.last = Some(b'\n');
                }
                Some(b'\r') => {
                    // Counted by the line feed behind it, where there is one.
                    self.window.at_least(2)?;
                    let alone = self.window.bytes().get(1) != Some(&b'\n');
                    self.pass(1);
                    self.last = Some(if alone { b'\r' } else { b'-' });
                }
                _ => {
                    return Ok(blank);
                }
            }
        }
    }
}

fn core(delimiter: u8) -> csv_core::Reader {
    csv_core::ReaderBuilder::new().delimiter(delimiter).build()
}
