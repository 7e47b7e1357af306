//! What was measured of an agency's pages, and how it stands to the floor.

use std::time::Duration;

use crate::figures::Ratio;
use crate::statistics;

/// The share of the empty page's throughput that every other page has at least.
pub const FLOOR: f64 = 1.0 / 5.0;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The page with nothing of the agency's on it, for whoever is signed in.
    Empty,
    /// The public page with nothing on it, for which nobody's session is looked at.
    Public,
    /// The first page of the caseload.
    Caseload,
    /// A search in it.
    Search,
    /// A long case.
    Case,
    /// Its notes.
    Notes,
}

impl Page {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Empty, Self::Public, Self::Caseload, Self::Search, Self::Case, Self::Notes];
    /// Those that are held to the floor.
    pub const HELD: [Self; 4] = [Self::Caseload, Self::Search, Self::Case, Self::Notes];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty page, signed in",
            Self::Public => "empty page, public",
            Self::Caseload => "caseload",
            Self::Search => "search",
            Self::Case => "case",
            Self::Notes => "notes",
        }
    }
}

/// What one page gave in one round.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Given {
    /// Pages a second.
    pub throughput: f64,
    /// Bytes of a page, in the mean.
    pub bytes: usize,
    /// How long half of the requests took at most.
    pub median: Duration,
    /// How long ninety-nine of a hundred took at most.
    pub p99: Duration,
}

/// What all pages gave in one round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round([Given; 6]);

impl Round {
    /// Puts down what a page gave.
    pub fn set(&mut self, page: Page, given: Given) {
        self.0[page as usize] = given;
    }

    /// What a page gave.
    pub fn of(&self, page: Page) -> Given {
        self.0[page as usize]
    }

    /// The share of another page's throughput that a page has.
    pub fn share(&self, page: Page, of: Page) -> f64 {
        self.of(page).throughput / self.of(of).throughput
    }

    /// As one line.
    pub fn line(&self) -> String {
        Page::ALL.map(|page| format!("{} {:.0}/s", page.name(), self.of(page).throughput)).join(", ")
    }
}

/// An engine, as measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Engine {
    /// Its name.
    pub name: &'static str,
    /// Each with all pages.
    pub rounds: Vec<Round>,
}

impl Engine {
    /// Pages a second: the median of the rounds.
    pub fn throughput(&self, page: Page) -> f64 {
        median(self.rounds.iter().map(|round| round.of(page).throughput))
    }

    /// The share of another page's throughput: the median of the rounds, each with its own.
    pub fn share(&self, page: Page, of: Page) -> f64 {
        median(self.rounds.iter().map(|round| round.share(page, of)))
    }

    /// A time of each round, in the median of the rounds.
    pub fn time(&self, page: Page, which: impl Fn(Given) -> Duration) -> Duration {
        let times: Vec<Duration> = self.rounds.iter().map(|round| which(round.of(page))).collect();
        statistics::median(&times).unwrap_or_default()
    }

    /// Bytes of a page, in the mean.
    pub fn bytes(&self, page: Page) -> usize {
        self.rounds.first().map(|round| round.of(page).bytes).unwrap_or_default()
    }

    /// How the pages stand to the floor.
    pub fn ratios(&self) -> [Ratio; 4] {
        Page::HELD.map(|page| Ratio {
            name: format!("{}-to-empty-page-on-{}", page.name(), self.name),
            ratio: self.share(page, Page::Empty),
            floor: FLOOR,
        })
    }
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = numbers.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}
