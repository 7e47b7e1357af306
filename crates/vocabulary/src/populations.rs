//! Populations: groups of people that services say they are for, and that a person may name for themselves.

use serde::{Deserialize, Serialize};

use crate::groups::GROUPS;
use crate::word::word;
use crate::{Locale, Text};

word!(
    /// A group of people. A person names only what they choose to; silence says nothing.
    Population,
    "population",
    PopulationRow,
    "populations.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PopulationRow {
    code: String,
    label: Text,
    group: PopulationGroup,
}

impl Population {
    /// The group of populations it belongs to.
    #[must_use]
    pub fn group(self) -> PopulationGroup {
        self.row().group
    }

    /// Whether a person who names one of the group says something about its others: who names *women* need
    /// not be asked about *men*, but who names *veterans* has said nothing about *students*.
    #[must_use]
    pub fn exclusive_group(self) -> bool {
        match self.group() {
            PopulationGroup::Gender | PopulationGroup::Trafficking | PopulationGroup::Harm => true,
            PopulationGroup::Identity | PopulationGroup::Situation => false,
        }
    }
}

/// What a population is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PopulationGroup {
    /// Gender.
    Gender,
    /// The kind of trafficking lived through.
    Trafficking,
    /// Other harm lived through.
    Harm,
    /// Who someone is.
    Identity,
    /// Where someone stands in life just now.
    Situation,
}

impl PopulationGroup {
    /// Every group, in the order of a form.
    pub const ALL: [Self; 5] = [Self::Gender, Self::Trafficking, Self::Harm, Self::Identity, Self::Situation];

    /// The stable code, as serialised.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Gender => "gender",
            Self::Trafficking => "trafficking",
            Self::Harm => "harm",
            Self::Identity => "identity",
            Self::Situation => "situation",
        }
    }

    /// What a person reads.
    #[must_use]
    pub fn label(self, locale: Locale) -> &'static str {
        let populations = &GROUPS.populations;
        match self {
            Self::Gender => &populations.gender,
            Self::Trafficking => &populations.trafficking,
            Self::Harm => &populations.harm,
            Self::Identity => &populations.identity,
            Self::Situation => &populations.situation,
        }
        .get(locale)
    }
}
