//! Streets in their normal form: in which house somebody is, however it is written.
//!
//! What tells which part of a house is meant is no part of it: `418-A`, `418 ½`, `Building B, 418 …` and
//! `418 …, Suite 200` are one house.

use super::quality;
use super::street_words::{COMMON, HIGHWAYS, KINDS, ORDINALS, PASSED, UNITS};
use crate::model::spelling::plain;
use std::ops::Range;

/// A name of fewer letters tells nothing by itself in the texts of others.
const SHORTEST_DISTINCTIVE: usize = 5;

/// A street and house in its normal form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Street {
    /// The digits of its house numbers.
    pub(super) numbers: Vec<String>,
    /// What tells it from other streets.
    pub(super) name: Vec<String>,
}

impl Street {
    /// The normal form; none where nothing is left that could be looked for.
    pub(super) fn read(street: &str) -> Option<Self> {
        let street = quality::without_marks(street);
        let lines: Vec<Vec<String>> = street
            .split([',', ';', '\n', '(', ')', '|'])
            .filter_map(|line| house_in(before_sign(line)))
            .collect();
        // `Haven House, 418 Tamarisk Lane, Quillmere`: the line that begins with a number and goes on.
        let whole = lines.iter().find(|line| {
            let tells = |word: &String| is_name(word) && !is_letter(word) || is_one(&KINDS, word);
            line.first().is_some_and(|word| is_number(word)) && line.iter().any(tells)
        });
        match whole {
            Some(line) => Self::of(line),
            None => Self::of(&lines.concat()),
        }
    }

    fn of(words: &[String]) -> Option<Self> {
        let leading = words.iter().take_while(|word| is_number(word)).count();
        let (first, rest) = words.split_at_checked(leading)?;
        let mut numbers: Vec<String> = first.iter().map(|word| digits(word).into()).collect();
        let rest = without_part(rest, leading > 0);
        let mut name: Vec<String> = Vec::new();
        let mut before = "";
        for word in rest {
            if !is_number(word) {
                name.extend((!may_lack(word)).then(|| word.clone()));
            } else if leading == 0 {
                numbers.push(digits(word).into());
            } else if name.is_empty() && is_one(&HIGHWAYS, before) {
                // `3540 Highway 17`: the number is the road's name.
                name.push(word.clone());
            }
            before = word;
        }
        if name.is_empty() {
            // `North Street`, `Avenue N`: what is not the kind is the name.
            let words: Vec<&String> = rest.iter().filter(|word| !is_number(word)).collect();
            let kind = words.iter().rposition(|word| is_one(&KINDS, word));
            let others = words.into_iter().enumerate().filter(|(at, _)| Some(*at) != kind);
            name = others.map(|(_, word)| word.clone()).collect();
        }
        (!name.is_empty()).then_some(Self { numbers, name })
    }

    /// What tells the street from others of its town, without house and kind.
    pub(super) fn name(&self) -> &[String] {
        &self.name
    }

    /// Whether the name alone, beside a word such as Avenue, tells this street in everybody's texts.
    pub(super) fn is_distinctive(&self) -> bool {
        let [rest @ .., last] = self.name.as_slice() else { return false };
        let is_common =
            rest.is_empty() && (is_one(&COMMON, last) || is_one(&PASSED, last) || is_ordinal(last));
        !is_common && self.joined().chars().count() >= SHORTEST_DISTINCTIVE
    }

    pub(super) fn joined(&self) -> String {
        self.name.concat()
    }
}

