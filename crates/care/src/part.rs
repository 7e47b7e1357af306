//! The parts of a case, and what an entry of each says.

use seal::content;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::fields::{HealthField, IdentityField, LegalField, SafetyField, Told};
use crate::{AccessEntry, ContactEntry, JourneyEntry, NoteEntry};

/// A part of a case that people write in, as a release or a rule of retention names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Who a person is.
    Identity,
    /// How to reach them safely.
    Contact,
    /// What was agreed for their safety.
    Safety,
    /// Health.
    Health,
    /// Legal matters.
    Legal,
    /// Needs, limits, episodes: the path.
    Journey,
    /// Notes and documents.
    Notes,
}

impl Part {
    /// All parts, in the order in which a page has them.
    pub const ALL: [Self; 7] =
        [Self::Journey, Self::Contact, Self::Safety, Self::Identity, Self::Health, Self::Legal, Self::Notes];

    /// As it is written down, named in addresses and known to [`seal`].
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Contact => "contact",
            Self::Safety => "safety",
            Self::Health => "health",
            Self::Legal => "legal",
            Self::Journey => "journey",
            Self::Notes => "notes",
        }
    }

    /// The part of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// What entries of one part say: under which part's key they are sealed.
pub trait OfPart: Serialize + DeserializeOwned + PartialEq {
    /// The part.
    type Content: content::InJournal;
}

impl OfPart for Told<IdentityField> {
    type Content = content::Identity;
}

impl OfPart for ContactEntry {
    type Content = content::Contact;
}

impl OfPart for Told<SafetyField> {
    type Content = content::Safety;
}

impl OfPart for Told<HealthField> {
    type Content = content::Health;
}

impl OfPart for Told<LegalField> {
    type Content = content::Legal;
}

impl OfPart for JourneyEntry {
    type Content = content::Journey;
}

impl OfPart for NoteEntry {
    type Content = content::Notes;
}

impl OfPart for AccessEntry {
    type Content = content::Access;
}
