//! Words that were made for somebody to sign in with: shown once, and typed back, so that it is known that they have them.

use rand_core::CryptoRng;
use seal::words::generate;
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
        let language = match w.0 {
            Locale::En => Language::En,
            Locale::Es => Language::Es,
        };
        Self(Zeroizing::new(generate(language, random).expose().to_owned()))
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
        let typed = GeneratedPassphrase::typed(fields.text("typed-words")).ok()?;
        (typed.expose() == self.text()).then(|| typed.passphrase())
    }
}
