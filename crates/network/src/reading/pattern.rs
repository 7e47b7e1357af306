//! Phrases as they are looked for among the words of a text.
//!
//! A phrase is words in lower case without accents, separated by spaces. `referr*` stands for every word that
//! begins so; `(id|passport)` for one of several; `[valid]` for a word that may be missing; `_` for up to three
//! words in between without a pause, `..` for up to five and `...` for up to fourteen; `#`, `$` and `%` for a number, an amount of money and a share in
//! percent; `^` for any word with a capital.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::error::PhraseError;
use super::token::{Sign, Tokens};
use crate::model::spelling::plain;

/// How many words `_` stands for at most, none of them past a pause.
const SHORT_GAP: usize = 3;
/// How many words `..` stands for at most.
const GAP: usize = 5;
/// How many words `...` stands for at most.
const LONG_GAP: usize = 14;
/// How many groups a phrase may hold, and how deep within each other: a phrase of a coalition's own is no program.
const MOST_GROUPS: usize = 16;

/// A word of a phrase, as it is looked for.
pub(super) type Symbol = u32;

/// One part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// One of these words.
    Any(Box<[Symbol]>),
    /// One of these words, or none.
    Maybe(Box<[Symbol]>),
    /// One of these sequences.
    Choice(Box<[Box<[Part]>]>),
    /// Up to so many words.
    Gap(usize),
}

/// Every phrase, found by its first word.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    words: HashMap<Box<str>, Symbol>,
    /// Beginnings of words, by their first two bytes.
    prefixes: HashMap<[u8; 2], Vec<(Box<str>, Symbol)>>,
    next: Symbol,
    /// The rest of each phrase after its first word, and whose it is.
    by_first: HashMap<Symbol, Vec<Continuation>>,
}

/// The parts of a phrase after its first word, and whose it is.
type Continuation = (Arc<[Part]>, u16);

const NUMBER: Symbol = 0;
const MONEY: Symbol = 1;
const PERCENT: Symbol = 2;
const CAPITAL: Symbol = 3;

/// Where a phrase was found: of which owner, and the tokens that it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) owner: u16,
    pub(super) tokens: Range<usize>,
    /// How many of the tokens are the phrase's own, those of gaps not counted.
    pub(super) own: usize,
}

/// The symbols of each token of a text.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    list: Vec<Symbol>,
    ends: Vec<u32>,
}

impl Symbols {
    fn of(&self, token: usize) -> &[Symbol] {
        let end = self.ends.get(token).map_or(0, |end| *end as usize);
        let start =
            token.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.list.get(start..end).unwrap_or_default()
    }
}

impl Patterns {
    pub(super) fn new() -> Self {
        Self { next: CAPITAL + 1, ..Self::default() }
    }

    /// Adds a phrase.
    pub(super) fn add(&mut self, phrase: &str, owner: u16) -> Result<(), PhraseError> {
        let mut written = Written { signs: phrase.chars().peekable(), phrase, groups: 0 };
        let parts = self.sequence(&mut written)?;
        // Something is left where a bracket closes that was not opened.
        if written.signs.next().is_some() {
            return Err(PhraseError::Unclosed { phrase: phrase.into() });
        }
        if ends_in_gap(&parts) {
            return Err(PhraseError::NoLastWord { phrase: phrase.into() });
        }
        self.by_first_word(&parts, phrase, owner)
    }

    /// Writes a phrase down under each word that it can begin with.
    fn by_first_word(&mut self, parts: &[Part], phrase: &str, owner: u16) -> Result<(), PhraseError> {
        let no_first_word = || PhraseError::NoFirstWord { phrase: phrase.into() };
        let (first, rest) = parts.split_first().ok_or_else(no_first_word)?;
        match first {
            Part::Any(words) | Part::Maybe(words) => {
                let after: Arc<[Part]> = rest.into();
                for symbol in words {
                    self.by_first.entry(*symbol).or_default().push((Arc::clone(&after), owner));
                }
                if matches!(first, Part::Maybe(_)) { self.by_first_word(rest, phrase, owner) } else { Ok(()) }
            }
            Part::Choice(choices) => choices
                .iter()
                .try_for_each(|choice| self.by_first_word(&[choice, rest].concat(), phrase, owner)),
            Part::Gap(_) => Err(no_first_word()),
        }
    }

