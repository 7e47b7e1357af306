//! What somebody said or wrote, as it was written.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The most bytes that one text has: some forty pages. What is longer is a document.
pub const LONGEST_TEXT: usize = 128 * 1024;

/// A text about a person. It does not print itself, and is wiped when it goes.
#[derive(
    Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Zeroize, ZeroizeOnDrop,
)]
#[serde(transparent)]
pub struct Text(String);

/// A text is longer than [`LONGEST_TEXT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a text has at most {LONGEST_TEXT} bytes, and this one has {length}: keep it as a document")]
pub struct TextTooLong {
    /// How many bytes it has.
    pub length: usize,
}

impl Text {
    /// What was typed: line ends are made one kind, and space at either end goes. Nothing else is changed.
    pub fn typed(text: &str) -> Result<Self, TextTooLong> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let trimmed = text.trim();
        match trimmed.len() {
            length if length > LONGEST_TEXT => Err(TextTooLong { length }),
            _ => Ok(Self(trimmed.to_owned())),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}
