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
        let mut nearest = Nearest::new(asked);
        for one in list {
            nearest.look_at(one);
        }
        nearest.found()
    }
}

/// What was found so far: how many, and the nearest.
struct Nearest<'a> {
    asked: &'a Asked,
    count: usize,
    heap: BinaryHeap<Near>,
}

impl<'a> Nearest<'a> {
    fn new(asked: &'a Asked) -> Self {
        Self { asked, count: 0, heap: BinaryHeap::with_capacity(FIRST + 1) }
    }

    #[inline]
    fn look_at(&mut self, one: &Posting) {
        let asked = self.asked;
        let [x, y, z] = asked.unit;
        let (dx, dy, dz) = (one.unit[0] - x, one.unit[1] - y, one.unit[2] - z);
        let chord2 = dx * dx + dy * dy + dz * dz;
        if chord2 <= asked.chord2
            && one.asks & asked.cannot == 0
            && one.speaks & asked.speaks != 0
            && (one.welcomes == 0 || one.welcomes & asked.may_be != 0)
        {
            self.count += 1;
            let near = Near { chord2, rank: one.rank, service: one.service };
            if self.heap.len() < FIRST {
                self.heap.push(near);
            } else if let Some(mut farthest) = self.heap.peek_mut()
                && near < *farthest
            {
                *farthest = near;
            }
        }
    }

    fn found(self) -> Found {
        let first = self.heap.into_sorted_vec().into_iter().map(|near| (near.service, km_of(near.chord2)));
        Found { count: self.count, first: first.collect() }
    }
}

/// The same lists with coordinates beside them in single precision, of which a processor compares several at once.
/// Only what is near by those is looked at.
#[derive(Debug)]
pub struct SplitPostings {
    lists: Vec<Split>,
}

#[derive(Debug, Default)]
struct Split {
    blocks: Vec<[[f32; BLOCK]; 3]>,
    postings: Vec<Posting>,
}

/// So many are compared at once.
const BLOCK: usize = 32;
/// How far rounding to single precision may move a point on the unit sphere, with room to spare: 3 metres.
const ROUNDED: f64 = 5e-7;

impl SplitPostings {
    /// Splits lists.
    pub fn new(postings: &Postings) -> Self {
        let split = |list: &Vec<Posting>| {
            let block = |chunk: &[Posting]| {
                // What fills the last block up is far from every point of the sphere.
                let mut block = [[9.0; BLOCK]; 3];
                for (at, posting) in chunk.iter().enumerate() {
                    for (axis, part) in block.iter_mut().zip(posting.unit) {
                        axis[at] = single(part);
                    }
                }
                block
            };
            Split { blocks: list.chunks(BLOCK).map(block).collect(), postings: list.clone() }
        };
        Self { lists: postings.lists.iter().map(split).collect() }
    }

    fn find(&self, asked: &Asked) -> Found {
        let mut nearest = Nearest::new(asked);
        let Some(list) = self.lists.get(asked.need as usize) else { return nearest.found() };
        let [x, y, z] = asked.unit.map(single);
        let limit = single((asked.chord2.sqrt() + ROUNDED).powi(2));
        for ([xs, ys, zs], postings) in list.blocks.iter().zip(list.postings.chunks(BLOCK)) {
            let mut squares = [0_f32; BLOCK];
            for at in 0..BLOCK {
                let (dx, dy, dz) = (xs[at] - x, ys[at] - y, zs[at] - z);
                squares[at] = dx * dx + dy * dy + dz * dz;
            }
            if squares.iter().fold(f32::INFINITY, |least, square| least.min(*square)) > limit {
                continue;
            }
            for (posting, square) in postings.iter().zip(squares) {
                if square <= limit {
                    nearest.look_at(posting);
                }
            }
        }
        nearest.found()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "what is lost is allowed for")]
fn single(value: f64) -> f32 {
    value as f32
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

impl Side for SplitPostings {
    fn name(&self) -> &'static str {
        "posting lists, split"
    }

    fn indexing(&self) -> &'static str {
        "the same with coordinates in single precision beside the lists, compared in blocks of 32"
    }

    fn is_database(&self) -> bool {
        false
    }

    fn ask(&mut self, _at: usize, asked: &Asked) -> Result<(Found, Duration), Error> {
        Ok(timed(|| self.find(asked)))
    }
}
