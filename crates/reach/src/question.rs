//! A profile, made ready for one snapshot. What many services share is judged once, when the first of them is
//! looked at.

use std::cell::{Cell, OnceCell};

use jiff::civil::Date;
use vocabulary::{AudienceRule, Feature, Kind, Set, Word};

use crate::described::{Described, Rule};
use crate::exam::bit;
use crate::gazetteer::Here;
use crate::glance::Glance;
use crate::kept::Kept;
use crate::row::{CONFIDENTIAL, Holding, ONE_PLACE, REMOTE, Row, Spoken};
use crate::snapshot::{Base, PlaceFacts};
use crate::sphere::{Cap, Range, chord2, km_of, metres_of};
use crate::spot::Spot;
use crate::tri::Tri;
use crate::{AgeBand, Profile, Snapshot, Whereabouts};

pub(crate) struct Question<'q> {
    pub(crate) base: &'q Base,
    pub(crate) snapshot: &'q Snapshot,
    profile: &'q Profile,
    pub(crate) as_of: Date,
    holding: Holding,
    /// What the person cannot or chooses not to do, with what follows from who comes along.
    pub(crate) cannot: u64,
    /// What must be asked about because of who comes along.
    pub(crate) ask_about: u64,
    here: Option<Spot>,
    located: OnceCell<Here>,
    /// How far they can go, if they said so and it is known from where.
    range: Option<Range>,
    /// Outside these, what has only located places is too far; none where distance settles nothing.
    caps: Option<Vec<Cap>>,
    described: Described,
    spoken: Spoken,
    areas: Judged,
    audiences: Judged,
    avoided_agencies: Vec<u32>,
    avoided_places: Vec<(Spot, f64)>,
    /// How to judge most services at a glance, if this question lets itself be.
    pub(crate) glance: Option<Glance>,
}

/// Answers about what is kept once, each found when it is first wanted. The first is about nothing, and yes.
struct Judged(Vec<Cell<Option<Tri>>>);

impl Judged {
    fn of<K, V>(kept: &Kept<K, V>) -> Self {
        let cells = vec![Cell::new(None); kept.len()];
        if let Some(first) = cells.first() {
            first.set(Some(Tri::Yes));
        }
        Self(cells)
    }

    #[inline]
    fn once(&self, at: u32, judge: impl FnOnce() -> Tri) -> Tri {
        match self.0.get(at as usize).map(Cell::get) {
            Some(Some(judged)) => judged,
            _ => self.first_time(at, judge()),
        }
    }

    #[cold]
    fn first_time(&self, at: u32, judged: Tri) -> Tri {
        if let Some(cell) = self.0.get(at as usize) {
            cell.set(Some(judged));
        }
        judged
    }
}

/// Getting to a service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Travel {
    /// Whether the person can get there.
    pub(crate) can: Tri,
    /// Whether it was measured against how far they can go, and found near enough.
    pub(crate) near: bool,
    /// Whether they want to stay away from it.
    pub(crate) avoided: bool,
}

impl<'q> Question<'q> {
    pub(crate) fn new(snapshot: &'q Snapshot, profile: &'q Profile, as_of: Date) -> Self {
        let base = &*snapshot.base;
        let spot = |place: &Whereabouts| Spot::of(base, place, || base.gazetteer.locate(place));
        let here = profile.place.as_ref().map(spot);
        let from = here.as_ref().and_then(|here| here.unit);
        let range = from.zip(profile.max_travel_km).map(|(unit, km)| Range::new(unit, km));
        let avoid = &profile.avoid;
        let avoids = !avoid.agencies.is_empty() || !avoid.places.is_empty();
        let caps = here.as_ref().zip(range).filter(|_| !avoids).map(|(here, range)| {
            let mut caps = here.caps(base);
            caps.push(range.cap());
            caps
        });
        let (holding, spoken) = (Holding::on(as_of), base.spoken(profile.languages, false));
        let cannot = mask(profile.cannot) | coming_along(profile);
        let plain = !avoids && profile.must_have.is_empty() && !profile.household.children;
        let somewhere = here.as_ref().filter(|_| plain).and_then(|here| Some((here, here.unit?, range?)));
        let glance = somewhere.map(|(here, unit, range)| {
            Glance::new(profile, unit, range, here.caps(base), spoken, cannot, holding)
        });
        Self {
            glance,
            base,
            snapshot,
            profile,
            as_of,
            holding,
            cannot,
            ask_about: if profile.household.children { kind_bit("age-limit-children") } else { 0 },
            here,
            located: OnceCell::new(),
            range,
            caps,
            described: Described::by(profile.populations),
            spoken,
            areas: Judged::of(&base.areas),
            audiences: Judged::of(&base.audiences),
            avoided_agencies: avoid
                .agencies
                .iter()
                .filter_map(|agency| snapshot.find_agency(agency))
                .map(crate::kept::index)
                .collect(),
            avoided_places: avoid.places.iter().map(|avoided| (spot(&avoided.place), avoided.km)).collect(),
        }
    }

