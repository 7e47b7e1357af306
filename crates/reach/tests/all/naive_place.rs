//! Where somebody is, said once more in the plainest way: by looking through all addresses each time.

use network::{Area, County, Directory, Place, Point, normal_county, zip_state};
use reach::Whereabouts;

use crate::naive::Known::{self, No, Unknown, Yes};

/// What a place of the directory says about somebody's place.
pub(crate) struct Near<'d> {
    directory: &'d Directory,
    whereabouts: Option<&'d Whereabouts>,
}

fn code(text: &str) -> Option<String> {
    match Whereabouts::postal_code(text) {
        Some(Whereabouts::PostalCode(code)) => Some(code),
        _ => None,
    }
}

fn town(place: &Place) -> Option<(String, Option<String>)> {
    Some((network::normal_town(place.address.city.as_ref()?), place.address.state.clone()))
}

fn county(place: &Place) -> Option<County> {
    Some(County { name: place.address.county.clone()?, state: place.address.state.clone() })
}

pub(crate) fn same_state(a: Option<&String>, b: Option<&String>) -> Known {
    match (a, b) {
        (Some(a), Some(b)) if a == b => Yes,
        (Some(_), Some(_)) => No,
        _ => Unknown,
    }
}

pub(crate) fn same_county(a: &County, b: &County) -> Known {
    if normal_county(&a.name) == normal_county(&b.name) {
        same_state(a.state.as_ref(), b.state.as_ref())
    } else {
        No
    }
}

/// Of several possibilities: yes if all fit, no if none does, not known otherwise or without any.
fn one_of(possible: &[Known]) -> Known {
    if !possible.is_empty() && possible.iter().all(|known| *known == Yes) {
        Yes
    } else if !possible.is_empty() && possible.iter().all(|known| *known == No) {
        No
    } else {
        Unknown
    }
}

fn middle<'p>(places: impl Iterator<Item = &'p Place>) -> Option<Point> {
    let vectors: Vec<[f64; 3]> = places.filter_map(|place| place.point).map(Point::unit).collect();
    if vectors.is_empty() {
        return None;
    }
    let sum = |axis: usize| vectors.iter().map(|vector| vector[axis]).sum::<f64>();
    let (x, y, z) = (sum(0), sum(1), sum(2));
    let flat = x.hypot(y);
    Point::new(z.atan2(flat).to_degrees(), y.atan2(x).to_degrees())
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.fold(Vec::new(), |mut all, item| {
        if !all.contains(&item) {
            all.push(item);
        }
        all
    })
}

impl<'d> Near<'d> {
    pub(crate) fn new(directory: &'d Directory, whereabouts: Option<&'d Whereabouts>) -> Self {
        Self { directory, whereabouts }
    }

