//! What-if, as all sides can say it: what each rule, each pair of rules, and each rule of each agency would gain.

use std::collections::{BTreeMap, BTreeSet};

use reach::{Barrier, WhatIf};
use vocabulary::Word;

use crate::facts::rule_bit;

/// Weights of needs, which are whole numbers here. Rules are bits, as [`crate::facts`] has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gains {
    /// Out of reach today.
    pub out_of_reach: u64,
    /// By rule.
    pub singles: BTreeMap<u64, u64>,
    /// By the two rules' bits together: what waiving both would gain, and of that what neither alone would.
    pub pairs: BTreeMap<u64, (u64, u64)>,
    /// By agency and rule.
    pub agencies: BTreeMap<(u32, u64), u64>,
}

/// What a database counts: sums over needs that are out of reach, which it need only group.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// Of all of them.
    pub out_of_reach: u64,
    /// Of those that a rule alone would gain.
    pub singles: BTreeMap<u64, u64>,
    /// Of those that each of two rules alone would gain.
    pub either: BTreeMap<u64, u64>,
    /// Of those that two rules would gain together and neither alone.
    pub together: BTreeMap<u64, u64>,
    /// Of those that a rule of one agency alone would gain.
    pub agencies: BTreeMap<(u32, u64), u64>,
}

impl Sums {
    /// Takes in a row of a database: of what, agency (0 where it is not of one), rules, weight. False where it is
    /// none.
    pub fn add(&mut self, of: &str, agency: u32, rules: u64, weight: u64) -> bool {
        let known = match of {
            "out" => {
                self.out_of_reach = weight;
                return true;
            }
            "agency" => return self.agencies.insert((agency, rules), weight).is_none(),
            "single" => &mut self.singles,
            "either" => &mut self.either,
            "together" => &mut self.together,
            _ => return false,
        };
        known.insert(rules, weight).is_none()
    }

    /// What follows from the sums: either of two rules gains what each gains, less what both would.
    pub fn gains(self) -> Gains {
        let alone: Vec<u64> = self.singles.keys().copied().collect();
        let mut of_two: BTreeSet<u64> = self.together.keys().copied().collect();
        for (at, one) in alone.iter().enumerate() {
            of_two.extend(alone[at + 1..].iter().map(|other| one | other));
        }
        let gain = |sums: &BTreeMap<u64, u64>, rules: u64| sums.get(&rules).copied().unwrap_or_default();
        let pairs = of_two.into_iter().map(|pair| {
            let (first, together) = (pair & pair.wrapping_neg(), gain(&self.together, pair));
            let both = gain(&self.singles, first) + gain(&self.singles, pair & !first);
            (pair, (both - gain(&self.either, pair) + together, together))
        });
        Gains {
            out_of_reach: self.out_of_reach,
            pairs: pairs.collect(),
            singles: self.singles,
            agencies: self.agencies,
        }
    }
}

impl From<&WhatIf> for Gains {
    fn from(whole: &WhatIf) -> Self {
        let singles = whole.singles.iter().map(|one| (bit(one.waive), Self::weight(one.needs)));
        let pairs = whole.pairs.iter().map(|two| {
            (bit(two.waive.0) | bit(two.waive.1), (Self::weight(two.needs), Self::weight(two.only_together)))
        });
        let agencies = whole.agencies.iter().map(|one| {
            ((u32::try_from(one.agency).unwrap_or(u32::MAX), bit(one.waive)), Self::weight(one.needs))
        });
        Self {
            out_of_reach: Self::weight(whole.out_of_reach),
            singles: singles.collect(),
            pairs: pairs.collect(),
            agencies: agencies.collect(),
        }
    }
}

impl Gains {
    /// A weight or a sum of them, which are whole numbers here.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most some millions")]
    pub fn weight(sum: f64) -> u64 {
        sum.round() as u64
    }

    /// How another count differs, as a sentence; nothing where both are the same.
    pub fn difference(&self, other: &Self) -> Option<String> {
        let parts = [
            ("out of reach", self.out_of_reach == other.out_of_reach),
            ("rules", self.singles == other.singles),
            ("pairs", self.pairs == other.pairs),
            ("agencies", self.agencies == other.agencies),
        ];
        let differing: Vec<&str> =
            parts.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect();
        let brief = |gains: &Self| {
            let (singles, pairs) = (gains.singles.len(), gains.pairs.len());
            let (out, agencies) = (gains.out_of_reach, gains.agencies.len());
            format!("{out} out of reach, {singles} rules, {pairs} pairs, {agencies} rules of agencies")
        };
        (!differing.is_empty())
            .then(|| format!("{} differ: {}; {}", differing.join(", "), brief(self), brief(other)))
    }
}

fn bit(barrier: Barrier) -> u64 {
    match barrier {
        Barrier::Asked(kind) => 1 << kind.index(),
        Barrier::Audience(rule) => rule_bit(rule),
    }
}
