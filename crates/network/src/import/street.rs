//! Streets that were set aside, found in every spelling: `4127 Zyxwvut Avenue` is also `4127-zyxwvut-ave`.

use std::collections::HashMap;
use std::ops::Range;

use super::quality;
use super::street_words::{COMMON, KINDS, ORDINALS, PASSED, UNITS};
use crate::model::spelling::plain;

/// A name of fewer letters is no name to be looked for without its number, nor inside a longer word.
const SHORTEST_ALONE: usize = 4;
/// A name of fewer letters tells nothing by itself in the texts of others.
const SHORTEST_DISTINCTIVE: usize = 5;
/// So many words may stand between a number and a name: `4127 N. Calle Zyxwvut`.
const BETWEEN: usize = 4;

/// A street in its normal form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Street {
    /// The digits of its house numbers.
    numbers: Vec<String>,
    /// What tells it from other streets.
    name: Vec<String>,
    /// Suite and floor.
    unit: Vec<String>,
}

impl Street {
    /// The normal form; none where nothing is left that could be looked for.
    pub(super) fn read(street: &str) -> Option<Self> {
        let street = quality::without_marks(street);
        let all: Vec<String> = tokens(&street).into_iter().map(|token| token.word).collect();
        let unit_at = all.iter().skip(1).position(|word| is_one(&UNITS, word)).map_or(all.len(), |at| at + 1);
        let (street, unit) = all.split_at_checked(unit_at)?;
        let is_number = |word: &String| !digits(word).is_empty() && !is_ordinal(word);
        let numbers = street.iter().filter(|word| is_number(word)).map(|word| digits(word).into()).collect();
        let words: Vec<String> = street.iter().filter(|word| !is_number(word)).cloned().collect();
        let mut name: Vec<String> = words.iter().filter(|word| !may_lack(word)).cloned().collect();
        if name.is_empty() {
            // `North Street`, `Avenue N`: what is not the kind is the name.
            let kind = words.iter().rposition(|word| is_one(&KINDS, word));
            name =
                words.into_iter().enumerate().filter(|(at, _)| Some(*at) != kind).map(|(_, w)| w).collect();
        }
        (!name.is_empty()).then(|| Self { numbers, name, unit: unit.to_vec() })
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

    fn joined(&self) -> String {
        self.name.concat()
    }
}

/// A word of a text in lower case, without accents, with its place.
struct Token {
    word: String,
    at: Range<usize>,
}

/// The words of a text. What is written `%20` in an address of the web parts words; an apostrophe does not.
fn tokens(text: &str) -> Vec<Token> {
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
        if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') {
            // Signs that nobody sees part no word.
            continue;
        }
        let is_part = c.is_alphanumeric() && at >= escape;
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

fn is_one(words: &[&str], word: &str) -> bool {
    words.contains(&word)
}

fn may_lack(word: &str) -> bool {
    is_one(&KINDS, word) || is_one(&PASSED, word)
}

/// The digits that a word begins with.
fn digits(word: &str) -> &str {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    word.get(..end).unwrap_or_default()
}

fn is_ordinal(word: &str) -> bool {
    let digits = digits(word);
    !digits.is_empty()
        && matches!(
            word.get(digits.len()..),
            Some("st" | "nd" | "rd" | "th" | "ro" | "ra" | "do" | "da" | "to" | "ta")
        )
}

/// Streets to be found in texts.
#[derive(Default)]
pub(super) struct Streets {
    all: Vec<Wanted>,
    /// By the first word of the name.
    by_name: HashMap<String, Vec<usize>>,
    /// By house number.
    by_number: HashMap<String, Vec<usize>>,
    /// By name and kind, written as one word.
    by_both: HashMap<String, Vec<usize>>,
}

struct Wanted {
    street: Street,
    town: String,
    /// Whether the name beside the word for a street is enough.
    alone: bool,
}

/// Where it is looked.
#[derive(Clone, Copy)]
pub(super) enum Where<'w> {
    /// In words that somebody wrote.
    Text,
    /// In the street of a place in this town, which may be another house of the same name.
    StreetOf(&'w str),
}

impl Streets {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds a street of a town. Where `alone`, its name is found without its number too.
    pub(super) fn add(&mut self, street: &Street, town: &str, alone: bool) {
        let at = self.all.len();
        let joined = street.joined();
        let alone = alone && joined.chars().count() >= SHORTEST_ALONE;
        if let Some(first) = street.name.first() {
            self.by_name.entry(first.clone()).or_default().push(at);
        }
        if joined.chars().count() >= SHORTEST_ALONE {
            for number in &street.numbers {
                self.by_number.entry(number.clone()).or_default().push(at);
            }
        }
        if alone {
            for kind in KINDS {
                self.by_both.entry(format!("{joined}{kind}")).or_default().push(at);
                self.by_both.entry(format!("{kind}{joined}")).or_default().push(at);
            }
        }
        self.all.push(Wanted { street: street.clone(), town: town.into(), alone });
    }

