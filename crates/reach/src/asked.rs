//! What a service effectively asks, once statements about the same kind from several sources are weighed.
//!
//! What the agency declares, what it confirmed, and what people met in practice outweigh what was only read
//! from a text; among those, the strictest statement holds, since a person who meets it is turned away. A
//! statement that something is *not* asked holds where nothing of at least its weight says otherwise.

use network::{AppliesTo, Requirement, Source, Strength, Visibility, Waiver};
use vocabulary::Kind;

use crate::AgeBand;
use crate::exam::bit;

/// One thing that a service asks, as it counts for reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOf {
    /// What is asked.
    pub kind: Kind,
    /// How the network knows.
    pub source: Source,
    /// Whether it can be waived.
    pub waiver: Waiver,
}

/// What a service asks of one person, as bits of kinds. The three do not overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asks {
    /// Declared, confirmed or met: always asked.
    pub(crate) hard: u64,
    /// Always asked, as far as was read from a text.
    pub(crate) read: u64,
    /// Asked usually, sometimes or of some: only asking tells.
    pub(crate) soft: u64,
}

impl Asks {
    /// All that is asked or may be.
    pub(crate) fn any(self) -> u64 {
        self.hard | self.read | self.soft
    }
}

/// What a service asks of everyone, and what only of adults or only of minors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AsksByAge {
    pub(crate) everyone: Asks,
    pub(crate) adults: Asks,
    pub(crate) minors: Asks,
}

/// From this age a person is an adult.
const ADULT: u8 = 18;

impl AsksByAge {
    pub(crate) fn is_for_all_ages_alike(&self) -> bool {
        self.adults == Asks::default() && self.minors == Asks::default()
    }

    /// What is asked of a person of this age. Of somebody who may be either, what is asked of adults or
    /// minors only is not known.
    pub(crate) fn of(&self, age: Option<AgeBand>) -> Asks {
        let (adult, minor) = match age {
            Some(age) => (age.from >= ADULT, age.to < ADULT),
            None => (false, false),
        };
        let mut asks = self.everyone;
        for (group, applies, excluded) in [(self.adults, adult, minor), (self.minors, minor, adult)] {
            if applies {
                asks.hard |= group.hard;
                asks.read |= group.read;
            } else if !excluded {
                asks.soft |= group.hard | group.read;
            }
        }
        // Whatever is asked of adults and of minors is asked of everyone.
        asks.hard |= self.adults.hard & self.minors.hard;
        asks.read |= (self.adults.hard | self.adults.read) & (self.minors.hard | self.minors.read);
        asks.read &= !asks.hard;
        asks.soft &= !(asks.hard | asks.read);
        asks
    }
}

/// What a service asks, once what is said about it is weighed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weighed {
    /// What holds, one a kind in the order of the vocabulary.
    pub(crate) asked: Vec<AskedOf>,
    /// The same as bits.
    pub(crate) asks: AsksByAge,
    /// Whether it asks more that this reader may not see.
    pub(crate) asks_more: bool,
}

/// Weighs what is said about a service.
pub(crate) fn weigh(requirements: &[Requirement], reader: Visibility) -> Weighed {
    let mut weighed = Weighed::default();
    let mut visible: Vec<&Requirement> = Vec::with_capacity(requirements.len());
    for requirement in requirements {
        if requirement.visible_to <= reader {
            visible.push(requirement);
        } else if requirement.strength != Strength::Never {
            weighed.asks_more = true;
        }
    }
    // The strictest of a kind comes first; of equals, what was said first.
    visible.sort_by_key(|requirement| (requirement.kind, strictness(requirement)));
    weighed.asked.reserve_exact(visible.len());
    for said in visible.chunk_by(|a, b| a.kind == b.kind) {
        let weighty = said.iter().any(|requirement| !is_only_read(requirement));
        let mut holding = said.iter().filter(|requirement| {
            is_only_read(requirement) != weighty && requirement.strength != Strength::Never
        });
        let Some(strictest) = holding.next() else { continue };
        mark(&mut weighed.asks, strictest);
        holding.for_each(|requirement| mark(&mut weighed.asks, requirement));
        weighed.asked.push(AskedOf {
            kind: strictest.kind,
            source: strictest.source,
            waiver: strictest.waiver.clone(),
        });
    }
    weighed
}

/// Read from a text, and neither declared nor confirmed since.
fn is_only_read(requirement: &Requirement) -> bool {
    requirement.source == Source::Read && requirement.confirmed.is_none()
}

/// What can be waived comes before *not known*, and that before *no*.
pub(crate) fn waiver_rank(waiver: &Waiver) -> u8 {
    match waiver {
        Waiver::By(_) => 0,
        Waiver::Unknown => 1,
        Waiver::No => 2,
    }
}

/// The stricter, the smaller.
fn strictness(requirement: &Requirement) -> (Strength, u8) {
    let whom = match requirement.applies_to {
        AppliesTo::Everyone => 0,
        AppliesTo::Adults => 1,
        AppliesTo::Minors => 2,
        AppliesTo::Some(_) => 3,
    };
    (requirement.strength, whom)
}

fn mark(masks: &mut AsksByAge, requirement: &Requirement) {
    let bit = bit(requirement.kind);
    let group = match (requirement.strength, &requirement.applies_to) {
        (Strength::Always, AppliesTo::Everyone) => &mut masks.everyone,
        (Strength::Always, AppliesTo::Adults) => &mut masks.adults,
        (Strength::Always, AppliesTo::Minors) => &mut masks.minors,
        _ => {
            masks.everyone.soft |= bit;
            return;
        }
    };
    if is_only_read(requirement) {
        group.read |= bit;
    } else {
        group.hard |= bit;
    }
}
