//! Most services, judged a block at a time, a bit for each: what this leaves open is examined in full, with the same
//! answer.

use crate::block::{Block, ROWS, RowSet, above_and_equal, bits, those};
use crate::left_open::{LeftOpen64, Point};
use crate::question::Question;
use crate::row::{ASKS_MORE, CLOSED, Holding, SIMPLE, Spoken};
use crate::sphere::{Cap, Range, Rounded, Unit, rough_squares};
use crate::tri::Tri;
use crate::{Profile, Reason};

/// Where the column of other languages is.
const OTHERS: usize = Spoken::OTHERS.trailing_zeros() as usize;

/// What a question asks of a service at a glance: somebody somewhere who can go so far, and avoids nothing.
pub(crate) struct Glance {
    here: Unit,
    range: Range,
    /// Where it may be near enough although it is too far: in their own county, or with their own postal code.
    their_own: Vec<Cap>,
    /// The bits of the languages; none where languages do not matter.
    mine: Option<Spoken>,
    cannot: u64,
    holding: Holding,
}

/// Why a service is out of reach that a glance settles, in the order in which the first counts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Settled {
    Place,
    Language,
    Population,
    Requirements,
    Closed,
}

impl Settled {
    pub(crate) const ALL: [Self; 5] =
        [Self::Place, Self::Language, Self::Population, Self::Requirements, Self::Closed];

    /// The rank of the reason.
    pub(crate) fn rank(self) -> usize {
        let reason = match self {
            Self::Place => Reason::Place,
            Self::Language => Reason::Language,
            Self::Population => Reason::Population,
            Self::Requirements => Reason::Requirements(crate::exam::TOO_MANY),
            Self::Closed => Reason::Closed,
        };
        reason.rank()
    }
}

/// What a glance at a block tells of its rows: each is in one of these but for `not_here` and `several`.
#[derive(Default)]
pub(crate) struct Seen {
    /// These must be looked at more closely.
    pub(crate) unclear: RowSet,
    /// These are out of reach, by [`Settled`].
    pub(crate) out: [RowSet; Settled::ALL.len()],
    /// Of those that are out of reach for their place: these are near enough, and serve people of elsewhere.
    pub(crate) not_here: RowSet,
    /// A rule or two are in the way of these, or more that were only read; and of these, more than one.
    pub(crate) near: RowSet,
    pub(crate) several: RowSet,
    /// These are open, but for what must be asked first.
    pub(crate) ask_first: RowSet,
    pub(crate) confirmed: RowSet,
    /// What must be asked of those that are open or near, beside what they ask.
    pub(crate) left_open: LeftOpen64,
    /// How far each is, if that was looked at.
    pub(crate) squares: Option<[f32; ROWS]>,
}

impl Glance {
    pub(crate) fn new(
        profile: &Profile,
        here: Unit,
        range: Range,
        their_own: Vec<Cap>,
        mine: Spoken,
        cannot: u64,
        holding: Holding,
    ) -> Self {
        let mine = (!profile.languages.is_empty()).then_some(mine);
        Self { here, range, their_own, mine, cannot, holding }
    }

    /// Where the person is.
    pub(crate) fn here(&self) -> Unit {
        self.here
    }

    /// The same as a cap that holds nothing else.
    pub(crate) fn middle(&self) -> Cap {
        Range::new(self.here, 0.0).cap()
    }

    /// Has a block brought from memory, with where its services are or without.
    pub(crate) fn call_up(&self, block: &Block, with_places: bool) {
        block.call_up(self.cannot, self.mine.map_or(0, |mine| mine.0), with_places);
    }

    /// Whether all under this cap is near enough.
    pub(crate) fn is_within_range(&self, cap: &Cap) -> bool {
        cap.is_within(&self.range.cap())
    }

    /// How far the services of a block are: see [`rough_squares`].
    pub(crate) fn squares(&self, block: &Block) -> [f32; ROWS] {
        rough_squares(Rounded::of(self.here), &block.at)
    }

