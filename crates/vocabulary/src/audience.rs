//! Audience rules: who a service is for, as told apart from what it asks.

use serde::Deserialize;

use crate::word::word;
use crate::{Locale, Text};

word!(
    /// A way in which a service says who it is for. What-if counts these beside requirements.
    AudienceRule,
    "audience rule",
    AudienceRow,
    "audience.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AudienceRow {
    code: String,
    label: Text,
    statement: Text,
}

impl AudienceRule {
    /// Only for some ages.
    pub const AGE: Self = Self(0);
    /// Only for some genders.
    pub const GENDER: Self = Self(1);
    /// Only for people who lived through one kind of trafficking.
    pub const TRAFFICKING_KIND: Self = Self(2);
    /// Only for some groups of people.
    pub const POPULATION: Self = Self(3);
    /// Only in some languages.
    pub const LANGUAGE: Self = Self(4);
    /// Only for people of some place.
    pub const PLACE: Self = Self(5);

    /// What a service's page says: "For some ages only".
    #[must_use]
    pub fn statement(self, locale: Locale) -> &'static str {
        self.row().statement.get(locale)
    }
}
