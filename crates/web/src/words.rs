//! The words of the pages, in every locale: Fluent files in `locales/`, compiled in.
//!
//! Keys stand as literals in templates and code, so that a test can read them: a key without words in
//! either language fails it, and so do words without a key.

mod cut;

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::LazyLock;

use cut::{Messages, Value};
use vocabulary::Locale;

macro_rules! texts {
    ($locale:literal: $($file:literal),+) => {
        &[$(include_str!(concat!("../locales/", $locale, "/", $file, ".ftl"))),+]
    };
}

/// The files of a locale, as text.
#[must_use]
pub fn files(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::En => {
            texts!("en": "common", "home", "find", "answer", "service", "asked", "sheet", "safety", "problems", "desk", "changes", "work", "case", "staff", "listing", "referral", "release", "exchange", "question", "mine")
        }
        Locale::Es => {
            texts!("es": "common", "home", "find", "answer", "service", "asked", "sheet", "safety", "problems", "desk", "changes", "work", "case", "staff", "listing", "referral", "release", "exchange", "question", "mine")
        }
    }
}

static ENGLISH: LazyLock<Messages> = LazyLock::new(|| messages(Locale::En));
static SPANISH: LazyLock<Messages> = LazyLock::new(|| messages(Locale::Es));

fn messages(locale: Locale) -> Messages {
    let mut messages = Messages::default();
    for text in files(locale) {
        // A file with a mistake keeps its other words; the tests refuse the mistake.
        let file = fluent_syntax::parser::parse_runtime(*text).unwrap_or_else(|(file, _)| file);
        messages.take(&file);
    }
    messages
}

/// The words of one locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Locale);

impl Words {
    /// The words of a key that needs nothing else.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The same for templates: where they stand in the file, without a copy.
    #[must_use]
    pub fn said(self, key: &str) -> Cow<'static, str> {
        self.messages().plain(key).map_or_else(|| Cow::Owned(self.t(key)), Cow::Borrowed)
    }

    /// The words of a key about a number, `$n`.
    #[must_use]
    pub fn n(self, key: &str, n: impl Borrow<usize>) -> String {
        self.say(key, &[("n", Value::Number(*n.borrow()))])
    }

    /// The words of a key with one value in them.
    #[must_use]
    pub fn with(self, key: &str, name: &str, value: &str) -> String {
        self.say(key, &[(name, Value::Text(value))])
    }

    /// The words of a key with several values in them.
    #[must_use]
    pub fn all(self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, Value<'_>)> =
            values.iter().map(|(name, value)| (*name, Value::Text(value))).collect();
        self.say(key, &values)
    }

    /// The words as a list: "a, b and c".
    #[must_use]
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [most @ .., last] => {
                let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
                self.all("list-and", &[("most", &most.join(", ")), ("last", last.as_ref())])
            }
        }
    }

    fn say(self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        // Brackets are never seen by a person: the tests refuse a key without words.
        self.messages().say(key, values).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// Writes the words of a key with values in them, where there are many: nothing is put together beforehand.
    pub(crate) fn write(self, key: &str, values: &[(&str, &str); 2], to: &mut dyn fmt::Write) -> fmt::Result {
        let values = values.map(|(name, value)| (name, Value::Text(value)));
        match self.messages().write(key, &values, to) {
            Some(written) => written,
            None => to.write_str(&self.say(key, &values)),
        }
    }

    fn messages(self) -> &'static Messages {
        match self.0 {
            Locale::En => &ENGLISH,
            Locale::Es => &SPANISH,
        }
    }
}