    fn with_code(&self, wanted: &str) -> Vec<&'d Place> {
        let has =
            |place: &&Place| place.address.postal_code.as_deref().and_then(code).as_deref() == Some(wanted);
        self.directory.places.iter().filter(has).collect()
    }

    /// The places of just this county.
    fn in_county(&self, wanted: &County) -> Vec<&'d Place> {
        let wanted = self.with_state(wanted);
        let is_it = |county: County| {
            normal_county(&county.name) == normal_county(&wanted.name) && county.state == wanted.state
        };
        self.directory.places.iter().filter(|place| county(place).is_some_and(is_it)).collect()
    }

    /// A county without a state is the one of that name, if the directory knows of one only.
    fn with_state(&self, wanted: &County) -> County {
        if wanted.state.is_some() {
            return wanted.clone();
        }
        let areas = self.directory.services.iter().flat_map(|service| &service.areas);
        let of_areas = areas.filter_map(|area| match area {
            Area::County(county) => Some(county.clone()),
            _ => None,
        });
        let all = of_areas.chain(self.directory.places.iter().filter_map(county));
        let named = all.filter(|county| normal_county(&county.name) == normal_county(&wanted.name));
        let states = distinct(named.filter_map(|county| county.state));
        let state = if states.len() == 1 { Some(states[0].clone()) } else { None };
        County { name: wanted.name.clone(), state }
    }

    /// Towns as the directory knows them: all places of one name and state.
    fn towns(&self) -> Vec<Vec<&'d Place>> {
        let names = distinct(self.directory.places.iter().filter_map(town));
        let of = |name: &(String, Option<String>)| {
            self.directory.places.iter().filter(|place| town(place).as_ref() == Some(name)).collect()
        };
        names.iter().map(of).collect()
    }

    fn towns_within(&self, point: Point, km: f64) -> Vec<&'d Place> {
        let near = |town: &Vec<&Place>| middle(town.iter().copied()).is_some_and(|at| at.km_to(point) <= km);
        self.towns().into_iter().filter(near).flatten().collect()
    }

    pub(crate) fn point(&self) -> Option<Point> {
        match self.whereabouts? {
            Whereabouts::Point(point) => Some(*point),
            Whereabouts::PostalCode(code) => middle(self.with_code(code).into_iter()),
            Whereabouts::County(county) => middle(self.in_county(county).into_iter()),
        }
    }

    fn state(&self) -> Option<String> {
        let (places, otherwise) = match self.whereabouts? {
            Whereabouts::Point(point) => (self.towns_within(*point, 40.0), None),
            Whereabouts::PostalCode(code) => (self.with_code(code), zip_state(code).map(str::to_owned)),
            Whereabouts::County(county) => return self.with_state(county).state,
        };
        let states = distinct(places.iter().filter_map(|place| place.address.state.clone()));
        if states.len() == 1 { Some(states[0].clone()) } else { otherwise }
    }

    fn counties(&self) -> Vec<County> {
        match self.whereabouts {
            None => Vec::new(),
            Some(Whereabouts::Point(point)) => {
                distinct(self.towns_within(*point, 25.0).into_iter().filter_map(county))
            }
            Some(Whereabouts::PostalCode(code)) => {
                distinct(self.with_code(code).into_iter().filter_map(county))
            }
            Some(Whereabouts::County(county)) => {
                vec![self.with_state(county)]
            }
        }
    }

    /// Whether a place is where the person is, by its address.
    pub(crate) fn is_at(&self, place: &Place) -> Known {
        match self.whereabouts {
            Some(Whereabouts::PostalCode(mine)) => {
                let same = place.address.postal_code.as_deref().and_then(code).as_ref() == Some(mine);
                if same { Yes } else { No }
            }
            Some(Whereabouts::County(mine)) => {
                county(place).map_or(No, |there| same_county(&self.with_state(mine), &there))
            }
            _ => No,
        }
    }

    pub(crate) fn is_in(&self, area: &Area) -> Known {
        let elsewhere = |state: Option<&String>| same_state(state, self.state().as_ref()) == No;
        match area {
            Area::Country(_) => Yes,
            Area::State(state) => same_state(Some(state), self.state().as_ref()),
            Area::County(wanted) => {
                let mine = self.counties();
                match one_of(&mine.iter().map(|county| same_county(county, wanted)).collect::<Vec<_>>()) {
                    Unknown if elsewhere(wanted.state.as_ref()) => No,
                    known => known,
                }
            }
            Area::City { name, state } => {
                let wanted = network::normal_town(name);
                let is_it = |town: &(String, Option<String>)| match town.0 == wanted {
                    true => same_state(town.1.as_ref(), state.as_ref()),
                    false => No,
                };
                let mine = match self.whereabouts {
                    Some(Whereabouts::PostalCode(code)) => {
                        distinct(self.with_code(code).into_iter().filter_map(town))
                    }
                    _ => Vec::new(),
                };
                let there = self
                    .directory
                    .places
                    .iter()
                    .filter(|place| town(place).is_some_and(|town| is_it(&town) != No));
                let there: Vec<County> = distinct(there.filter_map(county));
                let my_counties = self.counties();
                let apart = !there.is_empty()
                    && !my_counties.is_empty()
                    && there
                        .iter()
                        .all(|county| my_counties.iter().all(|mine| same_county(county, mine) == No));
                match one_of(&mine.iter().map(is_it).collect::<Vec<_>>()) {
                    Unknown if elsewhere(state.as_ref()) || apart => No,
                    known => known,
                }
            }
            Area::PostalCode(wanted) => match self.whereabouts {
                Some(Whereabouts::PostalCode(mine)) => {
                    if code(wanted).as_ref() == Some(mine) {
                        Yes
                    } else {
                        No
                    }
                }
                _ if elsewhere(zip_state(wanted).map(str::to_owned).as_ref()) => No,
                _ => Unknown,
            },
            Area::Circle { center, km } => match self.whereabouts {
                Some(Whereabouts::County(_)) | None => Unknown,
                Some(_) => self.point().map_or(Unknown, |me| if me.km_to(*center) <= *km { Yes } else { No }),
            },
            Area::Described(_) => Unknown,
        }
    }
}
