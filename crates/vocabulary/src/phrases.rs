//! The phrases by which texts of listings say what a service asks: `data/phrases.toml`, which a coalition can
//! extend with a file of the same form.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Kind, UnknownCode, Word};

/// What a phrase is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Subject {
    /// Something asked of people.
    Kind(Kind),
    /// That people wait for a place. It is read like a requirement, but it is capacity.
    WaitingList,
}

const WAITING_LIST: &str = "waiting-list";

impl Subject {
    /// The stable code: the kind's, or `waiting-list`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.code(),
            Self::WaitingList => WAITING_LIST,
        }
    }

    /// The subject with this code.
    ///
    /// # Errors
    /// [`UnknownCode`] when it is neither a kind's code nor `waiting-list`.
    pub fn from_code(code: &str) -> Result<Self, UnknownCode> {
        if code == WAITING_LIST { Ok(Self::WaitingList) } else { Kind::from_code(code).map(Self::Kind) }
    }
}

impl TryFrom<String> for Subject {
    type Error = UnknownCode;

    fn try_from(code: String) -> Result<Self, UnknownCode> {
        Self::from_code(&code)
    }
}

/// A field of a listing that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextField {
    /// Who may have the service.
    Eligibility,
    /// How to apply.
    Application,
    /// Which papers to bring.
    Documents,
    /// What it costs.
    Fees,
    /// What it is; often everything at once.
    Description,
}

impl TextField {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Eligibility, Self::Application, Self::Documents, Self::Fees, Self::Description];

    /// The stable code, such as `eligibility`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Eligibility => "eligibility",
            Self::Application => "application",
            Self::Documents => "documents",
            Self::Fees => "fees",
            Self::Description => "description",
        }
    }

    /// The field with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }
}

/// What a phrase says about its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// It names the thing alone: whether it is asked, the words around it tell.
    Thing,
    /// It says that it is asked.
    Asked,
    /// It says that it is not asked.
    NotAsked,
    /// It says that it is asked of some, or depends.
    Conditional,
    /// It names one way to the service; conditional where others are named beside it, and nothing alone.
    Way,
    /// It says nothing about it, although shorter phrases within would.
    Nothing,
}

/// What words around a thing do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cue {
    /// Asks for it: *must bring*.
    Asks,
    /// Says beforehand that it is not asked: *no*, *without*.
    Denies,
    /// Says afterwards that it is not asked: *not required*.
    Denied,
    /// Makes what stands beside it depend on something: *if*, *may*.
    Depends,
    /// Makes the whole sentence depend on something, or be for some only: *if you are a*, *preferred*.
    OfSome,
    /// Opens a list of things that are asked: *what to bring*.
    Lists,
    /// Says that the service helps to get it: *help with*.
    Helps,
    /// The sentence speaks of somebody else: *volunteers must*.
    Others,
    /// A turn in the sentence, past which a denial does not reach: *but*.
    Turns,
    /// Stands between alternatives: *or*.
    Or,
    /// Names a way to the service that asks for nothing by itself: *call*.
    Way,
}

/// Phrases that say one thing about one subject.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What they are about.
    pub about: Subject,
    /// What they say of it.
    pub says: Says,
    /// Only in these fields; empty: in all.
    #[serde(default)]
    pub fields: Vec<TextField>,
    /// The English phrases.
    #[serde(default)]
    pub en: Vec<String>,
    /// The Spanish phrases.
    #[serde(default)]
    pub es: Vec<String>,
}

/// Phrases that do one thing to whatever stands beside them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueRule {
    /// What they do.
    pub cue: Cue,
    /// The English phrases.
    #[serde(default)]
    pub en: Vec<String>,
    /// The Spanish phrases.
    #[serde(default)]
    pub es: Vec<String>,
}

/// Phrases that stand before a colon and say what follows, in a text that mixes everything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// As which field the rest of the line is read.
    pub field: TextField,
    /// The English phrases.
    #[serde(default)]
    pub en: Vec<String>,
    /// The Spanish phrases.
    #[serde(default)]
    pub es: Vec<String>,
}

/// All phrases that texts are read with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrasebook {
    /// Phrases about subjects.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// Phrases that turn them.
    #[serde(default, rename = "cue")]
    pub cues: Vec<CueRule>,
    /// Phrases that say what follows.
    #[serde(default, rename = "heading")]
    pub headings: Vec<Heading>,
}

static SHIPPED: LazyLock<Phrasebook> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
    toml::from_str(include_str!("../data/phrases.toml")).expect("data/phrases.toml is well-formed")
});

impl Phrasebook {
    /// The phrases that we ship.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The shipped phrases, and those of a coalition's own file, in the same form.
    ///
    /// # Errors
    /// What is wrong with the file, with its line.
    pub fn shipped_with(own: &str) -> Result<Self, toml::de::Error> {
        let own: Self = toml::from_str(own)?;
        let mut all = Self::shipped().clone();
        all.rules.extend(own.rules);
        all.cues.extend(own.cues);
        all.headings.extend(own.headings);
        Ok(all)
    }
}
