//! The services that meet one need, in an order in which those that are near each other stand together, so that
//! a question passes over most of what is too far without looking at it.

use crate::block::{Block, ROWS};
use crate::row::{ALL_LOCATED, Row};
use crate::sphere::{Cap, Unit};

/// Blocks under one cap.
const REGION: usize = 16;

/// The services that meet one need.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lane {
    len: usize,
    /// Blocks of those that distance alone does not settle.
    anywhere: Vec<Block>,
    /// The others, each block under a cap, and regions of blocks under theirs.
    located: Vec<Block>,
    caps: Vec<Cap>,
    regions: Vec<Cap>,
}

impl Lane {
    /// Puts rows in order. `places`: where all places of a row are that has [`ALL_LOCATED`].
    pub(crate) fn new(mut rows: Vec<Row>, places: impl Fn(&Row) -> Vec<Unit>) -> Self {
        // A stable order, so that the same directory makes the same lane.
        rows.sort_by_key(|row| row.has(ALL_LOCATED));
        let (anywhere, located) = rows.split_at(rows.partition_point(|row| !row.has(ALL_LOCATED)));
        let cap_of = |row: &Row| match row.has(crate::row::ONE_PLACE) {
            true => Cap::about(std::iter::once(row.at.unit())),
            false => Cap::about(places(row).into_iter()),
        };
        let mut points: Vec<Point> = located
            .iter()
            .zip(0..)
            .filter_map(|(row, index)| Some(Point { cap: cap_of(row)?, index }))
            .collect();
        together(&mut points);
        let ordered: Vec<Row> =
            points.iter().filter_map(|point| located.get(point.index as usize).copied()).collect();
        let caps: Vec<Cap> = points
            .chunks(ROWS)
            .filter_map(|block| Cap::around(block.iter().map(|point| point.cap)))
            .collect();
        let regions = caps.chunks(REGION).filter_map(|region| Cap::around(region.iter().copied())).collect();
        Self {
            len: anywhere.len() + ordered.len(),
            anywhere: anywhere.chunks(ROWS).map(Block::of).collect(),
            located: ordered.chunks(ROWS).map(Block::of).collect(),
            caps,
            regions,
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// All of them.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row> {
        self.anywhere.iter().chain(&self.located).flat_map(Block::rows)
    }

    /// The row of a service (by its index), if it is here.
    pub(crate) fn row_of(&self, service: usize) -> Option<Row> {
        self.anywhere.iter().chain(&self.located).find_map(|block| block.row_of(service))
    }

    /// The services (by their indexes).
    pub(crate) fn services(&self) -> impl Iterator<Item = usize> {
        self.anywhere.iter().chain(&self.located).flat_map(Block::services)
    }

    /// The blocks that may have a row in one of these caps, each with the cap about its rows, if they all are
    /// somewhere; all that are in none of them are passed over. Without caps nothing is.
    pub(crate) fn blocks<'l, 'c>(
        &'l self,
        caps: Option<&'c [Cap]>,
    ) -> impl Iterator<Item = (Option<&'l Cap>, &'l Block)> + use<'l, 'c> {
        let meets = move |cap: &Cap| caps.is_none_or(|caps| caps.iter().any(|range| range.meets(cap)));
        let regions = self.regions.iter().zip(self.caps.chunks(REGION)).zip(self.located.chunks(REGION));
        let of_region = regions.filter(move |((region, _), _)| meets(region));
        let blocks = of_region.flat_map(|((_, caps), blocks)| caps.iter().zip(blocks));
        let near = blocks.filter(move |(cap, _)| meets(cap)).map(|(cap, block)| (Some(cap), block));
        self.anywhere.iter().map(|block| (None, block)).chain(near)
    }

    /// Bytes held.
    pub(crate) fn bytes(&self) -> usize {
        let beside = self.anywhere.iter().chain(&self.located).map(Block::bytes_beside);
        (self.anywhere.capacity() + self.located.capacity()) * size_of::<Block>()
            + beside.sum::<usize>()
            + (self.caps.capacity() + self.regions.capacity()) * size_of::<Cap>()
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
    if points.len() <= ROWS {
        return;
    }
    let step = if points.len() > REGION * ROWS { REGION * ROWS } else { ROWS };
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
            let mut all: Vec<u32> = lane.rows().map(|row| row.service).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..u32::try_from(places.len()).unwrap()).collect::<Vec<_>>());
            if let Some(here) = here {
                let caps = [Range::new(here, km).cap()];
                let seen: Vec<u32> =
                    lane.blocks(Some(&caps)).flat_map(|(_, block)| block.rows()).map(|row| row.service).collect();
                let set: std::collections::BTreeSet<u32> = seen.iter().copied().collect();
                prop_assert_eq!(set.len(), seen.len());
                for row in lane.rows().filter(|row| !set.contains(&row.service)) {
                    prop_assert!(row.has(ALL_LOCATED));
                    for place in of(&row) {
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
