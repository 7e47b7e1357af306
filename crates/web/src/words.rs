//! The words of the pages, in every locale: Fluent files in `locales/`, compiled in.
//!
//! Keys stand as literals in templates and code, so that a test can read them: a key without words in
//! either language fails it, and so do words without a key.

use std::borrow::Borrow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};
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
            texts!("en": "common", "home", "find", "answer", "service", "asked", "sheet", "safety", "problems", "desk", "changes")
        }
        Locale::Es => {
            texts!("es": "common", "home", "find", "answer", "service", "asked", "sheet", "safety", "problems", "desk", "changes")
        }
    }
}

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(langid!("en"), Locale::En));
static SPANISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(langid!("es"), Locale::Es));

fn bundle(language: LanguageIdentifier, locale: Locale) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks would end up in what people copy; values that may run the other way get `dir="auto"`.
    bundle.set_use_isolating(false);
    for text in files(locale) {
        // A file with a mistake keeps its other words; the tests refuse the mistake.
        let file = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(file, _)| file);
        bundle.add_resource_overriding(file);
    }
    bundle
}

/// The words of one locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Locale);

impl Words {
    /// The words of a key that needs nothing else.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.format(key, None)
    }

    /// The words of a key about a number, `$n`.
    #[must_use]
    pub fn n(self, key: &str, n: impl Borrow<usize>) -> String {
        let mut args = FluentArgs::new();
        args.set("n", *n.borrow());
        self.format(key, Some(&args))
    }

    /// The words of a key with one value in them.
    #[must_use]
    pub fn with(self, key: &str, name: &str, value: &str) -> String {
        self.all(key, &[(name, value)])
    }

    /// The words of a key with several values in them.
    #[must_use]
    pub fn all(self, key: &str, values: &[(&str, &str)]) -> String {
        let args = values.iter().map(|(name, value)| (*name, FluentValue::from(*value)));
        self.format(key, Some(&args.collect()))
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

    fn format(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = match self.0 {
            Locale::En => &*ENGLISH,
            Locale::Es => &*SPANISH,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            // Never seen by a person: the tests refuse a key without words.
            return format!("⟦{key}⟧");
        };
        bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }
}