    pub(crate) fn age(&self) -> Option<AgeBand> {
        self.profile.age
    }

    /// Where a service must have a place to be near enough, unless distance does not settle it.
    pub(crate) fn caps(&self) -> Option<&[Cap]> {
        self.caps.as_deref()
    }

    pub(crate) fn holds_confirmed(&self, row: &Row) -> bool {
        self.holding.holds(row.confirmed)
    }

    /// Whether the person is where the service serves. A service that does not say serves who can get there,
    /// if it was measured that they can.
    pub(crate) fn area(&self, row: &Row, travel: &Travel) -> Tri {
        match self.serves(row.scope) {
            Some(said) => said,
            None if self.here.is_none() || travel.near => Tri::Yes,
            None => Tri::Unknown,
        }
    }

    /// Whether the person is where a service says that it serves, from the index of its areas and features; none where
    /// it does not say.
    pub(crate) fn serves(&self, scope: u32) -> Option<Tri> {
        let (areas, _) = self.base.scope_at(scope);
        if areas == 0 {
            return None;
        }
        let judge = || {
            let gazetteer = &self.base.gazetteer;
            let locate =
                || self.profile.place.as_ref().map(|place| gazetteer.locate(place)).unwrap_or_default();
            let here = self.located.get_or_init(locate);
            let areas = self.base.areas.get(areas).map_or(&[][..], Vec::as_slice);
            Tri::any(areas.iter().map(|area| gazetteer.is_in(here, area)))
        };
        Some(self.areas.once(areas, judge))
    }

    /// The square of the chord to a service's one place, within what its rounding leaves open; none where it has
    /// not just one that is known and not to be avoided.
    pub(crate) fn chord2(&self, row: &Row) -> Option<f64> {
        let unit = self.here.as_ref()?.unit?;
        (row.has(ONE_PLACE) && self.avoided_places.is_empty()).then(|| chord2(unit, row.at.unit()))
    }

    pub(crate) fn travel(&self, row: &Row) -> Travel {
        let avoided = self.avoided_agencies.contains(&row.agency);
        if row.has(ONE_PLACE) && self.avoided_places.is_empty() {
            let unlimited = self.here.is_none() || self.profile.max_travel_km.is_none();
            if unlimited {
                return Travel { can: Tri::Yes, near: false, avoided };
            }
            let held = self.range.zip(self.chord2(row)).and_then(|(range, chord2)| range.holds(chord2));
            if held == Some(true) {
                return Travel { can: Tri::Yes, near: true, avoided };
            }
            if held == Some(false) && self.here.as_ref().is_some_and(|here| here.is_a_point) {
                return Travel { can: Tri::No, near: false, avoided };
            }
        }
        self.travel_by_place(row, avoided)
    }

    fn travel_by_place(&self, row: &Row, avoided: bool) -> Travel {
        let places = self.base.places(row.service());
        let (mut welcome, mut reached) = (false, Tri::No);
        for place in places.iter().filter(|place| !self.is_avoided(place)) {
            welcome = true;
            if let Some(here) = &self.here {
                reached = reached.or(self.gets_to(here, place));
            }
        }
        let remote = row.has(REMOTE);
        let unlimited = self.here.is_none() || self.profile.max_travel_km.is_none();
        let can = if unlimited || remote {
            Tri::Yes
        } else if welcome {
            reached
        } else {
            self.to_an_unknown_place(row)
        };
        Travel {
            can,
            near: !unlimited && !remote && welcome && can == Tri::Yes,
            avoided: avoided || (!places.is_empty() && !welcome && !remote),
        }
    }

