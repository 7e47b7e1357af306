//! A profile, made ready for one snapshot: what many services share is judged once, here.

use std::collections::HashSet;

use jiff::civil::Date;
use network::{Audience, Group, Point};
use vocabulary::{AudienceRule, Feature, Kind, Population, Set, Word};

use crate::exam::bit;
use crate::gazetteer::{Here, same_county};
use crate::snapshot::{PlaceFacts, Row};
use crate::tri::Tri;
use crate::{AgeBand, Profile, Snapshot};

pub(crate) struct Question<'p> {
    profile: &'p Profile,
    pub(crate) as_of: Date,
    pub(crate) age: Option<AgeBand>,
    here: Option<Here>,
    /// What the person cannot or chooses not to do, with what follows from who comes along.
    pub(crate) cannot: u64,
    /// What must be asked about because of who comes along.
    pub(crate) ask_about: u64,
    /// Per set of areas; none where a service does not say where it serves.
    areas: Vec<Option<Tri>>,
    audiences: Vec<Tri>,
    populations: Described,
    avoided_agencies: HashSet<u32>,
    avoided_places: Vec<AvoidedHere>,
}

/// How a person described themselves, and what that says they are not.
#[derive(Clone, Copy)]
struct Described {
    are: Set<Population>,
    are_not: Set<Population>,
}

struct AvoidedHere {
    here: Here,
    km: f64,
}

impl<'p> Question<'p> {
    pub(crate) fn new(snapshot: &Snapshot, profile: &'p Profile, as_of: Date) -> Self {
        let gazetteer = snapshot.gazetteer();
        let here = profile.place.as_ref().map(|place| gazetteer.locate(place));
        let populations = Described::by(profile.populations);
        let avoided = &profile.avoid;
        let avoided_agencies = (0..snapshot.agencies())
            .filter(|agency| avoided.agencies.contains(snapshot.agency_id(*agency)))
            .filter_map(|agency| u32::try_from(agency).ok())
            .collect();
        let nowhere = Here::default();
        let from = here.as_ref().unwrap_or(&nowhere);
        let areas = snapshot.area_sets.iter().map(|areas| {
            (!areas.is_empty()).then(|| Tri::any(areas.iter().map(|area| gazetteer.is_in(from, area))))
        });
        let areas = areas.collect();
        Self {
            age: profile.age,
            cannot: mask(profile.cannot) | coming_along(profile),
            ask_about: if profile.household.children { kind_bit("age-limit-children") } else { 0 },
            areas,
            audiences: snapshot
                .audience_sets
                .iter()
                .map(|rules| all(rules.iter().map(|rule| populations.is_for(rule, profile.age))))
                .collect(),
            populations,
            avoided_agencies,
            avoided_places: avoided
                .places
                .iter()
                .map(|place| AvoidedHere { here: gazetteer.locate(&place.place), km: place.km })
                .collect(),
            here,
            profile,
            as_of,
        }
    }

    pub(crate) fn holds_confirmed(&self, row: &Row) -> bool {
        row.is_confirmed_on(self.as_of)
    }

    /// Whether the person is where the service serves. A service that does not say serves where it is.
    pub(crate) fn area(&self, row: &Row) -> Tri {
        match self.areas.get(row.areas as usize).copied().flatten() {
            Some(said) => said,
            None if self.here.is_none() || (row.has_place() && !row.is_remote()) => Tri::Yes,
            None => Tri::Unknown,
        }
    }

    /// Whether the person can get there, how far it is to the nearest place, and whether they want to stay
    /// away from it.
    pub(crate) fn travel(&self, snapshot: &Snapshot, row: &Row) -> (Tri, Option<f64>, bool) {
        let places = snapshot.places(row.service());
        let welcome: Vec<&PlaceFacts> = places.iter().filter(|place| !self.is_avoided(place)).collect();
        let all_avoided = !places.is_empty() && welcome.is_empty() && !row.is_remote();
        let avoided = self.avoided_agencies.contains(&row.agency) || all_avoided;
        let Some(here) = &self.here else { return (Tri::Yes, None, avoided) };
        let distance =
            |place: &&PlaceFacts| place.point.zip(here.point).map(|(there, here)| here.km_to(there));
        let km = welcome.iter().filter_map(distance).min_by(f64::total_cmp);
        let travel = match self.profile.max_travel_km {
            _ if row.is_remote() => Tri::Yes,
            None => Tri::Yes,
            // Of a confidential place nobody says how far it is; that it serves people of here is enough.
            Some(_) if welcome.is_empty() && row.is_confidential() && self.area(row) == Tri::Yes => Tri::Yes,
            Some(_) if welcome.is_empty() => Tri::Unknown,
            Some(max) => Tri::any(welcome.iter().map(|place| match distance(place) {
                _ if here.surely_holds(place) => Tri::Yes,
                Some(km) => (km <= max).into(),
                None => Tri::Unknown,
            })),
        };
        (travel, km, avoided)
    }

