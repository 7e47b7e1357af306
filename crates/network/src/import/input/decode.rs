//! Text of other encodings as UTF-8, piece by piece.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// So many bytes are decoded at once.
const PIECE: usize = 32 * 1024;

/// A reader of UTF-8 over one of another encoding. What is no letter there becomes a replacement sign.
pub(super) struct Decoded<R> {
    read: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// The part of `raw` that is not decoded yet.
    from: usize,
    to: usize,
    text: Vec<u8>,
    given: usize,
    has_ended: bool,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(read: R, encoding: &'static Encoding) -> Self {
        Self {
            read,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; PIECE],
            from: 0,
            to: 0,
            text: Vec::with_capacity(3 * PIECE),
            given: 0,
            has_ended: false,
        }
    }

    /// Decodes the next piece.
    fn advance(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        if self.from == self.to && !self.has_ended {
            self.to = self.read.read(&mut self.raw)?;
            self.from = 0;
            self.has_ended = self.to == 0;
        }
        self.text.resize(3 * PIECE, 0);
        let raw = self.raw.get(self.from..self.to).unwrap_or_default();
        let (result, read, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.has_ended);
        self.from += read;
        self.text.truncate(written);
        if self.has_ended && result == CoderResult::InputEmpty {
            self.decoder = encoding_rs::UTF_8.new_decoder_without_bom_handling();
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            let ended = self.has_ended;
            self.advance()?;
            if ended && self.text.is_empty() {
                return Ok(0);
            }
        }
        let mut rest = self.text.get(self.given..).unwrap_or_default();
        let count = rest.read(buffer)?;
        self.given += count;
        Ok(count)
    }
}
