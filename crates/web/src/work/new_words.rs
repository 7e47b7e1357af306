//! Words that were made for somebody to sign in with: shown once, and typed back, so that it is known that they have them.

use rand_core::CryptoRng;
use seal::words::{Nearest, NotGenerated, generate};
use seal::{GeneratedPassphrase, Language, Passphrase};
use vocabulary::Locale;
use zeroize::Zeroizing;

use crate::form::Fields;
use crate::words::Words;

/// The words of a page, which sends them along until they were typed back.
pub(crate) struct NewWords(Zeroizing<String>);

impl NewWords {
    /// Made anew, in the page's language.
    pub(crate) fn made(w: Words, random: &mut impl CryptoRng) -> Self {
        Self(Zeroizing::new(generate(language(w), random).expose().to_owned()))
    }

    /// Those that a page showed; others, where it sends none that were made here.
    pub(crate) fn shown(fields: &Fields, w: Words, random: &mut impl CryptoRng) -> Self {
        match GeneratedPassphrase::typed(fields.text("new-words")) {
            Ok(words) => Self(Zeroizing::new(words.expose().to_owned())),
            Err(_) => Self::made(w, random),
        }
    }

    /// For the page of whoever they are for.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// As they were typed back; nothing, where that is something else.
    pub(crate) fn typed_back(&self, fields: &Fields) -> Option<Passphrase> {
        self.made_and_typed_back(fields).map(|typed| typed.passphrase())
    }

    /// The same, as words that are known to have been made.
    pub(crate) fn made_and_typed_back(&self, fields: &Fields) -> Option<GeneratedPassphrase> {
        let typed = GeneratedPassphrase::typed(fields.text("typed-words")).ok()?;
        (typed.expose() == self.text()).then_some(typed)
    }
}

/// The list of words in a page's language.
pub(crate) fn language(w: Words) -> Language {
    match w.0 {
        Locale::En => Language::En,
        Locale::Es => Language::Es,
    }
}

/// Why what somebody typed is not six words that were made, in a sentence. What is near to a word is said to whoever
/// typed it, and to nobody else.
pub(crate) fn why_not(why: &NotGenerated, w: Words) -> String {
    match why {
        NotGenerated::Count { words: 0 } => w.t("told-none"),
        NotGenerated::Count { words } => w.n("told-count", words),
        NotGenerated::Unknown { place, nearest } => {
            unknown("told-unknown", "told-unknown-near", (place, nearest), w)
        }
    }
}

/// "Word 3 is not in the list. Did you mean …?"
fn unknown(plain: &str, near: &str, (place, nearest): (&usize, &Nearest), w: Words) -> String {
    let place = place.to_string();
    match nearest.expose() {
        [] => w.with(plain, "place", &place),
        words => w.all(near, &[("place", &place), ("near", &words.join(", "))]),
    }
}
