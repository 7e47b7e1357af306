//! A reader of texts, made once from the phrases and used for many.

use std::ops::Range;
use std::sync::LazyLock;

use vocabulary::{Cue, Phrasebook, Says, Subject, TextField};

use super::error::PhraseError;
use super::pattern::{Found, Patterns, Symbols};
use super::sentence::{self, Hit, List};
use super::token::{Sign, Tokens};

/// Whether something is asked, as far as a text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is.
    Asked,
    /// The text says that it is not.
    NotAsked,
    /// Of some people, or in some cases, or as one of several.
    Conditional,
}

impl Polarity {
    /// The stable code: `asked`, `not-asked` or `conditional`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::NotAsked => "not-asked",
            Self::Conditional => "conditional",
        }
    }
}

/// What was read at one place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it is about.
    pub about: Subject,
    /// Whether it is asked.
    pub polarity: Polarity,
    /// The bytes of the text that say so.
    pub bytes: Range<usize>,
}

/// What a phrase stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    /// It says something about a subject, in some fields (bits in the order of [`TextField::ALL`]).
    Rule { about: Subject, says: Says, fields: u8 },
    /// It turns what stands beside it.
    Cue(Cue),
    /// It says what follows it, if a colon stands between.
    Heading(TextField),
}

/// Reads texts by a set of phrases. Cheap to share, dear to make.
#[derive(Debug)]
pub struct Reader {
    patterns: Patterns,
    owners: Vec<Owner>,
}

static SHIPPED: LazyLock<Reader> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the phrases are part of the program, and a test reads them")]
    Reader::new(Phrasebook::shipped()).expect("the shipped phrases can be read")
});

/// The bit of a field.
fn bit(field: TextField) -> u8 {
    1 << TextField::ALL.iter().position(|known| *known == field).unwrap_or_default()
}

impl Reader {
    /// A reader by the phrases that we ship.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// A reader by these phrases.
    ///
    /// # Errors
    /// [`PhraseError`], naming the first phrase that cannot be read.
    pub fn new(book: &Phrasebook) -> Result<Self, PhraseError> {
        let mut reader = Self { patterns: Patterns::new(), owners: Vec::new() };
        for rule in &book.rules {
            let fields = match rule.fields.as_slice() {
                [] => u8::MAX,
                some => some.iter().fold(0, |bits, field| bits | bit(*field)),
            };
            let owner = Owner::Rule { about: rule.about, says: rule.says, fields };
            reader.add(owner, rule.en.iter().chain(&rule.es))?;
        }
        for cue in &book.cues {
            reader.add(Owner::Cue(cue.cue), cue.en.iter().chain(&cue.es))?;
        }
        for heading in &book.headings {
            reader.add(Owner::Heading(heading.field), heading.en.iter().chain(&heading.es))?;
        }
        Ok(reader)
    }

    fn add<'p>(
        &mut self,
        owner: Owner,
        phrases: impl Iterator<Item = &'p String>,
    ) -> Result<(), PhraseError> {
        let at = u16::try_from(self.owners.len()).map_err(|_| PhraseError::TooManyRules)?;
        self.owners.push(owner);
        for phrase in phrases {
            self.patterns.add(phrase, at)?;
        }
        Ok(())
    }

    /// What a text says that is asked: each subject and polarity once, at its first place, in order of place.
    pub fn read(&self, field: TextField, text: &str) -> Vec<Reading> {
        let mut room = Room::default();
        self.read_in(&mut room, field, text)
    }

    /// As [`Reader::read`], in a room that is used again and again.
    pub fn read_in(&self, room: &mut Room, field: TextField, text: &str) -> Vec<Reading> {
        let Room { tokens, symbols, found, hits } = room;
        tokens.read(text);
        self.patterns.symbols(tokens, symbols);
        let mut readings = Vec::new();
        let mut list = List::default();
        // A text that mixes everything says with a heading what comes: "Fees: …", to the end of its line.
        let mut here = field;
        let mut start = 0;
        while start < tokens.list.len() {
            let rest = tokens.list.get(start..).unwrap_or_default();
            let length = rest.iter().position(|token| token.sign.ends()).unwrap_or(rest.len());
            let sentence = start..start + length;
            start = sentence.end + 1;
            let line_ends = tokens.list.get(sentence.end).is_none_or(|token| token.sign == Sign::Line);
            found.clear();
            self.patterns.find(tokens, symbols, sentence.clone(), found);
            here = self.heading(tokens, &sentence, found).unwrap_or(here);
            let of_this = here;
            if line_ends {
                here = field;
            }
            hits.clear();
            hits.extend(found.iter().filter_map(|found| self.hit(found, of_this)));
            sentence::judge(&tokens.list, sentence, hits, of_this, &mut list, &mut |about, polarity, at| {
                if let Some(bytes) = tokens.bytes(at) {
                    readings.push(Reading { about, polarity, bytes });
                }
            });
        }
        drop_vague_fees(&mut readings, text);
        first_of_each(readings)
    }

    /// The field that a sentence's heading names: one that begins it and is followed by a colon.
    fn heading(&self, tokens: &Tokens, sentence: &Range<usize>, found: &[Found]) -> Option<TextField> {
        found.iter().find_map(|found| match self.owners.get(usize::from(found.owner))? {
            Owner::Heading(field) => {
                let colon = tokens.list.get(found.tokens.end)?.sign == Sign::Colon;
                (colon && found.tokens.start == sentence.start).then_some(*field)
            }
            _ => None,
        })
    }

    fn hit(&self, found: &Found, field: TextField) -> Option<Hit> {
        let owner = *self.owners.get(usize::from(found.owner))?;
        if let Owner::Rule { fields, .. } = owner
            && fields & bit(field) == 0
        {
            return None;
        }
        Some(Hit { owner, tokens: found.tokens.clone(), own: found.own })
    }
}

/// What reading needs besides the phrases: kept, so that the next text does not ask for memory again.
#[derive(Debug, Default)]
pub struct Room {
    tokens: Tokens,
    symbols: Symbols,
    found: Vec<Found>,
    hits: Vec<Hit>,
}

/// A text that says on what the fee depends means just that where it says "the fee" without an amount.
fn drop_vague_fees(readings: &mut Vec<Reading>, text: &str) {
    let is_fee = |reading: &Reading, polarity| reading.polarity == polarity && reading.about.code() == "fee";
    if readings.iter().any(|reading| is_fee(reading, Polarity::Conditional)) {
        readings.retain(|reading| {
            let quote = text.get(reading.bytes.clone()).unwrap_or_default();
            !is_fee(reading, Polarity::Asked) || quote.contains(|c: char| c.is_ascii_digit())
        });
    }
}

/// Each subject once in each polarity.
fn first_of_each(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by_key(|reading| (reading.bytes.start, reading.bytes.end));
    let mut kept: Vec<Reading> = Vec::with_capacity(readings.len());
    for reading in readings {
        let same = |known: &Reading| (known.about, known.polarity) == (reading.about, reading.polarity);
        if !kept.iter().any(same) {
            kept.push(reading);
        }
    }
    kept
}
