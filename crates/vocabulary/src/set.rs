//! Several words of one vocabulary, as bits.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Word;

/// A set of words, one bit each at the word's index. For memory only: it is written out as a list of codes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Set<W: Word> {
    bits: u128,
    words: PhantomData<W>,
}

impl<W: Word> Set<W> {
    /// The set with no word.
    pub const EMPTY: Self = Self { bits: 0, words: PhantomData };

    /// The set with no word.
    #[must_use]
    pub const fn new() -> Self {
        Self::EMPTY
    }

    /// Every word of the vocabulary.
    #[must_use]
    pub fn full() -> Self {
        Self::from_bits_truncating(u128::MAX)
    }

    /// The set of these bits; bits beyond the vocabulary's last word are dropped.
    #[must_use]
    pub fn from_bits_truncating(bits: u128) -> Self {
        let known = match W::count() {
            0 => 0,
            count => u128::MAX >> 128_usize.saturating_sub(count),
        };
        Self { bits: bits & known, words: PhantomData }
    }

    /// One bit for each word, at its index.
    #[must_use]
    pub const fn bits(self) -> u128 {
        self.bits
    }

    /// Adds a word; says whether it was new.
    pub fn insert(&mut self, word: W) -> bool {
        let new = !self.contains(word);
        self.bits |= bit(word);
        new
    }

    /// Takes a word out; says whether it was there.
    pub fn remove(&mut self, word: W) -> bool {
        let there = self.contains(word);
        self.bits &= !bit(word);
        there
    }

    /// Whether the word is in the set.
    #[must_use]
    pub fn contains(self, word: W) -> bool {
        self.bits & bit(word) != 0
    }

    /// Whether no word is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many words are in the set.
    #[must_use]
    pub const fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The words in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, words: PhantomData }
    }

    /// The words in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self { bits: self.bits & other.bits, words: PhantomData }
    }

    /// The words in this set and not in the other.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits, words: PhantomData }
    }

    /// Whether every word here is in the other set too.
    #[must_use]
    pub const fn is_subset(self, other: Self) -> bool {
        self.bits & !other.bits == 0
    }

    /// The words, in the order of the vocabulary.
    #[must_use]
    pub const fn iter(self) -> Iter<W> {
        Iter { bits: self.bits, words: PhantomData }
    }
}

/// A word's bit. Vocabularies hold at most 128 words, as the tests assert.
fn bit<W: Word>(word: W) -> u128 {
    1 << word.index()
}

impl<W: Word> Default for Set<W> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<W: Word> fmt::Debug for Set<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|word| Plain(word.code()))).finish()
    }
}

/// A code without quotation marks.
struct Plain(&'static str);

impl fmt::Debug for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl<W: Word> From<W> for Set<W> {
    fn from(word: W) -> Self {
        Self { bits: bit(word), words: PhantomData }
    }
}

impl<W: Word> Extend<W> for Set<W> {
    fn extend<I: IntoIterator<Item = W>>(&mut self, words: I) {
        for word in words {
            self.insert(word);
        }
    }
}

impl<W: Word> FromIterator<W> for Set<W> {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        let mut set = Self::EMPTY;
        set.extend(words);
        set
    }
}

impl<W: Word> IntoIterator for Set<W> {
    type Item = W;
    type IntoIter = Iter<W>;

    fn into_iter(self) -> Iter<W> {
        self.iter()
    }
}

impl<W: Word> IntoIterator for &Set<W> {
    type Item = W;
    type IntoIter = Iter<W>;

    fn into_iter(self) -> Iter<W> {
        self.iter()
    }
}

impl<W: Word + Serialize> Serialize for Set<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de, W: Word + Deserialize<'de>> Deserialize<'de> for Set<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<W>::deserialize(deserializer)?.into_iter().collect())
    }
}

/// The words of a [`Set`], in the order of the vocabulary.
#[derive(Clone, Debug)]
pub struct Iter<W: Word> {
    bits: u128,
    words: PhantomData<W>,
}

impl<W: Word> Iterator for Iter<W> {
    type Item = W;

    fn next(&mut self) -> Option<W> {
        if self.bits == 0 {
            return None;
        }
        let index = self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        W::from_index(index)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.bits.count_ones() as usize;
        (left, Some(left))
    }
}

impl<W: Word> ExactSizeIterator for Iter<W> {}
