//! The languages our own pages and labels speak, and a text in each of them.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::UnknownCode;

/// A language that every label is written in. Not to be confused with [`Language`](crate::Language), which
/// is what a person or a service speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Locale {
    /// Every locale, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The BCP 47 tag: `en` or `es`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The locale that a BCP 47 tag asks for, by its language alone: `es`, `ES` and `es-MX` are all Spanish.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }
}

impl FromStr for Locale {
    type Err = UnknownCode;

    fn from_str(tag: &str) -> Result<Self, UnknownCode> {
        Self::from_tag(tag)
            .ok_or_else(|| UnknownCode::among("page language", tag, Self::ALL.into_iter().map(Self::tag)))
    }
}

/// The same words in every locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In English.
    pub en: String,
    /// In Spanish.
    pub es: String,
}

impl Text {
    /// The words in one locale.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Es => &self.es,
        }
    }
}