    fn is_avoided(&self, place: &PlaceFacts) -> bool {
        self.avoided_places.iter().any(|avoided| match avoided.here.point.filter(|_| avoided.is_a_point()) {
            Some(point) => place.point.is_some_and(|there: Point| point.km_to(there) <= avoided.km),
            None => avoided.here.surely_holds(place),
        })
    }

    pub(crate) fn language(&self, row: &Row) -> Tri {
        let wanted = self.profile.languages;
        if wanted.is_empty() || !wanted.intersection(row.languages).is_empty() {
            Tri::Yes
        } else if row.languages.is_empty() || row.has_interpreters() {
            Tri::Unknown
        } else {
            Tri::No
        }
    }

    pub(crate) fn audience(&self, row: &Row) -> Tri {
        self.audiences.get(row.audience as usize).copied().unwrap_or(Tri::Unknown)
    }

    /// The audience rules that the profile leaves open.
    pub(crate) fn open_audience_rules(&self, snapshot: &Snapshot, row: &Row) -> Set<AudienceRule> {
        self.audience_rules(snapshot, row, Tri::Unknown)
    }

    /// The audience rules that keep the person out.
    pub(crate) fn closed_audience_rules(&self, snapshot: &Snapshot, row: &Row) -> Set<AudienceRule> {
        self.audience_rules(snapshot, row, Tri::No)
    }

    fn audience_rules(&self, snapshot: &Snapshot, row: &Row, wanted: Tri) -> Set<AudienceRule> {
        let rules = snapshot.audience_sets.get(row.audience as usize).map_or(&[][..], Vec::as_slice);
        rules
            .iter()
            .filter(|rule| self.populations.is_for(rule, self.age) == wanted)
            .map(Audience::counted_as)
            .collect()
    }

    pub(crate) fn features(&self, row: &Row) -> Tri {
        match self.open_features(row) {
            missing if missing.is_empty() => Tri::Yes,
            // A listing that the agency confirmed is complete.
            _ if self.holds_confirmed(row) => Tri::No,
            _ => Tri::Unknown,
        }
    }

    /// What must be there and is not listed.
    pub(crate) fn open_features(&self, row: &Row) -> Set<Feature> {
        self.profile.must_have.difference(row.features)
    }
}

impl AvoidedHere {
    fn is_a_point(&self) -> bool {
        !self.here.county_wide && self.here.postal_code.is_none()
    }
}

impl Here {
    /// Whether a place has this postal code, or is in this county.
    fn surely_holds(&self, place: &PlaceFacts) -> bool {
        let same_code =
            self.postal_code.is_some() && self.postal_code.as_deref() == place.postal_code.as_deref();
        let in_county = self.county_wide
            && place.county.as_ref().is_some_and(|there| self.counties.iter().any(|c| same_county(c, there)));
        same_code || in_county
    }
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
            (Group::Aged { from, to }, Some(age)) => {
                if *from <= age.from && age.to <= *to {
                    Tri::Yes
                } else if age.to < *from || *to < age.from {
                    Tri::No
                } else {
                    Tri::Unknown
                }
            }
        }))
    }
}

/// Whether all of several hold: no if one does not, yes if all do, otherwise not known.
fn all(tris: impl Iterator<Item = Tri>) -> Tri {
    let mut all = Tri::Yes;
    for tri in tris {
        match tri {
            Tri::No => return Tri::No,
            Tri::Unknown => all = Tri::Unknown,
            Tri::Yes => {}
        }
    }
    all
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
