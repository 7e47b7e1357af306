//! What-if's counts over needs that are out of reach.

use std::collections::{BTreeMap, HashMap};

use crate::block::bits;
use crate::{AgencyKind, Barrier, Pair, Single, Step};

/// Barriers have a bit each in a mask of this many.
const BITS: usize = 64;

/// What stands between a need and the services that would meet it: each service's rules as one mask.
#[derive(Default)]
pub(crate) struct Blocked {
    masks: Vec<u64>,
    /// Where a single rule of one agency is all there is.
    alone: Vec<(u32, u64)>,
}

impl Blocked {
    pub(crate) fn clear(&mut self) {
        self.masks.clear();
        self.alone.clear();
    }

    /// A service of this agency would be open if these rules were waived.
    pub(crate) fn add(&mut self, agency: u32, mask: u64) {
        self.masks.push(mask);
        if mask.count_ones() == 1 {
            self.alone.push((agency, mask));
        }
    }

    /// Each once, those with the fewest rules first.
    fn sort(&mut self) {
        self.masks.sort_unstable_by_key(|mask| (mask.count_ones(), *mask));
        self.masks.dedup();
        self.alone.sort_unstable();
        self.alone.dedup();
    }

    /// The masks that contain no other: waiving a smaller set is enough.
    fn minimal(&self) -> Vec<u64> {
        let mut minimal: Vec<u64> = Vec::new();
        for mask in &self.masks {
            if minimal.iter().all(|smaller| smaller & mask != *smaller) {
                minimal.push(*mask);
            }
        }
        minimal
    }
}

/// Counts over needs that are out of reach.
pub(crate) struct Tally {
    /// Per rule, by its bit: needs that it would gain alone.
    single: Vec<f64>,
    /// Per two rules, by their bits, the lower first: needs that either would gain alone.
    either: Vec<f64>,
    /// The same: needs that the two gain together and neither alone.
    together: Vec<f64>,
    agency: HashMap<(u32, u64), f64>,
    /// Needs by all that is in their way, for the sequence: few patterns stand for many needs.
    patterns: HashMap<Vec<u64>, f64>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            single: vec![0.0; BITS],
            either: vec![0.0; BITS * BITS],
            together: vec![0.0; BITS * BITS],
            agency: HashMap::new(),
            patterns: HashMap::new(),
        }
    }
}

fn add(counts: &mut [f64], at: usize, weight: f64) {
    if let Some(count) = counts.get_mut(at) {
        *count += weight;
    }
}

impl Tally {
    /// Adds a need that is out of reach.
    pub(crate) fn add(&mut self, blocked: &mut Blocked, weight: f64) {
        blocked.sort();
        let of_size = |n| blocked.masks.iter().copied().filter(move |mask| mask.count_ones() == n);
        let alone = of_size(1).fold(0, |all, mask| all | mask);
        for first in bits(alone) {
            add(&mut self.single, first, weight);
            for second in bits(alone & !(u64::MAX >> (BITS - 1 - first))) {
                add(&mut self.either, first * BITS + second, weight);
            }
        }
        for pair in of_size(2).filter(|pair| pair & alone == 0) {
            let mut rules = bits(pair);
            if let (Some(first), Some(second)) = (rules.next(), rules.next()) {
                add(&mut self.together, first * BITS + second, weight);
            }
        }
        for by_agency in &blocked.alone {
            *self.agency.entry(*by_agency).or_default() += weight;
        }
        if !blocked.masks.is_empty() {
            *self.patterns.entry(blocked.minimal()).or_default() += weight;
        }
    }

    pub(crate) fn singles(&self) -> Vec<Single> {
        let gaining = self
            .gaining()
            .flat_map(|(bit, needs)| Barrier::of_mask(1 << bit).map(move |waive| Single { waive, needs }));
        let mut singles: Vec<Single> = gaining.collect();
        singles.sort_by(|a, b| b.needs.total_cmp(&a.needs).then(a.waive.cmp(&b.waive)));
        singles
    }

    /// The rules that gain something alone, by their bits, with what they gain.
    fn gaining(&self) -> impl Iterator<Item = (usize, f64)> {
        self.single.iter().copied().enumerate().filter(|(_, needs)| *needs > 0.0)
    }

    /// A rule that gains alone gains with every other that gains alone; with one that does not, the pair is no
    /// news unless they gain together.
    pub(crate) fn pairs(&self) -> Vec<Pair> {
        let gain = |counts: &[f64], at: usize| counts.get(at).copied().unwrap_or_default();
        let mut pairs = Vec::new();
        for (first, second) in
            (0..BITS).flat_map(|first| (first + 1..BITS).map(move |second| (first, second)))
        {
            let at = first * BITS + second;
            let alone = (gain(&self.single, first), gain(&self.single, second));
            let only_together = gain(&self.together, at);
            if only_together == 0.0 && (alone.0 == 0.0 || alone.1 == 0.0) {
                continue;
            }
            let mut barriers = Barrier::of_mask(1 << first | 1 << second);
            if let (Some(one), Some(other)) = (barriers.next(), barriers.next()) {
                let needs = alone.0 + alone.1 - gain(&self.either, at) + only_together;
                pairs.push(Pair { waive: (one, other), needs, only_together });
            }
        }
        pairs.sort_by(|a, b| b.needs.total_cmp(&a.needs).then(a.waive.cmp(&b.waive)));
        pairs
    }

    pub(crate) fn agencies(&self) -> Vec<AgencyKind> {
        let mut agencies: Vec<AgencyKind> = self
            .agency
            .iter()
            .flat_map(|((agency, mask), needs)| {
                let agency = *agency as usize;
                Barrier::of_mask(*mask).map(move |waive| AgencyKind { agency, waive, needs: *needs })
            })
            .collect();
        agencies
            .sort_by(|a, b| b.needs.total_cmp(&a.needs).then((a.agency, a.waive).cmp(&(b.agency, b.waive))));
        agencies
    }

    /// At each step the smallest number of further rules that gains anything, and among those what gains most.
    pub(crate) fn sequence(&self) -> Vec<Step> {
        let mut left: Vec<(Vec<u64>, f64)> =
            self.patterns.iter().map(|(masks, weight)| (masks.clone(), *weight)).collect();
        // A fixed order, so that sums of weights that are no whole numbers come out alike each time.
        left.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut steps = Vec::new();
        while let Some((mask, gain)) = best_step(&left) {
            steps.push(Step { waive: Barrier::of_mask(mask).collect(), gain });
            for (masks, _) in &mut left {
                masks.iter_mut().for_each(|rest| *rest &= !mask);
            }
            left.retain(|(masks, _)| masks.iter().all(|rest| *rest != 0));
        }
        steps
    }
}

/// What to waive next, and what that gains: the fewest rules, then the highest gain, then the first of them.
fn best_step(left: &[(Vec<u64>, f64)]) -> Option<(u64, f64)> {
    let fewest = left.iter().flat_map(|(masks, _)| masks).map(|mask| mask.count_ones()).min()?;
    let mut gains: BTreeMap<u64, f64> = BTreeMap::new();
    let mut small: Vec<u64> = Vec::new();
    for (masks, weight) in left {
        small.clear();
        small.extend(masks.iter().filter(|mask| mask.count_ones() == fewest));
        small.sort_unstable();
        small.dedup();
        for mask in &small {
            *gains.entry(*mask).or_default() += weight;
        }
    }
    gains.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best })
}
