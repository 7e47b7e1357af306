//! The part of a file that is looked at: the row that is read, and what was read ahead of it.

use std::io::{self, Read};

/// So many bytes are read at once.
const PIECE: usize = 64 * 1024;

/// A stretch of a file that moves towards its end.
pub(super) struct Window<'r> {
    read: &'r mut dyn Read,
    buffer: Vec<u8>,
    /// Where in the buffer the stretch begins, and how far the buffer is filled.
    start: usize,
    filled: usize,
    /// At which byte of the file the stretch begins.
    offset: u64,
    has_ended: bool,
}

impl<'r> Window<'r> {
    pub(super) fn new(read: &'r mut dyn Read) -> Self {
        Self { read, buffer: Vec::new(), start: 0, filled: 0, offset: 0, has_ended: false }
    }

    /// What lies in it.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.filled).unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn memory(&self) -> usize {
        self.buffer.capacity()
    }

    /// At which byte of the file it begins.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Reads ahead by one piece; false at the end of the file.
    pub(super) fn extend(&mut self) -> io::Result<bool> {
        if self.has_ended {
            return Ok(false);
        }
        if self.start > 0 && self.start >= self.filled - self.start {
            self.buffer.copy_within(self.start..self.filled, 0);
            self.filled -= self.start;
            self.start = 0;
        }
        if self.buffer.len() < self.filled + PIECE {
            // Twice as much, so that a long row is not copied again for every piece of it.
            let wanted = (self.filled + PIECE).max(2 * self.filled.min(1 << 20));
            self.buffer.resize(wanted, 0);
        }
        loop {
            let space = self.buffer.get_mut(self.filled..).unwrap_or_default();
            match self.read.read(space) {
                Ok(0) => {
                    self.has_ended = true;
                    return Ok(false);
                }
                Ok(count) => {
                    self.filled += count;
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads ahead until there are so many bytes, or the file ends.
    pub(super) fn at_least(&mut self, count: usize) -> io::Result<()> {
        while self.bytes().len() < count && self.extend()? {}
        Ok(())
    }

    /// Leaves the first bytes behind.
    pub(super) fn pass(&mut self, count: usize) {
        let count = count.min(self.filled - self.start);
        self.start += count;
        self.offset += count as u64;
    }
}
