//! Where a house is, as far as its listing says: whether two houses of one number and street are one.

use crate::{Place, Point, normal_state, normal_town};

/// Two listings of one number and street within so many kilometres are of one house: geocoders put a house
/// anywhere between the ends of its block, at its door or in the middle of its lot, and a street of one name with
/// the same number twice is further away.
const SAME_STREET_KM: f64 = 0.5;
/// What is further apart than this is not one house, where only one of two listings names a town: wider than any
/// town, and than the error of any point that stands for one.
const FAR_KM: f64 = 60.0;

/// What is said of a town's kind, beside its name: `Quillmere Township` is Quillmere.
const TOWNSHIPS: [&str; 12] = [
    "township",
    "twp",
    "village of",
    "city of",
    "town of",
    "township of",
    "borough of",
    "charter township",
    "ciudad de",
    "village",
    "borough",
    "municipality of",
];

/// In which town a place is, and where on the globe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    /// In the form in which spellings compare equal; empty where not told, as all of these.
    town: String,
    state: String,
    country: String,
    code: String,
    /// The bits of its degrees.
    point: Option<(u64, u64)>,
}

/// How surely two listings of one number and street are one house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Same {
    /// They are in different towns.
    No,
    /// One of them does not say in which town it is.
    Perhaps,
    /// They are in the same town, under the same postal code, or close together.
    Yes,
}

impl Spot {
    pub(super) fn of(place: &Place) -> Self {
        let address = &place.address;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let state = text(&address.state);
        Self {
            town: town(&text(&address.city)),
            state: normal_state(&state).map_or_else(|| normal_town(&state), normal_town),
            country: normal_town(&text(&address.country)),
            code: code(&text(&address.postal_code)),
            point: place.point.map(|point| (point.latitude().to_bits(), point.longitude().to_bits())),
        }
    }

    /// Whether a house of one number and street, told here and there, is one. One sign that it is outweighs another
    /// that it is not, since towns are called by several names, points are put wrong, and a house that is not
    /// recognised is given away: the same postal code, the same town of the same state, or points close
    /// together. Where one of them says neither town nor postal code it may be, unless their points or states are
    /// far apart. All others are two houses: every town has a `12 Main Street`.
    pub(super) fn compare(&self, other: &Self) -> Same {
        let agree = |a: &str, b: &str| !a.is_empty() && a == b;
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        let km = self.point().zip(other.point()).map(|(a, b)| a.km_to(b));
        if km.is_some_and(|km| km <= SAME_STREET_KM) {
            return Same::Yes;
        }
        if differ(&self.country, &other.country) {
            return Same::No;
        }
        if agree(&self.code, &other.code) {
            return Same::Yes;
        }
        if differ(&self.state, &other.state) {
            return Same::No;
        }
        if agree(&self.town, &other.town) {
            return Same::Yes;
        }
        let is_far = km.is_some_and(|km| km > FAR_KM);
        if is_far || differ(&self.town, &other.town) || differ(&self.code, &other.code) {
            return Same::No;
        }
        Same::Perhaps
    }

    fn point(&self) -> Option<Point> {
        self.point.and_then(|(lat, lon)| Point::new(f64::from_bits(lat), f64::from_bits(lon)))
    }
}

/// A town without what says that it is one, and without the state behind a comma.
fn town(city: &str) -> String {
    let lower = city.split(',').next().unwrap_or_default().to_lowercase();
    let mut name = lower.trim();
    for kind in TOWNSHIPS {
        let rest = if kind.ends_with(" of") || kind.ends_with(" de") {
            name.strip_prefix(kind).filter(|rest| rest.starts_with(char::is_whitespace))
        } else {
            name.strip_suffix(kind).filter(|rest| rest.ends_with(char::is_whitespace))
        };
        if let Some(rest) = rest.map(str::trim).filter(|rest| !rest.is_empty()) {
            name = rest;
        }
    }
    normal_town(name)
}

/// The first five digits of a US postal code, which are a town's or a part of it; others as they are.
fn code(code: &str) -> String {
    let code: String = code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let five = code.get(..5).filter(|_| code.len() == 9 && code.bytes().all(|byte| byte.is_ascii_digit()));
    five.map(Into::into).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(city: &str, state: &str, code: &str, point: Option<(f64, f64)>) -> Spot {
        Spot {
            town: town(city),
            state: state.to_lowercase(),
            country: String::new(),
            code: super::code(code),
            point: point.map(|(lat, lon)| (f64::to_bits(lat), f64::to_bits(lon))),
        }
    }

    #[test]
    fn one_sign_of_the_same_town_is_enough_and_none_is_another_house() {
        let here = spot("Quillmere", "IL", "62999-1234", Some((39.5123, -89.6543)));
        for (there, same) in [
            (spot("quillmere", "", "", None), Same::Yes),
            (spot("Quillmere Township", "IL", "", None), Same::Yes),
            (spot("City of Quillmere", "IL", "", Some((39.9, -89.1))), Same::Yes),
            (spot("Oakton", "IL", "62999", None), Same::Yes),
            (spot("Oakton", "IL", "61000", Some((39.5140, -89.6540))), Same::Yes),
            (spot("", "IL", "", None), Same::Perhaps),
            (spot("", "", "", Some((39.8, -89.6))), Same::Perhaps),
            (spot("", "", "", Some((41.8, -87.6))), Same::No),
            (spot("", "WI", "", None), Same::No),
            (spot("", "", "61000", None), Same::No),
            (spot("Quillmere", "WI", "", None), Same::No),
            (spot("Oakton", "IL", "", None), Same::No),
            (spot("Oakton", "IL", "61000", Some((39.6, -89.6))), Same::No),
        ] {
            assert_eq!((here.compare(&there), there.compare(&here)), (same, same), "{there:?}");
        }
    }

    #[test]
    fn a_town_is_called_by_its_name_alone() {
        for (city, name) in [
            ("Quillmere Twp", "quillmere"),
            ("Village of Quillmere", "quillmere"),
            ("Quillmere, IL", "quillmere"),
            ("Village", "village"),
            ("Greenwich Village", "greenwich"),
            ("St. Louis", "stlouis"),
        ] {
            assert_eq!(town(city), name);
        }
    }
}
