//! What an agency should know about a requirement before it asks it. Told to the agency alone: a person
//! looking for help is not handed a legal argument.

use serde::{Deserialize, Serialize};

use crate::Locale;
use crate::groups::GROUPS;

/// Why a requirement deserves a second look by the agency that asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// A release of information may not be a condition of service: unlawful for many funders.
    ReleaseAsCondition,
    /// A funder's award condition may forbid keeping people out by immigration status.
    ImmigrationStatus,
    /// A funder's award condition may forbid keeping people out by a health condition.
    HealthCondition,
    /// A funder's award condition may forbid keeping people out by a criminal record.
    CriminalRecord,
    /// A funder's award condition may forbid making publicity a condition of service.
    Publicity,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Self; 5] = [
        Self::ReleaseAsCondition,
        Self::ImmigrationStatus,
        Self::HealthCondition,
        Self::CriminalRecord,
        Self::Publicity,
    ];

    /// The stable code, as serialised.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ReleaseAsCondition => "release-as-condition",
            Self::ImmigrationStatus => "immigration-status",
            Self::HealthCondition => "health-condition",
            Self::CriminalRecord => "criminal-record",
            Self::Publicity => "publicity",
        }
    }

    /// Whether the law itself forbids it for many funders, rather than an award condition perhaps.
    #[must_use]
    pub fn unlawful_for_many(self) -> bool {
        self == Self::ReleaseAsCondition
    }

    /// The sentence for the agency.
    #[must_use]
    pub fn sentence(self, locale: Locale) -> &'static str {
        self.row().sentence.get(locale)
    }

    /// The rule to read, where it is the same for every agency. An award condition is cited from the
    /// agency's own award, which we don't know.
    #[must_use]
    pub fn citation(self) -> Option<&'static str> {
        self.row().citation.as_deref()
    }

    fn row(self) -> &'static crate::groups::FlagRow {
        let flag = &GROUPS.flag;
        match self {
            Self::ReleaseAsCondition => &flag.release_as_condition,
            Self::ImmigrationStatus => &flag.immigration_status,
            Self::HealthCondition => &flag.health_condition,
            Self::CriminalRecord => &flag.criminal_record,
            Self::Publicity => &flag.publicity,
        }
    }
}
