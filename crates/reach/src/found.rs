//! What one need's lane shows: how many services are open, near or out of reach, and the first of each group.

use vocabulary::{Need, Set};

use crate::answer::{Group, NearMiss, NeedAnswer, Reachable};
use crate::asked::waiver_rank;
use crate::block::{Block, RowSet, bits, those};
use crate::exam::{Examined, Outcome, Reason, Standing, Why};
use crate::first::First;
use crate::glance::{Glance, Seen, Settled};
use crate::lane::Lane;
use crate::left_open::LeftOpen;
use crate::offers::Offers;
use crate::question::Question;
use crate::room::NO_WAIT_KNOWN;
use crate::row::Row;
use crate::sphere::{Cap, Unit, chord2, chord2_of_metres, km_of, rough_bounds, rough_square_from};

/// What orders services of one standing: room, wait, distance, name and ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    no_room: bool,
    wait_days: u32,
    metres: u64,
    rank: u32,
}

impl Order {
    /// Whether nothing of which no room is known comes before it, however near.
    fn is_roomy(&self) -> bool {
        !self.no_room || self.wait_days < NO_WAIT_KNOWN
    }

    pub(crate) fn of(question: &Question<'_>, row: &Row) -> Self {
        let room = question.snapshot.rooms.get(row.service()).filter(|room| room.holds_on(question.as_of));
        Self {
            no_room: !room.is_some_and(|room| room.has_room()),
            wait_days: room.map_or(NO_WAIT_KNOWN, |room| room.wait()),
            ..Self::without_room(question.metres(row), row.rank)
        }
    }

    /// Of a service of which no room is known.
    fn without_room(metres: u64, rank: u32) -> Self {
        Self { no_room: true, wait_days: NO_WAIT_KNOWN, metres, rank }
    }
}

/// A row where it stands.
#[derive(Clone, Copy)]
struct RowAt<'s> {
    block: &'s Block,
    at: usize,
    /// What a glance has left open; none where it was not judged at a glance.
    left_open: Option<LeftOpen>,
}

impl RowAt<'_> {
    fn service(&self) -> usize {
        self.block.service[self.at] as usize
    }

    /// The square of the chord to it, if it is one place.
    fn chord2(&self, here: Unit) -> f64 {
        chord2(here, self.block.point(self.at).unit())
    }

    /// One that is open, by name. What a glance has judged, it need not be asked again.
    fn reachable(&self, question: &Question<'_>, standing: Standing) -> Reachable {
        let km = self.km(question);
        let why = match standing {
            Standing::Confirmed => Vec::new(),
            Standing::AskFirst => self.why(question),
        };
        Reachable { service: self.service(), km, standing, why }
    }

    /// One that a rule or two keep away, by name.
    fn near_miss(&self, question: &Question<'_>) -> NearMiss {
        let blocked_by = match self.left_open {
            Some(_) => {
                let asks = self.block.asks(self.at);
                let before = |kind: usize| (asks.any() & !(u64::MAX << kind)).count_ones() as usize;
                bits((asks.hard | asks.read) & question.cannot).map(before).collect()
            }
            None => {
                let row = self.block.row(self.at);
                Examined::of(question, &row).blocked_by(question, &row)
            }
        };
        NearMiss { service: self.service(), km: self.km(question), blocked_by, why: self.why(question) }
    }

    fn km(&self, question: &Question<'_>) -> Option<f64> {
        match (self.left_open, &question.glance) {
            (Some(_), Some(glance)) => Some(km_of(self.chord2(glance.here()))),
            _ => question.about_km(&self.block.row(self.at)),
        }
    }

    /// What to ask first.
    fn why(&self, question: &Question<'_>) -> Vec<Why> {
        match self.left_open {
            Some(left_open) => {
                let soft = self.block.soft.as_ref().map_or(0, |soft| soft.of_row(self.at));
                left_open.why(question, self.block.audience[self.at], Set::default, soft & question.cannot)
            }
            None => {
                let row = self.block.row(self.at);
                Examined::of(question, &row).why(question, &row)
            }
        }
    }
}

/// One group: how many there are, and the first of them by what comes before distance, and the order.
struct Firsts<'s, P> {
    count: usize,
    first: First<(P, Order), RowAt<'s>>,
    /// What is further than this, as the square of a chord, and of which no room is known, comes too late.
    far: f64,
}

impl<'s, P: Ord + Copy> Firsts<'s, P> {
    fn new(most: usize) -> Self {
        Self { count: 0, first: First::new(most), far: f64::INFINITY }
    }

