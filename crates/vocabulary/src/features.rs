//! Features: what must be there for a service to be of use to someone.

use serde::{Deserialize, Serialize};

use crate::groups::GROUPS;
use crate::word::word;
use crate::{Locale, Text};

word!(
    /// Something a service offers besides its help, which a person may need to be there.
    Feature,
    "feature",
    FeatureRow,
    "features.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeatureRow {
    code: String,
    label: Text,
    group: FeatureGroup,
}

impl Feature {
    /// The heading it stands under on a form.
    #[must_use]
    pub fn group(self) -> FeatureGroup {
        self.row().group
    }
}

/// A heading over features on a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeatureGroup {
    /// The place and daily life there.
    Rooms,
    /// What makes it usable.
    Access,
    /// Who works there, and how.
    People,
    /// How and when to get in touch.
    Contact,
    /// Who and what may come along.
    ComingAlong,
}

impl FeatureGroup {
    /// Every group, in the order of a form.
    pub const ALL: [Self; 5] = [Self::Rooms, Self::Access, Self::People, Self::Contact, Self::ComingAlong];

    /// The stable code, as serialised.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Rooms => "rooms",
            Self::Access => "access",
            Self::People => "people",
            Self::Contact => "contact",
            Self::ComingAlong => "coming-along",
        }
    }

    /// What a person reads.
    #[must_use]
    pub fn label(self, locale: Locale) -> &'static str {
        let features = &GROUPS.features;
        match self {
            Self::Rooms => &features.rooms,
            Self::Access => &features.access,
            Self::People => &features.people,
            Self::Contact => &features.contact,
            Self::ComingAlong => &features.coming_along,
        }
        .get(locale)
    }
}
