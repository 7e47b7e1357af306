//! Needs: what a person says they want help with.

use serde::Deserialize;

use crate::open_eligibility::Terms;
use crate::word::word;
use crate::{LifeDomain, Locale, Phase, Set, Text};

word!(
    /// Something a person may want help with, in plain words.
    Need,
    "need",
    NeedRow,
    "needs.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedRow {
    code: String,
    label: Text,
    hint: Text,
    phases: Set<Phase>,
    domain: LifeDomain,
    #[serde(default)]
    open_eligibility: Terms,
}

impl Need {
    /// The phases it stands in; often several.
    #[must_use]
    pub fn phases(self) -> Set<Phase> {
        self.row().phases
    }

    /// The part of life it belongs to.
    #[must_use]
    pub fn domain(self) -> LifeDomain {
        self.row().domain
    }

    /// One short line on what is meant, for a form.
    #[must_use]
    pub fn hint(self, locale: Locale) -> &'static str {
        self.row().hint.get(locale)
    }

    /// The ids of the Open Eligibility terms that mean this need.
    #[must_use]
    pub fn open_eligibility(self) -> &'static [u32] {
        &self.row().open_eligibility.ids
    }

    /// The same terms by name; a name may have several ids.
    pub(crate) fn open_eligibility_terms(self) -> impl Iterator<Item = (u32, &'static str)> {
        let terms = &self.row().open_eligibility;
        terms.ids.iter().copied().zip(terms.names.iter().map(String::as_str))
    }
}