/// A line without what stands behind a number sign, where the house stands before it.
fn before_sign(line: &str) -> &str {
    match line.split_once('#') {
        Some((before, _)) if before.contains(char::is_alphabetic) && before.contains(is_digit) => before,
        _ => line,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// The words of a line from its house on, up to a suite or a floor. None where it only says which part of a house
/// is meant.
fn house_in(line: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = tokens(line).into_iter().map(|token| token.word).collect();
    let is_floor = words.iter().take(2).any(|word| is_one(&UNITS, word))
        && words.first().is_some_and(|word| is_one(&UNITS, word) || is_ordinal(word));
    if is_floor || line.trim_start().starts_with('#') {
        // `Building B 418 Tamarisk Lane`: the last number that a name follows.
        let begins = |at: &usize| {
            let word = |at: usize| words.get(at);
            word(*at).is_some_and(|word| is_number(word)) && word(at + 1).is_some_and(|next| is_name(next))
        };
        let at = (1..words.len()).rev().find(begins);
        let at = at.or_else(|| begins(&0).then_some(0))?;
        words.drain(..at);
    }
    let named = words.iter().position(|word| is_name(word) || is_one(&KINDS, word));
    let unit = named.and_then(|named| {
        words.iter().skip(named + 1).position(|word| is_one(&UNITS, word)).map(|at| named + 1 + at)
    });
    words.truncate(unit.unwrap_or(words.len()));
    (!words.is_empty()).then_some(words)
}

/// The words behind a house's number without what says which part of it is meant: `418 A Tamarisk Lane`,
/// `418 Unit 2 Tamarisk Lane`. A letter that is the street's whole name stays.
fn without_part(words: &[String], has_number: bool) -> &[String] {
    let [first, rest @ ..] = words else { return words };
    let named = |words: &[String]| words.iter().any(|word| is_name(word));
    if !has_number {
        return words;
    }
    if is_letter(first) && !may_lack(first) && named(rest) {
        return rest;
    }
    match rest {
        [value, rest @ ..] if is_one(&UNITS, first) && named(rest) && is_short(value) => rest,
        _ => words,
    }
}

/// Whether a word may be a house's number: `5th` is none.
pub(super) fn is_number(word: &str) -> bool {
    !digits(word).is_empty() && !is_ordinal(word)
}

/// Whether a word may tell a street from others.
fn is_name(word: &str) -> bool {
    !is_number(word) && !may_lack(word) && !is_one(&UNITS, word)
}

pub(super) fn is_letter(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
}

/// Whether a word may be what a suite or floor is called: `2`, `B`, `200`.
pub(super) fn is_short(word: &str) -> bool {
    is_letter(word) || is_number(word) && word.chars().count() <= 5
}

/// A word of a text in lower case, without accents, with its place.
pub(super) struct Token {
    pub(super) word: String,
    pub(super) at: Range<usize>,
}

/// The words of a text. What is written `%20` in an address of the web parts words; an apostrophe does not.
/// Fractions of a house are none.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    let mut escape = 0;
    for (at, c) in text.char_indices() {
        let is_escape = || {
            let two = text.get(at + 1..at + 3);
            two.is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        if c == '%' && is_escape() {
            escape = at + 3;
        }
        if escape <= at && fraction(text, at) {
            // `418 1/2` is in the house 418.
            escape = at + 3;
        }
        if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') {
            // Signs that nobody sees part no word.
            continue;
        }
        let is_part = c.is_alphanumeric() && !is_fraction(c) && at >= escape;
        if !is_part {
            open &= matches!(c, '\'' | '’') && at >= escape;
            continue;
        }
        if !open {
            tokens.push(Token { word: String::new(), at: at..at });
            open = true;
        }
        if let Some(last) = tokens.last_mut() {
            last.word.extend(plain(c));
            last.at.end = at + c.len_utf8();
        }
    }
    for token in &mut tokens {
        if let Some((_, short)) = ORDINALS.iter().find(|(long, _)| *long == token.word) {
            token.word = (*short).into();
        }
    }
    tokens
}

/// Whether half a house stands here as three signs: `1/2`.
fn fraction(text: &str, at: usize) -> bool {
    let three = text.get(at..at + 3).map(str::as_bytes);
    let is_part = |c: char| c.is_alphanumeric() || c == '/';
    matches!(three, Some([b'1'..=b'3', b'/', b'2'..=b'4']))
        && !text.get(..at).is_some_and(|before| before.ends_with(is_part))
        && !text.get(at + 3..).is_some_and(|after| after.starts_with(is_part))
}

fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '⅐'..='⅞')
}

