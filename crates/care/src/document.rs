//! What is known of a document beside its content, which stands in rows of its own.

use serde::{Deserialize, Serialize};

use crate::Text;

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentFacts {
    /// What the file was called.
    pub name: Text,
    /// What it is, as a browser says: `image/png`. What a page does with it goes by its first bytes, not by this.
    pub media_type: Text,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// What it is for.
    pub about: Text,
}
