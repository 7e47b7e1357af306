//! Where places are, as far as the directory's own addresses tell. No list of postal codes or counties is
//! shipped: a code or a county is where the directory's places with that code or in that county are.

use std::collections::BTreeMap;

use network::{Area, County, Place, Point, normal_county, zip_state};

use crate::Whereabouts;
use crate::tri::Tri;

/// What the directory's addresses say about postal codes, counties and towns.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    postal_codes: BTreeMap<String, Known>,
    counties: BTreeMap<CountyKey, Known>,
    towns: BTreeMap<TownKey, Known>,
}

type CountyKey = (String, Option<String>);
type TownKey = (String, Option<String>);

/// What is known of one postal code, county or town.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The sum of its places' unit vectors, and how many there are.
    sum: [f64; 3],
    located: u32,
    states: Vec<String>,
    counties: Vec<County>,
    towns: Vec<TownKey>,
    name: String,
}

/// Where a person is, as far as it can be told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Here {
    pub(crate) point: Option<Point>,
    /// Whether the point is somewhere in a county rather than where the person is.
    pub(crate) county_wide: bool,
    pub(crate) postal_code: Option<String>,
    pub(crate) state: Option<String>,
    /// The counties that it may lie in. Empty: not known.
    pub(crate) counties: Vec<County>,
    /// The towns that it may lie in. Empty: not known.
    towns: Vec<TownKey>,
}

/// Towns within this distance of a point tell which counties it may lie in, …
const COUNTY_KM: f64 = 25.0;
/// … and towns within this distance, which state.
const STATE_KM: f64 = 40.0;

impl Known {
    fn add(&mut self, place: &Place) {
        let address = &place.address;
        if let Some(point) = place.point {
            for (sum, part) in self.sum.iter_mut().zip(point.unit()) {
                *sum += part;
            }
            self.located += 1;
        }
        add_new(&mut self.states, address.state.clone());
        add_new(&mut self.counties, county_of(place));
        add_new(&mut self.towns, town_of(place));
    }

    fn point(&self) -> Option<Point> {
        let [x, y, z] = self.sum;
        let flat = x.hypot(y);
        (self.located > 0 && flat.hypot(z) > 1e-9)
            .then(|| Point::new(z.atan2(flat).to_degrees(), y.atan2(x).to_degrees()))
            .flatten()
    }
}

fn add_new<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value.filter(|value| !list.contains(value)) {
        list.push(value);
    }
}

/// The only element, if there is just one.
fn only<T: Clone>(list: &[T]) -> Option<T> {
    match list {
        [one] => Some(one.clone()),
        _ => None,
    }
}

pub(crate) fn county_of(place: &Place) -> Option<County> {
    let address = &place.address;
    address.county.as_ref().map(|name| County { name: name.clone(), state: address.state.clone() })
}

fn town_of(place: &Place) -> Option<TownKey> {
    place.address.city.as_ref().map(|city| (city.trim().to_lowercase(), place.address.state.clone()))
}

/// Whether two counties are the same, where a state that is not given fits any.
pub(crate) fn same_county(a: &County, b: &County) -> bool {
    normal_county(&a.name) == normal_county(&b.name) && fits(a.state.as_ref(), b.state.as_ref())
}

fn fits(a: Option<&String>, b: Option<&String>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a == b)
}

impl Gazetteer {
    /// What these places' addresses tell.
    pub fn of(places: &[Place]) -> Self {
        let mut gazetteer = Self::default();
        // In a fixed order, so that the sums come out alike to the last bit however the places came.
        let mut places: Vec<&Place> = places.iter().collect();
        places.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
        for place in places {
            if let Some(Whereabouts::PostalCode(code)) =
                place.address.postal_code.as_deref().and_then(Whereabouts::postal_code)
            {
                gazetteer.postal_codes.entry(code).or_default().add(place);
            }
            if let Some(county) = county_of(place) {
                let key = (normal_county(&county.name), county.state);
                let known = gazetteer.counties.entry(key).or_default();
                known.name = county.name;
                known.add(place);
            }
            if let Some(town) = town_of(place) {
                let known = gazetteer.towns.entry(town).or_default();
                known.name = place.address.city.clone().unwrap_or_default();
                known.add(place);
            }
        }
        gazetteer
    }

    /// The counties of the directory's places, by state and name.
    pub fn counties(&self) -> impl Iterator<Item = County> {
        self.counties
            .iter()
            .map(|((_, state), known)| County { name: known.name.clone(), state: state.clone() })
    }

    /// The towns of the directory's places: name, state, and where they are.
    pub fn towns(&self) -> impl Iterator<Item = (&str, Option<&str>, Point)> {
        self.towns.iter().filter_map(|((_, state), known)| {
            known.point().map(|point| (known.name.as_str(), state.as_deref(), point))
        })
    }

