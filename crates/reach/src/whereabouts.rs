//! A place as people say it: a point, a postal code, or a county.

use network::{County, Point};
use serde::{Deserialize, Deserializer, de};

use crate::profile::AvoidedPlace;

/// Where a person is, as exactly as they want to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Whereabouts {
    /// A point on the globe.
    Point(Point),
    /// A postal code, without spaces, in capitals.
    PostalCode(String),
    /// A county.
    County(County),
}

/// How wide a berth a point to avoid gets where no `km` is given: 5 kilometres.
pub const AVOIDED_KM: f64 = 5.0;

/// The fields in which a place may be written; just one of the three forms must be there.
#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a place: {\"point\": …}, {\"postal_code\": …} or {\"county\": …, \"state\": …}"
)]
struct Fields {
    point: Option<Coordinates>,
    #[serde(alias = "lat")]
    latitude: Option<f64>,
    #[serde(alias = "lon", alias = "lng")]
    longitude: Option<f64>,
    postal_code: Option<String>,
    county: Option<String>,
    state: Option<String>,
    km: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a point: {\"latitude\": …, \"longitude\": …}")]
struct Coordinates {
    #[serde(alias = "lat")]
    latitude: f64,
    #[serde(alias = "lon", alias = "lng")]
    longitude: f64,
}

const FORMS: &str = "a place is {\"point\": {\"latitude\": …, \"longitude\": …}}, {\"postal_code\": \"…\"} or \
                     {\"county\": \"…\", \"state\": \"…\"}";

impl Fields {
    fn place(self) -> Result<(Whereabouts, Option<f64>), String> {
        let point = match (self.point, self.latitude, self.longitude) {
            (Some(at), None, None) => Some((at.latitude, at.longitude)),
            (None, Some(latitude), Some(longitude)) => Some((latitude, longitude)),
            (None, None, None) => None,
            _ => return Err(format!("latitude and longitude belong together; {FORMS}")),
        };
        let place = match (point, self.postal_code, self.county) {
            (Some((latitude, longitude)), None, None) => Point::new(latitude, longitude)
                .map(Whereabouts::Point)
                .ok_or_else(|| format!("({latitude}, {longitude}) is no point on the globe"))?,
            (None, Some(code), None) => Whereabouts::postal_code(&code)
                .ok_or_else(|| format!("`{}` is not a postal code", short(&code)))?,
            (None, None, Some(name)) => Whereabouts::county(&name, self.state.as_deref())?,
            _ => return Err(FORMS.into()),
        };
        if self.km.is_some_and(|km| !km.is_finite() || km < 0.0) {
            return Err("`km` must be 0 or more".into());
        }
        Ok((place, self.km))
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

impl Whereabouts {
    /// A postal code: letters, digits, spaces and hyphens, 3 to 10 characters with a digit among them. Of a US
    /// ZIP+4, the ZIP.
    pub fn postal_code(text: &str) -> Option<Self> {
        let code: String = text.trim().chars().filter(|c| *c != ' ').collect::<String>().to_uppercase();
        let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && code.chars().any(|c| c.is_ascii_digit());
        let code = match code.split_once('-') {
            Some((zip, _)) if zip.len() == 5 => zip.to_owned(),
            _ => code,
        };
        (plain && (3..=10).contains(&code.len())).then_some(Self::PostalCode(code))
    }

    /// A county, with its state by letters or name.
    ///
    /// # Errors
    /// An empty name, or a state that is none.
    pub fn county(name: &str, state: Option<&str>) -> Result<Self, String> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            return Err(format!("`{}` is not a county's name", short(name)));
        }
        let state = match state.map(str::trim).filter(|state| !state.is_empty()) {
            None => None,
            Some(text) => Some(
                network::normal_state(text)
                    .ok_or_else(|| format!("`{}` is not a state of the US", short(text)))?
                    .to_owned(),
            ),
        };
        Ok(Self::County(County { name: name.to_owned(), state }))
    }
}

impl<'de> Deserialize<'de> for Whereabouts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (place, km) = Fields::deserialize(deserializer)?.place().map_err(de::Error::custom)?;
        match km {
            Some(_) => {
                Err(de::Error::custom("`km` belongs to a place to avoid; a distance is `max_travel_km`"))
            }
            None => Ok(place),
        }
    }
}

impl<'de> Deserialize<'de> for AvoidedPlace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (place, km) = Fields::deserialize(deserializer)?.place().map_err(de::Error::custom)?;
        Ok(Self { place, km: km.unwrap_or(AVOIDED_KM) })
    }
}