    /// Takes a service in that is counted already, if it may be among the first.
    fn add(&mut self, before: P, order: Order, row: RowAt<'s>) {
        let moved = self.first.push((before, order), row);
        if moved && let Some((_, order)) = self.first.bound() {
            #[expect(clippy::cast_precision_loss, reason = "a distance on the globe is at most 20,016 km")]
            let far = if order.metres == u64::MAX { f64::INFINITY } else { order.metres as f64 + 1.0 };
            self.far = if far < 1.9e7 { chord2_of_metres(far) } else { f64::INFINITY };
        }
    }

    /// The same for one place of which no room is known: most come too late, which takes no distance to the metre.
    fn add_place(&mut self, question: &Question<'_>, before: P, chord2: f64, row: RowAt<'s>) {
        let too_late = self.first.bound().is_some_and(|(bound, order)| {
            before > *bound || before == *bound && (order.is_roomy() || chord2 > self.far)
        });
        if !too_late {
            let metres = question.metres_along(chord2, row.service());
            self.add(before, Order::without_room(metres, row.block.rank[row.at]), row);
        }
    }

    /// The rough square beyond which what has no known room comes too late; below 0 where all such do.
    fn limit(&self) -> f32 {
        match self.first.bound() {
            Some((_, order)) if order.is_roomy() => -1.0,
            _ if self.far.is_finite() => rough_bounds(self.far.sqrt()).1,
            _ => f32::INFINITY,
        }
    }

    fn group<T>(self, make: impl Fn(&RowAt<'s>) -> T) -> Group<T> {
        Group { count: self.count, first: self.first.into_sorted().map(|row| make(&row)).collect() }
    }
}

/// What is further than this, as rough squares, comes after all that is kept, if no room is known of it.
#[derive(Clone, Copy)]
struct Limits {
    confirmed: f32,
    ask_first: f32,
    near: f32,
    /// Whether what has several rules in the way may still be among the first.
    several: bool,
}

impl Limits {
    /// Whether anything that is this far may be among the first.
    fn any_reaches(&self, square: f32) -> bool {
        square <= self.confirmed.max(self.ask_first).max(self.near)
    }
}

/// So many blocks are seldom more than are in range.
const LIKELY_IN_RANGE: usize = 128;

/// A block that is not out of range.
struct InRange<'s> {
    /// The rough square that none of its rows is nearer than; negative where that is not told.
    nearest: f32,
    /// Whether all of its rows are near enough.
    within: bool,
    cap: Option<&'s Cap>,
    block: &'s Block,
}

/// What one need's lane has shown so far.
pub(crate) struct Found<'s> {
    need: Need,
    confirmed: Firsts<'s, ()>,
    ask_first: Firsts<'s, ()>,
    /// How many rules, and the hardest of their waivers.
    near: Firsts<'s, (u32, u8)>,
    out: [usize; Reason::ALL.len()],
}

impl<'s> Found<'s> {
    pub(crate) fn new(need: Need, most: usize) -> Self {
        Self {
            need,
            confirmed: Firsts::new(most),
            ask_first: Firsts::new(most),
            near: Firsts::new(most),
            out: [0; Reason::ALL.len()],
        }
    }

    pub(crate) fn look(&mut self, question: &'s Question<'_>, lane: &'s Lane, offers: &mut Offers) {
        let in_range = lane.blocks(question.caps());
        let Some(glance) = &question.glance else {
            let mut seen = 0;
            for (_, block) in in_range {
                seen += block.len();
                for (at, row) in block.rows().enumerate() {
                    self.examine(question, &row, RowAt { block, at, left_open: None }, offers);
                }
            }
            self.count_out(Reason::Place.rank(), lane.len() - seen);
            return;
        };
        let here = glance.middle();
        let mut blocks: Vec<InRange<'_>> = Vec::with_capacity(LIKELY_IN_RANGE);
        blocks.extend(in_range.map(|(cap, block)| InRange {
            nearest: cap.map_or(0.0, |cap| rough_square_from(cap.at_least_from(&here))),
            within: cap.is_some_and(|cap| glance.is_within_range(cap)),
            cap,
            block,
        }));
        let seen: usize = blocks.iter().map(|one| one.block.len()).sum();
        self.count_out(Reason::Place.rank(), lane.len() - seen);
        // The nearest first: most of the others then come too late to be looked at one by one.
        blocks.sort_unstable_by(|a, b| a.nearest.total_cmp(&b.nearest));
        let mut limits = self.limits(offers);
        for (at, InRange { nearest, cap, block, .. }) in blocks.iter().enumerate() {
            if let Some(next) = blocks.get(at + 1) {
                glance.call_up(next.block, !next.within || limits.any_reaches(next.nearest));
            }
            let seen = glance.look(question, block, *cap);
            self.count(&seen);
            for at in bits(seen.unclear) {
                self.examine(question, &block.row(at), RowAt { block, at, left_open: None }, offers);
            }
            if limits.any_reaches(*nearest) {
                self.take_in_places(question, glance, block, &seen, &limits, offers);
                limits = self.limits(offers);
            }
        }
    }

