//! Quotation marks that are never closed.

/// A row whose quotation mark is not closed where it should be.
pub(super) struct Open {
    /// Where its first line ends: what follows are other rows.
    pub(super) first_line: usize,
    /// How many lines were swallowed.
    pub(super) lines: usize,
}

/// More lines than a text has that somebody writes into one cell.
const LINES: usize = 50;

pub(super) fn is_end(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Whether a row, as the reader read it, runs on because a quotation mark was never closed: to the end of the
/// file (or so far that nobody writes such a value); or to the next mark, which opens another value, over lines
/// that are rows; or over very many lines. `raw` begins with the row's first letter and holds all of it.
pub(super) fn never_closed(raw: &[u8], delimiter: u8, fields: usize, columns: usize) -> Option<Open> {
    let first = raw.iter().position(is_end).unwrap_or(raw.len());
    let content = raw.len() - raw.iter().rev().take_while(|byte| is_end(byte)).count();
    let quotes = quotes(raw, delimiter);
    if content <= first && !quotes.open {
        return None;
    }
    let swallowed = raw.get(first..).unwrap_or_default();
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
    is_open.then_some(Open { first_line: first, lines: count })
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
