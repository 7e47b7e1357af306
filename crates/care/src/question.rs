//! Questions between agencies: could you take someone who needs this and cannot do that? They name nobody. There is no text
//! in one, no id, no day of a life: what is not here cannot be asked.

use jiff::civil::Date;
use seal::{AgencyId, MessageId};
use serde::{Deserialize, Serialize};
use vocabulary::{Kind, Language, Need, Population, Set};
use zeroize::Zeroizing;

use crate::{Decline, Text, Undecodable, Unwritable, WhoseNo, as_digits, format};

/// For so long a question is there, in milliseconds: 72 hours.
pub const QUESTION_FOR: i64 = 72 * 60 * 60 * 1000;

/// A county, as the directory names it: the smallest place that a question has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Named", into = "Named")]
pub struct Region {
    county: String,
    state: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Named {
    county: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
}

/// This is no county's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a region is a county's name, with its state's two letters")]
pub struct NoRegion;

impl Region {
    /// The most letters that a county's name has.
    pub const LONGEST: usize = 48;

    /// A county of a state. A name has letters, spaces, hyphens, dots and apostrophes: no number of a house or a person.
    pub fn new(county: &str, state: Option<&str>) -> Result<Self, NoRegion> {
        let is_name = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '.' | '\'' | '’');
        let is_county = !county.trim().is_empty()
            && county.chars().count() <= Self::LONGEST
            && county.chars().all(is_name);
        let is_state =
            state.is_none_or(|state| state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase()));
        match is_county && is_state {
            true => Ok(Self { county: county.to_owned(), state: state.map(str::to_owned) }),
            false => Err(NoRegion),
        }
    }

    /// Its name, without the word *County*.
    pub fn county(&self) -> &str {
        &self.county
    }

    /// Its state's two letters.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }
}

impl TryFrom<Named> for Region {
    type Error = NoRegion;

    fn try_from(named: Named) -> Result<Self, NoRegion> {
        Self::new(&named.county, named.state.as_deref())
    }
}

impl From<Region> for Named {
    fn from(Region { county, state }: Region) -> Self {
        Self { county, state }
    }
}

/// What one agency asks another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What somebody needs: one thing.
    pub need: Need,
    /// About where, if it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// What they cannot or choose not to do.
    #[serde(default)]
    pub cannot: Set<Kind>,
    /// Languages that they can use, if the person wants that said.
    #[serde(default)]
    pub languages: Set<Language>,
    /// How they describe themselves, if the person wants that said.
    #[serde(default)]
    pub populations: Set<Population>,
    /// The day by which an answer helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Date>,
}

/// A question that was asked, as the case has it: outside, nothing ties it to the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Which agency.
    #[serde(with = "as_digits")]
    pub to: AgencyId,
    /// What it is called.
    pub name: Text,
    /// The message that carries it.
    #[serde(with = "as_digits")]
    pub message: MessageId,
    /// What was asked. The person has said yes to that.
    pub question: Question,
}

/// What was answered, as the case has it once somebody has seen it: the answer itself goes with the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The message that carried the question.
    #[serde(with = "as_digits")]
    pub message: MessageId,
    /// What.
    pub answer: Answer,
}

/// What is answered: in two clicks, and without a word that could name anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Answer {
    /// Yes.
    Yes,
    /// Perhaps: call us, and we talk about it.
    Call,
    /// Not now, and this is the way it will be until somebody says otherwise.
    No {
        /// Why. It is the service's no.
        why: Decline,
    },
    /// This agency asks for a release even for this.
    NotWithoutRelease,
}

impl Answer {
    /// Whether it can be said of a service: what a person said no to is not its to say.
    pub const fn is_the_services(self) -> bool {
        match self {
            Self::No { why } => matches!(why.whose(), WhoseNo::Service),
            Self::Yes | Self::Call | Self::NotWithoutRelease => true,
        }
    }
}

impl Question {
    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a question. One that says anything more is refused: it was not asked by this program.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        let question: Self = format::from_bytes(bytes)?;
        // What is not known here would be kept from whoever reads it, and stand in the bytes all the same.
        let again = question.to_bytes().map_err(|_| Undecodable::Other { column: 0 })?;
        if *again == *bytes { Ok(question) } else { Err(Undecodable::Other { column: bytes.len() }) }
    }
}