    /// Where in a text one of the streets stands. Of a text that was cut the last word may be the beginning of
    /// one.
    pub(super) fn find(&self, text: &str, place: Where<'_>, cut: bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let tokens = tokens(text);
        let mut next = 0;
        for at in 0..tokens.len() {
            if at < next {
                continue;
            }
            if let Some(range) = self.at(&tokens, at, place, cut) {
                // A street reaches left to its number, but not into the one before it.
                let bytes = tokens.get(range.start.max(next)).zip(tokens.get(range.end - 1));
                found.extend(bytes.map(|(first, last)| first.at.start..last.at.end));
                next = range.end;
            }
        }
        found
    }

    /// The words, from one on that a name begins with, that are a street.
    fn at(&self, tokens: &[Token], at: usize, place: Where<'_>, cut: bool) -> Option<Range<usize>> {
        let word = tokens.get(at)?.word.as_str();
        let is_last = cut && at + 1 == tokens.len();
        let of = |index: &HashMap<String, Vec<usize>>, key: &str| index.get(key).cloned().unwrap_or_default();
        let mut by_name = of(&self.by_name, word);
        if is_last {
            by_name.extend(0..self.all.len());
        }
        let here = |wanted: &&Wanted| match place {
            Where::Text => true,
            Where::StreetOf(town) => town.is_empty() || wanted.town.is_empty() || wanted.town == town,
        };
        let wanted = |found: Vec<usize>| found.into_iter().filter_map(|i| self.all.get(i)).filter(here);
        let in_text = matches!(place, Where::Text);
        let spelled = wanted(by_name).filter_map(|wanted| wanted.at(tokens, at, in_text, cut));
        let longest = spelled.max_by_key(|range| range.end - range.start);
        if longest.is_some() {
            return longest;
        }
        let as_one = in_text && wanted(of(&self.by_both, word)).next().is_some();
        (as_one
            || runs_of_digits(word).any(|(number, rest)| {
                wanted(of(&self.by_number, number)).any(|wanted| rest.starts_with(&wanted.street.joined()))
            }))
        .then(|| at..stretch(tokens, at + 1))
    }
}

/// Each number in a word, with what follows it.
fn runs_of_digits(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let starts = word.char_indices().filter(|(at, c)| {
        let before = word.get(..*at).and_then(|before| before.chars().next_back());
        c.is_ascii_digit() && !before.is_some_and(|before| before.is_ascii_digit())
    });
    starts.filter_map(|(at, _)| {
        let rest = word.get(at..)?;
        let number = digits(rest);
        Some((number, rest.get(number.len()..)?))
    })
}

/// Where the words end that belong to a street whose name ended: kinds, directions, suites.
fn stretch(tokens: &[Token], mut end: usize) -> usize {
    while let Some(token) = tokens.get(end).filter(|_| end < usize::MAX) {
        if is_one(&UNITS, &token.word) {
            let has_number = tokens.get(end + 1).is_some_and(|next| next.word.chars().count() <= 5);
            return end + 1 + usize::from(has_number && !matches!(token.word.as_str(), "rear" | "back"));
        }
        if !is_one(&KINDS, &token.word) && !is_direction(&token.word) {
            break;
        }
        end += 1;
    }
    end
}

fn is_direction(word: &str) -> bool {
    PASSED.iter().take(20).any(|direction| *direction == word)
}

impl Wanted {
    /// The words of this street around its name, which begins at `at`.
    fn at(&self, tokens: &[Token], at: usize, in_text: bool, cut: bool) -> Option<Range<usize>> {
        let mut end = at;
        for (i, word) in self.street.name.iter().enumerate() {
            if i > 0 {
                end = tokens
                    .iter()
                    .skip(end)
                    .take(BETWEEN)
                    .position(|token| !may_lack(&token.word))
                    .map_or(end, |p| end + p);
            }
            let Some(token) = tokens.get(end) else { if cut && i > 0 { break } else { return None } };
            let is_last = cut && end + 1 == tokens.len();
            if token.word != *word && !(is_last && word.starts_with(&token.word)) {
                return None;
            }
            end += 1;
        }
        let is_number = |token: &Token| {
            !is_ordinal(&token.word) && self.street.numbers.iter().any(|number| number == digits(&token.word))
        };
        let is_kind = |token: &Token| is_one(&KINDS, &token.word);
        // To the left: words that may be lacking, then numbers.
        let mut start = at;
        let mut kind = false;
        let before = tokens.get(..at).unwrap_or_default().iter().rev();
        let passed = before.clone().take(BETWEEN).take_while(|token| may_lack(&token.word)).count();
        let numbers = before.clone().skip(passed).take_while(|token| is_number(token)).count();
        let beside =
            before.clone().take(passed).take_while(|token| may_lack(&token.word)).collect::<Vec<_>>();
        if numbers > 0 {
            start = at - passed - numbers;
        } else if let Some(far) = beside.iter().rposition(|token| is_kind(token)) {
            kind = true;
            start = at - far - 1;
        }
        let mut last = stretch(tokens, end);
        let after = tokens.get(end..last).unwrap_or_default();
        kind |= after.iter().any(is_kind);
        let mut numbered = numbers > 0;
        let skip = tokens.iter().skip(last).take(2).take_while(|token| is_one(&PASSED, &token.word)).count();
        let behind = tokens.iter().skip(last + skip).take_while(|token| is_number(token)).count();
        if behind > 0 {
            numbered = true;
            last = stretch(tokens, last + skip + behind);
        }
        (numbered || in_text && self.alone && kind).then_some(start..last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrubbed(street: &str, text: &str, alone: bool) -> String {
        let mut streets = Streets::default();
        streets.add(&Street::read(street).unwrap(), "springfield", alone);
        let mut text = text.to_owned();
        for range in streets.find(&text.clone(), Where::Text, false).into_iter().rev() {
            text.replace_range(range, "•••");
        }
        text
    }

    #[test]
    fn a_street_is_found_in_other_spellings() {
        let street = "4127 Zyxwvut Avenue";
        for spelled in [
            "4127 Zyxwvut Ave",
            "4127-Zyxwvut Avenue",
            "4127 N. Zyxwvut Avenue",
            "zyxwvut ave",
            "4127 ZYXWVUT",
            "Zyxwvut Avenue 4127",
            "Avenida Zyxwvut, No. 4127",
            "4127zyxwvutave",
            "zyxwvutave",
            "4127%20Zyxwvut%20Ave",
            "4127 Zyxwvut Ave NW, Apt 3b",
        ] {
            assert_eq!(scrubbed(street, &format!("at {spelled}."), true), "at •••.", "{spelled}");
        }
        assert_eq!(scrubbed(street, "https://x.org/4127-zyxwvut-avenue", false), "https://x.org/•••");
        for other in ["4128 Zyxwvut", "Zyxwvut", "14127 Zyxwvut", "4127 Avenue"] {
            assert_eq!(scrubbed(street, other, true), other);
        }
        assert_eq!(scrubbed(street, "Zyxwvut Avenue", false), "Zyxwvut Avenue");
        assert_eq!(scrubbed("12 North Street", "see 12 North St", true), "see •••");
        assert_eq!(scrubbed("12 W. 5th Street", "12 Fifth St, 8 6th St", true), "•••, 8 6th St");
        assert_eq!(scrubbed("Calle Mayor 14", "calle mayor, nº 14", true), "•••");
        assert_eq!(scrubbed("7 St. Mary's Rd", "7 Saint Marys Road", true), "•••");
    }

    #[test]
    fn streets_that_stand_close_together_are_each_taken_out_once() {
        for text in [
            "12 Elm Street; 12 Elm Street",
            "12 Elm Street. 12 Elm Street",
            "Elm Street 12 Elm Street",
            "Elm Street 12; #12 Elm Str.",
            "12%20Elm%20Street; 12-elm-street",
            "12 E\u{ad}lm Street, 12 Elm\u{200b} Street",
        ] {
            let gone = scrubbed("12 Elm Street", text, true);
            assert!(!gone.to_lowercase().contains("elm") && !gone.contains("lm Street"), "{text}: {gone}");
        }
    }

    #[test]
    fn common_names_and_numbers_are_not_distinctive() {
        let is = |street| Street::read(street).is_some_and(|street| street.is_distinctive());
        assert!(is("4127 Zyxwvut Avenue") && is("9 Old Main Mill Road"));
        assert!(!is("412 Main Street") && !is("412 5th Street") && !is("12 North Street"));
    }
}
