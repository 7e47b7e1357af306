//! How much of a source is kept at once.

use super::super::ImportError;

/// The most that is kept of all rows, in bytes of memory, as far as it can be told while reading.
const MOST: usize = 1 << 30;
/// What a value takes beside its letters.
const VALUE: usize = 64;

/// What a row takes beside its values.
#[derive(Clone, Copy)]
pub(crate) enum Row {
    /// An agency, a service or a place of its own.
    Listing = 1024,
    /// Part of another.
    Part = 192,
}

/// Counts what is kept.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    kept: usize,
    rows: u64,
}

impl Budget {
    /// Counts one row more.
    ///
    /// # Errors
    /// [`ImportError::TooMuch`] when there is no more room.
    pub(crate) fn row(
        &mut self,
        file: &str,
        row: Row,
        values: impl Iterator<Item = usize>,
    ) -> Result<(), ImportError> {
        let values: usize = values.filter(|length| *length > 0).map(|length| length + VALUE).sum();
        self.kept += values + row as usize;
        self.rows += 1;
        if self.kept > MOST {
            return Err(ImportError::TooMuch { file: file.into(), rows: self.rows });
        }
        Ok(())
    }
}
