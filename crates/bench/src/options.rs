//! What the command is told.

use std::ops::RangeInclusive;

use crate::Error;
use crate::questions::{QUESTIONS, WHAT_IF_NEEDS};

/// What to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The sizes of directories, in services.
    pub services: Vec<usize>,
    /// How many questions.
    pub questions: usize,
    /// How many needs what-if counts, at the largest size; none leaves it out.
    pub needs: usize,
    /// Whether to write the document anew.
    pub write: bool,
}

const USAGE: &str = "bench reach [--services N[,N..]] [--questions N] [--needs N] [--write]; services from 1,000 \
                     to 1,000,000, questions from 1 to 10,000, needs of what-if up to 100,000";

impl Options {
    /// Reads the words after the program's name.
    ///
    /// # Errors
    /// Words that are not known, with the usage.
    pub fn read(words: &[&str]) -> Result<Self, Error> {
        let usage = || Error::Usage(USAGE.into());
        let ["reach", rest @ ..] = words else { return Err(usage()) };
        let mut options = Self {
            services: vec![10_000, 100_000, 1_000_000],
            questions: QUESTIONS,
            needs: WHAT_IF_NEEDS,
            write: false,
        };
        let mut rest = rest.iter();
        while let Some(word) = rest.next() {
            match *word {
                "--write" => options.write = true,
                "--services" => {
                    options.services = sizes(rest.next(), |_| false).ok_or_else(usage)?;
                }
                "--questions" => {
                    options.questions = number(rest.next(), 1..=10_000).ok_or_else(usage)?;
                }
                "--needs" => {
                    options.needs = number(rest.next(), 0..=WHAT_IF_NEEDS).ok_or_else(usage)?;
                }
                _ => return Err(usage()),
            }
        }
        Ok(options)
    }
}

/// A word as a number of this range.
pub(crate) fn number(word: Option<&&str>, fits: RangeInclusive<usize>) -> Option<usize> {
    word?.parse().ok().filter(|number| fits.contains(number))
}

/// A word as sizes of directories, parted by commas: those that can be made, and those that there are beside.
pub(crate) fn sizes(word: Option<&&str>, beside: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let sizes = word?.split(',').map(|size| size.parse().ok());
    let is_size = |size: &usize| (1_000..=1_000_000).contains(size) || beside(*size);
    sizes.map(|size| size.filter(is_size)).collect()
}
