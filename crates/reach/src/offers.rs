//! What each agency can do for a person, gathered while lanes are looked through.

use crate::Standing;
use crate::answer::open_of;
use crate::lane::Lane;
use crate::question::Question;
use crate::row::Row;
use crate::sphere::{chord2_of_metres, rough_bounds};

/// What agencies offer, each need a bit in the person's order.
pub(crate) struct Offers {
    /// How many needs there are in all, and how many came so far.
    of: usize,
    needs: usize,
    /// One for each service that is open for one of the needs; of a single need, for those that may matter.
    all: Vec<Offer>,
    /// The nearest that is confirmed, as the square of a chord.
    nearest_confirmed: f64,
}

/// What one agency can do for the person.
#[derive(Clone, Copy)]
pub(crate) struct Offer {
    pub(crate) agency: u32,
    pub(crate) open: u64,
    pub(crate) confirmed: u64,
    nearest: Nearest,
}

/// The nearest service of an agency.
#[derive(Clone, Copy)]
enum Nearest {
    /// As the square of a chord, as far as rounding tells; and its index.
    Chord(f64, u32),
    /// To the metre, or not known.
    Travel(Travel),
}

/// Travel to the nearest service: one where nobody knows how far counts more than any distance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Travel {
    not_known: u64,
    metres: u64,
}

impl Travel {
    fn of(question: &Question<'_>, row: &Row) -> Self {
        Self::of_metres(question.metres(row))
    }

    fn of_metres(metres: u64) -> Self {
        match metres {
            u64::MAX => Self { not_known: 1, metres: 0 },
            metres => Self { not_known: 0, metres },
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self { not_known: self.not_known + other.not_known, metres: self.metres + other.metres }
    }
}

impl Offers {
    /// Of so many needs.
    pub(crate) fn of_needs(of: usize) -> Self {
        Self { of, needs: 0, all: Vec::new(), nearest_confirmed: f64::INFINITY }
    }

    /// What comes now is for the next need.
    pub(crate) fn next_need(&mut self) {
        self.needs += 1;
    }

    /// A service of the lane of the need is open.
    pub(crate) fn add(&mut self, question: &Question<'_>, row: &Row, standing: Standing) {
        self.take(self.offer(row.agency, Nearest::of(question, row), standing));
    }

    /// The same for one place of an agency, which is this far as the square of a chord.
    pub(crate) fn add_place(&mut self, agency: u32, service: u32, chord2: f64, standing: Standing) {
        self.take(self.offer(agency, Nearest::Chord(chord2, service), standing));
    }

    fn take(&mut self, offer: Offer) {
        if offer.confirmed != 0 {
            self.nearest_confirmed = self.nearest_confirmed.min(offer.roughly());
        }
        if self.of > 1 || offer.may_be_as_near_as(self.nearest_confirmed) {
            self.all.push(offer);
        }
    }

    fn offer(&self, agency: u32, nearest: Nearest, standing: Standing) -> Offer {
        let open = 1_u64 << (self.needs.max(1) - 1);
        let confirmed = if standing == Standing::Confirmed { open } else { 0 };
        Offer { agency, open, confirmed, nearest }
    }

    /// The rough square beyond which no service matters any more. Of one need, the nearest agency is chosen among those
    /// that meet it as surely as can be: it has a service that is no further than the nearest of that standing.
    pub(crate) fn limit(&self) -> f32 {
        if self.of > 1 || self.nearest_confirmed > Offer::FAR {
            return f32::INFINITY;
        }
        rough_bounds(self.nearest_confirmed.sqrt() + Offer::SLACK).1
    }

