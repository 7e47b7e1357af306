//! What every vocabulary's word can do, and the one place that makes a word out of a row.

use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

use crate::{Locale, UnknownCode};

/// A word of a vocabulary: one byte, with a stable code and a label in every locale.
pub trait Word: Copy + Eq + Ord + Hash + 'static {
    /// What a word of this vocabulary is called in a sentence, e.g. `need`.
    const VOCABULARY: &'static str;

    /// How many words there are; at most 128.
    fn count() -> usize;

    /// The word at a place in the vocabulary's file, counted from 0.
    fn from_index(index: usize) -> Option<Self>;

    /// The word's place in the vocabulary's file. For memory only: it moves when the file is edited.
    fn index(self) -> usize;

    /// The stable code, in kebab-case: what is stored and sent.
    fn code(self) -> &'static str;

    /// What a person reads.
    fn label(self, locale: Locale) -> &'static str;

    /// The word of this code.
    ///
    /// # Errors
    /// [`UnknownCode`], with the nearest code where one is close.
    fn from_code(code: &str) -> Result<Self, UnknownCode> {
        Self::all()
            .find(|word| word.code() == code)
            .ok_or_else(|| UnknownCode::among(Self::VOCABULARY, code, Self::all().map(|word| word.code())))
    }

    /// Every word, in the order of the file, which is the order for forms and lists.
    fn all() -> impl Iterator<Item = Self> {
        (0..Self::count()).filter_map(Self::from_index)
    }
}

/// Reads a word from its code, without copying the code.
pub(crate) fn deserialize<'de, W: Word, D: Deserializer<'de>>(deserializer: D) -> Result<W, D::Error> {
    struct Code<W>(PhantomData<W>);

    impl<W: Word> Visitor<'_> for Code<W> {
        type Value = W;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "the code of a word ({})", W::VOCABULARY)
        }

        fn visit_str<E: Error>(self, code: &str) -> Result<W, E> {
            W::from_code(code).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Code(PhantomData))
}

/// A word type over a file in `data/`: `word!(/// doc  Need, "need", Row, "needs.toml")`. The calling module
/// gets `Need::row()`, private to it. A macro, since eight types need the same eight trait implementations.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident, $vocabulary:literal, $row:ty, $file:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u8);

        static ROWS: std::sync::LazyLock<Vec<$row>> =
            std::sync::LazyLock::new(|| crate::table::read(include_str!(concat!("../data/", $file))));

        impl $name {
            fn row(self) -> &'static $row {
                &ROWS[usize::from(self.0)]
            }
        }

        impl crate::Word for $name {
            const VOCABULARY: &'static str = $vocabulary;

            fn count() -> usize {
                ROWS.len()
            }

            fn from_index(index: usize) -> Option<Self> {
                u8::try_from(index).ok().filter(|_| index < ROWS.len()).map(Self)
            }

            fn index(self) -> usize {
                usize::from(self.0)
            }

            fn code(self) -> &'static str {
                crate::table::Row::code(self.row())
            }

            fn label(self, locale: crate::Locale) -> &'static str {
                crate::table::Row::label(self.row()).get(locale)
            }
        }

        impl crate::table::Row for $row {
            fn code(&self) -> &str {
                &self.code
            }

            fn label(&self) -> &crate::Text {
                &self.label
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(crate::Word::code(*self))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(crate::Word::code(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                <Self as crate::Word>::from_code(code)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(crate::Word::code(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::word::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use word;
