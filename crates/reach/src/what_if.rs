//! What if a rule were waived: how many needs that are out of reach today would become reachable.
//!
//! A *need* here is one need of one profile, with the profile's weight. It is out of reach today when no
//! service is reachable for it. A service would become reachable when everything that is in its way is waived
//! and nothing else is against it: rules that it asks, and rules about whom it is for (age, gender, kind of
//! trafficking, population, language, place). Distance, what must be there, a closed or full service and what
//! a person avoids are no rules, and nobody can waive them.

use jiff::civil::Date;
use network::{
    Address, Agency, AgencyId, Area, Directory, Place, PlaceId, Requirement, Schedule, Service, ServiceId,
    Visibility,
};
use vocabulary::{AudienceRule, Kind, Language, Need, Set, Word};

use crate::block::{Block, bits};
use crate::exam::Examined;
use crate::glance::{self, Seen, Settled};
use crate::lane::Lane;
use crate::question::Question;
use crate::row::{CLOSED, Row};
use crate::sphere::Cap;
use crate::tally::{Blocked, Tally};
use crate::tri::Tri;
use crate::{Profile, Snapshot, Whereabouts};

/// A profile that stands for several people or for a part of one: made up, or released as a count.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedProfile {
    /// What they ask with.
    pub profile: Profile,
    /// How many it stands for: more than 0.
    pub weight: f64,
}

/// A rule that could be waived: something that is asked, or a rule about whom a service is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Barrier {
    /// Something that a service asks.
    Asked(Kind),
    /// A rule about whom a service is for.
    Audience(AudienceRule),
}

/// A service that does not exist yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewService {
    /// The needs that it would meet.
    pub needs: Set<Need>,
    /// Where it would be; none where it needs no travel.
    pub place: Option<Whereabouts>,
    /// Whom it would serve by place. Empty: whoever can get there.
    pub areas: Vec<Area>,
    /// The languages that it would speak. Empty: not decided.
    pub languages: Set<Language>,
    /// What it would always ask.
    pub requirements: Vec<Requirement>,
}

/// The gain from waiving one rule everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Single {
    /// The rule.
    pub waive: Barrier,
    /// Weight of the needs that would become reachable.
    pub needs: f64,
}

/// The gain from waiving two rules everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The rules, in their order.
    pub waive: (Barrier, Barrier),
    /// Weight of the needs that would become reachable.
    pub needs: f64,
    /// Of those, what neither alone would gain.
    pub only_together: f64,
}

/// The gain from waiving one rule at one agency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgencyKind {
    /// The agency's index in the snapshot.
    pub agency: usize,
    /// The rule.
    pub waive: Barrier,
    /// Weight of the needs that would become reachable.
    pub needs: f64,
}

/// One step of the sequence that gains most at each step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The rule to waive next; several where no single one would gain anything.
    pub waive: Vec<Barrier>,
    /// Weight of the needs that this step adds.
    pub gain: f64,
}

/// What waiving would do. Lists are ordered by gain, then by the rules' codes' order in the vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// The day for which it holds.
    pub as_of: Date,
    /// Weight of all needs.
    pub needs: f64,
    /// Weight of the needs that are out of reach today.
    pub out_of_reach: f64,
    /// For each rule that gains anything alone.
    pub singles: Vec<Single>,
    /// For each pair of rules that each gain something alone, or that gain together what neither gains alone.
    pub pairs: Vec<Pair>,
    /// For each agency and rule that gains anything.
    pub agencies: Vec<AgencyKind>,
    /// Waive these first.
    pub sequence: Vec<Step>,
    /// Weight of the needs that a proposed service would reach, of those that are out of reach today.
    pub proposal: Option<f64>,
}

impl Barrier {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked(kind) => kind.code(),
            Self::Audience(rule) => rule.code(),
        }
    }

    pub(crate) fn bit(self) -> u64 {
        match self {
            Self::Asked(kind) => 1 << kind.index(),
            Self::Audience(rule) => 1 << (Kind::count() + rule.index()),
        }
    }

    pub(crate) fn of_mask(mask: u64) -> impl Iterator<Item = Self> {
        let all = Kind::all().map(Self::Asked).chain(AudienceRule::all().map(Self::Audience));
        all.filter(move |barrier| mask & barrier.bit() != 0)
    }
}

