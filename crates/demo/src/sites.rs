//! The sites that the made-up agencies belong to.

use network::{County, Point};
use serde::Deserialize;
use vocabulary::Text;

use crate::data::data;

/// One of the three sites.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The stable code: what [`network::Agency::site`] holds.
    pub code: String,
    /// What it is called.
    pub name: Text,
    /// What kind of place it is, in a sentence or two.
    pub description: Text,
    /// How agencies write about the whole of it.
    pub(crate) region: String,
    /// Its own time (IANA).
    pub(crate) time_zone: String,
    pub(crate) area_codes: Vec<String>,
    pub(crate) counties: Vec<SiteCounty>,
    pub(crate) streets: Vec<String>,
}

/// A county of a site.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SiteCounty {
    name: String,
    state: String,
}

impl From<&SiteCounty> for County {
    fn from(county: &SiteCounty) -> Self {
        Self { name: county.name.clone(), state: Some(county.state.clone()) }
    }
}

/// A town of a site, or a ward of a city.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Town {
    pub(crate) code: String,
    pub(crate) site: String,
    pub(crate) name: String,
    pub(crate) county: String,
    pub(crate) state: String,
    pub(crate) postal_code: String,
    point: [f64; 2],
}

impl Town {
    /// Its middle.
    pub(crate) fn point(&self) -> Option<Point> {
        Point::new(self.point[0], self.point[1])
    }

    /// Its county.
    pub(crate) fn county(&self) -> County {
        County { name: self.county.clone(), state: Some(self.state.clone()) }
    }
}

/// The sites: a rural county, a city's coalition, a metropolitan area in two states.
pub fn sites() -> &'static [Site] {
    &data().sites
}
