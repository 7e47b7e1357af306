//! Notes and documents.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{DocumentFacts, ItemId, Text, Version, Versions};

/// Something that staff write down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// The day that it is about, where it is not that of writing.
    pub on: Option<Date>,
    /// What it says.
    pub text: Text,
}

/// What an entry of the notes says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteEntry {
    /// A note.
    Note(Version<ItemId, Note>),
    /// A document that was put to the case.
    Document(Version<ItemId, DocumentFacts>),
}

/// All notes and documents of a case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notes {
    /// Notes, each with all its versions.
    pub notes: Versions<ItemId, Note>,
    /// What is known of each document.
    pub documents: Versions<ItemId, DocumentFacts>,
}
