//! A plain scan in Rust: what a good engineer writes in an afternoon.
//!
//! One posting list per need, each a compact array in the order of the services; one pass with all checks by bits;
//! the nearest kept in a bounded heap.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::time::Duration;

use crate::Error;
use crate::clock::timed;
use crate::facts::{Asked, Fact, km_of};
use crate::side::{FIRST, Found, Side};

/// The posting lists.
#[derive(Debug)]
pub struct Postings {
    lists: Vec<Vec<Posting>>,
}

/// One service in a list: 56 bytes.
#[derive(Clone, Copy, Debug)]
struct Posting {
    unit: [f64; 3],
    asks: u64,
    speaks: u64,
    welcomes: u32,
    service: u32,
    rank: u32,
}

impl Postings {
    /// Makes the lists.
    pub fn new(facts: &[Fact]) -> Self {
        let mut lists = vec![Vec::new(); 64];
        for fact in facts {
            let posting = Posting {
                unit: fact.unit,
                asks: fact.asks,
                speaks: fact.speaks,
                welcomes: fact.welcomes,
                service: fact.service,
                rank: fact.rank,
            };
            for (need, list) in lists.iter_mut().enumerate() {
                if fact.needs >> need & 1 == 1 {
                    list.push(posting);
                }
            }
        }
        Self { lists }
    }

    fn find(&self, asked: &Asked) -> Found {
        let list = self.lists.get(asked.need as usize).map_or(&[][..], Vec::as_slice);
        let [x, y, z] = asked.unit;
        let mut count = 0;
        let mut nearest: BinaryHeap<Near> = BinaryHeap::with_capacity(FIRST + 1);
        for one in list {
            let (dx, dy, dz) = (one.unit[0] - x, one.unit[1] - y, one.unit[2] - z);
            let chord2 = dx * dx + dy * dy + dz * dz;
            if chord2 <= asked.chord2
                && one.asks & asked.cannot == 0
                && one.speaks & asked.speaks != 0
                && (one.welcomes == 0 || one.welcomes & asked.may_be != 0)
            {
                count += 1;
                let near = Near { chord2, rank: one.rank, service: one.service };
                if nearest.len() < FIRST {
                    nearest.push(near);
                } else if let Some(mut farthest) = nearest.peek_mut()
                    && near < *farthest
                {
                    *farthest = near;
                }
            }
        }
        let first = nearest.into_sorted_vec().into_iter().map(|near| (near.service, km_of(near.chord2)));
        Found { count, first: first.collect() }
    }
}

/// Ordered by distance, then by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    pub(crate) chord2: f64,
    pub(crate) rank: u32,
    pub(crate) service: u32,
}

impl Ord for Near {
    fn cmp(&self, other: &Self) -> Ordering {
        self.chord2.total_cmp(&other.chord2).then(self.rank.cmp(&other.rank))
    }
}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Near {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Near {}

impl Side for Postings {
    fn name(&self) -> &'static str {
        "posting lists"
    }

    fn indexing(&self) -> &'static str {
        "one compact array per need (56 bytes a service), one pass, all checks by bits, a bounded heap"
    }

    fn is_database(&self) -> bool {
        false
    }

    fn ask(&mut self, _at: usize, asked: &Asked) -> Result<(Found, Duration), Error> {
        Ok(timed(|| self.find(asked)))
    }
}
