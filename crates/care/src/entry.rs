//! An entry of a journal: who wrote it, when, and what it says.

use seal::UserId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::format::{self, FORMAT};
use crate::{EntryId, as_digits};

/// One entry of a part's kind.
///
/// As bytes it is JSON, so that what was sealed decades ago can be read with nothing but its key:
/// `{"v":1,"id":…,"by":…,"at":…,"what":…}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry<W> {
    /// The entry.
    pub id: EntryId,
    /// Who wrote it.
    #[serde(with = "as_digits")]
    pub by: UserId,
    /// When it was written, in Unix milliseconds.
    pub at: i64,
    /// What it says.
    pub what: W,
}

/// An entry, or what stands beside entries, cannot be read. Its bytes are kept as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undecodable {
    /// It was written by a newer program.
    #[error("it was written by a newer program (format {0}, and this one knows {FORMAT})")]
    Newer(u32),
    /// It is not what it is to be. The sentence names the place, and nothing that stands there.
    #[error("it is not what it is to be, at column {column} of its text")]
    Other {
        /// Where reading stopped, from 1.
        column: usize,
    },
}

/// An entry cannot be written: it holds what JSON has no form for, such as a number that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an entry could not be written")]
pub struct Unwritable;

impl<W: Serialize + DeserializeOwned + PartialEq> Entry<W> {
    /// Its bytes, to be sealed. They are wiped when they go. Nothing is given that would not be read as it was said: it
    /// is for good.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads what [`Self::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}
