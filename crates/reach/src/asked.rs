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

/// Weighs what is said about a service: the effective requirements, one a kind in the order of the
/// vocabulary, their masks, and whether there is more that this reader may not see.
pub(crate) fn weigh(requirements: &[Requirement], reader: Visibility) -> (Vec<AskedOf>, AsksByAge, bool) {
    let visible = |requirement: &&Requirement| requirement.visible_to <= reader;
    let asks_more = requirements.iter().any(|r| !visible(&r) && r.strength != Strength::Never);
    let mut kinds: Vec<Kind> = requirements.iter().filter(visible).map(|r| r.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut asked = Vec::new();
    let mut masks = AsksByAge::default();
    for kind in kinds {
        let said: Vec<&Requirement> =
            requirements.iter().filter(visible).filter(|r| r.kind == kind).collect();
        let weighty = said.iter().any(|r| !is_only_read(r));
        let mut holding: Vec<&Requirement> = said
            .into_iter()
            .filter(|r| is_only_read(r) != weighty && r.strength != Strength::Never)
            .collect();
        holding.sort_by_key(|r| strictness(r));
        for requirement in &holding {
            mark(&mut masks, requirement);
        }
        if let Some(strictest) = holding.first() {
            asked.push(AskedOf { kind, source: strictest.source, waiver: strictest.waiver.clone() });
        }
    }
    (asked, masks, asks_more)
}

/// Read from a text, and neither declared nor confirmed since.
fn is_only_read(requirement: &Requirement) -> bool {
    requirement.source == Source::Read && requirement.confirmed.is_none()
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