/// What waiving rules would do for these profiles on this day, and what a new service would.
pub fn what_if(
    snapshot: &Snapshot,
    profiles: &[WeightedProfile],
    as_of: Date,
    proposal: Option<&NewService>,
) -> WhatIf {
    let proposed = proposal.map(|new| snapshot.with_only(new));
    let (mut tally, mut blocked) = (Tally::default(), Blocked::default());
    let (mut all, mut out, mut reached) = (0.0, 0.0, 0.0);
    let mut before = Before::default();
    for (need, WeightedProfile { profile, weight }) in side_by_side(profiles) {
        all += weight;
        let question = Question::new(snapshot, profile, as_of);
        if !find_blocked(&question, need, &mut blocked, &mut before) {
            continue;
        }
        out += weight;
        tally.add(&mut blocked, *weight);
        if proposed.as_ref().is_some_and(|proposed| reaches(proposed, profile, as_of, need)) {
            reached += weight;
        }
    }
    WhatIf {
        as_of,
        needs: all,
        out_of_reach: out,
        singles: tally.singles(),
        pairs: tally.pairs(),
        agencies: tally.agencies(),
        sequence: tally.sequence(),
        proposal: proposal.map(|_| reached),
    }
}

/// The needs of all profiles, in an order in which those that look at the same services follow each other: what one
/// has read, the next finds at hand.
fn side_by_side(profiles: &[WeightedProfile]) -> impl Iterator<Item = (Need, &WeightedProfile)> {
    let mut all: Vec<(Need, [i16; 2], u32)> = Vec::with_capacity(profiles.len());
    for (weighted, at) in profiles.iter().zip(0..) {
        let about = about(weighted.profile.place.as_ref());
        all.extend(weighted.profile.needs.iter().map(|need| (*need, about, at)));
    }
    all.sort_unstable();
    all.into_iter().filter_map(|(need, _, at)| Some((need, profiles.get(at as usize)?)))
}

/// Roughly where a point is, in quarters of a degree.
fn about(place: Option<&Whereabouts>) -> [i16; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "degrees are at most 180")]
    let quarters = |degrees: f64| (degrees * 4.0).floor() as i16;
    match place {
        Some(Whereabouts::Point(point)) => [point.latitude(), point.longitude()].map(quarters),
        _ => [i16::MAX; 2],
    }
}

fn reaches(snapshot: &Snapshot, profile: &Profile, as_of: Date, need: Need) -> bool {
    let question = Question::new(snapshot, profile, as_of);
    let mut rows = snapshot.lane(need).into_iter().flat_map(Lane::rows);
    rows.any(|row| Examined::of(&question, &row).is_reachable())
}

/// The need before for which something was reachable, and where: most likely it is so for the next of its kind nearby.
type Before<'s> = Option<(Need, &'s Cap, &'s Block)>;

/// Finds what blocks a need that is out of reach; says no where something is reachable.
fn find_blocked<'s>(
    question: &Question<'s>,
    need: Need,
    blocked: &mut Blocked,
    before: &mut Before<'s>,
) -> bool {
    blocked.clear();
    let Some(lane) = question.snapshot.lane(need) else { return true };
    let Some(glance) = &question.glance else {
        let rows = lane.blocks(question.caps()).flat_map(|(_, block)| block.rows());
        return rows.into_iter().all(|row| is_blocked(question, &row, blocked));
    };
    if let Some((_, cap, block)) = before.filter(|(of, ..)| *of == need)
        && glance.look(question, block, Some(cap)).is_any_open()
    {
        return false;
    }
    for (cap, block) in lane.blocks(question.caps()) {
        let seen = glance.look(question, block, cap);
        if seen.is_any_open() {
            *before = cap.map(|cap| (need, cap, block));
            return false;
        }
        add_seen(question, block, &seen, blocked);
        if !bits(seen.unclear | seen.not_here).all(|at| is_blocked(question, &block.row(at), blocked)) {
            return false;
        }
    }
    true
}

