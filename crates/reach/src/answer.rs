//! The whole answer to a profile: per need what is reachable, what is one or two rules away, and why all else
//! is out of reach; and the plan with the fewest doors.

use jiff::civil::Date;
use vocabulary::Need;

use crate::asked::waiver_rank;
use crate::exam::{Examined, Outcome, Reason, Standing, Why};
use crate::first::First;
use crate::glance::{Glance, Seen};
use crate::lane::Lane;
use crate::offers::Offers;
use crate::question::Question;
use crate::room::NO_WAIT_KNOWN;
use crate::row::Row;
use crate::sphere::chord2_of_metres;
use crate::{Plan, Profile, Snapshot};

/// The answer to a profile on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The day for which it holds.
    pub as_of: Date,
    /// Per need, in the person's own order.
    pub needs: Vec<NeedAnswer>,
    /// The fewest doors that reach every need that can be reached.
    pub plan: Plan,
    /// The fields of the profile that were left open, and so were no constraint.
    pub left_open: Vec<&'static str>,
}

/// The answer for one need. Within what is open: room first, then the shorter wait, then nearer, then by name.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedAnswer {
    /// The need.
    pub need: Need,
    /// What is confirmed open.
    pub confirmed: Group<Reachable>,
    /// What nothing is known against: to be asked first.
    pub ask_first: Group<Reachable>,
    /// What is one or two rules away (more where the rules were only read from a text): fewest rules first,
    /// those that can be waived before those of which nothing is known, before those that cannot.
    pub near: Group<NearMiss>,
    /// How many services that meet the need are out of reach, by the first reason, in the order of
    /// [`Reason::ALL`]. [`out_of_reach`] names them.
    out: [usize; Reason::ALL.len()],
}

/// Services that are alike to the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<T> {
    /// How many there are.
    pub count: usize,
    /// The first of them, in order: as many as were wanted.
    pub first: Vec<T>,
}

/// A service that a person can reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Reachable {
    /// Its index in the snapshot.
    pub service: usize,
    /// Kilometres to its nearest place, within some millimetres; none where not known, or where nobody needs to
    /// travel.
    pub km: Option<f64>,
    /// Confirmed open, or ask first.
    pub standing: Standing,
    /// What to ask first. Empty where confirmed.
    pub why: Vec<Why>,
}

/// A service that one or two rules keep a person from.
#[derive(Clone, Debug, PartialEq)]
pub struct NearMiss {
    /// Its index in the snapshot.
    pub service: usize,
    /// Kilometres to its nearest place, within some millimetres; none where not known, or where nobody needs to
    /// travel.
    pub km: Option<f64>,
    /// The rules in the way: indexes into [`Snapshot::asked`] of the service.
    pub blocked_by: Vec<usize>,
    /// What to ask beside whether they can be waived.
    pub why: Vec<Why>,
}

/// A service that is out of reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Out {
    /// Its index in the snapshot.
    pub service: usize,
    /// The first reason.
    pub reason: Reason,
}

impl NeedAnswer {
    /// How many services are out of reach, by the code of the first reason, in the order of [`Reason::ALL`].
    /// Services that do not meet the need are not counted.
    pub fn out_by_reason(&self) -> impl Iterator<Item = (&'static str, usize)> {
        Reason::ALL.into_iter().zip(self.out).filter(|(code, _)| *code != "need")
    }

    /// How many services that meet the need are out of reach.
    pub fn out_of_reach(&self) -> usize {
        self.out.iter().sum()
    }

    /// What is open, as far as it is named: confirmed first.
    pub fn reachable(&self) -> impl Iterator<Item = &Reachable> {
        self.confirmed.first.iter().chain(&self.ask_first.first)
    }

    /// How many services are open, confirmed or not.
    pub fn reachable_count(&self) -> usize {
        self.confirmed.count + self.ask_first.count
    }
}

/// What a person with this profile can reach on this day, every service named that is not out of reach. The same
/// question to the same directory always gives the same answer, in the same order.
pub fn answer(snapshot: &Snapshot, profile: &Profile, as_of: Date) -> Answer {
    answer_first(snapshot, profile, as_of, usize::MAX)
}

