//! Which places are in a house that is to be set aside: its own, and all others there, whosever they are.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::spot::{Same, Spot};
use super::street::Street;
use super::streets::{Streets, Where};
use crate::{AgencyId, Place, PlaceId, Point};

/// Points within so many kilometres are of one house: a geocoder puts it at its door, in the middle of its lot or
/// at the kerb, which are some tens of metres apart, and a point is often kept with four decimals (11 metres).
const SAME_POINT_KM: f64 = 0.05;
/// A point with fewer decimals than this stands for a square kilometre or more: of its town, not of a house.
const FINE_DECIMALS: usize = 3;
/// So many houses may be told at one point. What more have is the middle of a town, of a street or of a postal
/// code, where geocoders put whatever they do not find: it tells of none of them where it is.
const MOST_HOUSES: usize = 2;
/// So many agencies may be at one point. A house with more of them is as public as can be, and among so many
/// nobody can tell which of them is hidden.
const MOST_AGENCIES: usize = 10;

/// The places in the houses of those that look sensitive by themselves, these among them; by where they stand.
///
/// Each place of a row is one. One number and street is one house, if [`Spot::compare`] does not say otherwise; what is
/// surely in it tells more of its spellings, and where it is. A fine point is one house's
/// with all points close to it, unless a crowd has it. What is close is not a beginning again: houses stand
/// side by side.
pub(super) fn all(places: &[Place], sensitive: &BTreeSet<usize>) -> BTreeSet<usize> {
    let rows: HashSet<&PlaceId> =
        sensitive.iter().filter_map(|i| places.get(*i)).map(|place| &place.id).collect();
    let own: BTreeSet<usize> =
        numbered(places).filter(|(_, place)| rows.contains(&place.id)).map(|(i, _)| i).collect();
    let mut houses = Houses { spots: places.iter().map(Spot::of).collect(), ..Houses::default() };
    let inside = houses.surely_in(places, own);
    let near = near(places, &inside);
    let beside: BTreeSet<usize> = near.difference(&inside).copied().collect();
    let mut hidden = houses.surely_in(places, beside);
    hidden.extend(inside);
    hidden.extend(houses.candidates(places, Same::Perhaps));
    hidden
}

fn numbered(places: &[Place]) -> impl Iterator<Item = (usize, &Place)> {
    places.iter().enumerate()
}

/// Houses that are known by their street.
#[derive(Default)]
struct Houses {
    streets: Streets,
    /// Those without a number or a normal form.
    letters: HashMap<String, Vec<Spot>>,
    /// Of each place.
    spots: Vec<Spot>,
}

impl Houses {
    /// These places, and all that are surely in the house of one of them, or of one that was found so.
    fn surely_in(&mut self, places: &[Place], own: BTreeSet<usize>) -> BTreeSet<usize> {
        own.iter().for_each(|i| self.add(places, *i));
        let mut inside = own;
        // Few have any of the streets: they alone are looked at again.
        let candidates = self.candidates(places, Same::No);
        loop {
            let is_new = |i: &&usize| !inside.contains(*i) && self.has(places, **i, Same::Yes);
            let more: Vec<usize> = candidates.iter().filter(is_new).copied().collect();
            if more.is_empty() {
                return inside;
            }
            more.iter().for_each(|i| self.add(places, *i));
            inside.extend(more);
        }
    }

    fn candidates(&self, places: &[Place], at_least: Same) -> Vec<usize> {
        (0..places.len()).filter(|i| self.has(places, *i, at_least)).collect()
    }

    fn add(&mut self, places: &[Place], i: usize) {
        let (Some(place), Some(spot)) = (places.get(i), self.spots.get(i).cloned()) else { return };
        let Some(street) = &place.address.street else { return };
        match Street::read(street) {
            Some(street) if !street.numbers.is_empty() => self.streets.add(&street, &spot, false),
            read => self.letters.entry(letters(street, read.as_ref())).or_default().push(spot),
        }
    }

    /// Whether a place has the street of one of the houses, or is called by it, as surely as this at least.
    fn has(&self, places: &[Place], i: usize, at_least: Same) -> bool {
        let (Some(place), Some(spot)) = (places.get(i), self.spots.get(i)) else { return false };
        let told = [&place.address.street, &place.address.city, &place.name].into_iter().flatten();
        let at = Where::At(spot, at_least);
        told.into_iter().any(|text| !self.streets.find(text, at, false).is_empty())
            || place.address.street.as_ref().filter(|_| !self.letters.is_empty()).is_some_and(|street| {
                let letters = letters(street, Street::read(street).as_ref());
                let known = self.letters.get(&letters).map(Vec::as_slice).unwrap_or_default();
                known.iter().any(|known| known.compare(spot) >= at_least)
            })
    }
}

/// By what a street is known that has no number, or no normal form.
fn letters(street: &str, read: Option<&Street>) -> String {
    let plain = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    match read {
        Some(street) if street.numbers.is_empty() => format!("name {}", street.joined()),
        _ => plain(street),
    }
}

/// The places whose point is that of one of these.
fn near(places: &[Place], of: &BTreeSet<usize>) -> BTreeSet<usize> {
    let crowded = crowded(places);
    let fine =
        |place: &Place| place.point.filter(|point| is_fine(*point) && !crowded.contains(&bits(*point)));
    let mut by_latitude: BTreeMap<i64, Vec<Point>> = BTreeMap::new();
    for point in of.iter().filter_map(|i| fine(places.get(*i)?)) {
        by_latitude.entry(step(point)).or_default().push(point);
    }
    let is_near = |point: Point| {
        let about = by_latitude.range(step(point) - 1..=step(point) + 1).flat_map(|(_, points)| points);
        about.into_iter().any(|known| known.km_to(point) <= SAME_POINT_KM)
    };
    numbered(places).filter(|(_, place)| fine(place).is_some_and(is_near)).map(|(i, _)| i).collect()
}

/// Whose a point is, and the houses that are told at it.
type Told<'p> = (HashSet<&'p AgencyId>, HashSet<Street>);

/// Points that a crowd has, by their bits.
fn crowded(places: &[Place]) -> HashSet<(u64, u64)> {
    let mut at: HashMap<(u64, u64), Told<'_>> = HashMap::new();
    for place in places {
        let Some(point) = place.point else { continue };
        let (agencies, houses) = at.entry(bits(point)).or_default();
        agencies.insert(&place.agency);
        let street = place.address.street.as_deref().and_then(Street::read);
        houses.extend(street.filter(|street| !street.numbers.is_empty()));
    }
    let is_crowd =
        |(agencies, houses): &Told<'_>| agencies.len() > MOST_AGENCIES || houses.len() > MOST_HOUSES;
    at.into_iter().filter(|(_, who)| is_crowd(who)).map(|(point, _)| point).collect()
}

fn bits(point: Point) -> (u64, u64) {
    (point.latitude().to_bits(), point.longitude().to_bits())
}

/// The latitude in steps of a hundredth of a degree's tenth, 111 metres: wider than what is close.
#[expect(clippy::cast_possible_truncation, reason = "a latitude has at most 90 thousand such steps")]
fn step(point: Point) -> i64 {
    (point.latitude() * 1000.0).floor() as i64
}

/// Whether a point is given so finely that it is a house's.
fn is_fine(point: Point) -> bool {
    let decimals =
        |degrees: f64| degrees.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    decimals(point.latitude()).max(decimals(point.longitude())) >= FINE_DECIMALS
}
