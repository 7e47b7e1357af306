//! A profile, made ready for one snapshot: what many services share is judged once, here.

use std::collections::HashSet;

use jiff::civil::Date;
use network::{Audience, Group};
use vocabulary::{AudienceRule, Feature, Kind, Population, Set, Word};

use crate::exam::bit;
use crate::gazetteer::{Here, same_county};
use crate::snapshot::{PlaceFacts, Row};
use crate::tri::Tri;
use crate::{AgeBand, Profile, Snapshot, Whereabouts};

pub(crate) struct Question<'p> {
    profile: &'p Profile,
    pub(crate) as_of: Date,
    pub(crate) age: Option<AgeBand>,
    here: Option<Spot>,
    /// What the person cannot or chooses not to do, with what follows from who comes along.
    pub(crate) cannot: u64,
    /// What must be asked about because of who comes along.
    pub(crate) ask_about: u64,
    /// Per set of areas; none where a service does not say where it serves.
    areas: Vec<Option<Tri>>,
    audiences: Vec<Tri>,
    languages: Vec<Tri>,
    /// Per set of features: what must be there and is not listed.
    missing: Vec<Set<Feature>>,
    populations: Described,
    avoided_agencies: HashSet<u32>,
    avoided_places: Vec<(Spot, f64)>,
}

/// Getting to a service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Travel {
    /// Whether the person can get there.
    pub(crate) can: Tri,
    /// Whether it was measured against how far they can go, and found near enough.
    pub(crate) near: bool,
    /// Kilometres to the nearest place that they do not avoid.
    pub(crate) km: Option<f64>,
    /// Whether they want to stay away from it.
    pub(crate) avoided: bool,
}

impl<'p> Question<'p> {
    pub(crate) fn new(snapshot: &Snapshot, profile: &'p Profile, as_of: Date) -> Self {
        let base = &*snapshot.base;
        let gazetteer = &base.gazetteer;
        let here = profile.place.as_ref().map(|place| gazetteer.locate(place)).unwrap_or_default();
        let populations = Described::by(profile.populations);
        let is_in = |areas: &Vec<_>| Tri::any(areas.iter().map(|area| gazetteer.is_in(&here, area)));
        let is_for =
            |rules: &Vec<Audience>| Tri::all(rules.iter().map(|rule| populations.is_for(rule, profile.age)));
        let speaks = |(languages, interpreters): &(Set<_>, bool)| {
            if profile.languages.is_empty() || !profile.languages.intersection(*languages).is_empty() {
                Tri::Yes
            } else if languages.is_empty() || *interpreters {
                Tri::Unknown
            } else {
                Tri::No
            }
        };
        let avoid = &profile.avoid;
        let spot =
            |whereabouts: &Whereabouts| Spot::of(snapshot, &gazetteer.locate(whereabouts), whereabouts);
        Self {
            profile,
            as_of,
            age: profile.age,
            here: profile.place.as_ref().map(spot),
            cannot: mask(profile.cannot) | coming_along(profile),
            ask_about: if profile.household.children { kind_bit("age-limit-children") } else { 0 },
            areas: base.areas.iter().map(|areas| (!areas.is_empty()).then(|| is_in(areas))).collect(),
            audiences: base.audiences.iter().map(is_for).collect(),
            languages: base.languages.iter().map(speaks).collect(),
            missing: base.features.iter().map(|there| profile.must_have.difference(*there)).collect(),
            populations,
            avoided_agencies: avoid
                .agencies
                .iter()
                .filter_map(|agency| snapshot.find_agency(agency))
                .filter_map(|agency| u32::try_from(agency).ok())
                .collect(),
            avoided_places: avoid.places.iter().map(|avoided| (spot(&avoided.place), avoided.km)).collect(),
        }
    }

    pub(crate) fn holds_confirmed(&self, row: &Row) -> bool {
        row.is_confirmed_on(self.as_of)
    }

    /// Whether the person is where the service serves. A service that does not say serves who can get there,
    /// if it was measured that they can.
    pub(crate) fn area(&self, row: &Row, travel: &Travel) -> Tri {
        match self.areas.get(row.areas as usize).copied().flatten() {
            Some(said) => said,
            None if self.here.is_none() || travel.near => Tri::Yes,
            None => Tri::Unknown,
        }
    }

    pub(crate) fn travel(&self, snapshot: &Snapshot, row: &Row) -> Travel {
        let places = snapshot.places(row.service());
        let mut welcome = 0;
        let mut km: Option<f64> = None;
        let mut reached = Tri::No;
        for place in places.iter().filter(|place| !self.is_avoided(place)) {
            welcome += 1;
            let Some(here) = &self.here else { continue };
            let distance = here.km_to(place);
            km = [km, distance].into_iter().flatten().reduce(f64::min);
            reached = reached.or(self.gets_to(here, place, distance));
        }
        let avoided = self.avoided_agencies.contains(&row.agency)
            || (!places.is_empty() && welcome == 0 && !row.is_remote());
        let unlimited = self.here.is_none() || self.profile.max_travel_km.is_none();
        let can = if unlimited || row.is_remote() {
            Tri::Yes
        } else if welcome > 0 {
            reached
        } else {
            self.to_an_unknown_place(row)
        };
        let near = !unlimited && !row.is_remote() && welcome > 0 && can == Tri::Yes;
        Travel { can, near, km, avoided }
    }

    fn gets_to(&self, here: &Spot, place: &PlaceFacts, distance: Option<f64>) -> Tri {
        match (here.holds(place), distance, self.profile.max_travel_km) {
            (Tri::Yes, _, _) | (_, _, None) => Tri::Yes,
            (_, Some(km), Some(max)) if km <= max => Tri::Yes,
            (Tri::No, Some(_), Some(_)) => Tri::No,
            _ => Tri::Unknown,
        }
    }

