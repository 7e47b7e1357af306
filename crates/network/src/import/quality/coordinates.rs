//! Points that are missing, turned round, or nowhere near the state of their own address.

use std::collections::HashMap;

use super::super::codes;
use super::super::draft::{Draft, LOCATIONS, SERVICES, in_order};
use super::super::parse::address::is_post_box;
use super::super::position::{At, Notes};
use crate::{Address, Directory, Place, Point};

/// South, north, west and east ends of each state and territory of the US and of a few countries, in whole
/// degrees, rounded outwards (US Census Bureau, TIGER/Line state boundaries).
const BOXES: [(&str, [i16; 4]); 62] = [
    ("AL", [30, 36, -89, -84]),
    ("AK", [51, 72, -188, -129]),
    ("AS", [-15, -10, -172, -168]),
    ("AZ", [31, 38, -115, -109]),
    ("AR", [33, 37, -95, -89]),
    ("CA", [32, 43, -125, -114]),
    ("CO", [36, 42, -110, -102]),
    ("CT", [40, 43, -74, -71]),
    ("DE", [38, 40, -76, -74]),
    ("DC", [38, 39, -78, -76]),
    ("FL", [24, 32, -88, -79]),
    ("GA", [30, 36, -86, -80]),
    ("GU", [13, 14, 144, 145]),
    ("HI", [18, 29, -179, -154]),
    ("ID", [41, 50, -118, -111]),
    ("IL", [36, 43, -92, -87]),
    ("IN", [37, 42, -89, -84]),
    ("IA", [40, 44, -97, -90]),
    ("KS", [36, 41, -103, -94]),
    ("KY", [36, 40, -90, -81]),
    ("LA", [28, 34, -95, -88]),
    ("ME", [42, 48, -72, -66]),
    ("MD", [37, 40, -80, -75]),
    ("MA", [41, 43, -74, -69]),
    ("MI", [41, 49, -91, -82]),
    ("MN", [43, 50, -98, -89]),
    ("MS", [30, 36, -92, -88]),
    ("MO", [35, 41, -96, -89]),
    ("MP", [14, 21, 144, 147]),
    ("MT", [44, 49, -117, -104]),
    ("NE", [39, 44, -105, -95]),
    ("NV", [35, 43, -121, -114]),
    ("NH", [42, 46, -73, -70]),
    ("NJ", [38, 42, -76, -73]),
    ("NM", [31, 38, -110, -102]),
    ("NY", [40, 46, -80, -71]),
    ("NC", [33, 37, -85, -75]),
    ("ND", [45, 50, -105, -96]),
    ("OH", [38, 43, -85, -80]),
    ("OK", [33, 38, -104, -94]),
    ("OR", [41, 47, -125, -116]),
    ("PA", [39, 43, -81, -74]),
    ("PR", [17, 19, -68, -65]),
    ("RI", [41, 43, -72, -71]),
    ("SC", [32, 36, -84, -78]),
    ("SD", [42, 46, -105, -96]),
    ("TN", [34, 37, -91, -81]),
    ("TX", [25, 37, -107, -93]),
    ("UT", [36, 43, -115, -109]),
    ("VT", [42, 46, -74, -71]),
    ("VA", [36, 40, -84, -75]),
    ("VI", [17, 19, -66, -64]),
    ("WA", [45, 50, -125, -116]),
    ("WV", [37, 41, -83, -77]),
    ("WI", [42, 48, -93, -86]),
    ("WY", [40, 46, -112, -104]),
    // Countries, where no state of the US is given.
    ("country AU", [-44, -10, 112, 154]),
    ("country CA", [41, 84, -142, -52]),
    ("country GB", [49, 61, -9, 2]),
    ("country IE", [51, 56, -11, -5]),
    ("country MX", [14, 33, -119, -86]),
    ("country NZ", [-48, -34, 166, 179]),
];

/// How far outside of its state a point may lie, in degrees: mappings may give all places of a list one state, and
/// a list of one state names offices beyond its border.
const MARGIN: f64 = 3.0;

/// Where a point lies by the address beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// In or near its state, or the address names none that is known.
    Plausible,
    /// Latitude and longitude stand in each other's place.
    Swapped,
    /// Far from its state.
    Elsewhere,
}

/// Where a point lies.
pub(super) fn judge(point: Point, address: &Address) -> Where {
    let Some(home) = home(address) else { return Where::Plausible };
    let (latitude, longitude) = (point.latitude(), point.longitude());
    let is_there = |latitude: f64, longitude: f64| {
        let [south, north, west, east] = home.map(f64::from);
        let here = |longitude: f64| (west - MARGIN..=east + MARGIN).contains(&longitude);
        // The islands of Alaska lie on either side of the 180th meridian.
        let across = here(longitude) || here(longitude - 360.0) || here(longitude + 360.0);
        (south - MARGIN..=north + MARGIN).contains(&latitude) && across
    };
    if is_there(latitude, longitude) {
        Where::Plausible
    } else if is_there(longitude, latitude) {
        Where::Swapped
    } else {
        Where::Elsewhere
    }
}

