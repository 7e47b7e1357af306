//! Languages that people and services speak or sign.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::word::word;
use crate::{Text, Word};

word!(
    /// A language of the field, by its BCP 47 code (`es`, `ase`).
    Language,
    "language",
    LanguageRow,
    "languages.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageRow {
    code: String,
    /// ISO 639-3, where it is not the code itself.
    iso3: Option<String>,
    label: Text,
    own: String,
    /// Other names and codes that directories write.
    #[serde(default)]
    also: Vec<String>,
}

static BY_NAME: LazyLock<HashMap<String, Language>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for language in Language::all() {
        let row = language.row();
        let written = [&row.code, &row.label.en, &row.label.es, &row.own];
        for name in written.into_iter().chain(&row.iso3).chain(&row.also) {
            names.entry(name.to_lowercase()).or_insert(language);
        }
    }
    names
});

impl Language {
    /// What its own speakers call it.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        &self.row().own
    }

    /// Its ISO 639-3 code.
    #[must_use]
    pub fn iso_639_3(self) -> &'static str {
        self.row().iso3.as_deref().unwrap_or(self.code())
    }

    /// The language of a code (BCP 47, ISO 639-3), of an English or Spanish name, or of its own name, in any
    /// case. A tag with a region or script (`es-MX`) is its language.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        BY_NAME.get(&name).or_else(|| BY_NAME.get(primary_subtag(&name)?)).copied()
    }
}

/// `es` of `es-mx`; nothing for a name that merely has a hyphen in it.
fn primary_subtag(tag: &str) -> Option<&str> {
    let (language, rest) = tag.split_once(['-', '_'])?;
    let subtag = |s: &str| (2..=8).contains(&s.len()) && s.chars().all(|c| c.is_ascii_alphanumeric());
    (matches!(language.len(), 2 | 3) && rest.split(['-', '_']).all(subtag)).then_some(language)
}
