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
    Some((place.address.city.as_ref()?.trim().to_lowercase(), place.address.state.clone()))
}

fn county(place: &Place) -> Option<County> {
    Some(County { name: place.address.county.clone()?, state: place.address.state.clone() })
}

pub(crate) fn same_state(a: &Option<String>, b: &Option<String>) -> bool {
    a.is_none() || b.is_none() || a == b
}

pub(crate) fn same_county(a: &County, b: &County) -> bool {
    normal_county(&a.name) == normal_county(&b.name) && same_state(&a.state, &b.state)
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

    /// The places of a county, where its name means one county only.
    fn in_county(&self, wanted: &County) -> Vec<&'d Place> {
        let all = self.directory.places.iter();
        let named: Vec<&Place> =
            all.filter(|place| county(place).is_some_and(|county| same_county(&county, wanted))).collect();
        let states = distinct(named.iter().map(|place| place.address.state.clone()));
        if states.len() == 1 { named } else { Vec::new() }
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
            Whereabouts::County(county) if county.state.is_some() => return county.state.clone(),
            Whereabouts::County(county) => (self.in_county(county), None),
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
                vec![County { name: county.name.clone(), state: self.state() }]
            }
        }
    }

    /// Whether a place surely is where the person is.
    pub(crate) fn is_at(&self, place: &Place) -> bool {
        match self.whereabouts {
            Some(Whereabouts::PostalCode(mine)) => {
                place.address.postal_code.as_deref().and_then(code).as_deref() == Some(mine)
            }
            Some(Whereabouts::County(mine)) => {
                let mine = County { name: mine.name.clone(), state: self.state() };
                county(place).is_some_and(|there| same_county(&mine, &there))
            }
            _ => false,
        }
    }

    pub(crate) fn is_in(&self, area: &Area) -> Known {
        let elsewhere = |state: &Option<String>| !same_state(state, &self.state());
        match area {
            Area::Country(_) => Yes,
            Area::State(state) => self.state().map_or(Unknown, |mine| if mine == *state { Yes } else { No }),
            Area::County(wanted) => {
                let mine = self.counties();
                let fitting = mine.iter().filter(|county| same_county(county, wanted)).count();
                if mine.is_empty() {
                    if elsewhere(&wanted.state) { No } else { Unknown }
                } else if fitting == 0 {
                    No
                } else if fitting == mine.len() {
                    Yes
                } else if elsewhere(&wanted.state) {
                    No
                } else {
                    Unknown
                }
            }
            Area::City { name, state } => {
                let wanted = name.trim().to_lowercase();
                let is_it = |town: &(String, Option<String>)| town.0 == wanted && same_state(&town.1, state);
                let mine = match self.whereabouts {
                    Some(Whereabouts::PostalCode(code)) => {
                        distinct(self.with_code(code).into_iter().filter_map(town))
                    }
                    _ => Vec::new(),
                };
                let there =
                    self.directory.places.iter().filter(|place| town(place).as_ref().is_some_and(is_it));
                let there: Vec<County> = distinct(there.filter_map(county));
                let my_counties = self.counties();
                let apart = !there.is_empty()
                    && !my_counties.is_empty()
                    && !there.iter().any(|county| my_counties.iter().any(|mine| same_county(county, mine)));
                let fitting = mine.iter().filter(|town| is_it(town)).count();
                if !mine.is_empty() && fitting == 0 {
                    No
                } else if !mine.is_empty() && fitting == mine.len() {
                    Yes
                } else if elsewhere(state) || apart {
                    No
                } else {
                    Unknown
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
                _ if elsewhere(&zip_state(wanted).map(str::to_owned)) => No,
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