    /// The lane of the need has been looked through. Of one need, keeps all offers of the agencies that may be chosen,
    /// and none of others.
    pub(crate) fn settle(&mut self, question: &Question<'_>, lane: &Lane) {
        if self.of > 1 {
            return;
        }
        let surely = self.all.iter().any(|offer| offer.confirmed != 0);
        let counts = |offer: &&Offer| !surely || offer.confirmed != 0;
        let nearest = self.all.iter().filter(counts).map(Offer::roughly).fold(f64::INFINITY, f64::min);
        self.all.retain(|offer| offer.may_be_as_near_as(nearest));
        // What is confirmed may be further than what makes its agency near.
        if surely && self.all.iter().any(|offer| offer.confirmed == 0) {
            let mut agencies: Vec<u32> = self.all.iter().map(|offer| offer.agency).collect();
            agencies.sort_unstable();
            agencies.dedup();
            let open = open_of(question, lane, &agencies);
            let offer =
                |(standing, row): (_, Row)| self.offer(row.agency, Nearest::of(question, &row), standing);
            self.all = open.map(offer).collect();
        }
    }

    /// The offers, one for each agency that a plan may choose, each need that anything meets a bit, without gaps.
    pub(crate) fn of_met_needs(&mut self, question: &Question<'_>) -> Vec<Offer> {
        self.all.sort_by_key(|offer| offer.agency);
        let mut offers: Vec<Offer> = Vec::new();
        for offer in &self.all {
            match offers.last_mut().filter(|last| last.agency == offer.agency) {
                Some(last) => {
                    last.open |= offer.open;
                    last.confirmed |= offer.confirmed;
                    last.nearest = last.nearest.or_nearer(offer.nearest, question);
                }
                None => offers.push(*offer),
            }
        }
        let met = offers.iter().fold(0, |all, offer| all | offer.open);
        let close_gaps = |bits: u64| {
            let of_met = (0..self.needs).filter(|need| met >> need & 1 == 1);
            of_met.enumerate().fold(0, |all, (at, need)| all | (bits >> need & 1) << at)
        };
        for offer in &mut offers {
            (offer.open, offer.confirmed) = (close_gaps(offer.open), close_gaps(offer.confirmed));
        }
        offers
    }
}

impl Offer {
    /// Two metres on the ground, as a chord: what makes no difference to the metre.
    const SLACK: f64 = 3.2e-7;
    /// Beyond half of the globe's way round, a chord hardly tells a metre: its square.
    const FAR: f64 = 3.0;

    /// The travel to it.
    pub(crate) fn travel(&self, question: &Question<'_>) -> Travel {
        self.nearest.travel(question)
    }

    /// The travel to it as the square of a chord; infinite where it is not known.
    pub(crate) fn roughly(&self) -> f64 {
        match self.nearest {
            Nearest::Chord(chord2, _) => chord2,
            Nearest::Travel(Travel { not_known: 0, metres }) =>
            {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a distance on the globe is at most 20,016 km"
                )]
                chord2_of_metres(metres as f64)
            }
            Nearest::Travel(_) => f64::INFINITY,
        }
    }

    /// Whether it is as near as that, or as near as makes no difference to the metre.
    pub(crate) fn may_be_as_near_as(&self, chord2: f64) -> bool {
        let roughly = self.roughly();
        roughly > Self::FAR && chord2 > Self::FAR || roughly.sqrt() <= chord2.sqrt() + Self::SLACK
    }
}

impl Nearest {
    fn of(question: &Question<'_>, row: &Row) -> Self {
        match question.chord2(row) {
            Some(chord2) => Self::Chord(chord2, row.service),
            None => Self::Travel(Travel::of(question, row)),
        }
    }

    fn travel(&self, question: &Question<'_>) -> Travel {
        match self {
            Self::Chord(chord2, service) => {
                Travel::of_metres(question.metres_along(*chord2, *service as usize))
            }
            Self::Travel(travel) => *travel,
        }
    }

    /// The nearer of two; where rounding decides, to the metre.
    fn or_nearer(self, other: Self, question: &Question<'_>) -> Self {
        if let (Self::Chord(a, _), Self::Chord(b, _)) = (self, other) {
            let unsure = 4e-9 * a.sqrt() + 1e-17;
            if (a - b).abs() > unsure {
                return if a < b { self } else { other };
            }
        }
        if other.travel(question) < self.travel(question) { other } else { self }
    }
}