    fn gets_to(&self, here: &Spot, place: &PlaceFacts) -> Tri {
        match (here.holds(place), here.km_to(place), self.profile.max_travel_km) {
            (Tri::Yes, _, _) | (_, _, None) => Tri::Yes,
            (_, Some(km), Some(max)) if km <= max => Tri::Yes,
            (Tri::No, Some(_), Some(_)) => Tri::No,
            _ => Tri::Unknown,
        }
    }

    /// Of a confidential place nobody says how far it is; that it serves people of here is enough.
    fn to_an_unknown_place(&self, row: &Row) -> Tri {
        if row.has(CONFIDENTIAL) && self.serves(row.scope) == Some(Tri::Yes) {
            Tri::Yes
        } else {
            Tri::Unknown
        }
    }

    fn is_avoided(&self, place: &PlaceFacts) -> bool {
        self.avoided_places.iter().any(|(spot, km)| {
            let within = spot.is_a_point && spot.km_to(place).is_some_and(|there| there <= *km);
            within || spot.holds(place) != Tri::No
        })
    }

    /// Kilometres to the nearest place of a service that the person does not avoid, within some millimetres.
    pub(crate) fn about_km(&self, row: &Row) -> Option<f64> {
        self.chord2(row).map(km_of).or_else(|| self.km(row.service()))
    }

    /// The same exactly.
    fn km(&self, service: usize) -> Option<f64> {
        let here = self.here.as_ref()?;
        let welcome = self.base.places(service).iter().filter(|place| !self.is_avoided(place));
        welcome.filter_map(|place| here.km_to(place)).reduce(f64::min)
    }

    /// The same in whole metres, so that it can be ordered and added up exactly: none at all where nobody needs to
    /// travel, the largest number where it is not known.
    pub(crate) fn metres(&self, row: &Row) -> u64 {
        if row.has(REMOTE) {
            return 0;
        }
        match self.chord2(row) {
            Some(chord2) => self.metres_along(chord2, row.service()),
            None => metres(self.km(row.service())),
        }
    }

    /// The same for a service whose one place is this far, as the square of a chord.
    pub(crate) fn metres_along(&self, chord2: f64, service: usize) -> u64 {
        metres_of(chord2).unwrap_or_else(|| metres(self.km(service)))
    }

    pub(crate) fn language(&self, row: &Row) -> Tri {
        let mine = self.profile.languages;
        if mine.is_empty() {
            return Tri::Yes;
        }
        let shares = row.spoken.shares(self.spoken).unwrap_or_else(|| {
            let facts = self.base.services.get(row.service());
            let spoken = facts.and_then(|facts| self.base.languages.get(facts.languages));
            spoken.is_some_and(|spoken| !mine.intersection(*spoken).is_empty())
        });
        if shares {
            Tri::Yes
        } else if row.spoken.is_all() {
            Tri::No
        } else {
            Tri::Unknown
        }
    }

    /// Whether the person is among those for whom a service is, from the index of its rules.
    #[inline]
    pub(crate) fn audience(&self, audience: u32) -> Tri {
        self.audiences.once(audience, || {
            Tri::all(self.rules(audience).iter().map(|rule| self.described.is_for(rule, self.profile.age)))
        })
    }

    fn rules(&self, audience: u32) -> &[Rule] {
        self.base.audiences.get(audience).map_or(&[], Vec::as_slice)
    }

    /// The audience rules that the profile leaves open, or that keep the person out.
    pub(crate) fn audience_rules(&self, audience: u32, judged: Tri) -> Set<AudienceRule> {
        let rules = self.rules(audience).iter();
        rules
            .filter(|rule| self.described.is_for(rule, self.profile.age) == judged)
            .map(|rule| rule.counted_as)
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
        let wanted = self.profile.must_have;
        if wanted.is_empty() {
            return wanted;
        }
        let (_, features) = self.base.scope(row);
        self.base.features.get(features).map_or(wanted, |there| wanted.difference(*there))
    }
}

/// A distance in whole metres; the largest number where not known.
fn metres(km: Option<f64>) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a distance on the globe is at most 20,016 km"
    )]
    km.map_or(u64::MAX, |km| (km * 1000.0).round() as u64)
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
