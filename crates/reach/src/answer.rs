//! The whole answer to a profile: per need what is reachable, what is one or two rules away, and why all else
//! is out of reach; and the plan with the fewest doors.

use jiff::civil::Date;
use vocabulary::Need;

use crate::exam::{Examined, Reason, Standing, Verdict, Why};
use crate::question::Question;
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

/// The answer for one need.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedAnswer {
    /// The need.
    pub need: Need,
    /// What is open: confirmed first, then what to ask first; within each, room first, then the shorter wait,
    /// then nearer, then by name.
    pub reachable: Vec<Reachable>,
    /// What is one or two rules away (more where the rules were only read from a text): fewest rules first,
    /// those that can be waived before those of which nothing is known, before those that cannot.
    pub near: Vec<NearMiss>,
    /// Everything else that meets the need, each with the first reason, in the order of [`Reason::ALL`].
    pub out: Vec<Out>,
}

/// A service that a person can reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Reachable {
    /// Its index in the snapshot.
    pub service: usize,
    /// Kilometres to its nearest place; none where not known, or where nobody needs to travel.
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
    /// Kilometres to its nearest place; none where not known, or where nobody needs to travel.
    pub km: Option<f64>,
    /// The rules in the way: indexes into [`Snapshot::asked`] of the service.
    pub blocked_by: Vec<usize>,
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
    /// How many services are out of reach for a reason.
    pub fn out_for(&self, reason: fn(&Reason) -> bool) -> usize {
        self.out.iter().filter(|out| reason(&out.reason)).count()
    }
}

/// What a person with this profile can reach on this day. The same question to the same directory always
/// gives the same answer, in the same order.
pub fn answer(snapshot: &Snapshot, profile: &Profile, as_of: Date) -> Answer {
    let question = Question::new(snapshot, profile, as_of);
    let needs: Vec<NeedAnswer> =
        profile.needs.iter().map(|need| answer_need(snapshot, &question, *need)).collect();
    let plan = Plan::fewest_doors(snapshot, &needs);
    Answer { as_of, needs, plan, left_open: profile.left_open() }
}

fn answer_need(snapshot: &Snapshot, question: &Question<'_>, need: Need) -> NeedAnswer {
    let mut found = NeedAnswer { need, reachable: Vec::new(), near: Vec::new(), out: Vec::new() };
    for row in snapshot.lane(need) {
        let examined = Examined::of(snapshot, question, row);
        let service = row.service();
        match examined.verdict(snapshot, question, row) {
            Verdict::Reachable { standing, why } => {
                found.reachable.push(Reachable { service, km: examined.km, standing, why });
            }
            Verdict::NearMiss { blocked_by } => {
                found.near.push(NearMiss { service, km: examined.km, blocked_by });
            }
            Verdict::OutOfReach(reason) => found.out.push(Out { service, reason }),
        }
    }
    let nearness = |service: usize, km: Option<f64>| (snapshot.is_remote(service), km);
    found.reachable.sort_by_cached_key(|reachable| {
        (
            reachable.standing,
            Order::of(snapshot, question, reachable.service, nearness(reachable.service, reachable.km)),
        )
    });
    found.near.sort_by_cached_key(|near| {
        let hardest = near.blocked_by.iter().filter_map(|at| snapshot.asked(near.service).get(*at));
        let hardest = hardest.map(|asked| asked.waiver_rank()).max();
        (
            near.blocked_by.len(),
            hardest,
            Order::of(snapshot, question, near.service, nearness(near.service, near.km)),
        )
    });
    found.out.sort_by_key(|out| (out.reason.rank(), snapshot.rank(out.service)));
    found
}

/// What orders services of one standing: room, wait, distance, name, id.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    no_room: bool,
    wait_days: u32,
    metres: u64,
    rank: u32,
}

impl Order {
    /// A service that needs no travel counts as near; one whose distance is not known comes last.
    fn of(
        snapshot: &Snapshot,
        question: &Question<'_>,
        service: usize,
        (remote, km): (bool, Option<f64>),
    ) -> Self {
        let room = snapshot.capacity(service);
        Self {
            no_room: !room.is_some_and(|capacity| capacity.has_room_on(question.as_of)),
            wait_days: room.and_then(|capacity| capacity.wait_on(question.as_of)).unwrap_or(u32::MAX),
            metres: if remote { 0 } else { metres(km) },
            rank: snapshot.rank(service),
        }
    }
}

/// A distance in whole metres, so that it can be ordered and added up exactly; the largest where not known.
pub(crate) fn metres(km: Option<f64>) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a distance on the globe is at most 20,016 km"
    )]
    km.map_or(u64::MAX, |km| (km * 1000.0).round() as u64)
}