    /// Where that is.
    pub(crate) fn locate(&self, whereabouts: &Whereabouts) -> Here {
        match whereabouts {
            Whereabouts::Point(point) => self.about_point(*point),
            Whereabouts::PostalCode(code) => self.about_postal_code(code),
            Whereabouts::County(county) => self.about_county(county),
        }
    }

    fn about_point(&self, point: Point) -> Here {
        let mut here = Here { point: Some(point), ..Here::default() };
        let mut states = Vec::new();
        for known in self.towns.values() {
            let Some(km) = known.point().map(|town| town.km_to(point)).filter(|km| *km <= STATE_KM) else {
                continue;
            };
            known.states.iter().for_each(|state| add_new(&mut states, Some(state.clone())));
            if km <= COUNTY_KM {
                known.counties.iter().for_each(|county| add_new(&mut here.counties, Some(county.clone())));
            }
        }
        here.state = only(&states);
        here
    }

    fn about_postal_code(&self, code: &str) -> Here {
        let known = self.postal_codes.get(code).cloned().unwrap_or_default();
        Here {
            point: known.point(),
            county_wide: false,
            postal_code: Some(code.to_owned()),
            state: only(&known.states).or_else(|| zip_state(code).map(str::to_owned)),
            counties: known.counties,
            towns: known.towns,
        }
    }

    fn about_county(&self, county: &County) -> Here {
        let same = |(key, _): &(&CountyKey, &Known)| {
            key.0 == normal_county(&county.name) && fits(key.1.as_ref(), county.state.as_ref())
        };
        let mut found = self.counties.iter().filter(same);
        let known = match (found.next(), found.next()) {
            (Some((_, known)), None) => known.clone(),
            _ => Known::default(),
        };
        let state = county.state.clone().or_else(|| only(&known.states));
        Here {
            point: known.point(),
            county_wide: true,
            postal_code: None,
            counties: vec![County { name: county.name.clone(), state: state.clone() }],
            state,
            towns: Vec::new(),
        }
    }

    /// Whether somebody who is here is in the area.
    pub(crate) fn is_in(&self, here: &Here, area: &Area) -> Tri {
        let other_state = |state: Option<&String>| !fits(state, here.state.as_ref());
        match area {
            // A network is of one country.
            Area::Country(_) => Tri::Yes,
            Area::State(state) => match &here.state {
                Some(mine) => (mine == state).into(),
                None => Tri::Unknown,
            },
            Area::County(county) => match one_of(&here.counties, |mine| same_county(mine, county)) {
                Tri::Unknown if other_state(county.state.as_ref()) => Tri::No,
                tri => tri,
            },
            Area::City { name, state } => {
                let town = name.trim().to_lowercase();
                let is_it = |mine: &TownKey| mine.0 == town && fits(mine.1.as_ref(), state.as_ref());
                match one_of(&here.towns, is_it) {
                    Tri::Unknown
                        if other_state(state.as_ref()) || self.elsewhere(here, &town, state.as_ref()) =>
                    {
                        Tri::No
                    }
                    tri => tri,
                }
            }
            Area::PostalCode(code) => match &here.postal_code {
                Some(mine) => {
                    (Some(Whereabouts::PostalCode(mine.clone())) == Whereabouts::postal_code(code)).into()
                }
                None if other_state(zip_state(code).map(str::to_owned).as_ref()) => Tri::No,
                None => Tri::Unknown,
            },
            Area::Circle { center, km } => match here.point.filter(|_| !here.county_wide) {
                Some(point) => (point.km_to(*center) <= *km).into(),
                None => Tri::Unknown,
            },
            Area::Described(_) => Tri::Unknown,
        }
    }

    /// Whether all that is known of a town is that it lies in counties where the person is not.
    fn elsewhere(&self, here: &Here, town: &str, state: Option<&String>) -> bool {
        let same = |key: &TownKey| key.0 == town && fits(key.1.as_ref(), state);
        let towns: Vec<&Known> =
            self.towns.iter().filter(|(key, _)| same(key)).map(|(_, known)| known).collect();
        let counties: Vec<&County> = towns.iter().flat_map(|known| &known.counties).collect();
        !counties.is_empty()
            && !here.counties.is_empty()
            && !counties.iter().any(|county| here.counties.iter().any(|mine| same_county(mine, county)))
    }
}

/// Whether one of several possibilities is meant: yes if all fit, no if none does, not known without any.
fn one_of<T>(possible: &[T], fits: impl Fn(&T) -> bool) -> Tri {
    match possible.iter().filter(|one| fits(one)).count() {
        _ if possible.is_empty() => Tri::Unknown,
        0 => Tri::No,
        all if all == possible.len() => Tri::Yes,
        _ => Tri::Unknown,
    }
}
