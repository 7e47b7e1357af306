//! What a file's bytes tell before they are read for what they say: their encoding, above all.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_16BE, UTF_16LE};

/// What was seen of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) encoding: Encoding,
    /// Whether it holds nothing but spaces and ends of lines.
    pub(crate) is_blank: bool,
    /// Whether it holds nothing but these and NUL bytes.
    pub(crate) is_empty: bool,
    /// Its first bytes, which tell an archive or a workbook; zeros where it has fewer.
    pub(crate) begin: [u8; 8],
    /// How many bytes it has.
    pub(crate) bytes: u64,
}

/// How a file writes its letters.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Encoding {
    Utf8 {
        has_mark: bool,
        /// The first byte that is none, from 0.
        bad: Option<u64>,
    },
    /// Another, by its mark, its zeros, or by what its letters look like.
    Other(&'static encoding_rs::Encoding),
}

/// So many bytes are read at once.
const PIECE: usize = 64 * 1024;
/// So many bytes of pieces that are not UTF-8 are enough to guess an encoding from.
const ENOUGH: usize = 256 * 1024;
/// So many pairs tell UTF-16 that has no mark.
const PAIRS: usize = 12;

/// Reads a whole file in pieces.
pub(super) fn at(read: &mut dyn Read) -> io::Result<Look> {
    let mut seen = Seen::default();
    let mut buffer = vec![0; PIECE];
    let mut kept = 0;
    loop {
        let space = buffer.get_mut(kept..).unwrap_or_default();
        let count = match read.read(space) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let filled = kept + count;
        // The beginning is judged when there is enough of it.
        if seen.bytes == 0 && count > 0 && filled < 2 * PAIRS {
            kept = filled;
            continue;
        }
        let piece = buffer.get(..filled).unwrap_or_default();
        let rest = seen.piece(piece, count == 0);
        if count == 0 {
            break;
        }
        buffer.copy_within(filled - rest..filled, 0);
        kept = rest;
    }
    Ok(seen.look())
}

/// What was seen so far.
struct Seen {
    begin: Vec<u8>,
    bytes: u64,
    is_blank: bool,
    is_empty: bool,
    /// Letters of several bytes that are UTF-8, and stretches that are not.
    valid: u64,
    invalid: u64,
    bad: Option<u64>,
    detector: Option<EncodingDetector>,
    fed: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            begin: Vec::new(),
            bytes: 0,
            is_blank: true,
            is_empty: true,
            valid: 0,
            invalid: 0,
            bad: None,
            detector: None,
            fed: 0,
        }
    }
}

impl Seen {
    /// Looks at one piece; how many bytes at its end begin a letter that the next piece ends.
    fn piece(&mut self, piece: &[u8], is_last: bool) -> usize {
        if self.begin.is_empty() {
            self.begin = piece.get(..piece.len().min(2 * PAIRS)).unwrap_or_default().to_vec();
        }
        let mark = if self.bytes == 0 && piece.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let said = piece.get(mark..).unwrap_or_default();
        self.is_blank = self.is_blank && said.iter().all(u8::is_ascii_whitespace);
        self.is_empty = self.is_empty && said.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0);
        let rest = if piece.is_ascii() { 0 } else { self.letters(piece, is_last) };
        let done = piece.len() - rest;
        self.bytes += done as u64;
        rest
    }

    fn letters(&mut self, piece: &[u8], is_last: bool) -> usize {
        let (mut from, mut rest) = (0, 0);
        let before = self.invalid;
        while let Some(part) = piece.get(from..).filter(|part| !part.is_empty()) {
            let error = match std::str::from_utf8(part) {
                Ok(_) => {
                    self.valid += leads(part);
                    break;
                }
                Err(error) => error,
            };
            self.valid += leads(part.get(..error.valid_up_to()).unwrap_or_default());
            let at = from + error.valid_up_to();
            match error.error_len() {
                None if !is_last => {
                    rest = piece.len() - at;
                    break;
                }
                length => {
                    self.invalid += 1;
                    self.bad.get_or_insert(self.bytes + at as u64);
                    from = at + length.unwrap_or(piece.len() - at);
                }
            }
        }
        if self.invalid > before && self.fed < ENOUGH {
            let fed = piece.get(..piece.len() - rest).unwrap_or_default();
            let detector =
                self.detector.get_or_insert_with(|| EncodingDetector::new(Iso2022JpDetection::Deny));
            detector.feed(fed, false);
            self.fed += fed.len();
        }
        rest
    }

    fn look(self) -> Look {
        let has_mark = self.begin.starts_with(b"\xef\xbb\xbf");
        let encoding = match utf_16(&self.begin) {
            Some(encoding) => Encoding::Other(encoding),
            // Of a text in UTF-8 a few bytes may be damaged; in another encoding hardly a letter is UTF-8.
            None if self.invalid > self.valid && !has_mark => match &self.detector {
                Some(detector) => Encoding::Other(detector.guess(Some(b"us"), Utf8Detection::Deny)),
                None => Encoding::Utf8 { has_mark, bad: self.bad },
            },
            None => Encoding::Utf8 { has_mark, bad: self.bad },
        };
        let mut begin = [0; 8];
        begin.iter_mut().zip(&self.begin).for_each(|(to, from)| *to = *from);
        Look { encoding, is_blank: self.is_blank, is_empty: self.is_empty, begin, bytes: self.bytes }
    }
}

/// How many letters of several bytes begin in a stretch of UTF-8.
fn leads(part: &[u8]) -> u64 {
    part.iter().filter(|byte| **byte >= 0xc0).count() as u64
}

/// UTF-16, by its mark, or by a NUL in every other place of the beginning.
fn utf_16(begin: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let (pairs, _) = begin.as_chunks::<2>();
    let all = |nul: usize| {
        pairs.len() >= 2
            && pairs.iter().all(|pair| pair.iter().enumerate().all(|(at, b)| (at == nul) == (*b == 0)))
    };
    match begin {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ if all(1) => Some(UTF_16LE),
        _ if all(0) => Some(UTF_16BE),
        _ => None,
    }
}