    /// Of a confidential place nobody says how far it is; that it serves people of here is enough.
    fn to_an_unknown_place(&self, row: &Row) -> Tri {
        let serves = self.areas.get(row.areas as usize).copied().flatten();
        if row.is_confidential() && serves == Some(Tri::Yes) { Tri::Yes } else { Tri::Unknown }
    }

    fn is_avoided(&self, place: &PlaceFacts) -> bool {
        self.avoided_places.iter().any(|(spot, km)| {
            let within = spot.is_a_point && spot.km_to(place).is_some_and(|there| there <= *km);
            within || spot.holds(place) != Tri::No
        })
    }

    pub(crate) fn language(&self, row: &Row) -> Tri {
        self.languages.get(row.languages as usize).copied().unwrap_or(Tri::Unknown)
    }

    pub(crate) fn audience(&self, row: &Row) -> Tri {
        self.audiences.get(row.audience as usize).copied().unwrap_or(Tri::Unknown)
    }

    /// The audience rules that the profile leaves open, or that keep the person out.
    pub(crate) fn audience_rules(&self, snapshot: &Snapshot, row: &Row, judged: Tri) -> Set<AudienceRule> {
        let rules = snapshot.base.audiences.get(row.audience as usize).map_or(&[][..], Vec::as_slice);
        rules
            .iter()
            .filter(|rule| self.populations.is_for(rule, self.age) == judged)
            .map(Audience::counted_as)
            .collect()
    }

    pub(crate) fn features(&self, row: &Row) -> Tri {
        if self.missing_features(row).is_empty() {
            Tri::Yes
        } else if self.holds_confirmed(row) {
            // A listing that the agency confirmed is complete.
            Tri::No
        } else {
            Tri::Unknown
        }
    }

    /// What must be there and is not listed.
    pub(crate) fn missing_features(&self, row: &Row) -> Set<Feature> {
        self.missing.get(row.features as usize).copied().unwrap_or_default()
    }
}

/// Where somebody is, against the places of one snapshot.
struct Spot {
    unit: Option<[f64; 3]>,
    is_a_point: bool,
    postal_code: Option<u32>,
    /// Per county of the snapshot: whether it is the one; empty where no county was named.
    counties: Vec<Tri>,
}

impl Spot {
    fn of(snapshot: &Snapshot, here: &Here, whereabouts: &Whereabouts) -> Self {
        let base = &*snapshot.base;
        let code = here.postal_code.as_ref();
        let postal_code = code.and_then(|code| base.postal_codes.iter().position(|known| known == code));
        let mine = here.counties.first().filter(|_| here.county_wide);
        Self {
            unit: here.point.map(network::Point::unit),
            is_a_point: matches!(whereabouts, Whereabouts::Point(_)),
            postal_code: postal_code.and_then(|at| u32::try_from(at).ok()),
            counties: mine
                .map(|mine| base.counties.iter().map(|county| same_county(mine, county)).collect())
                .unwrap_or_default(),
        }
    }

    fn km_to(&self, place: &PlaceFacts) -> Option<f64> {
        self.unit.zip(place.unit).map(|(here, there)| network::km_between(here, there))
    }

    /// Whether a place has this postal code, or is in this county.
    fn holds(&self, place: &PlaceFacts) -> Tri {
        if self.postal_code.is_some() && self.postal_code == place.postal_code {
            return Tri::Yes;
        }
        place.county.and_then(|county| self.counties.get(county as usize).copied()).unwrap_or(Tri::No)
    }
}

/// How a person described themselves, and what that says they are not.
#[derive(Clone, Copy)]
struct Described {
    are: Set<Population>,
    are_not: Set<Population>,
}

impl Described {
    /// Naming one gender, one kind of trafficking or one kind of harm says something about the others of that
    /// group; naming anything else says nothing about the rest.
    fn by(are: Set<Population>) -> Self {
        let groups: Vec<_> = are.iter().filter(|p| p.exclusive_group()).map(Population::group).collect();
        let are_not =
            Population::all().filter(|p| groups.contains(&p.group()) && !are.contains(*p)).collect();
        Self { are, are_not }
    }

    /// Whether a rule about whom a service is for lets the person in.
    fn is_for(&self, rule: &Audience, age: Option<AgeBand>) -> Tri {
        Tri::any(rule.any_of.iter().map(|group| match (group, age) {
            (Group::Population(population), _) if self.are.contains(*population) => Tri::Yes,
            (Group::Population(population), _) if self.are_not.contains(*population) => Tri::No,
            (Group::Population(_), _) | (Group::Aged { .. }, None) => Tri::Unknown,
            (Group::Aged { from, to }, Some(age)) if *from <= age.from && age.to <= *to => Tri::Yes,
            (Group::Aged { from, to }, Some(age)) if age.to < *from || *to < age.from => Tri::No,
            (Group::Aged { .. }, Some(_)) => Tri::Unknown,
        }))
    }
}

/// The kinds that stand in the way because of who comes along.
fn coming_along(profile: &Profile) -> u64 {
    let along = [
        (profile.household.children, "no-children"),
        (profile.household.pets, "no-pets"),
        (profile.household.partner, "no-partner"),
    ];
    along.into_iter().filter(|(comes, _)| *comes).fold(0, |all, (_, code)| all | kind_bit(code))
}

fn kind_bit(code: &str) -> u64 {
    Kind::from_code(code).map_or(0, bit)
}

fn mask(kinds: Set<Kind>) -> u64 {
    kinds.iter().fold(0, |all, kind| all | bit(kind))
}
