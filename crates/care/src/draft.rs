//! Drafts: what somebody was writing and has not put into the journal.

use seal::UserId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{EntryId, ItemId, Note, Undecodable, Unwritable, as_digits, format};

/// A draft of a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Who writes it: nobody else is shown it.
    #[serde(with = "as_digits")]
    pub by: UserId,
    /// When it was kept, in Unix milliseconds.
    pub at: i64,
    /// The note that it changes; nothing: a new one.
    #[serde(default)]
    pub of: Option<ItemId>,
    /// What was said of that note when they began: what they had before them.
    #[serde(default)]
    pub seen: Vec<EntryId>,
    /// What it says so far.
    pub note: Note,
}

impl Draft {
    /// A draft of a new note, or of one that is there.
    pub fn new(by: UserId, at: i64, (of, seen): (Option<ItemId>, Vec<EntryId>), note: Note) -> Self {
        Self { by, at, of, seen, note }
    }

    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a draft. One of a newer program is refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}
