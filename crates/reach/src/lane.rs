//! The services that meet one need, in an order in which those that are near each other stand together, so that
//! a question passes over most of what is too far without looking at it.

use crate::row::{ALL_LOCATED, Row};
use crate::sphere::{Cap, Unit};

/// Rows under one cap.
const BLOCK: usize = 64;
/// Rows under one cap of caps.
const REGION: usize = 16 * BLOCK;

/// The services that meet one need.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lane {
    /// First those that distance alone does not settle, then the others in blocks.
    rows: Vec<Row>,
    anywhere: usize,
    blocks: Vec<Cap>,
    regions: Vec<Cap>,
}

impl Lane {
    /// Puts rows in order. `places`: where all places of a row are that has [`ALL_LOCATED`].
    pub(crate) fn new(mut rows: Vec<Row>, places: impl Fn(&Row) -> Vec<Unit>) -> Self {
        // A stable order, so that the same directory makes the same lane.
        rows.sort_by_key(|row| row.has(ALL_LOCATED));
        let anywhere = rows.partition_point(|row| !row.has(ALL_LOCATED));
        let cap_of = |row: &Row| match row.has(crate::row::ONE_PLACE) {
            true => Cap::about(std::iter::once(row.at.unit())),
            false => Cap::about(places(row).into_iter()),
        };
        let located = rows.get(anywhere..).unwrap_or_default();
        let mut points: Vec<Point> = located
            .iter()
            .zip(0..)
            .filter_map(|(row, index)| Some(Point { cap: cap_of(row)?, index }))
            .collect();
        together(&mut points);
        let ordered: Vec<Row> =
            points.iter().filter_map(|point| located.get(point.index as usize).copied()).collect();
        let blocks: Vec<Cap> = points
            .chunks(BLOCK)
            .filter_map(|block| Cap::around(block.iter().map(|point| point.cap)))
            .collect();
        let regions =
            blocks.chunks(REGION / BLOCK).filter_map(|region| Cap::around(region.iter().copied())).collect();
        rows.truncate(anywhere);
        rows.extend(ordered);
        rows.shrink_to_fit();
        Self { rows, anywhere, blocks, regions }
    }

    /// All of them.
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows that may be in one of these caps, in several pieces; all that are in none of them are passed
    /// over. Without caps nothing is.
    pub(crate) fn pieces<'l>(&'l self, caps: Option<&'l [Cap]>) -> impl Iterator<Item = &'l [Row]> {
        self.blocks(caps).map(|(_, rows)| rows)
    }

    /// The same, each piece with the cap about its rows, if they all are somewhere.
    pub(crate) fn blocks<'l>(
        &'l self,
        caps: Option<&'l [Cap]>,
    ) -> impl Iterator<Item = (Option<&'l Cap>, &'l [Row])> {
        let (first, located) =
            self.rows.split_at(if caps.is_some() { self.anywhere } else { self.rows.len() });
        let meets = move |cap: &Cap| caps.is_none_or(|caps| caps.iter().any(|range| range.meets(cap)));
        let regions = self.regions.iter().zip(self.blocks.chunks(REGION / BLOCK)).zip(located.chunks(REGION));
        let of_region = regions.filter(move |((region, _), _)| meets(region));
        let blocks = of_region.flat_map(|((_, blocks), rows)| blocks.iter().zip(rows.chunks(BLOCK)));
        let of_block = blocks.filter(move |(block, _)| meets(block));
        std::iter::once((None, first)).chain(of_block.map(|(block, rows)| (Some(block), rows)))
    }

    /// Bytes held.
    pub(crate) fn bytes(&self) -> usize {
        self.rows.capacity() * size_of::<Row>()
            + (self.blocks.capacity() + self.regions.capacity()) * size_of::<Cap>()
    }
}

/// A row by where it is.
#[derive(Clone, Copy)]
struct Point {
    cap: Cap,
    index: u32,
}

