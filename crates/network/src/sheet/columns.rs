//! The columns of the spreadsheet of services: `data/sheet-columns.toml`, compiled in.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use vocabulary::{Kind, Locale, Text};

use crate::Strength;
use crate::import::words;

/// The whole table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    answers: Answers,
    column: Vec<Column>,
}

/// One column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Column {
    /// Its name in this program.
    pub(crate) key: String,
    en: String,
    es: String,
    #[serde(default)]
    also: Vec<String>,
    help: Text,
    /// In characters; 0 for the usual width.
    #[serde(default)]
    pub(crate) width: u16,
    /// Of what it tells.
    #[serde(default)]
    pub(crate) of: Of,
    /// Whether it is answered with yes, no and the like.
    #[serde(default)]
    pub(crate) answers: bool,
    /// Whether it is no part of the template.
    #[serde(default)]
    pub(crate) rare: bool,
    /// What it asks whether it is asked.
    pub(crate) asks: Option<Kind>,
    /// What it means, in the words of a mapping file.
    pub(crate) means: Option<toml::Value>,
}

/// Of what a column tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Of {
    #[default]
    Service,
    Agency,
    /// Of the row itself.
    Row,
}

/// The words with which columns are answered.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answers {
    pub(crate) yes: Answer,
    pub(crate) no: Answer,
    pub(crate) sometimes: Answer,
    pub(crate) usually: Answer,
    pub(crate) unknown: Answer,
}

/// One answer, in all its spellings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    en: String,
    es: String,
    also: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| parsed(include_str!("../../data/sheet-columns.toml")));

/// Columns by the normal form of each of their headings.
static KNOWN: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let headings = |column: &'static Column| [&column.en, &column.es].into_iter().chain(&column.also);
    let all = FILE.column.iter().enumerate();
    all.flat_map(|(at, column)| headings(column).map(move |heading| (normal(heading), at))).collect()
});

#[expect(clippy::expect_used, reason = "the data is part of the program, and the tests parse all of it")]
fn parsed<T: DeserializeOwned>(toml: &str) -> T {
    toml::from_str(toml).expect("the embedded columns parse")
}

/// Every column, in the order in which they are written.
pub(crate) fn all() -> &'static [Column] {
    &FILE.column
}

/// The answers.
pub(crate) fn answers() -> &'static Answers {
    &FILE.answers
}

/// The place of the column of this key.
pub(crate) fn of_key(key: &str) -> Option<usize> {
    FILE.column.iter().position(|column| column.key == key)
}

/// The place of the column that a heading is: the whole heading; else without what stands in parentheses; else
/// one of its parts, where it says the same in two languages (`Phone / Teléfono`).
pub(crate) fn known_as(heading: &str) -> Option<usize> {
    let known = |heading: &str| KNOWN.get(&normal(heading)).copied();
    known(heading).or_else(|| known(&without_parentheses(heading))).or_else(|| {
        let mut parts = heading.split(['/', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
        let first = parts.next().and_then(known)?;
        // Two parts that mean different columns are a heading of neither.
        parts.all(|part| known(part).is_none_or(|other| other == first)).then_some(first)
    })
}

fn without_parentheses(heading: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    heading.chars().filter(outside).collect()
}

/// Words that make no difference in a heading.
const SMALL: [&str; 34] = [
    "the", "a", "an", "of", "for", "is", "are", "do", "does", "your", "their", "its", "please", "list",
    "any", "what", "which", "de", "la", "el", "los", "las", "del", "para", "un", "una", "su", "sus", "es",
    "en", "que", "cual", "cuales", "se",
];

/// A heading in the form in which two spellings compare equal.
fn normal(heading: &str) -> String {
    let words = words(heading);
    let words: Vec<&str> = words.split_whitespace().collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !SMALL.contains(word)).collect();
    let telling = if telling.is_empty() { words } else { telling };
    let singular = telling.iter().map(|word| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 => stem,
        _ => word,
    });
    singular.collect::<Vec<_>>().join(" ")
}

impl Column {
    /// The heading that we write.
    pub(crate) fn heading(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Es => &self.es,
        }
    }

    /// What to write there.
    pub(crate) fn help(&self, locale: Locale) -> &str {
        self.help.get(locale)
    }
}

impl Answer {
    /// As we write it.
    pub(crate) fn word(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Es => &self.es,
        }
    }

    /// In all its spellings.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &str> {
        [&self.en, &self.es].into_iter().chain(&self.also).map(String::as_str)
    }
}

impl Answers {
    /// The answer that says how often something is asked.
    pub(crate) fn of(&self, strength: Strength) -> &Answer {
        match strength {
            Strength::Always => &self.yes,
            Strength::Usually => &self.usually,
            Strength::Sometimes => &self.sometimes,
            Strength::Never => &self.no,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn key(heading: &str) -> Option<&'static str> {
        known_as(heading).map(|at| all()[at].key.as_str())
    }

    #[test]
    fn no_heading_stands_for_two_columns() {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for column in all() {
            for heading in [&column.en, &column.es].into_iter().chain(&column.also) {
                let other = seen.insert(normal(heading), &column.key);
                assert!(
                    other.is_none_or(|other| other == column.key),
                    "{heading}: {other:?}, {}",
                    column.key
                );
            }
        }
    }

    #[test]
    fn headings_are_known_in_both_languages_and_in_many_spellings() {
        for (heading, column) in [
            ("AGENCY", "agency"),
            ("Organization", "agency"),
            ("Name of service", "service"),
            ("service name:", "service"),
            ("phone #", "phone"),
            ("TELEFONO", "phone"),
            ("Teléfonos", "phone"),
            ("Phone / Teléfono", "phone"),
            ("Phone (main office)", "phone"),
            ("What do people need to bring?", "documents"),
            ("¿Qué documentos hay que llevar?", "documents"),
            ("Zip Code", "postal-code"),
            ("Photo ID asked? / ¿Pide identificación?", "asks-photo-id"),
            ("Languages\nspoken", "languages"),
            ("Is the location confidential?", "confidential"),
        ] {
            assert_eq!(key(heading), Some(column), "{heading}");
        }
        for other in ["", "??", "Notes", "Phone / Street", "Contact name", "Elm"] {
            assert_eq!(key(other), None, "{other}");
        }
    }

    #[test]
    fn every_heading_that_is_written_is_known_as_its_own() {
        for column in all() {
            for locale in Locale::ALL {
                assert_eq!(key(column.heading(locale)), Some(column.key.as_str()));
                assert!(column.help(locale).chars().count() <= 255, "{}", column.key);
            }
        }
    }
}
