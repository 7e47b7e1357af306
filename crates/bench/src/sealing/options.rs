//! What `bench seal` is told.

use crate::Error;
use crate::options::number;

/// What to measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many index cards.
    pub cards: usize,
    /// How many cases.
    pub cases: usize,
    /// How many entries each has.
    pub entries: usize,
    /// How often each is measured; the median counts.
    pub rounds: usize,
    /// Whether to write the document anew.
    pub write: bool,
}

const USAGE: &str = "bench seal [--cards N] [--cases N] [--entries N] [--rounds N] [--write]; cards from 100 to \
                     1,000,000, cases and entries from 1 to 100,000, rounds from 3 to 99";

impl Options {
    /// Reads the words after `seal`.
    ///
    /// # Errors
    /// Words that are not known, with the usage.
    pub fn read(words: &[&str]) -> Result<Self, Error> {
        let usage = || Error::Usage(USAGE.into());
        let mut options = Self { cards: 10_000, cases: 1_000, entries: 100, rounds: 9, write: false };
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            match *word {
                "--write" => options.write = true,
                "--cards" => options.cards = number(rest.next(), 100..=1_000_000).ok_or_else(usage)?,
                "--cases" => options.cases = number(rest.next(), 1..=100_000).ok_or_else(usage)?,
                "--entries" => options.entries = number(rest.next(), 1..=100_000).ok_or_else(usage)?,
                "--rounds" => options.rounds = number(rest.next(), 3..=99).ok_or_else(usage)?,
                _ => return Err(usage()),
            }
        }
        Ok(options)
    }
}
