use vocabulary::{Feature, Set};

use super::{AgencyId, Attribute, Phone, PlaceId, Schedule};

/// A place where an agency can be met (HSDS: location). Whatever it says is public, but for a place of a
/// confidential service, of which only the town goes out. One that an import recognised as confidential stands here
/// with town and state alone ([`Place::set_aside`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Unique within its agency.
    pub id: PlaceId,
    /// Whose place it is.
    pub agency: AgencyId,
    /// What it is called.
    pub name: Option<String>,
    /// Where it is. Town and state only where [`Place::set_aside`] says that the rest looked sensitive.
    pub address: Address,
    /// Where it is on the globe; none where unknown or set aside.
    pub point: Option<Point>,
    /// How to get there, as the source says.
    pub transport: Option<String>,
    /// What can be counted on here.
    pub features: Set<Feature>,
    /// Public telephone numbers of this place.
    pub phones: Vec<Phone>,
    /// When it is open.
    pub schedule: Schedule,
    /// The masked form of an address that looked sensitive, for the agency to judge. The address itself is
    /// not kept in the network half, and this is never exported.
    pub set_aside: Option<String>,
    /// Which source it came from.
    pub source: Option<String>,
    /// Columns of the source that have no place of their own here; none where the address was set aside.
    pub attributes: Vec<Attribute>,
}

/// A postal address, in parts (HSDS: address). Any part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Street and number, in lines joined by `, `.
    pub street: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// The county's name, without the word *County*.
    pub county: Option<String>,
    /// The state's two letters where it is a state of the US, else as written.
    pub state: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// Two letters.
    pub country: Option<String>,
}

/// A point on the globe, in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    latitude: f64,
    longitude: f64,
}

/// The Earth's mean radius in kilometres (IUGG).
pub(crate) const EARTH_KM: f64 = 6371.0088;

impl Point {
    /// A point, if both are numbers in range: latitude -90 to 90, longitude -180 to 180. (0, 0), which stands
    /// in the sea and in many exports for *not known*, is none.
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let in_range = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        (in_range && (latitude, longitude) != (0.0, 0.0)).then_some(Self { latitude, longitude })
    }

    /// Degrees north, -90 to 90.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east, -180 to 180.
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// This point on the unit sphere.
    pub fn unit(self) -> [f64; 3] {
        let (lat, lon) = (self.latitude.to_radians(), self.longitude.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    }

    /// Great-circle distance in kilometres, from the chord between the two points on the unit sphere.
    pub fn km_to(self, other: Self) -> f64 {
        km_between(self.unit(), other.unit())
    }
}

/// Great-circle distance in kilometres between two points on the unit sphere.
pub fn km_between(a: [f64; 3], b: [f64; 3]) -> f64 {
    let chord = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    2.0 * (chord / 2.0).min(1.0).asin() * EARTH_KM
}
