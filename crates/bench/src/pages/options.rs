//! What `bench pages` is told.

use std::path::PathBuf;

use super::work;
use crate::Error;
use crate::options::{number, sizes};

/// What to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The sizes of directories, in services; up to 300 is the made-up network of `continuum demo`.
    pub services: Vec<usize>,
    /// How often each page is asked for in a round.
    pub requests: usize,
    /// Where filled stores are kept for the next time.
    pub stores: PathBuf,
    /// Whether the public pages are measured, and whether those of agencies at work.
    pub parts: (bool, bool),
    /// What is made of an agency at work, and asked.
    pub work: work::Options,
    /// Whether to write the document anew.
    pub write: bool,
}

/// The made-up network of `continuum demo` has about so many services.
pub const DEMO: usize = 300;

const USAGE: &str = "bench pages [--services N[,N..]] [--requests N] [--stores FOLDER] [--only public|work] [--cases N] [--work-requests N] [--write]; services 300 (the \
                     demo) or from 1,000 to 1,000,000, requests from 100 to 100,000 a round, cases from 1 to 10,000";

impl Options {
    /// Reads the words after `pages`.
    ///
    /// # Errors
    /// Words that are not known, with the usage.
    pub fn read(words: &[&str]) -> Result<Self, Error> {
        let usage = || Error::Usage(USAGE.into());
        let mut options = Self {
            services: vec![DEMO, 1_000_000],
            requests: 4_000,
            stores: stores(),
            parts: (true, true),
            work: work::Options { cases: work::CASES, requests: 1_000 },
            write: false,
        };
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            match *word {
                "--write" => options.write = true,
                "--services" => {
                    options.services = sizes(rest.next(), |size| size == DEMO).ok_or_else(usage)?;
                }
                "--requests" => {
                    options.requests = number(rest.next(), 100..=100_000).ok_or_else(usage)?;
                }
                "--only" => {
                    options.parts = match rest.next() {
                        Some(&"public") => (true, false),
                        Some(&"work") => (false, true),
                        _ => return Err(usage()),
                    };
                }
                "--cases" => options.work.cases = number(rest.next(), 1..=10_000).ok_or_else(usage)?,
                "--work-requests" => {
                    options.work.requests = number(rest.next(), 100..=100_000).ok_or_else(usage)?;
                }
                "--stores" => options.stores = rest.next().ok_or_else(usage)?.into(),
                _ => return Err(usage()),
            }
        }
        Ok(options)
    }
}

/// Where filled stores are kept if nothing else is said.
pub(crate) fn stores() -> PathBuf {
    testkit::repository().join("target/bench/pages")
}