    /// Judges the services of a block, of which this is the cap.
    pub(crate) fn look(&self, question: &Question<'_>, block: &Block, cap: Option<&Cap>) -> Seen {
        let within = cap.is_some_and(|cap| self.is_within_range(cap));
        let mut left = block.all();
        let mut unclear = left & !block.having(SIMPLE);
        let mut too_far = 0;
        let squares = (!within).then(|| self.squares(block));
        if let Some(squares) = &squares {
            let (inner, outer) = self.range.rough();
            too_far = those(squares, |square| square > outer);
            unclear |= !(too_far | those(squares, |square| square < inner));
            if cap.is_none_or(|cap| self.their_own.iter().any(|own| own.meets(cap))) {
                unclear |= too_far;
                too_far = 0;
            }
        }
        let (shares, may_share) = self.language(block);
        unclear |= may_share & !shares;
        if question.snapshot.rooms.are_known() {
            let known = |at: &usize| question.snapshot.rooms.get(block.service[*at] as usize).is_some();
            unclear |= bits(left & !too_far).filter(known).fold(0, |all, at| all | 1 << at);
        }
        unclear &= left;
        left &= !unclear;
        let (not_here, may_be_here) = those_judged(left & !too_far & block.with_scope, |at| {
            question.serves(block.scope[at]).unwrap_or(Tri::Yes)
        });
        let mut seen = Seen { unclear, squares, not_here, ..Seen::default() };
        let mut out = |why: Settled, rows: RowSet| {
            seen.out[why as usize] = left & rows;
            left &= !rows;
            left
        };
        out(Settled::Place, too_far | not_here);
        let for_whom = out(Settled::Language, !shares & block.say_all);
        let (not_for, may_be_for) = audience(question, block, for_whom);
        out(Settled::Population, not_for);
        let [one, two, three] = block.hard.asking(self.cannot);
        out(Settled::Requirements, three);
        let mut left = out(Settled::Closed, block.having(CLOSED));
        seen.several = two;
        seen.near = left & one;
        if let Some(read) = &block.read {
            let [one_read, two_read, _] = read.asking(self.cannot);
            seen.several |= two_read | (one & one_read);
            seen.near |= left & one_read;
        }
        left &= !seen.near;
        let soft = block.soft.as_ref().map_or(0, |soft| soft.asking(self.cannot)[0]);
        seen.left_open.leave(Point::NotConfirmed, !self.held(block));
        seen.left_open.leave(Point::Place, may_be_here);
        seen.left_open.leave(Point::Language, !shares);
        seen.left_open.leave(Point::Audience, may_be_for);
        seen.left_open.leave(Point::AsksMore, block.having(ASKS_MORE));
        let unsure = soft | seen.left_open.any();
        seen.ask_first = left & unsure;
        seen.confirmed = left & !unsure;
        seen
    }

    /// Those that share a language, as far as bits tell, and those that may.
    fn language(&self, block: &Block) -> (RowSet, RowSet) {
        let Some(mine) = self.mine else { return (u64::MAX, 0) };
        let common = mine.0 & !(Spoken::OTHERS | Spoken::INTERPRETERS);
        let shares = bits(common).fold(0, |any, bit| any | block.spoken[bit]);
        (shares, if mine.0 & Spoken::OTHERS != 0 { block.spoken[OTHERS] } else { 0 })
    }

    /// Those whose confirmation holds.
    fn held(&self, block: &Block) -> RowSet {
        let (from, to) = self.holding.days();
        let (above, equal) = above_and_equal(&block.confirmed, from);
        (above | equal) & !above_and_equal(&block.confirmed, to).0
    }
}

impl Seen {
    /// Whether any row is open, without a closer look.
    pub(crate) fn is_any_open(&self) -> bool {
        self.ask_first | self.confirmed != 0
    }
}

/// Of these rows, those that are for other people, and those that may be.
pub(crate) fn audience(question: &Question<'_>, block: &Block, rows: RowSet) -> (RowSet, RowSet) {
    those_judged(rows & block.with_rules, |at| question.audience(block.audience[at]))
}

/// Of these rows, those that are judged *no*, and those of which it is not known.
fn those_judged(rows: RowSet, judge: impl Fn(usize) -> Tri) -> (RowSet, RowSet) {
    let (mut no, mut unknown) = (0, 0);
    for at in bits(rows) {
        let judged = judge(at);
        no |= u64::from(judged == Tri::No) << at;
        unknown |= u64::from(judged == Tri::Unknown) << at;
    }
    (no, unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_first_is_in_the_order_of_the_reasons() {
        assert!(Settled::ALL.map(Settled::rank).is_sorted());
        assert_eq!(Settled::ALL.map(|out| out as usize), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn rules_are_counted_as_far_as_there_are_too_many() {
        assert_eq!(crate::exam::TOO_MANY, 3, "`ByKind::asking` counts to three");
    }
}
