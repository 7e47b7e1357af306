//! Whether two sides say the same.

use crate::side::Found;

/// Distances that differ by no more than this, in kilometres, count as equal: a metre.
const EQUAL_KM: f64 = 0.001;

/// How another answer differs from ours, as a sentence; nothing where they agree. They agree where they count alike
/// and name the same services with the same distances in the same order, but for swaps among equal distances; of
/// several equally far at the end of the list, either may be named.
pub fn difference(ours: &Found, other: &Found) -> Option<String> {
    if ours.count != other.count {
        return Some(format!("{} are reachable, not {}", ours.count, other.count));
    }
    if ours.first.len() != other.first.len() {
        return Some(format!("{} are named, not {}", ours.first.len(), other.first.len()));
    }
    let far = |a: f64, b: f64| (a - b).abs() > EQUAL_KM;
    let last = ours.first.last().map_or(0.0, |(_, km)| *km);
    for (at, ((our, our_km), (service, km))) in ours.first.iter().zip(&other.first).enumerate() {
        if far(*our_km, *km) {
            return Some(format!("number {at} is {our} at {our_km} km, not {service} at {km} km"));
        }
        match ours.first.iter().find(|(known, _)| known == service) {
            Some((_, known_km)) if far(*known_km, *km) => {
                return Some(format!("{service} is at {known_km} km, not at {km} km"));
            }
            None if far(last, *km) => return Some(format!("{service} at {km} km is not among the nearest")),
            _ => {}
        }
    }
    None
}
