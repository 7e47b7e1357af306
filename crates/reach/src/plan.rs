//! Fewest doors: the smallest set of agencies that reaches every need that can be reached.
//!
//! Among the smallest, the person's own order decides: their first need is met as surely as it can be (never
//! by *ask first* where something is confirmed open, even if that takes another door), then their second if
//! that costs no door, and so on; then the least travel in all, where an agency counts with the nearest of its
//! services that are open to them.

use std::collections::BTreeMap;

use vocabulary::Need;

use crate::answer::{NeedAnswer, Reachable, first_of_agency};
use crate::offers::{Offer, Offers, Travel};
use crate::question::Question;

/// Up to this many reachable needs, the plan is the smallest there is.
pub const EXACT_NEEDS: usize = 12;

/// Where to go, so that the story is told as few times as can be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The agencies, in the order of the first need that each is for.
    pub doors: Vec<Door>,
    /// Needs that nothing reaches today, in the person's order.
    pub unmet: Vec<Need>,
    /// Whether it is known that no smaller set of agencies would do.
    pub exact: bool,
    /// No set of fewer agencies than this can do.
    pub at_least: usize,
}

/// One agency of a plan: where a person must tell their story again.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// Its index in the snapshot.
    pub agency: usize,
    /// Which need is met by which service, in the person's order: the first of the agency in the need's own order.
    pub services: Vec<(Need, Reachable)>,
}

impl Plan {
    pub(crate) fn fewest_doors(question: &Question<'_>, needs: &[NeedAnswer], offers: &mut Offers) -> Self {
        let (can, cannot): (Vec<&NeedAnswer>, Vec<&NeedAnswer>) =
            needs.iter().partition(|need| need.reachable_count() > 0);
        let offers = Offered { all: offers.of_met_needs(question), question };
        let (agencies, at_least, exact) = if can.len() <= EXACT_NEEDS {
            let agencies = smallest(&offers, can.len());
            let count = agencies.len();
            (agencies, count, true)
        } else {
            let agencies = settle(&offers, can.len());
            let at_least = apart(&offers.all, can.len());
            let exact = agencies.len() == at_least;
            (agencies, at_least, exact)
        };
        let unmet = cannot.iter().map(|need| need.need).collect();
        Self { doors: doors(question, &can, &agencies), unmet, exact, at_least }
    }
}

/// What agencies offer, and the question that tells how far they are.
struct Offered<'q> {
    all: Vec<Offer>,
    question: &'q Question<'q>,
}

/// The needs that an offer meets when those in `surely` must be confirmed.
fn meets(offer: &Offer, surely: u64) -> u64 {
    (offer.open & !surely) | (offer.confirmed & surely)
}

/// The smallest set of agencies, by the rules at the head of this file.
fn smallest(offers: &Offered<'_>, needs: usize) -> Vec<usize> {
    let confirmed = offers.all.iter().fold(0, |all, offer| all | offer.confirmed);
    let mut surely = confirmed & 1;
    let mut best = cover(offers, needs, surely);
    for need in 1..needs {
        let also = surely | (confirmed & (1 << need));
        if also == surely {
            continue;
        }
        let with = cover(offers, needs, also);
        if with.len() == best.len() {
            (surely, best) = (also, with);
        }
    }
    best
}

/// The cheapest way to meet a set of needs: doors, then travel; and the last step of that way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    doors: usize,
    travel: Travel,
    from: usize,
    agency: usize,
}

