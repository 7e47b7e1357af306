//! The whole answer to a profile: per need what is reachable, what is one or two rules away, and why all else
//! is out of reach; and the plan with the fewest doors.

use jiff::civil::Date;
use vocabulary::Need;

use crate::exam::{Examined, Outcome, Reason, Standing, Why};
use crate::found::{Found, Order};
use crate::lane::Lane;
use crate::offers::Offers;
use crate::question::Question;
use crate::row::Row;
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
    pub(crate) out: [usize; Reason::ALL.len()],
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
    let mut offers = Offers::of_needs(profile.needs.len());
    let needs: Vec<NeedAnswer> = profile
        .needs
        .iter()
        .map(|need| {
            let mut found = Found::new(*need, most);
            offers.next_need();
            if let Some(lane) = snapshot.lane(*need) {
                found.look(&question, lane, &mut offers);
                offers.settle(&question, lane);
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
    let rows = snapshot.lane(need).into_iter().flat_map(Lane::rows);
    let mut out: Vec<((usize, u32), Out)> = rows
        .filter_map(|row| {
            let reason = Examined::of(&question, &row).reason()?;
            Some(((reason.rank(), row.rank), Out { service: row.service(), reason }))
        })
        .collect();
    out.sort_unstable_by_key(|(order, _)| *order);
    out.into_iter().map(|(_, out)| out).collect()
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
    let lane = question.snapshot.lane(need.need)?;
    let agencies: Vec<u32> = agencies.iter().map(|agency| crate::kept::index(*agency)).collect();
    let open = open_of(question, lane, &agencies);
    let (_, row) = open.min_by_key(|(standing, row)| (*standing, Order::of(question, row)))?;
    Some((row.agency as usize, Reachable::of(question, &row)))
}

/// The services of these agencies that are open, with their standing.
pub(crate) fn open_of<'q>(
    question: &'q Question<'_>,
    lane: &'q Lane,
    agencies: &'q [u32],
) -> impl Iterator<Item = (Standing, Row)> {
    let blocks = lane.blocks(question.caps());
    let of_these = blocks.flat_map(|(_, block)| block.rows_of(agencies));
    of_these.filter_map(|row| match Examined::of(question, &row).outcome(question, &row) {
        Outcome::Reachable(standing) => Some((standing, row)),
        _ => None,
    })
}
