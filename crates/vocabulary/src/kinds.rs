//! Requirement kinds: what services ask of people before, at or after the door.

use serde::{Deserialize, Serialize};

use crate::flags::Flag;
use crate::groups::GROUPS;
use crate::word::word;
use crate::{Locale, Text};

word!(
    /// A kind of thing that a service asks of a person, e.g. `photo-id` or `curfew`.
    Kind,
    "requirement kind",
    KindRow,
    "kinds.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindRow {
    code: String,
    label: Text,
    stage: Stage,
    mechanism: Mechanism,
    question: Text,
    statement: Text,
    flag: Option<Flag>,
}

impl Kind {
    /// When it usually stands in the way; a service's own requirement may say otherwise.
    #[must_use]
    pub fn stage(self) -> Stage {
        self.row().stage
    }

    /// How it keeps people out.
    #[must_use]
    pub fn mechanism(self) -> Mechanism {
        self.row().mechanism
    }

    /// The plain question to a person: "Would you have to show an ID?"
    #[must_use]
    pub fn question(self, locale: Locale) -> &'static str {
        self.row().question.get(locale)
    }

    /// What a service's page says: "Asks for a photo ID".
    #[must_use]
    pub fn statement(self, locale: Locale) -> &'static str {
        self.row().statement.get(locale)
    }

    /// What the agency should know before it asks this, told to the agency alone.
    #[must_use]
    pub fn flag(self) -> Option<Flag> {
        self.row().flag
    }
}

/// When in a person's way through a service something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// To be heard at all.
    Contact,
    /// To be taken in.
    Eligibility,
    /// On the first day.
    Entry,
    /// For as long as one stays.
    Stay,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::Contact, Self::Eligibility, Self::Entry, Self::Stay];

    /// The stable code, as serialised.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Eligibility => "eligibility",
            Self::Entry => "entry",
            Self::Stay => "stay",
        }
    }

    /// What a person reads.
    #[must_use]
    pub fn label(self, locale: Locale) -> &'static str {
        let stage = &GROUPS.stage;
        match self {
            Self::Contact => &stage.contact,
            Self::Eligibility => &stage.eligibility,
            Self::Entry => &stage.entry,
            Self::Stay => &stage.stay,
        }
        .get(locale)
    }
}

/// How a requirement keeps people from help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// Who does not have it is not let in.
    Excludes,
    /// It asks for trust that was broken before.
    Mistrust,
    /// It takes decisions out of a person's hands.
    LossOfAutonomy,
    /// It costs time, strength or money.
    Burden,
}

impl Mechanism {
    /// Every mechanism.
    pub const ALL: [Self; 4] = [Self::Excludes, Self::Mistrust, Self::LossOfAutonomy, Self::Burden];

    /// The stable code, as serialised.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Excludes => "excludes",
            Self::Mistrust => "mistrust",
            Self::LossOfAutonomy => "loss-of-autonomy",
            Self::Burden => "burden",
        }
    }

    /// What a person reads.
    #[must_use]
    pub fn label(self, locale: Locale) -> &'static str {
        let mechanism = &GROUPS.mechanism;
        match self {
            Self::Excludes => &mechanism.excludes,
            Self::Mistrust => &mechanism.mistrust,
            Self::LossOfAutonomy => &mechanism.loss_of_autonomy,
            Self::Burden => &mechanism.burden,
        }
        .get(locale)
    }
}