/// The fewest agencies that meet all needs, then the least travel: over the 2^needs sets of met needs, always
/// extended by the first need that is not yet met.
fn cover(offers: &Offered<'_>, needs: usize, surely: u64) -> Vec<usize> {
    let all = (1_usize << needs) - 1;
    let start = Way { doors: 0, travel: Travel::default(), from: 0, agency: 0 };
    let mut ways: Vec<Option<Way>> = vec![None; all + 1];
    if let Some(first) = ways.first_mut() {
        *first = Some(start);
    }
    let offers = cheapest_by_needs(offers, surely);
    for met in 0..all {
        let Some(way) = ways.get(met).copied().flatten() else { continue };
        let next = 1_usize << (!met).trailing_zeros();
        for (offered, (travel, agency)) in offers.iter().filter(|(offered, _)| **offered & next != 0) {
            let to =
                Way { doors: way.doors + 1, travel: way.travel.and(*travel), from: met, agency: *agency };
            if let Some(known) = ways.get_mut(met | offered)
                && known.is_none_or(|known| to < known)
            {
                *known = Some(to);
            }
        }
    }
    let mut agencies = Vec::new();
    let mut at = all;
    while at != 0 {
        let Some(way) = ways.get(at).copied().flatten() else { break };
        agencies.push(way.agency);
        at = way.from;
    }
    agencies
}

/// Of the agencies that meet just the same needs, the one with the least travel.
fn cheapest_by_needs(offers: &Offered<'_>, surely: u64) -> BTreeMap<usize, (Travel, usize)> {
    let bits = |offer: &Offer| usize::try_from(meets(offer, surely)).unwrap_or(usize::MAX);
    // Roughly first, so that few distances must be known to the metre.
    let mut least: BTreeMap<usize, f64> = BTreeMap::new();
    for offer in &offers.all {
        let known = least.entry(bits(offer)).or_insert(f64::INFINITY);
        *known = known.min(offer.roughly());
    }
    least.remove(&0);
    let mut cheapest = BTreeMap::new();
    for offer in &offers.all {
        let offered = bits(offer);
        if least.get(&offered).is_some_and(|least| offer.may_be_as_near_as(*least)) {
            let this = (offer.travel(offers.question), offer.agency as usize);
            let known = cheapest.entry(offered).or_insert(this);
            *known = this.min(*known);
        }
    }
    cheapest
}

/// A small set, found by taking for the first need that is not yet met the agency that meets the most others.
fn settle(offers: &Offered<'_>, needs: usize) -> Vec<usize> {
    let confirmed = offers.all.iter().fold(0, |all, offer| all | offer.confirmed);
    let surely = confirmed & 1;
    let all = (1_u64 << needs) - 1;
    let mut met = 0;
    let mut agencies = Vec::new();
    while met != all {
        let next = 1_u64 << (!met).trailing_zeros();
        let for_next = offers.all.iter().filter(|offer| meets(offer, surely) & next != 0);
        let Some(best) = for_next.max_by_key(|offer| {
            let gain = (meets(offer, surely) & !met).count_ones();
            (gain, std::cmp::Reverse((offer.travel(offers.question), offer.agency)))
        }) else {
            break;
        };
        met |= meets(best, surely);
        agencies.push(best.agency as usize);
    }
    agencies
}

/// How many doors it takes at least: needs of which no agency meets two each need a door of their own.
fn apart(offers: &[Offer], needs: usize) -> usize {
    let mut chosen = 0_u64;
    for need in 0..needs {
        let bit = 1 << need;
        let shares = |offer: &Offer| offer.open & bit != 0 && offer.open & chosen != 0;
        if !offers.iter().any(shares) {
            chosen |= bit;
        }
    }
    chosen.count_ones() as usize
}

/// Gives each need to the door whose service stands first in the need's own order.
fn doors(question: &Question<'_>, needs: &[&NeedAnswer], agencies: &[usize]) -> Vec<Door> {
    let mut doors: Vec<Door> = Vec::new();
    for need in needs {
        let Some((agency, service)) = first_of_agency(question, need, agencies) else { continue };
        match doors.iter_mut().find(|door| door.agency == agency) {
            Some(door) => door.services.push((need.need, service)),
            None => doors.push(Door { agency, services: vec![(need.need, service)] }),
        }
    }
    doors
}