/// Cuts in halves along the longest side, down to whole blocks, so that a block holds what is close together.
fn together(points: &mut [Point]) {
    if points.len() <= BLOCK {
        return;
    }
    let step = if points.len() > REGION { REGION } else { BLOCK };
    let middle = (points.len() / 2).next_multiple_of(step);
    let side = |axis: usize| {
        let parts = points.iter().map(|point| point.cap.center(axis));
        let (least, most) = parts.fold((f32::INFINITY, f32::NEG_INFINITY), |(least, most), part| {
            (least.min(part), most.max(part))
        });
        most - least
    };
    let longest = (0..3).max_by(|a, b| side(*a).total_cmp(&side(*b))).unwrap_or_default();
    let key = |point: &Point| (point.cap.center(longest), point.index);
    points.select_nth_unstable_by(middle, |a, b| {
        let ((a, first), (b, second)) = (key(a), key(b));
        a.total_cmp(&b).then(first.cmp(&second))
    });
    let (left, right) = points.split_at_mut(middle);
    together(left);
    together(right);
}

#[cfg(test)]
mod tests {
    use network::Point as Place;
    use proptest::prelude::*;

    use super::*;
    use crate::asked::Asks;
    use crate::row::{Confirmed, ONE_PLACE};
    use crate::sphere::{Range, Rounded};

    fn row(service: u32, at: Option<Unit>) -> Row {
        Row {
            asks: Asks::default(),
            at: at.map_or_else(Rounded::default, Rounded::of),
            service,
            agency: 0,
            rank: 0,
            scope: 0,
            audience: 0,
            spoken: crate::row::Spoken::default(),
            waivers: crate::row::Waivers::default(),
            confirmed: Confirmed::default(),
            // Every third with a place has two.
            flags: if at.is_none() {
                0
            } else if service.is_multiple_of(3) {
                ALL_LOCATED
            } else {
                ALL_LOCATED | ONE_PLACE
            },
        }
    }

    fn place() -> impl Strategy<Value = Option<Unit>> {
        let town = prop::sample::select(vec![(39.8, -89.6), (41.9, -87.6), (40.7, -89.6), (-33.9, 151.2)]);
        let near = (town, -0.3..0.3_f64, -0.3..0.3_f64);
        let place =
            near.prop_map(|((lat, lon), north, east)| Place::new(lat + north, lon + east).map(Place::unit));
        prop_oneof![9 => place, 1 => Just(None)]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        #[test]
        fn nothing_within_reach_is_passed_over_and_nothing_comes_twice(
            places in prop::collection::vec(place(), 0..3000),
            here in place(),
            km in 0.0..60.0_f64,
        ) {
            let other = |service: u32| places[(service as usize + 1) % places.len()];
            let of = |row: &Row| -> Vec<Unit> {
                let second = other(row.service).filter(|_| !row.has(ONE_PLACE));
                places[row.service()].into_iter().chain(second).collect()
            };
            let rows = places.iter().zip(0..).map(|(place, service)| row(service, *place)).collect();
            let lane = Lane::new(rows, of);
            let mut all: Vec<u32> = lane.pieces(None).flatten().map(|row| row.service).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..u32::try_from(places.len()).unwrap()).collect::<Vec<_>>());
            if let Some(here) = here {
                let caps = [Range::new(here, km).cap()];
                let seen: Vec<u32> = lane.pieces(Some(&caps)).flatten().map(|row| row.service).collect();
                let set: std::collections::BTreeSet<u32> = seen.iter().copied().collect();
                prop_assert_eq!(set.len(), seen.len());
                for row in lane.rows().iter().filter(|row| !set.contains(&row.service)) {
                    prop_assert!(row.has(ALL_LOCATED));
                    for place in of(row) {
                        prop_assert!(network::km_between(here, place) > km);
                    }
                }
                // Most of another continent is passed over unseen.
                if places.len() > 2000 && here[2] > 0.0 {
                    prop_assert!(seen.len() < places.len() * 95 / 100, "{} of {}", seen.len(), places.len());
                }
            }
        }
    }
}