pub(super) fn is_one(words: &[&str], word: &str) -> bool {
    words.contains(&word)
}

pub(super) fn may_lack(word: &str) -> bool {
    is_one(&KINDS, word) || is_one(&PASSED, word)
}

/// The digits that a word begins with.
pub(super) fn digits(word: &str) -> &str {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    word.get(..end).unwrap_or_default()
}

pub(super) fn is_ordinal(word: &str) -> bool {
    let digits = digits(word);
    !digits.is_empty()
        && matches!(
            word.get(digits.len()..),
            Some("st" | "nd" | "rd" | "th" | "ro" | "ra" | "do" | "da" | "to" | "ta")
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_is_one_whatever_part_of_it_is_meant() {
        let house = Street::read("418 Tamarisk Lane").unwrap();
        for same in [
            "418-A Tamarisk Lane",
            "418A Tamarisk Ln.",
            "418 A Tamarisk Lane",
            "418 ½ Tamarisk Lane",
            "418½ Tamarisk Lane",
            "418 1/2 Tamarisk Lane",
            "418 Tamarisk Lane #2",
            "418 Tamarisk Lane, #2",
            "#2, 418 Tamarisk Lane",
            "# 2 418 Tamarisk Lane",
            "418 Tamarisk Lane 2",
            "418 Tamarisk Lane Unit 2",
            "418 N. Tamarisk Lane, Suite 200, Quillmere, IL 62999",
            "Unit 2, 418 Tamarisk Lane",
            "Apt. 3B - 418 Tamarisk Lane",
            "Building B, 418 Tamarisk Lane",
            "Building B 418 Tamarisk Lane",
            "418 Building B, Tamarisk Lane",
            "418 Unit 2 Tamarisk Lane",
            "2nd Floor, 418 Tamarisk Lane",
            "2nd floor 418 Tamarisk Lane",
            "Rear of 418 Tamarisk Lane",
            "Haven House, 418 Tamarisk Lane",
            "418 Tamarisk Lane (Haven House)",
            "418, Tamarisk Lane",
            "Tamarisk Lane 418",
            "Tamarisk Lane, No. 418",
            "Piso 2, Calle Tamarisk 418",
        ] {
            assert_eq!(Street::read(same).as_ref(), Some(&house), "{same}");
        }
        for other in ["420 Tamarisk Lane", "418 Tamarack Lane", "Tamarisk Lane"] {
            assert_ne!(Street::read(other), Some(house.clone()), "{other}");
        }
    }

    #[test]
    fn a_letter_or_a_number_may_be_the_name_of_a_street() {
        let read =
            |street| Street::read(street).map(|street| (street.numbers.join(" "), street.name.join(" ")));
        let is = |number: &str, name: &str| Some((number.to_owned(), name.to_owned()));
        assert_eq!(read("12 K Street NW"), is("12", "k"));
        assert_eq!(read("430 - 12th Street West"), is("430", "12th"));
        assert_eq!(read("3540 Highway 17, Ste 101"), is("3540", "17"));
        assert_eq!(read("491 North State Road 7"), is("491", "state"));
        assert_eq!(read("12 North Street"), is("12", "north"));
        assert_eq!(read("418 Building Lane"), is("418", "building"));
        assert_eq!(read("418-420 Tamarisk Lane"), is("418 420", "tamarisk"));
        assert_eq!(read("Suite 200"), None);
    }

    #[test]
    fn common_names_and_numbers_are_not_distinctive() {
        let is = |street| Street::read(street).is_some_and(|street| street.is_distinctive());
        assert!(is("4127 Zyxwvut Avenue") && is("9 Old Main Mill Road"));
        assert!(!is("412 Main Street") && !is("412 5th Street") && !is("12 North Street"));
    }
}