    /// Words and groups, up to what closes or parts the group that they are in.
    fn sequence(&mut self, written: &mut Written<'_>) -> Result<Vec<Part>, PhraseError> {
        let mut parts = Vec::new();
        while let Some(sign) = written.signs.peek().copied() {
            match sign {
                ')' | ']' | '|' => break,
                '(' | '[' => {
                    written.signs.next();
                    parts.extend(self.group(written, sign == '[')?);
                }
                _ if sign.is_whitespace() => drop(written.signs.next()),
                _ => parts.push(match written.word().as_str() {
                    "_" => Part::Gap(SHORT_GAP),
                    ".." => Part::Gap(GAP),
                    "..." => Part::Gap(LONG_GAP),
                    word => Part::Any([self.symbol(word, written.phrase)?].into()),
                }),
            }
        }
        Ok(parts)
    }

    /// The choices of a group whose bracket has been opened: single words as one part; none where it is empty.
    fn group(&mut self, written: &mut Written<'_>, may_miss: bool) -> Result<Option<Part>, PhraseError> {
        written.groups += 1;
        if written.groups > MOST_GROUPS {
            return Err(PhraseError::TooMany { phrase: written.phrase.into(), most: MOST_GROUPS });
        }
        let mut single: Vec<Symbol> = Vec::new();
        let mut several: Vec<Box<[Part]>> = Vec::new();
        loop {
            let choice = self.sequence(written)?;
            match choice.as_slice() {
                [] => {}
                [Part::Any(words)] => single.extend(words),
                _ => several.push(choice.into()),
            }
            match written.signs.next() {
                Some('|') => {}
                Some(')') if !may_miss => break,
                Some(']') if may_miss => break,
                _ => return Err(PhraseError::Unclosed { phrase: written.phrase.into() }),
            }
        }
        if several.is_empty() {
            let words: Box<[Symbol]> = single.into();
            return Ok((!words.is_empty()).then_some(words).map(if may_miss {
                Part::Maybe
            } else {
                Part::Any
            }));
        }
        if !single.is_empty() {
            several.push([Part::Any(single.into())].into());
        }
        if may_miss {
            several.push(Box::default());
        }
        Ok(Some(Part::Choice(several.into())))
    }

    fn symbol(&mut self, word: &str, phrase: &str) -> Result<Symbol, PhraseError> {
        match word {
            "#" => return Ok(NUMBER),
            "$" => return Ok(MONEY),
            "%" => return Ok(PERCENT),
            "^" => return Ok(CAPITAL),
            _ => {}
        }
        let not_plain = || PhraseError::NotPlain { phrase: phrase.into(), word: word.into() };
        let (stem, is_prefix) = match word.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (word, false),
        };
        let is_plain = stem.chars().all(|c| c.is_alphanumeric() && plain(c).eq([c]));
        if !is_plain || stem.is_empty() || is_prefix && stem.len() < 2 {
            return Err(not_plain());
        }
        let next = self.next;
        let symbol = if is_prefix {
            let [a, b, ..] = stem.as_bytes() else { return Err(not_plain()) };
            let same = self.prefixes.entry([*a, *b]).or_default();
            match same.iter().find(|(known, _)| **known == *stem) {
                Some((_, symbol)) => *symbol,
                None => {
                    same.push((stem.into(), next));
                    next
                }
            }
        } else {
            *self.words.entry(stem.into()).or_insert(next)
        };
        if symbol == next {
            self.next += 1;
        }
        Ok(symbol)
    }

    /// The symbols of each token.
    pub(super) fn symbols(&self, tokens: &Tokens, symbols: &mut Symbols) {
        symbols.list.clear();
        symbols.ends.clear();
        for token in &tokens.list {
            match token.sign {
                Sign::Number => symbols.list.push(NUMBER),
                Sign::Money => symbols.list.push(MONEY),
                Sign::Percent => symbols.list.push(PERCENT),
                Sign::Word { capital, .. } => {
                    if capital {
                        symbols.list.push(CAPITAL);
                    }
                    let word = tokens.word_at(token.sign);
                    symbols.list.extend(self.words.get(word));
                    if let [a, b, ..] = word.as_bytes()
                        && let Some(prefixes) = self.prefixes.get(&[*a, *b])
                    {
                        let begun = prefixes.iter().filter(|(stem, _)| word.starts_with(&**stem));
                        symbols.list.extend(begun.map(|(_, symbol)| *symbol));
                    }
                }
                _ => {}
            }
            symbols.ends.push(u32::try_from(symbols.list.len()).unwrap_or(u32::MAX));
        }
    }

    /// Every place where a phrase stands whole within these tokens, in order of their beginnings.
    pub(super) fn find(
        &self,
        tokens: &Tokens,
        symbols: &Symbols,
        within: Range<usize>,
        found: &mut Vec<Found>,
    ) {
        for start in within.clone() {
            for first in symbols.of(start) {
                for (rest, owner) in self.by_first.get(first).into_iter().flatten() {
                    if let Some((end, own)) =
                        (Text { tokens, symbols, end: within.end }).follow(rest, None, start + 1)
                    {
                        let longer = Found { owner: *owner, tokens: start..end, own: own + 1 };
                        found.push(longer);
                    }
                }
            }
        }
    }
}

