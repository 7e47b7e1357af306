//! The labels of the short fixed lists (stages, mechanisms, groups, flags): `data/groups.toml`. Their members
//! are enums, since rules branch on them; a missing label is a file that does not parse.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::Text;

pub(crate) static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the data is part of the program, and the tests read all of it")]
    toml::from_str(include_str!("../data/groups.toml")).expect("the embedded groups parse")
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Groups {
    pub(crate) stage: Stages,
    pub(crate) mechanism: Mechanisms,
    pub(crate) features: FeatureGroups,
    pub(crate) populations: PopulationGroups,
    pub(crate) flag: Flags,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stages {
    pub(crate) contact: Text,
    pub(crate) eligibility: Text,
    pub(crate) entry: Text,
    pub(crate) stay: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Mechanisms {
    pub(crate) excludes: Text,
    pub(crate) mistrust: Text,
    pub(crate) loss_of_autonomy: Text,
    pub(crate) burden: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FeatureGroups {
    pub(crate) rooms: Text,
    pub(crate) access: Text,
    pub(crate) people: Text,
    pub(crate) contact: Text,
    pub(crate) coming_along: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PopulationGroups {
    pub(crate) gender: Text,
    pub(crate) trafficking: Text,
    pub(crate) harm: Text,
    pub(crate) identity: Text,
    pub(crate) situation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Flags {
    pub(crate) release_as_condition: FlagRow,
    pub(crate) immigration_status: FlagRow,
    pub(crate) health_condition: FlagRow,
    pub(crate) criminal_record: FlagRow,
    pub(crate) publicity: FlagRow,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FlagRow {
    pub(crate) sentence: Text,
    pub(crate) citation: Option<String>,
}
