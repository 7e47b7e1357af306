//! Streets that were set aside, found in every spelling: `4127 Zyxwvut Avenue` is also `4127-zyxwvut-ave`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::spot::{Same, Spot};
use super::street::{Street, Token, digits, is_letter, is_number, is_one, is_short, may_lack, tokens};
use super::street_words::{KINDS, PASSED, UNITS};

/// A name of fewer letters is no name to be looked for without its number, nor inside a longer word.
const SHORTEST_ALONE: usize = 4;
/// So many words may stand between a number and a name: `4127 N. Calle Zyxwvut`.
const BETWEEN: usize = 4;

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
    /// What is among them: many places are in one house.
    known: HashSet<(Street, Spot, bool)>,
}

struct Wanted {
    street: Street,
    spot: Spot,
    /// Whether the name beside the word for a street is enough.
    alone: bool,
}

/// Where it is looked.
#[derive(Clone, Copy)]
pub(super) enum Where<'w> {
    /// In words that somebody wrote.
    Text,
    /// Beside its number only.
    Numbered,
    /// In the address of a place that is here: only houses that are the same, as surely as this at least.
    At(&'w Spot, Same),
}

impl Streets {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds a street and where it is. Where `alone`, its name is found without its number too.
    pub(super) fn add(&mut self, street: &Street, spot: &Spot, alone: bool) {
        if !self.known.insert((street.clone(), spot.clone(), alone)) {
            return;
        }
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
        self.all.push(Wanted { street: street.clone(), spot: spot.clone(), alone });
    }

    /// Where in a text one of the streets stands. Of a text that was cut the last word may be the beginning of
    /// one.
    pub(super) fn find(&self, text: &str, place: Where<'_>, cut: bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let tokens = tokens(text);
        let numbers: HashSet<&str> =
            tokens.iter().map(|token| digits(&token.word)).filter(|digits| !digits.is_empty()).collect();
        let mut next = 0;
        for at in 0..tokens.len() {
            if at < next {
                continue;
            }
            if let Some(range) = self.at(&tokens, &numbers, at, place, cut) {
                // A street reaches left to its number, but not into the one before it.
                let bytes = tokens.get(range.start.max(next)).zip(tokens.get(range.end - 1));
                found.extend(bytes.map(|(first, last)| first.at.start..last.at.end));
                next = range.end;
            }
        }
        found
    }

    /// The words, from one on that a name begins with, that are a street.
    fn at<'s>(
        &'s self,
        tokens: &[Token],
        numbers: &HashSet<&str>,
        at: usize,
        place: Where<'_>,
        cut: bool,
    ) -> Option<Range<usize>> {
        let word = tokens.get(at)?.word.as_str();
        let is_last = cut && at + 1 == tokens.len();
        let here = |wanted: &&Wanted| match place {
            Where::Text | Where::Numbered => true,
            Where::At(spot, at_least) => wanted.spot.compare(spot) >= at_least,
        };
        let in_text = matches!(place, Where::Text);
        let of = |index: &'s HashMap<String, Vec<usize>>, key: &str| {
            let found = index.get(key).map(Vec::as_slice).unwrap_or_default();
            found.iter().filter_map(|i| self.all.get(*i))
        };
        let last = is_last.then_some(&self.all).into_iter().flatten();
        let by_name = of(&self.by_name, word).chain(last);
        // Of a name that every town has a street of most houses have another number.
        let may_stand = |wanted: &&Wanted| {
            let known = &wanted.street.numbers;
            in_text && wanted.alone || known.iter().any(|number| numbers.contains(number.as_str()))
        };
        let spelled = by_name.filter(may_stand).filter_map(|wanted| {
            let range = wanted.at(tokens, at, in_text, cut)?;
            here(&wanted).then_some(range)
        });
        let longest = spelled.max_by_key(|range| range.end - range.start);
        if longest.is_some() {
            return longest;
        }
        let as_one = in_text && of(&self.by_both, word).next().is_some();
        (as_one
            || runs_of_digits(word).any(|(number, rest)| {
                of(&self.by_number, number)
                    .any(|wanted| rest.starts_with(&wanted.street.joined()) && here(&wanted))
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

/// How many words stand between a house's number and the name, of those before the name: directions and kinds
/// (`418 N. Calle …`), and the letter of a part of the house (`418-A …`).
fn between(before: &[Token]) -> usize {
    let passed = before.iter().rev().take(BETWEEN);
    passed.take_while(|token| may_lack(&token.word) || is_letter(&token.word)).count()
}

/// The same with a number between, which says which part of the house is meant: `418 #2 …`, `418 Unit 2 …`.
fn with_part(before: &[Token], passed: usize) -> usize {
    let word = |i: usize| {
        let at = before.len().checked_sub(i + 1);
        at.and_then(|at| before.get(at)).map(|token| token.word.as_str()).unwrap_or_default()
    };
    let is_unit = |i: usize| is_one(&UNITS, word(i));
    if is_unit(passed) {
        return passed + 1;
    }
    if is_short(word(passed)) { passed + 1 + usize::from(is_unit(passed + 1)) } else { passed }
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
            is_number(&token.word) && self.street.numbers.iter().any(|number| number == digits(&token.word))
        };
        let is_kind = |token: &Token| is_one(&KINDS, &token.word);
        // To the left: words that may be lacking, then numbers.
        let mut start = at;
        let mut kind = false;
        let before = tokens.get(..at).unwrap_or_default().iter().rev();
        let count = |passed: usize| before.clone().skip(passed).take_while(|token| is_number(token)).count();
        let mut passed = between(tokens.get(..at).unwrap_or_default());
        let mut numbers = count(passed);
        if numbers == 0 {
            passed = with_part(tokens.get(..at).unwrap_or_default(), passed);
            numbers = count(passed);
        }
        let beside =
            before.clone().take(BETWEEN).take_while(|token| may_lack(&token.word)).collect::<Vec<_>>();
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
        streets.add(&Street::read(street).unwrap(), &Spot::default(), alone);
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
}