/// Adds what blocks the services of a block that a glance has judged.
fn add_seen(question: &Question<'_>, block: &Block, seen: &Seen, blocked: &mut Blocked) {
    let [language, population, requirements] =
        [Settled::Language, Settled::Population, Settled::Requirements].map(|out| seen.out[out as usize]);
    // Of those that speak other languages, it was not asked yet whether they are for other people too.
    let population = population | glance::audience(question, block, language).0;
    let waivable = (seen.near | language | population | requirements) & !block.having(CLOSED);
    for at in bits(waivable) {
        let asks = block.asks(at);
        let mut mask = (asks.hard | asks.read) & question.cannot;
        if language >> at & 1 == 1 {
            mask |= Barrier::Audience(AudienceRule::LANGUAGE).bit();
        }
        if population >> at & 1 == 1 {
            mask |= bits_of(question.audience_rules(block.audience[at], Tri::No));
        }
        blocked.add(block.agency[at], mask);
    }
}

fn bits_of(rules: Set<AudienceRule>) -> u64 {
    rules.iter().fold(0, |all, rule| all | Barrier::Audience(rule).bit())
}

/// Adds what blocks a service; says no where it is reachable.
fn is_blocked(question: &Question<'_>, row: &Row, blocked: &mut Blocked) -> bool {
    let examined = Examined::of(question, row);
    if let Some(mask) = examined.waivable(question, row) {
        blocked.add(row.agency, mask);
    }
    !examined.is_reachable()
}

impl Examined {
    /// The rules that would have to be waived, if waiving were enough.
    fn waivable(&self, question: &Question<'_>, row: &Row) -> Option<u64> {
        let settled = self.travel.avoided || self.closed || self.full;
        if settled || self.travel.can == Tri::No || self.features == Tri::No {
            return None;
        }
        let mut mask = self.hard | self.read;
        if self.audience == Tri::No {
            mask |= bits_of(question.audience_rules(row.audience, Tri::No));
        }
        if self.language == Tri::No {
            mask |= Barrier::Audience(AudienceRule::LANGUAGE).bit();
        }
        if self.area == Tri::No {
            mask |= Barrier::Audience(AudienceRule::PLACE).bit();
        }
        Some(mask)
    }
}

impl Snapshot {
    /// A directory of one proposed service, in the same country of postal codes and counties.
    fn with_only(&self, new: &NewService) -> Self {
        let agency = AgencyId::from("proposed");
        let mut service = Service::named(agency.clone(), ServiceId::from("proposed"), "proposed");
        service.needs = new.needs;
        service.remote = new.place.is_none();
        service.areas.clone_from(&new.areas);
        service.languages = new.languages;
        service.requirements.clone_from(&new.requirements);
        let place = new.place.as_ref().map(|whereabouts| self.front_door(agency.clone(), whereabouts));
        service.places = place.iter().map(|place| place.id.clone()).collect();
        let directory = Directory {
            agencies: vec![Agency::named(agency, "proposed")],
            places: place.into_iter().collect(),
            services: vec![service],
        };
        Self::build(&directory, Visibility::Agency).in_the_country_of(self)
    }

    /// A place as exactly as it was said, on the globe where this directory's addresses put it.
    fn front_door(&self, agency: AgencyId, whereabouts: &Whereabouts) -> Place {
        let here = self.gazetteer().locate(whereabouts);
        let county = here.counties.into_iter().next().filter(|_| here.county_wide);
        let address = Address {
            postal_code: here.postal_code,
            county: county.map(|county| county.name),
            state: here.state,
            ..Address::default()
        };
        Place {
            id: PlaceId::from("proposed"),
            agency,
            name: None,
            address,
            point: here.point,
            transport: None,
            features: Set::default(),
            phones: Vec::new(),
            schedule: Schedule::default(),
            set_aside: None,
            source: None,
            attributes: Vec::new(),
        }
    }
}