    /// Takes in those that a glance judged and that may be among the first.
    fn take_in_places(
        &mut self,
        question: &Question<'_>,
        glance: &Glance,
        block: &'s Block,
        seen: &Seen,
        limits: &Limits,
        offers: &mut Offers,
    ) {
        let squares = seen.squares.unwrap_or_else(|| glance.squares(block));
        let nearer = |rows: RowSet, limit: f32| match rows {
            0 => 0,
            _ => rows & those(&squares, |square| square <= limit),
        };
        let open = [
            (Standing::Confirmed, seen.confirmed, limits.confirmed, &mut self.confirmed),
            (Standing::AskFirst, seen.ask_first, limits.ask_first, &mut self.ask_first),
        ];
        for (standing, rows, limit, group) in open {
            for at in bits(nearer(rows, limit)) {
                let row = RowAt { block, at, left_open: Some(seen.left_open.at(at)) };
                let chord2 = row.chord2(glance.here());
                offers.add_place(block.agency[at], block.service[at], chord2, standing);
                group.add_place(question, (), chord2, row);
            }
        }
        let near = if limits.several { seen.near } else { seen.near & !seen.several };
        for at in bits(nearer(near, limits.near)) {
            let row = RowAt { block, at, left_open: Some(seen.left_open.at(at)) };
            let asks = block.asks(at);
            let in_the_way = (asks.hard | asks.read) & question.cannot;
            let waiver = block.waivers[at].hardest(in_the_way, asks.any());
            let waiver = waiver.unwrap_or_else(|| hardest_waiver(question, row.service(), in_the_way));
            self.near.add_place(question, (in_the_way.count_ones(), waiver), row.chord2(glance.here()), row);
        }
    }

    /// Counts what a glance settles.
    fn count(&mut self, seen: &Seen) {
        let count = |rows: RowSet| rows.count_ones() as usize;
        self.near.count += count(seen.near);
        self.ask_first.count += count(seen.ask_first);
        self.confirmed.count += count(seen.confirmed);
        for (out, rows) in Settled::ALL.into_iter().zip(seen.out) {
            self.count_out(out.rank(), count(rows));
        }
    }

    fn limits(&self, offers: &Offers) -> Limits {
        let (several, near) = match self.near.first.bound() {
            // With one rule that can be waived in the way, only distance is left to tell.
            Some(((1, 0), _)) => (false, self.near.limit()),
            Some(((1, _), _)) => (false, f32::INFINITY),
            _ => (true, f32::INFINITY),
        };
        Limits {
            confirmed: self.confirmed.limit().max(offers.limit()),
            ask_first: self.ask_first.limit().max(offers.limit()),
            near,
            several,
        }
    }

    /// Looks at a service closely, counts it, and takes it in.
    fn examine(&mut self, question: &Question<'_>, row: &Row, at: RowAt<'s>, offers: &mut Offers) {
        let examined = Examined::of(question, row);
        match examined.outcome(question, row) {
            Outcome::Reachable(standing) => {
                offers.add(question, row, standing);
                let group = match standing {
                    Standing::Confirmed => &mut self.confirmed,
                    Standing::AskFirst => &mut self.ask_first,
                };
                group.count += 1;
                group.add((), Order::of(question, row), at);
            }
            Outcome::Near(rules) => {
                let waiver = hardest_waiver(question, row.service(), examined.in_the_way());
                self.near.count += 1;
                self.near.add((rules, waiver), Order::of(question, row), at);
            }
            Outcome::Out(reason) => self.count_out(reason.rank(), 1),
        }
    }

    /// Counts services that are out of reach for the reason of this rank.
    fn count_out(&mut self, rank: usize, services: usize) {
        if let Some(count) = self.out.get_mut(rank) {
            *count += services;
        }
    }

    pub(crate) fn answer(self, question: &Question<'_>) -> NeedAnswer {
        NeedAnswer {
            need: self.need,
            confirmed: self.confirmed.group(|row| row.reachable(question, Standing::Confirmed)),
            ask_first: self.ask_first.group(|row| row.reachable(question, Standing::AskFirst)),
            near: self.near.group(|row| row.near_miss(question)),
            out: self.out,
        }
    }
}

/// How the waivers of what is in the way at a service rank, at worst.
fn hardest_waiver(question: &Question<'_>, service: usize, in_the_way: u64) -> u8 {
    let asked = question.base.asked(service).iter().filter(|asked| in_the_way & asked.bit() != 0);
    asked.map(|asked| waiver_rank(question.base.waiver(*asked))).max().unwrap_or_default()
}