/// The same, naming the first `most` of each group alone. All are counted, and the plan is of all.
pub fn answer_first(snapshot: &Snapshot, profile: &Profile, as_of: Date, most: usize) -> Answer {
    let question = Question::new(snapshot, profile, as_of);
    let mut offers = Offers::default();
    let needs: Vec<NeedAnswer> = profile
        .needs
        .iter()
        .map(|need| {
            let mut found = Found::new(*need, most);
            offers.next_need();
            if let Some(lane) = snapshot.lane(*need) {
                found.look(&question, lane, &mut offers);
            }
            found.answer(&question)
        })
        .collect();
    let plan = Plan::fewest_doors(&question, &needs, &mut offers);
    Answer { as_of, needs, plan, left_open: profile.left_open() }
}

/// Every service that meets the need and is out of reach: by reason in the order of [`Reason::ALL`], then by name.
pub fn out_of_reach(snapshot: &Snapshot, profile: &Profile, as_of: Date, need: Need) -> Vec<Out> {
    let question = Question::new(snapshot, profile, as_of);
    let rows = snapshot.lane(need).map_or(&[][..], Lane::rows);
    let mut out: Vec<((usize, u32), Out)> = rows
        .iter()
        .filter_map(|row| {
            let reason = Examined::of(&question, row).reason()?;
            Some(((reason.rank(), row.rank), Out { service: row.service(), reason }))
        })
        .collect();
    out.sort_unstable_by_key(|(order, _)| *order);
    out.into_iter().map(|(_, out)| out).collect()
}

/// What orders services of one standing: room, wait, distance, name and ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    no_room: bool,
    wait_days: u32,
    metres: u64,
    rank: u32,
}

impl Order {
    fn of(question: &Question<'_>, row: &Row) -> Self {
        let room = question.snapshot.rooms.get(row.service()).filter(|room| room.holds_on(question.as_of));
        Self {
            no_room: !room.is_some_and(|room| room.has_room()),
            wait_days: room.map_or(NO_WAIT_KNOWN, |room| room.wait()),
            metres: question.metres(row),
            rank: row.rank,
        }
    }
}

/// The first of one group: what comes before distance, and the order.
struct Firsts<'s, P> {
    first: First<(P, Order), &'s Row>,
    /// What is further than this, as the square of a chord, and of which no room is known, comes too late.
    far: f64,
}

impl<'s, P: Ord + Copy> Firsts<'s, P> {
    fn new(most: usize) -> Self {
        Self { first: First::new(most), far: f64::INFINITY }
    }

    /// Counts a service and takes it in, if it may be among the first. `least`: what comes before distance is not less
    /// than this, as far as can be told at a glance.
    #[inline]
    fn add(
        &mut self,
        question: &Question<'_>,
        row: &'s Row,
        chord2: Option<f64>,
        least: P,
        before: impl FnOnce() -> P,
    ) {
        if self.comes_too_late(question, row, chord2, least) {
            self.first.pass();
            return;
        }
        let moved = self.first.push((before(), Order::of(question, row)), row);
        if moved && let Some((_, order)) = self.first.bound() {
            #[expect(clippy::cast_precision_loss, reason = "a distance on the globe is at most 20,016 km")]
            let far = if order.metres == u64::MAX { f64::INFINITY } else { order.metres as f64 + 1.0 };
            self.far = if far < 1.9e7 { chord2_of_metres(far) } else { f64::INFINITY };
        }
    }

    /// Whether it comes after those that are kept, as far as can be told at a glance.
    #[inline]
    fn comes_too_late(&self, question: &Question<'_>, row: &Row, chord2: Option<f64>, least: P) -> bool {
        let Some((bound, order)) = self.first.bound() else { return false };
        if least != *bound {
            return least > *bound;
        }
        let roomier = !order.no_room || order.wait_days < NO_WAIT_KNOWN;
        let further = roomier || chord2.is_some_and(|chord2| chord2 > self.far);
        further && question.snapshot.rooms.get(row.service()).is_none()
    }

    fn group<T>(self, make: impl Fn(&Row) -> T) -> Group<T> {
        Group { count: self.first.count(), first: self.first.into_sorted().map(make).collect() }
    }
}

/// What one need's lane has shown so far.
struct Found<'s> {
    need: Need,
    confirmed: Firsts<'s, ()>,
    ask_first: Firsts<'s, ()>,
    /// How many rules, and the hardest of their waivers.
    near: Firsts<'s, (u32, u8)>,
    out: [usize; Reason::ALL.len()],
}

impl<'s> Found<'s> {
    fn new(need: Need, most: usize) -> Self {
        Self {
            need,
            confirmed: Firsts::new(most),
            ask_first: Firsts::new(most),
            near: Firsts::new(most),
            out: [0; Reason::ALL.len()],
        }
    }

