//! Most services, judged in a few instructions: what this leaves open is examined in full, with the same answer.

use crate::Standing;
use crate::exam::{Outcome, TOO_MANY};
use crate::question::Question;
use crate::row::{ASKS_MORE, BY_AGE, CLOSED, Holding, ONE_PLACE, Row, Spoken};
use crate::sphere::{Cap, Range, Unit, chord2};
use crate::tri::Tri;

/// What a question asks of a service at a glance: somebody at a point who can go so far, and avoids nothing.
#[derive(Clone, Copy)]
pub(crate) struct Glance {
    here: Unit,
    range: Range,
    mine: Spoken,
    /// Whether languages matter.
    speaks: bool,
    cannot: u64,
    holding: Holding,
}

/// What a glance tells.
#[derive(Clone, Copy)]
pub(crate) enum Seen {
    /// It is out of reach for the reason of this rank.
    Out(usize),
    /// It is open, with its standing, or so many rules are in the way; and the square of the chord to its one place.
    Judged(Outcome, f64),
    /// It must be looked at more closely.
    Unclear,
}

/// The ranks of reasons, in their order.
const PLACE: usize = 2;
const SETTLED: [usize; 4] = [3, 4, 6, 7];

impl Glance {
    pub(crate) fn new(
        here: Unit,
        range: Range,
        mine: Spoken,
        speaks: bool,
        cannot: u64,
        holding: Holding,
    ) -> Self {
        Self { here, range, mine, speaks, cannot, holding }
    }

    /// The part of the globe that is near enough.
    pub(crate) fn cap(&self) -> Cap {
        self.range.cap()
    }

    /// Judges a service that is one place, with no areas, no wanted features and no room known of. `within`: whether
    /// it is known to be near enough.
    #[inline(always)]
    pub(crate) fn at(&self, question: &Question<'_>, row: &Row, within: bool) -> Seen {
        if row.flags & (ONE_PLACE | BY_AGE) != ONE_PLACE || row.scope != 0 {
            return Seen::Unclear;
        }
        if !within {
            match self.range.holds(self.chord2(row)) {
                Some(true) => {}
                Some(false) => return Seen::Out(PLACE),
                None => return Seen::Unclear,
            }
        }
        if question.snapshot.rooms.get(row.service()).is_some() {
            return Seen::Unclear;
        }
        let shared = row.spoken.shares(self.mine);
        if self.speaks && shared.is_none() {
            return Seen::Unclear;
        }
        let speak = !self.speaks || shared == Some(true);
        let audience = question.audience(row);
        let (hard, read) = (row.asks.hard & self.cannot, row.asks.read & self.cannot);
        // All points are judged before the first is chosen: what is in the way of whom follows no pattern.
        let against = u32::from(!speak & row.spoken.is_all())
            | u32::from(audience == Tri::No) << 1
            | u32::from(are_too_many(hard)) << 2
            | u32::from(row.has(CLOSED)) << 3;
        if let Some(rank) = SETTLED.get(against.trailing_zeros() as usize) {
            return Seen::Out(*rank);
        }
        let in_the_way = hard | read;
        let sure = speak
            & (audience == Tri::Yes)
            & (row.asks.soft & self.cannot == 0)
            & !row.has(ASKS_MORE)
            & self.holding.holds(row.confirmed);
        let outcome = if in_the_way != 0 {
            Outcome::Near(in_the_way.count_ones())
        } else {
            Outcome::Reachable(if sure { Standing::Confirmed } else { Standing::AskFirst })
        };
        Seen::Judged(outcome, self.chord2(row))
    }

    #[inline(always)]
    fn chord2(&self, row: &Row) -> f64 {
        chord2(self.here, row.at.unit())
    }
}

/// Whether so many rules put a service out of reach, without counting them: the lowest bit is cleared until as many
/// as are not too many are gone.
fn are_too_many(mut rules: u64) -> bool {
    for _ in 1..TOO_MANY {
        rules &= rules.wrapping_sub(1);
    }
    rules != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reason;

    #[test]
    fn three_rules_are_too_many() {
        for rules in [0_u64, 1, 0b11, 0b111, 0b1011_0000, 1 << 63 | 1, u64::MAX] {
            assert_eq!(are_too_many(rules), rules.count_ones() >= TOO_MANY, "{rules:b}");
        }
    }

    #[test]
    fn ranks_are_those_of_the_reasons() {
        assert_eq!(PLACE, Reason::Place.rank());
        let settled = [Reason::Language, Reason::Population, Reason::Requirements(3), Reason::Closed];
        assert_eq!(SETTLED, settled.map(Reason::rank));
    }
}
