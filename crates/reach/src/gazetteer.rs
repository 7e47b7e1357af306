//! Where places are, as far as the directory itself tells. No list of postal codes or counties is shipped: a
//! code or a county is where the directory's places with that code or in that county are.

use std::collections::{BTreeMap, BTreeSet};

use network::{Address, Area, County, Place, Point, Service, normal_county, normal_town, zip_state};

use crate::Whereabouts;
use crate::sphere::{Unit, chord2, chord2_of_metres};
use crate::tri::Tri;

/// What the directory's addresses say about postal codes, counties and towns.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    postal_codes: BTreeMap<String, Known>,
    counties: BTreeMap<Named, Known>,
    towns: BTreeMap<Named, Known>,
    /// The states in which there is a county of this name, by all that the directory says.
    states_of_county: BTreeMap<String, BTreeSet<String>>,
    /// Where towns are, with their names.
    located_towns: Vec<(Unit, Named)>,
}

/// A name in its normal form, and a state where one is given.
type Named = (String, Option<String>);

/// What is known of one postal code, county or town.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The sum of its places' unit vectors, and how many there are.
    sum: [f64; 3],
    located: u32,
    states: Vec<String>,
    counties: Vec<County>,
    towns: Vec<Named>,
    /// Its name as written.
    name: String,
}

/// Where a person is, as far as it can be told. Names are in their normal form.
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
    towns: Vec<Named>,
}

/// Towns within this distance of a point tell which counties it may lie in, …
const COUNTY_KM: f64 = 25.0;
/// … and towns within this distance, which state.
const STATE_KM: f64 = 40.0;

