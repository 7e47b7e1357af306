//! How long sealing and opening take beside the same cipher on the same bytes, and a search beside its bar.
//!
//! The reference is what cannot be spared: XChaCha20-Poly1305 of the same library over the same filled-up bytes with the
//! same authenticated data, and one HKDF a card. What is measured beyond that is ours: commitments, filling up, packing
//! places, hashing journals.

mod cards;
mod cases;
pub mod options;
mod reference;
pub mod report;
mod rounds;
mod search;

use std::time::Duration;

use options::Options;

use crate::Error;

/// One thing that was measured, beside its reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// What.
    pub name: &'static str,
    /// How many were sealed or opened.
    pub many: usize,
    /// How long all of them took us, the median of the rounds.
    pub ours: Duration,
    /// How long they took the reference.
    pub reference: Duration,
    /// How many times as long as the reference it may take us.
    pub ceiling: f64,
}

/// The search, in memory and from the stores.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// How many cards.
    pub cards: usize,
    /// How long a search takes when nothing has changed since the last one, the median of the rounds.
    pub warm: Duration,
    /// How long the first one takes, which reads all cards and shares from the stores.
    pub cold: Duration,
}

/// All that was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Beside the cipher.
    pub beside: Vec<Beside>,
    /// The search.
    pub search: Search,
}

/// How long a search from memory may take.
const SEARCH: Duration = Duration::from_millis(100);

/// How many times as long as it should something took, at most.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Of what.
    pub name: &'static str,
    /// How many times.
    pub ratio: f64,
    /// At most.
    pub ceiling: f64,
}

impl Share {
    /// Whether it keeps below its ceiling.
    pub fn holds(&self) -> bool {
        self.ratio <= self.ceiling
    }

    /// As a line that a program can read.
    pub fn line(&self) -> String {
        format!("ratio {}: {:.2}x (ceiling {}x)", self.name, self.ratio, self.ceiling)
    }
}

impl Measured {
    /// How it stands to its ceilings.
    pub fn shares(&self) -> Vec<Share> {
        let beside = self.beside.iter().map(|one| Share {
            name: one.name,
            ratio: one.ours.as_secs_f64() / one.reference.as_secs_f64(),
            ceiling: one.ceiling,
        });
        let ratio = self.search.warm.as_secs_f64() / SEARCH.as_secs_f64();
        let search = Share { name: "search-to-100-ms", ratio, ceiling: 1.0 };
        beside.chain([search]).collect()
    }
}

/// Measures all of it.
///
/// # Errors
/// Where a store cannot be made, or anything does not open that should.
pub fn measure(options: &Options, tell: &dyn Fn(String)) -> Result<Measured, Error> {
    tell(format!("{} cards", options.cards));
    let mut beside = cards::measure(options)?;
    tell(format!("{} cases of {} entries", options.cases, options.entries));
    beside.extend(cases::measure(options)?);
    tell(format!("a search over {} cards; the stores are filled first", options.cards));
    Ok(Measured { beside, search: search::measure(options)? })
}