    fn look<'q: 's>(&mut self, question: &'q Question<'_>, lane: &'s Lane, offers: &mut Offers<'s>) {
        let glance = question.glance.as_ref();
        let near_enough = glance.map(Glance::cap);
        let mut too_far = lane.rows().len();
        for (block, rows) in lane.blocks(question.caps()) {
            too_far -= rows.len();
            let within = block.zip(near_enough).is_some_and(|(block, cap)| block.is_within(&cap));
            for row in rows {
                match glance.map_or(Seen::Unclear, |glance| glance.at(question, row, within)) {
                    Seen::Out(rank) => self.count_out(rank, 1),
                    Seen::Judged(outcome, chord2) => self.add(question, row, outcome, Some(chord2), offers),
                    Seen::Unclear => {
                        let outcome = Examined::of(question, row).outcome(question, row);
                        self.add(question, row, outcome, question.chord2(row), offers);
                    }
                }
            }
        }
        self.count_out(Reason::Place.rank(), too_far);
    }

    #[inline]
    fn add(
        &mut self,
        question: &Question<'_>,
        row: &'s Row,
        outcome: Outcome,
        chord2: Option<f64>,
        offers: &mut Offers<'s>,
    ) {
        match outcome {
            Outcome::Reachable(standing) => {
                offers.add(question, row, chord2, standing);
                let group = match standing {
                    Standing::Confirmed => &mut self.confirmed,
                    Standing::AskFirst => &mut self.ask_first,
                };
                group.add(question, row, chord2, (), || ());
            }
            Outcome::Near(rules) => {
                let least = (rules, row.waivers.best());
                self.near.add(question, row, chord2, least, || (rules, hardest_waiver(question, row)));
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

    fn answer(self, question: &Question<'_>) -> NeedAnswer {
        NeedAnswer {
            need: self.need,
            confirmed: self.confirmed.group(|row| Reachable::of(question, row)),
            ask_first: self.ask_first.group(|row| Reachable::of(question, row)),
            near: self.near.group(|row| {
                let examined = Examined::of(question, row);
                NearMiss {
                    service: row.service(),
                    km: question.about_km(row),
                    blocked_by: examined.blocked_by(question, row),
                    why: examined.why(question, row),
                }
            }),
            out: self.out,
        }
    }
}

impl Reachable {
    /// A service that is known to be reachable.
    pub(crate) fn of(question: &Question<'_>, row: &Row) -> Self {
        let why = Examined::of(question, row).why(question, row);
        let standing = if why.is_empty() { Standing::Confirmed } else { Standing::AskFirst };
        Self { service: row.service(), km: question.about_km(row), standing, why }
    }
}

/// The first service of these agencies that is open for a need, in the need's own order, with its agency.
pub(crate) fn first_of_agency(
    question: &Question<'_>,
    need: &NeedAnswer,
    agencies: &[usize],
) -> Option<(usize, Reachable)> {
    let agency = |service: usize| question.snapshot.agency_of(service);
    let named = |group: &Group<Reachable>| {
        group.first.iter().find(|one| agencies.contains(&agency(one.service))).cloned()
    };
    let cut = |group: &Group<Reachable>| group.first.len() < group.count;
    if let Some(one) = named(&need.confirmed) {
        return Some((agency(one.service), one));
    }
    if !cut(&need.confirmed)
        && let Some(one) = named(&need.ask_first)
    {
        return Some((agency(one.service), one));
    }
    // It is not among those that are named: look for it once more, among these agencies alone.
    let rows = question.snapshot.lane(need.need)?.pieces(question.caps()).flatten();
    let of_these = rows.filter(|row| agencies.contains(&(row.agency as usize)));
    let open = of_these.filter_map(|row| match Examined::of(question, row).outcome(question, row) {
        Outcome::Reachable(standing) => Some((standing, Order::of(question, row), row)),
        _ => None,
    });
    let (_, _, row) = open.min_by_key(|(standing, order, _)| (*standing, *order))?;
    Some((row.agency as usize, Reachable::of(question, row)))
}

/// How the waivers of what is in the way rank, at worst.
fn hardest_waiver(question: &Question<'_>, row: &Row) -> u8 {
    if row.waivers.best() == row.waivers.worst() {
        return row.waivers.worst();
    }
    let asks = question.base.asks_of(row, question.age());
    let in_the_way = (asks.hard | asks.read) & question.cannot;
    let asked = question.base.asked(row.service()).iter().filter(|asked| in_the_way & asked.bit() != 0);
    asked.map(|asked| waiver_rank(question.base.waiver(*asked))).max().unwrap_or_default()
}