impl Known {
    fn add(&mut self, place: &Place) {
        if let Some(point) = place.point {
            for (sum, part) in self.sum.iter_mut().zip(point.unit()) {
                *sum += part;
            }
            self.located += 1;
        }
        add_new(&mut self.states, place.address.state.clone());
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
fn only<'t, T: Clone + 't>(list: impl IntoIterator<Item = &'t T>) -> Option<T> {
    let mut list = list.into_iter();
    list.next().filter(|_| list.next().is_none()).cloned()
}

/// A county with its name in the normal form.
pub(crate) fn normal(county: &County) -> County {
    County { name: normal_county(&county.name), state: county.state.clone() }
}

/// The county of a place, its name in the normal form.
pub(crate) fn county_of(place: &Place) -> Option<County> {
    let address = &place.address;
    address.county.as_ref().map(|name| County { name: normal_county(name), state: address.state.clone() })
}

fn town_of(place: &Place) -> Option<Named> {
    place.address.city.as_ref().map(|city| (normal_town(city), place.address.state.clone()))
}

/// An area with its names in their normal forms, so that a question need not make them.
pub(crate) fn normal_area(area: &Area) -> Area {
    match area {
        Area::County(county) => Area::County(normal(county)),
        Area::City { name, state } => Area::City { name: normal_town(name), state: state.clone() },
        other => other.clone(),
    }
}

/// Whether two counties (names in normal form) are the same; not known where a name fits and a state is not given.
pub(crate) fn same_county(a: &County, b: &County) -> Tri {
    if a.name == b.name { same_state(a.state.as_ref(), b.state.as_ref()) } else { Tri::No }
}

fn same_state(a: Option<&String>, b: Option<&String>) -> Tri {
    a.zip(b).map_or(Tri::Unknown, |(a, b)| (a == b).into())
}

impl Gazetteer {
    /// What these places' addresses tell, and which counties these services serve.
    pub(crate) fn of(places: &[&Place], services: &[Service]) -> Self {
        let mut gazetteer = Self::default();
        // In a fixed order, so that the sums come out alike to the last bit however the places came.
        let mut places = places.to_vec();
        places.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
        for place in places {
            gazetteer.add(place);
        }
        for area in services.iter().flat_map(|service| &service.areas) {
            if let Area::County(county) = area {
                gazetteer.add_county(normal(county));
            }
        }
        let located = |(name, known): (&Named, &Known)| Some((known.point()?.unit(), name.clone()));
        gazetteer.located_towns = gazetteer.towns.iter().filter_map(located).collect();
        gazetteer
    }

    fn add(&mut self, place: &Place) {
        if let Some(Whereabouts::PostalCode(code)) =
            place.address.postal_code.as_deref().and_then(Whereabouts::postal_code)
        {
            self.postal_codes.entry(code).or_default().add(place);
        }
        if let Some(county) = county_of(place) {
            let known = self.counties.entry((county.name.clone(), county.state.clone())).or_default();
            known.name = place.address.county.clone().unwrap_or_default();
            known.add(place);
            self.add_county(county);
        }
        if let Some(town) = town_of(place) {
            let known = self.towns.entry(town).or_default();
            known.name = place.address.city.clone().unwrap_or_default();
            known.add(place);
        }
    }

    fn add_county(&mut self, county: County) {
        if let Some(state) = county.state {
            self.states_of_county.entry(county.name).or_default().insert(state);
        }
    }

    /// Whether it was built with a county of this name and state.
    pub(crate) fn knows_county(&self, county: &County) -> bool {
        let states = self.states_of_county.get(&normal_county(&county.name));
        county.state.as_ref().is_none_or(|state| states.is_some_and(|states| states.contains(state)))
    }

    /// The counties of the directory's places, by name and state.
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

    /// About where an address is: in the middle of the directory's places with its postal code, else of those in its
    /// town; nothing where there are none. It has two decimals, as what is of a town and not of a house: else it might be
    /// the very point of the only other place there, and be taken for its house.
    pub fn about(&self, address: &Address) -> Option<Point> {
        let code = address.postal_code.as_deref().and_then(Whereabouts::postal_code);
        let of_code = code.and_then(|code| self.locate(&code).point);
        let town = address.city.as_ref().map(|city| (normal_town(city), address.state.clone()));
        let point = of_code.or_else(|| self.towns.get(&town?)?.point())?;
        let coarse = |degrees: f64| (degrees * 100.0).round() / 100.0;
        Point::new(coarse(point.latitude()), coarse(point.longitude()))
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
        let unit = point.unit();
        let far = chord2_of_metres((STATE_KM + 1.0) * 1000.0);
        for (town, name) in self.located_towns.iter().filter(|(town, _)| chord2(unit, *town) <= far) {
            let km = network::km_between(unit, *town);
            let Some(known) = self.towns.get(name).filter(|_| km <= STATE_KM) else { continue };
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

    /// A county without a state is the one of that name, if the directory knows of one only.
    fn about_county(&self, county: &County) -> Here {
        let name = normal_county(&county.name);
        let state =
            county.state.clone().or_else(|| only(self.states_of_county.get(&name).into_iter().flatten()));
        let known = self.counties.get(&(name.clone(), state.clone()));
        Here {
            point: known.and_then(Known::point),
            county_wide: true,
            postal_code: None,
            counties: vec![County { name, state: state.clone() }],
            state,
            towns: Vec::new(),
        }
    }

    /// Whether somebody who is here is in the area (its names in normal form).
    pub(crate) fn is_in(&self, here: &Here, area: &Area) -> Tri {
        let elsewhere = |state: Option<&String>| same_state(state, here.state.as_ref()) == Tri::No;
        match area {
            // A network is of one country.
            Area::Country(_) => Tri::Yes,
            Area::State(state) => same_state(Some(state), here.state.as_ref()),
            Area::County(county) => match one_of(&here.counties, |mine| same_county(mine, county)) {
                Tri::Unknown if elsewhere(county.state.as_ref()) => Tri::No,
                tri => tri,
            },
            Area::City { name, state } => {
                let is_it = |mine: &Named| match mine.0 == *name {
                    true => same_state(mine.1.as_ref(), state.as_ref()),
                    false => Tri::No,
                };
                match one_of(&here.towns, is_it) {
                    Tri::Unknown if elsewhere(state.as_ref()) => Tri::No,
                    Tri::Unknown if self.in_other_counties(here, name, state.as_ref()) => Tri::No,
                    tri => tri,
                }
            }
            Area::PostalCode(code) => match &here.postal_code {
                Some(mine) => {
                    (Whereabouts::postal_code(code) == Some(Whereabouts::PostalCode(mine.clone()))).into()
                }
                None if elsewhere(zip_state(code).map(str::to_owned).as_ref()) => Tri::No,
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
    fn in_other_counties(&self, here: &Here, town: &str, state: Option<&String>) -> bool {
        let mut counties = self
            .towns
            .range((town.to_owned(), None)..)
            .take_while(|((name, _), _)| name == town)
            .filter(|((_, of), _)| same_state(of.as_ref(), state) != Tri::No)
            .flat_map(|(_, known)| &known.counties)
            .peekable();
        let apart = |county: &County| here.counties.iter().all(|mine| same_county(mine, county) == Tri::No);
        counties.peek().is_some() && !here.counties.is_empty() && counties.all(apart)
    }
}

/// Whether one of several possibilities is meant: yes if all fit, no if none does, not known otherwise and
/// without any.
fn one_of<T>(possible: &[T], fits: impl Fn(&T) -> Tri) -> Tri {
    let fits: Vec<Tri> = possible.iter().map(fits).collect();
    if !fits.is_empty() && fits.iter().all(|tri| *tri == Tri::No) {
        Tri::No
    } else if !fits.is_empty() && fits.iter().all(|tri| *tri == Tri::Yes) {
        Tri::Yes
    } else {
        Tri::Unknown
    }
}
