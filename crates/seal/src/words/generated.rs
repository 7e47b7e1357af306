//! Passphrases that are made for people: six words, so 77 bits.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::list::{self, LONGEST, language_of};
use super::{COUNT, Language, Nearest};
use crate::passphrase::Passphrase;

/// How many words a generated passphrase has.
pub const WORDS: usize = 6;

/// The most bytes of a text that are looked at for words of a passphrase.
const LONGEST_TEXT: usize = 1024;

/// Six words of a list, drawn at random. It is shown once and wiped when it goes; it has no `Debug`, `Clone` or
/// `PartialEq`, on purpose.
pub struct GeneratedPassphrase {
    words: Zeroizing<String>,
    language: Language,
}

/// Why a text is no generated passphrase.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotGenerated {
    /// There are more or fewer words than six.
    #[error("these are {words} words, and it should be {WORDS}")]
    Count {
        /// How many words there are; 0 also for a text that is far too long.
        words: usize,
    },
    /// A word is not in the list.
    #[error("word {place} is not in the list")]
    Unknown {
        /// Which of the words, from 1.
        place: usize,
        /// Words of the list that are near to it.
        nearest: Nearest,
    },
}

/// Draws six words, each as likely as any other of the list.
pub fn generate(language: Language, random: &mut impl CryptoRng) -> GeneratedPassphrase {
    GeneratedPassphrase::of((0..WORDS).map(|_| language.word(draw(random))), language)
}

/// A place in a list. 13 random bits; those past the end are drawn again, so that no word is likelier than another.
fn draw(random: &mut impl CryptoRng) -> u16 {
    let mut bytes = Zeroizing::new([0; 2]);
    loop {
        random.fill_bytes(&mut *bytes);
        let place = u16::from_be_bytes(*bytes) & 0x1fff;
        if place < COUNT {
            return place;
        }
    }
}

impl GeneratedPassphrase {
    fn of(words: impl Iterator<Item = &'static str>, language: Language) -> Self {
        // Room for the longest words, so that no copy is left behind.
        let mut text = Zeroizing::new(String::with_capacity(WORDS * (LONGEST + 1)));
        for word in words {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        Self { words: text, language }
    }

    /// What was generated once and typed again: six words of one list, whatever their case, accents and what stands
    /// between them.
    pub fn typed(text: &str) -> Result<Self, NotGenerated> {
        if text.len() > LONGEST_TEXT {
            return Err(NotGenerated::Count { words: 0 });
        }
        let words: Vec<_> = list::typed(text).into_iter().flatten().collect();
        if words.len() != WORDS {
            return Err(NotGenerated::Count { words: words.len() });
        }
        let language = language_of(words.iter().map(|word| word.as_str()));
        let mut places = Zeroizing::new(Vec::with_capacity(WORDS));
        for (at, word) in words.iter().enumerate() {
            let place = language
                .place(word)
                .ok_or_else(|| NotGenerated::Unknown { place: at + 1, nearest: language.nearest(word) })?;
            places.push(place);
        }
        Ok(Self::of(places.iter().map(|place| language.word(*place)), language))
    }

    /// The words, parted by one space: for the person whose they are, once.
    pub fn expose(&self) -> &str {
        &self.words
    }

    /// The language of the words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words as a passphrase, as if they had been typed.
    pub fn passphrase(&self) -> Passphrase {
        Passphrase::of_plain(&self.words)
    }
}
