//! Phases: a view of what is going on in a person's life with services. They gate nothing.

use serde::Deserialize;

use crate::word::word;
use crate::{Locale, Text};

word!(
    /// When a need tends to matter: at once, along the way, or for the long run. A view, never a gate.
    Phase,
    "phase",
    PhaseRow,
    "phases.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseRow {
    code: String,
    label: Text,
    explain: Text,
}

impl Phase {
    /// The first hours and days.
    pub const IMMEDIATE: Self = Self(0);
    /// The weeks and months along the way.
    pub const ONGOING: Self = Self(1);
    /// A life of one's own.
    pub const LONG_TERM: Self = Self(2);

    /// One sentence on what belongs here.
    #[must_use]
    pub fn explain(self, locale: Locale) -> &'static str {
        self.row().explain.get(locale)
    }
}
