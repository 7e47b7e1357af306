//! How to reach somebody safely: by which channel, when, and what may be said.

use serde::{Deserialize, Serialize};

use crate::{ItemId, Text, Version, Versions};

/// One way to reach a person. What was not said is not assumed: nobody leaves a message because nothing forbids it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Channel {
    /// What it is.
    pub kind: ChannelKind,
    /// The number, address or place.
    pub at: Text,
    /// When it is safe, in their words.
    pub when: Text,
    /// Who says they are, and about what: what may be said to whoever answers.
    pub say: Text,
    /// A word by which either side knows the other.
    pub code_word: Text,
    /// Whether a message may be left where others may hear or read it.
    pub voicemail: Voicemail,
    /// Whether it is not to be used for now; it stays written down so that nobody does by mistake.
    pub is_unsafe: bool,
    /// Anything else.
    pub other: Text,
}

/// What a channel is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// Something else, which the text says.
    #[default]
    Other,
    /// A call.
    Call,
    /// A short message.
    TextMessage,
    /// A messenger.
    Messenger,
    /// Mail on paper.
    Post,
    /// Mail on a screen.
    Email,
    /// In person, at a place.
    InPerson,
    /// Somebody who passes it on.
    Through,
}

impl ChannelKind {
    /// All kinds, in the order in which a form has them.
    pub const ALL: [Self; 8] = [
        Self::Call,
        Self::TextMessage,
        Self::Messenger,
        Self::Email,
        Self::Post,
        Self::InPerson,
        Self::Through,
        Self::Other,
    ];

    /// As it is named in a form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Other => "other",
            Self::Call => "call",
            Self::TextMessage => "text-message",
            Self::Messenger => "messenger",
            Self::Post => "post",
            Self::Email => "email",
            Self::InPerson => "in-person",
            Self::Through => "through",
        }
    }
}

/// Whether a message may be left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voicemail {
    /// Nobody asked: so no.
    #[default]
    NotSaid,
    /// They said yes.
    Yes,
    /// They said no.
    No,
}

/// What an entry about contact says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactEntry {
    /// A way to reach them.
    Channel(Version<ItemId, Channel>),
}

/// All ways to reach a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contact {
    /// Each with all that was said about it.
    pub channels: Versions<ItemId, Channel>,
}
