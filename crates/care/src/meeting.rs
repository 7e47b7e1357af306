//! A meeting at the other door: who goes along, when and where; and who has said that it stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ItemId, ReferralFacts, Text};

/// What is agreed of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meeting {
    /// Who goes along, if anybody does.
    pub along: Text,
    /// The day, as far as it is known.
    pub on: Option<Date>,
    /// Where and how, in words.
    pub meet: Text,
}

impl Meeting {
    /// That of a referral, if anything is agreed of one.
    pub fn of(facts: &ReferralFacts) -> Option<Self> {
        let ReferralFacts { along, meet_on, meet, .. } = facts;
        let meeting = Self { along: along.clone(), on: *meet_on, meet: meet.clone() };
        Some(meeting).filter(|meeting| *meeting != Self::default())
    }
}

/// Who says that a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The person.
    Person,
    /// This agency.
    Ours,
    /// The agency whose door it is.
    Theirs,
}

impl Side {
    /// All of them: the person first.
    pub const ALL: [Self; 3] = [Self::Person, Self::Ours, Self::Theirs];

    /// As it is named in a form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }
}

/// Somebody has said that a meeting stands, as it was agreed then. Once it is another nobody has said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The referral.
    pub referral: ItemId,
    /// Who.
    pub by: Side,
    /// What stands.
    pub what: Meeting,
}
