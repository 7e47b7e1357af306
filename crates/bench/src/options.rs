//! What the command is told.

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
                    let list = rest.next().ok_or_else(usage)?.split(',');
                    let sizes = list.map(|size| number(size, 1_000, 1_000_000)).collect::<Option<Vec<_>>>();
                    options.services = sizes.ok_or_else(usage)?;
                }
                "--questions" => {
                    let asked = rest.next().and_then(|asked| number(asked, 1, 10_000));
                    options.questions = asked.ok_or_else(usage)?;
                }
                "--needs" => {
                    let needs = rest.next().and_then(|needs| number(needs, 0, WHAT_IF_NEEDS));
                    options.needs = needs.ok_or_else(usage)?;
                }
                _ => return Err(usage()),
            }
        }
        Ok(options)
    }
}

fn number(text: &str, least: usize, most: usize) -> Option<usize> {
    text.parse().ok().filter(|number| (least..=most).contains(number))
}