/// The ends of the state or country that an address names.
fn home(address: &Address) -> Option<[i16; 4]> {
    let find = |name: &str| BOXES.iter().find(|(known, _)| *known == name).map(|(_, ends)| *ends);
    let country = address.country.as_deref().map(str::trim).unwrap_or_default();
    let in_states = ["", "US", "USA", "United States"].iter().any(|us| us.eq_ignore_ascii_case(country));
    match &address.state {
        Some(state) if in_states => find(state),
        _ => find(&format!("country {}", country.to_uppercase())),
    }
}

/// Looks at the points of a draft: those of places, and those that the rows of services give. A point that is
/// turned round is turned back; one far away is taken out, since it would send people there.
pub(in super::super) fn check(draft: &mut Draft) {
    let mut wrong = Vec::new();
    for (id, row) in in_order(&draft.places, |row| &row.at) {
        if draft.places_in_full.contains(id) {
            continue;
        }
        if note(&mut draft.notes, LOCATIONS, &row.at, &row.place) {
            wrong.push(id.clone());
        }
    }
    for id in wrong.drain(..) {
        draft.places.get_mut(&id).into_iter().for_each(|row| mend(&mut row.place));
    }
    for (id, row) in in_order(&draft.services, |row| &row.at) {
        if row.own_place.as_ref().is_some_and(|own| note(&mut draft.notes, SERVICES, &row.at, own)) {
            wrong.push(id.clone());
        }
    }
    for id in wrong {
        let own = draft.services.get_mut(&id).and_then(|row| row.own_place.as_mut());
        own.into_iter().for_each(mend);
    }
}

/// Says where a point cannot be right; whether it said so.
fn note(notes: &mut Notes, table: &str, at: &At, place: &Place) -> bool {
    let Some(point) = place.point else { return false };
    let code = match judge(point, &place.address) {
        Where::Plausible => return false,
        Where::Swapped => codes::COORDINATES_SWAPPED,
        Where::Elsewhere => codes::COORDINATES_ELSEWHERE,
    };
    let state = [&place.address.state, &place.address.country].into_iter().flatten().next();
    let state = state.map(|state| format!(" ({state})")).unwrap_or_default();
    notes.value(code, table, at, "", &format!("{}, {}{state}", point.latitude(), point.longitude()));
    true
}

/// Places that one can go to, and of which no row tells the point. Of those whose address was set aside none is
/// wanted.
pub(super) fn missing(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    let mut known: HashMap<&str, bool> = HashMap::new();
    for place in &directory.places {
        let is_box = place.address.street.as_deref().is_some_and(is_post_box);
        *known.entry(place.id.as_str()).or_default() |=
            place.point.is_some() || place.set_aside.is_some() || is_box;
    }
    for (id, row) in in_order(&draft.places, |row| &row.at) {
        let is_missing = known.get(id.as_str()) == Some(&false) && !notes.has_wrong_point(&row.at);
        if is_missing && !row.is_virtual {
            let name = row.place.name.as_deref().unwrap_or(id);
            notes.value(codes::MISSING_COORDINATES, LOCATIONS, &row.at, "", name);
        }
    }
}

fn mend(place: &mut Place) {
    place.point = place.point.and_then(|point| match judge(point, &place.address) {
        Where::Plausible => Some(point),
        Where::Swapped => Point::new(point.longitude(), point.latitude()),
        Where::Elsewhere => None,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64, state: &str, country: &str) -> Where {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let address = Address { state: text(state), country: text(country), ..Address::default() };
        judge(Point::new(latitude, longitude).unwrap(), &address)
    }

    #[test]
    fn a_point_is_judged_by_the_state_beside_it() {
        assert_eq!(at(41.88, -87.63, "IL", "US"), Where::Plausible);
        assert_eq!(at(-87.63, 41.88, "IL", ""), Where::Swapped);
        assert_eq!(at(41.88, 87.63, "IL", "US"), Where::Elsewhere, "the sign was lost: in China");
        assert_eq!(at(38.63, -90.2, "IL", "US"), Where::Plausible, "across the river");
        assert_eq!(at(52.9, 173.2, "AK", "US"), Where::Plausible, "Attu");
        assert_eq!(at(51.5, -0.12, "London", "GB"), Where::Plausible);
        assert_eq!(at(40.7, -74.0, "London", "GB"), Where::Elsewhere);
        assert_eq!(at(10.0, 10.0, "", ""), Where::Plausible, "nothing is known that it could be far from");
        assert_eq!(at(10.0, 10.0, "Somewhere", "FR"), Where::Plausible);
    }

    #[test]
    fn every_box_has_its_ends_in_order() {
        assert!(BOXES.iter().all(|(_, [south, north, west, east])| south < north && west < east));
        assert_eq!(crate::normal_state("Illinois"), Some("IL"));
    }
}