/// The sentence that parts are looked for in.
#[derive(Clone, Copy)]
struct Text<'t> {
    tokens: &'t Tokens,
    symbols: &'t Symbols,
    end: usize,
}

/// What is to follow after a choice.
struct Then<'p> {
    parts: &'p [Part],
    then: Option<&'p Then<'p>>,
}

impl Text<'_> {
    /// Where the parts end that begin at a token, and how many tokens are their own: of several ways, the one
    /// with the most.
    fn follow(self, parts: &[Part], then: Option<&Then<'_>>, at: usize) -> Option<(usize, usize)> {
        let Some((part, rest)) = parts.split_first() else {
            return match then {
                Some(next) => self.follow(next.parts, next.then, at),
                None => Some((at, 0)),
            };
        };
        let is_one_of = |words: &[Symbol]| {
            at < self.end && self.symbols.of(at).iter().any(|symbol| words.contains(symbol))
        };
        let take = || self.follow(rest, then, at + 1).map(|(end, own)| (end, own + 1));
        match part {
            Part::Any(words) => is_one_of(words).then(take).flatten(),
            Part::Maybe(words) => {
                is_one_of(words).then(take).flatten().or_else(|| self.follow(rest, then, at))
            }
            Part::Choice(choices) => {
                let after = Then { parts: rest, then };
                choices
                    .iter()
                    .filter_map(|choice| self.follow(choice, Some(&after), at))
                    .max_by_key(|(_, own)| *own)
            }
            Part::Gap(most) => self.past_gap(*most, rest, then, at),
        }
    }

    /// The nearest place past a gap where the rest stands.
    fn past_gap(
        self,
        most: usize,
        rest: &[Part],
        then: Option<&Then<'_>>,
        at: usize,
    ) -> Option<(usize, usize)> {
        let mut words = 0;
        for next in at..self.end {
            if let Some(done) = self.follow(rest, then, next) {
                return Some(done);
            }
            match self.tokens.list.get(next)?.sign {
                Sign::Clause | Sign::Colon | Sign::End | Sign::Line => return None,
                Sign::Pause | Sign::Slash if most == SHORT_GAP => return None,
                Sign::Pause | Sign::Slash => {}
                _ => words += 1,
            }
            if words > most {
                return None;
            }
        }
        None
    }
}

/// Whether the last that a phrase names can be a gap, which ends nowhere.
fn ends_in_gap(parts: &[Part]) -> bool {
    match parts.split_last() {
        None => false,
        Some((Part::Gap(_), _)) => true,
        Some((Part::Any(_), _)) => false,
        Some((Part::Maybe(_), before)) => ends_in_gap(before),
        Some((Part::Choice(choices), before)) => {
            choices.iter().any(|choice| ends_in_gap(choice) || choice.is_empty() && ends_in_gap(before))
        }
    }
}

/// A phrase as it is read.
struct Written<'p> {
    signs: std::iter::Peekable<std::str::Chars<'p>>,
    phrase: &'p str,
    groups: usize,
}

impl Written<'_> {
    fn word(&mut self) -> String {
        let is_of_word = |sign: &char| !sign.is_whitespace() && !"()[]|".contains(*sign);
        std::iter::from_fn(|| self.signs.next_if(is_of_word)).collect()
    }
}
