//! What is left open of a service, and so to be asked first.

use vocabulary::{Feature, Set};

use crate::Why;
use crate::block::RowSet;
use crate::exam::kinds;
use crate::question::Question;
use crate::tri::Tri;

/// A point that can be left open, in the order in which reasons to ask are told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Point {
    NotConfirmed,
    Place,
    Language,
    Audience,
    Features,
    AsksMore,
}

impl Point {
    const ALL: [Self; 6] =
        [Self::NotConfirmed, Self::Place, Self::Language, Self::Audience, Self::Features, Self::AsksMore];
}

/// The points that are left open of one service: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LeftOpen(u8);

impl LeftOpen {
    pub(crate) fn of(is_open: impl Fn(Point) -> bool) -> Self {
        Self(Point::ALL.into_iter().fold(0, |all, point| all | u8::from(is_open(point)) << point as u8))
    }

    pub(crate) fn is_nothing(self) -> bool {
        self.0 == 0
    }

    fn has(self, point: Point) -> bool {
        self.0 >> point as u8 & 1 == 1
    }

    /// What to ask first of a service with these rules about whom it is for (their index), which may ask these kinds,
    /// as bits.
    pub(crate) fn why(
        self,
        question: &Question<'_>,
        audience: u32,
        features: impl FnOnce() -> Set<Feature>,
        soft: u64,
    ) -> Vec<Why> {
        let mut why = Vec::new();
        if self.has(Point::NotConfirmed) {
            why.push(Why::NotConfirmed);
        }
        if self.has(Point::Place) {
            why.push(Why::Place);
        }
        if self.has(Point::Language) {
            why.push(Why::Language);
        }
        if self.has(Point::Audience) {
            why.extend(question.audience_rules(audience, Tri::Unknown).iter().map(Why::Audience));
        }
        if self.has(Point::Features) {
            why.extend(features().iter().map(Why::Feature));
        }
        why.extend(kinds(soft).iter().map(Why::Asks));
        if self.has(Point::AsksMore) {
            why.push(Why::AsksMore);
        }
        why
    }
}

/// The points that are left open of the services of a block, a bit for each service.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LeftOpen64([RowSet; Point::ALL.len()]);

impl LeftOpen64 {
    pub(crate) fn leave(&mut self, point: Point, of: RowSet) {
        self.0[point as usize] = of;
    }

    /// Those of which anything is left open.
    pub(crate) fn any(&self) -> RowSet {
        self.0.iter().fold(0, |any, rows| any | rows)
    }

    /// What is left open of one.
    pub(crate) fn at(&self, at: usize) -> LeftOpen {
        LeftOpen::of(|point| self.0[point as usize] >> at & 1 == 1)
    }
}
