//! Episodes: each one stretch of one service. From any state to any other, at any time, and back; pausing costs nothing,
//! and coming back takes nothing but saying so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vocabulary::{Kind, LifeDomain, Need};

use crate::{EntryId, ItemId, Text};

/// Which service an episode is of, as the directory called it then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceName {
    /// The agency's id in the directory, if it is in it.
    pub agency: Option<String>,
    /// The service's id in the directory, if it is in it.
    pub service: Option<String>,
    /// What people call it.
    pub name: Text,
}

/// What an episode is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EpisodeFacts {
    /// The service.
    pub service: ServiceName,
    /// What it is to help with.
    pub needs: Vec<Need>,
    /// The part of life, where no need says it.
    pub domain: Option<LifeDomain>,
}

impl EpisodeFacts {
    /// The parts of life that it belongs to: those of its needs, or the one that was named.
    pub fn domains(&self) -> Vec<LifeDomain> {
        let mut domains: Vec<_> = self.needs.iter().map(|need| need.domain()).chain(self.domain).collect();
        domains.sort_unstable();
        domains.dedup();
        domains
    }
}

/// How somebody stands with a service. Who was put out over a rule did not leave, and who was taken to a hospital did
/// not either: each is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// They are thinking about it.
    Considering,
    /// They use it.
    In,
    /// They have paused. The door is open.
    Paused,
    /// They left, by their own choice.
    LeftByChoice,
    /// It was what they wanted, and is done.
    Done,
    /// The service ended it.
    EndedByService {
        /// Why.
        why: Reason,
    },
    /// Something came between.
    Interrupted {
        /// What.
        by: Interruption,
    },
    /// Nobody knows. Nobody chases them either.
    Unknown,
}

/// Why a service ended an episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "of")]
pub enum Reason {
    /// A rule of theirs: which, if it is known.
    Rule {
        /// The kind of requirement that it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<Kind>,
    },
    /// The time that they give was over.
    TimeLimit,
    /// The money was.
    Funding,
    /// Something else.
    Other,
}

/// What came between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Interruption {
    /// A hospital.
    Hospital,
    /// Detention.
    Detention,
    /// Danger.
    Danger,
    /// Something else.
    Other,
}

impl State {
    /// Whether the person uses the service, or can go on with it as if nothing had been.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Considering | Self::In | Self::Paused | Self::Interrupted { .. })
    }
}

/// A change of how somebody stands with a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The episode.
    pub episode: ItemId,
    /// How they stand from then on.
    pub to: State,
    /// The day, as far as it is known; nothing: that of the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What they say about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub words: Text,
    /// Moves that this one says otherwise: they were written by mistake.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrects: Vec<EntryId>,
}

/// An episode, with all its moves.
#[derive(Debug, Clone, PartialEq)]
pub struct Episode {
    /// Which.
    pub id: ItemId,
    /// What it is about.
    pub facts: EpisodeFacts,
    /// The moves that hold, in the order of their days.
    pub moves: Vec<Moved>,
}

/// A move, with where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Its entry.
    pub entry: EntryId,
    /// The day.
    pub on: Date,
    /// Whether the day was told, and not taken from the entry.
    pub is_told: bool,
    /// How they stand from then on.
    pub to: State,
    /// What they say about it.
    pub words: Text,
}

impl Episode {
    /// How they stand with it now: nothing was said means that they consider it.
    pub fn state(&self) -> State {
        self.moves.last().map_or(State::Considering, |moved| moved.to)
    }
}
