//! What was measured of the pages, and how it stands to the floors.

use crate::figures::Ratio;

/// A directory is small up to so many services, and large beyond.
const SMALL: usize = 10_000;
/// The share of the empty page's throughput that every other page has at least: over a small directory, and over a
/// large one.
const FLOORS: (f64, f64) = (1.0 / 3.0, 1.0 / 5.0);

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The page with nothing on it.
    Empty,
    /// The results of a question.
    Find,
    /// The page of a service.
    Service,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Empty, Self::Find, Self::Service];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty page",
            Self::Find => "results",
            Self::Service => "service",
        }
    }
}

/// What one kind of page gave in one round.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Given {
    /// Pages a second.
    pub throughput: f64,
    /// Bytes of a page, in the mean.
    pub bytes: usize,
}

/// What all kinds gave in one round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round([Given; 3]);

impl Round {
    /// Puts down what a kind gave.
    pub fn set(&mut self, kind: Kind, given: Given) {
        self.0[kind as usize] = given;
    }

    /// What a kind gave.
    pub fn of(&self, kind: Kind) -> Given {
        self.0[kind as usize]
    }

    /// The share of the empty page's throughput that a kind has.
    pub fn share(&self, kind: Kind) -> f64 {
        self.of(kind).throughput / self.of(Kind::Empty).throughput
    }

    /// As one line.
    pub fn line(&self) -> String {
        let of = |kind: Kind| format!("{} {:.0}/s", kind.name(), self.of(kind).throughput);
        Kind::ALL.map(of).join(", ")
    }
}

/// A size of directory, as measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Size {
    /// How many services.
    pub services: usize,
    /// When each page was asked for the first time.
    pub first: Round,
    /// Afterwards.
    pub rounds: Vec<Round>,
}

impl Size {
    /// Pages a second: the median of the rounds.
    pub fn throughput(&self, kind: Kind) -> f64 {
        median(self.rounds.iter().map(|round| round.of(kind).throughput))
    }

    /// The share of the empty page's throughput: the median of the rounds, each with its own empty page.
    pub fn share(&self, kind: Kind) -> f64 {
        median(self.rounds.iter().map(|round| round.share(kind)))
    }

    /// Bytes of a page, in the mean.
    pub fn bytes(&self, kind: Kind) -> usize {
        self.rounds.first().map(|round| round.of(kind).bytes).unwrap_or_default()
    }

    /// The share that is asked of every page.
    pub fn floor(&self) -> f64 {
        if self.services <= SMALL { FLOORS.0 } else { FLOORS.1 }
    }

    /// How the pages stand to the floor.
    pub fn ratios(&self) -> [Ratio; 2] {
        [Kind::Find, Kind::Service].map(|kind| Ratio {
            name: format!("{}-to-empty-page-at-{}", kind.name(), self.services),
            ratio: self.share(kind),
            floor: self.floor(),
        })
    }
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = numbers.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}
