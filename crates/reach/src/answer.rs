//! The whole answer to a profile: per need what is reachable, what is one or two rules away, and why all else
//! is out of reach; and the plan with the fewest doors.

use jiff::civil::Date;
use network::Waiver;
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
        let count = |code| self.out.iter().filter(|out| out.reason.code() == code).count();
        Reason::ALL.into_iter().filter(|code| *code != "need").map(move |code| (code, count(code)))
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
        let km = examined.travel.km;
        match examined.verdict(snapshot, question, row) {
            Verdict::Reachable { standing, why } => {
                found.reachable.push(Reachable { service, km, standing, why });
            }
            Verdict::NearMiss { blocked_by, why } => {
                found.near.push(NearMiss { service, km, blocked_by, why });
            }
            Verdict::OutOfReach(reason) => found.out.push(Out { service, reason }),
        }
    }
    let order = |service, km| Order::of(snapshot, question.as_of, service, km);
    found.reachable.sort_by_cached_key(|one| (one.standing, order(one.service, one.km)));
    found.near.sort_by_cached_key(|near| {
        let asked = snapshot.asked_facts(near.service);
        let waivers =
            near.blocked_by.iter().filter_map(|at| asked.get(*at)).map(|asked| snapshot.waiver(asked));
        (near.blocked_by.len(), waivers.map(waiver_rank).max(), order(near.service, near.km))
    });
    found.out.sort_by_key(|out| (out.reason.rank(), snapshot.rank(out.service)));
    found
}

/// What can be waived comes before *not known*, and that before *no*.
fn waiver_rank(waiver: &Waiver) -> u8 {
    match waiver {
        Waiver::By(_) => 0,
        Waiver::Unknown => 1,
        Waiver::No => 2,
    }
}

/// What orders services of one standing: room, wait, distance, name, id.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    no_room: bool,
    wait_days: u32,
    metres: u64,
    rank: u32,
}

impl Order {
    /// A service that needs no travel counts as near; one whose distance is not known comes last.
    fn of(snapshot: &Snapshot, day: Date, service: usize, km: Option<f64>) -> Self {
        let room = snapshot.room(service);
        Self {
            no_room: !room.has_room_on(day),
            wait_days: room.wait_on(day),
            metres: if snapshot.is_remote(service) { 0 } else { metres(km) },
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
