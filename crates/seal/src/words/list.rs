//! The lists, and how a word that somebody typed is found in them.

use std::fmt;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

use super::COUNT;

/// How many letters the longest word has.
pub(crate) const LONGEST: usize = 9;

/// The language of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

type List = Box<[&'static str]>;

static ENGLISH: LazyLock<List> = LazyLock::new(|| include_str!("../../data/words-en.txt").lines().collect());
static SPANISH: LazyLock<List> = LazyLock::new(|| include_str!("../../data/words-es.txt").lines().collect());

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// Its list: [`COUNT`] words, sorted.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::En => &ENGLISH,
            Self::Es => &SPANISH,
        }
    }

    /// The word at a place; places begin anew after the last.
    pub(crate) fn word(self, place: u16) -> &'static str {
        self.words()[usize::from(place % COUNT)]
    }

    /// Where a word stands in the list, if it does.
    pub(crate) fn place(self, word: &str) -> Option<u16> {
        let place = self.words().binary_search(&word).ok()?;
        u16::try_from(place).ok()
    }

    /// The words of the list that are at most two letters from this one, nearest first; three at most.
    pub(crate) fn nearest(self, typed: &str) -> Nearest {
        let mut near: Vec<(usize, &'static str)> = self
            .words()
            .iter()
            .filter(|word| word.len().abs_diff(typed.len()) <= 2)
            .map(|word| (distance(typed.as_bytes(), word.as_bytes()), *word))
            .filter(|(distance, _)| *distance <= 2)
            .collect();
        near.sort_unstable();
        near.truncate(3);
        Nearest(near.into_iter().map(|(_, word)| word).collect())
    }
}

/// Words of a list that are near to one that was typed. They may be part of a secret, so they are not printed with
/// `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Nearest(pub(crate) Vec<&'static str>);

impl Nearest {
    /// For the person who typed it, and nobody else.
    pub fn expose(&self) -> &[&'static str] {
        &self.0
    }
}

impl fmt::Debug for Nearest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nearest")
    }
}

/// The words of a text as they would stand in a list: without case and accents, and without whatever stands between
/// them (spaces, line breaks, numbers, dots). Lines are kept apart; those without a word are left out.
pub(crate) fn typed(text: &str) -> Vec<Vec<Zeroizing<String>>> {
    text.lines()
        .map(|line| {
            let mut words = Vec::new();
            let mut word = Zeroizing::new(String::with_capacity(ROOM));
            let letters =
                line.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
            for letter in letters.chain([' ']) {
                if letter.is_alphabetic() {
                    // A word that outgrows its room is none of a list: what is over is not kept, its length tells.
                    if word.len() + letter.len_utf8() <= ROOM {
                        word.push(letter);
                    }
                } else if !word.is_empty() {
                    words.push(std::mem::replace(&mut word, Zeroizing::new(String::with_capacity(ROOM))));
                }
            }
            words
        })
        .filter(|words| !words.is_empty())
        .collect()
}

/// Room for a word: more than the longest has, so that one that is too long stays so.
const ROOM: usize = 4 * LONGEST;

/// In which of the lists more of the words stand, and how many; English if it is the same.
pub(crate) fn language_of<'a>(words: impl Iterator<Item = &'a str>) -> Language {
    let (mut english, mut spanish) = (0_usize, 0_usize);
    for word in words {
        english += usize::from(Language::En.place(word).is_some());
        spanish += usize::from(Language::Es.place(word).is_some());
    }
    if spanish > english { Language::Es } else { Language::En }
}

/// How many letters have to be put in, taken out, changed or swapped with the next to make one word of another
/// (Damerau and Levenshtein, without editing a swapped pair again).
fn distance(one: &[u8], other: &[u8]) -> usize {
    // Three rows of the table are enough; the other is a word of a list.
    let mut rows = [[0_usize; LONGEST + 1]; 3];
    rows[0].iter_mut().enumerate().for_each(|(at, steps)| *steps = at);
    for (i, left) in one.iter().enumerate() {
        let [last, before, row] = &mut rows;
        row[0] = i + 1;
        for (j, right) in other.iter().enumerate() {
            let changed = last[j] + usize::from(left != right);
            let mut least = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *left == other[j - 1] && one[i - 1] == *right {
                least = least.min(before[j - 1] + 1);
            }
            row[j + 1] = least;
        }
        rows.rotate_right(1);
    }
    rows[0][other.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST, Language, Nearest, distance, language_of};

    /// The same by trying every edit at the ends: slow, and as the definition says it.
    fn tried(one: &[u8], other: &[u8]) -> usize {
        let ([before @ .., last], [others @ .., other_last]) = (one, other) else {
            return one.len().max(other.len());
        };
        let changed = tried(before, others) + usize::from(last != other_last);
        let least = changed.min(tried(before, other) + 1).min(tried(one, others) + 1);
        match (before, others) {
            ([rest @ .., a], [other_rest @ .., b]) if a == other_last && b == last => {
                least.min(tried(rest, other_rest) + 1)
            }
            _ => least,
        }
    }

    #[test]
    fn letters_put_in_taken_out_changed_and_swapped_are_counted() {
        let cases: [(&str, &str, usize); 9] = [
            ("", "", 0),
            ("", "bell", 4),
            ("bell", "bell", 0),
            ("bell", "bel", 1),
            ("bel", "bell", 1),
            ("ball", "bell", 1),
            ("eb", "be", 1),
            ("ebll", "bell", 1),
            ("ca", "abc", 3),
        ];
        for (one, other, steps) in cases {
            assert_eq!(distance(one.as_bytes(), other.as_bytes()), steps, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn the_table_counts_what_trying_everything_counts(one in "[ab]{0,6}", other in "[abc]{0,6}") {
            prop_assert_eq!(distance(one.as_bytes(), other.as_bytes()), tried(one.as_bytes(), other.as_bytes()));
        }
    }

    #[test]
    fn a_word_that_is_far_too_long_is_near_to_none() {
        assert_eq!(Language::En.nearest(&"a".repeat(10 * LONGEST)), Nearest(Vec::new()));
    }

    #[test]
    fn words_of_no_list_are_taken_for_english() {
        assert_eq!(language_of(["qqqq"].into_iter()), Language::En);
        assert_eq!(language_of(["qqqq", "bueno"].into_iter()), Language::Es);
    }

    #[test]
    fn what_is_near_is_not_printed() {
        assert_eq!(format!("{:?}", Nearest(vec!["bell"])), "Nearest");
    }
}
