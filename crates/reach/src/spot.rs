//! Where somebody is, against the places of one snapshot.

use crate::Whereabouts;
use crate::gazetteer::{Here, same_county};
use crate::snapshot::{Base, PlaceFacts};
use crate::sphere::{Cap, Unit};
use crate::tri::Tri;

/// Where somebody is, against the places of one snapshot.
pub(crate) struct Spot {
    pub(crate) unit: Option<Unit>,
    pub(crate) is_a_point: bool,
    postal_code: Option<u32>,
    /// Per county of the snapshot: whether it is the one; empty where no county was named.
    counties: Vec<Tri>,
}

impl Spot {
    /// A point is where it is; of anything else, `here` tells where that is.
    pub(crate) fn of(base: &Base, whereabouts: &Whereabouts, here: impl FnOnce() -> Here) -> Self {
        if let Whereabouts::Point(point) = whereabouts {
            return Self {
                unit: Some(point.unit()),
                is_a_point: true,
                postal_code: None,
                counties: Vec::new(),
            };
        }
        let here = here();
        let code = here.postal_code.as_deref();
        let mine = here.counties.first().filter(|_| here.county_wide);
        let is_mine = |mine| base.counties.values().iter().map(|county| same_county(mine, county)).collect();
        Self {
            unit: here.point.map(network::Point::unit),
            is_a_point: false,
            postal_code: code.and_then(|code| base.postal_codes.find(code)),
            counties: mine.map(is_mine).unwrap_or_default(),
        }
    }

    pub(crate) fn km_to(&self, place: &PlaceFacts) -> Option<f64> {
        self.unit.zip(place.unit()).map(|(here, there)| network::km_between(here, there))
    }

    /// Whether a place has this postal code, or is in this county.
    pub(crate) fn holds(&self, place: &PlaceFacts) -> Tri {
        if self.postal_code.is_some() && self.postal_code == place.postal_code() {
            return Tri::Yes;
        }
        place.county().and_then(|county| self.counties.get(county as usize).copied()).unwrap_or(Tri::No)
    }

    /// Where the places are that it may hold; none for a point, which holds none.
    pub(crate) fn caps(&self, base: &Base) -> Vec<Cap> {
        let counties = self.counties.iter().zip(&base.county_caps);
        let counties = counties.filter(|(is_mine, _)| **is_mine != Tri::No).filter_map(|(_, cap)| *cap);
        let code = self.postal_code.and_then(|code| base.postal_caps.get(code as usize).copied().flatten());
        counties.chain(code).collect()
    }
}
