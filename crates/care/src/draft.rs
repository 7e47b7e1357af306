//! Drafts: what somebody was writing and has not put into the journal.

use seal::UserId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{EntryId, ItemId, Note, Undecodable, Unwritable, as_digits};

/// A draft of a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// How it is written: see [`Self::from_bytes`].
    v: u32,
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

/// How drafts are written.
const FORMAT: u32 = 1;

impl Draft {
    /// A draft of a new note, or of one that is there.
    pub fn new(by: UserId, at: i64, (of, seen): (Option<ItemId>, Vec<EntryId>), note: Note) -> Self {
        Self { v: FORMAT, by, at, of, seen, note }
    }

    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        serde_json::to_vec(self).map(Zeroizing::new).map_err(|_| Unwritable)
    }

    /// Reads a draft. One of a newer program is refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        let draft: Self =
            serde_json::from_slice(bytes).map_err(|error| Undecodable::Other { column: error.column() })?;
        if draft.v == FORMAT { Ok(draft) } else { Err(Undecodable::Newer(draft.v)) }
    }
}
