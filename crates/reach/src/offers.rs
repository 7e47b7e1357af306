//! What each agency can do for a person, gathered while lanes are looked through.

use crate::Standing;
use crate::question::Question;
use crate::row::Row;
use crate::sphere::chord2_of_metres;

/// What agencies offer, each need a bit in the person's order.
#[derive(Default)]
pub(crate) struct Offers<'s> {
    needs: usize,
    /// One for each service that is open for one of the needs.
    all: Vec<Offer<'s>>,
}

/// What one agency can do for the person.
#[derive(Clone, Copy)]
pub(crate) struct Offer<'s> {
    pub(crate) agency: u32,
    pub(crate) open: u64,
    pub(crate) confirmed: u64,
    nearest: Nearest<'s>,
}

/// The nearest service of an agency.
#[derive(Clone, Copy)]
enum Nearest<'s> {
    /// As the square of a chord, as far as rounding tells.
    Chord(f64, &'s Row),
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
        match question.metres(row) {
            u64::MAX => Self { not_known: 1, metres: 0 },
            metres => Self { not_known: 0, metres },
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self { not_known: self.not_known + other.not_known, metres: self.metres + other.metres }
    }
}

impl<'s> Offers<'s> {
    /// What comes now is for the next need.
    pub(crate) fn next_need(&mut self) {
        self.needs += 1;
    }

    /// A service of the lane of the need is open. `chord2`: how far its one place is, if that is known.
    pub(crate) fn add(
        &mut self,
        question: &Question<'_>,
        row: &'s Row,
        chord2: Option<f64>,
        standing: Standing,
    ) {
        let open = 1_u64 << (self.needs.max(1) - 1);
        let confirmed = if standing == Standing::Confirmed { open } else { 0 };
        let nearest = match chord2 {
            Some(chord2) => Nearest::Chord(chord2, row),
            None => Nearest::Travel(Travel::of(question, row)),
        };
        self.all.push(Offer { agency: row.agency, open, confirmed, nearest });
    }

    /// The offers, one for each agency that a plan may choose, each need that anything meets a bit, without gaps.
    pub(crate) fn of_met_needs(&mut self, question: &Question<'_>) -> Vec<Offer<'s>> {
        if self.needs == 1 {
            self.keep_the_nearest();
        }
        self.all.sort_by_key(|offer| offer.agency);
        let mut offers: Vec<Offer<'s>> = Vec::new();
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

    /// Of one need, the nearest agency is chosen among those that meet it as surely as can be: it has a service that
    /// is no further than the nearest of that standing.
    fn keep_the_nearest(&mut self) {
        let surely = self.all.iter().any(|offer| offer.confirmed != 0);
        let counts = |offer: &&Offer<'_>| !surely || offer.confirmed != 0;
        let nearest = self.all.iter().filter(counts).map(Offer::roughly).fold(f64::INFINITY, f64::min);
        let near = self.all.iter().filter(|offer| offer.may_be_as_near_as(nearest));
        let mut agencies: Vec<u32> = near.map(|offer| offer.agency).collect();
        agencies.sort_unstable();
        agencies.dedup();
        self.all.retain(|offer| agencies.binary_search(&offer.agency).is_ok());
    }
}

impl Offer<'_> {
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
        /// Two metres on the ground, as a chord.
        const SLACK: f64 = 3.2e-7;
        /// Beyond half of the globe's way round, a chord hardly tells a metre.
        const FAR: f64 = 3.0;
        let roughly = self.roughly();
        roughly > FAR && chord2 > FAR || roughly.sqrt() <= chord2.sqrt() + SLACK
    }
}

impl Nearest<'_> {
    fn travel(&self, question: &Question<'_>) -> Travel {
        match self {
            Self::Chord(_, row) => Travel::of(question, row),
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
