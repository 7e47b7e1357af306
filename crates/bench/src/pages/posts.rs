//! What is sent to the pages, the same each time.

use std::collections::BTreeMap;

use network::{Directory, Service, Visibility};
use vocabulary::Word;

use crate::country::Country;
use crate::numbers::{Numbers, Weighted};
use crate::questions;

/// How many different questions, and how many services.
pub const POSTS: usize = 1_000;
/// How far all right is, of the distances that the form offers.
const FAR: &str = "40";
/// The seed of the towns that questions are asked from.
const SEED: u64 = 0x9a6e;

/// So many questions as a browser sends the form of `/find`: the need, the languages, the populations and what
/// cannot be done are those of the fixed questions, the town is one of the directory's, the larger the oftener.
pub fn posts(directory: &Directory, posts: usize) -> Vec<String> {
    let towns = towns(directory);
    let by_size = Weighted::zipf(towns.len());
    let mut numbers = Numbers::new(SEED);
    let profiles = questions::make(&Country::new(), posts);
    let post = |profile: &reach::Profile| {
        let mut fields: Vec<(&str, &str)> = profile.needs.iter().map(|need| ("need", need.code())).collect();
        let town = towns.get(by_size.draw(&mut numbers)).map(String::as_str).unwrap_or_default();
        fields.extend([("place", town), ("far", FAR)]);
        fields.extend(profile.languages.iter().map(|language| ("speaks", language.code())));
        fields.extend(profile.populations.iter().map(|population| ("pop", population.code())));
        fields.extend(profile.cannot.iter().map(|kind| ("cannot", kind.code())));
        let fields = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        fields.collect::<Vec<_>>().join("&")
    };
    profiles.iter().map(post).collect()
}

/// The addresses of so many services, from all over the directory.
pub fn services(directory: &Directory, services: usize) -> Vec<String> {
    let public = |service: &&Service| service.visible_to == Visibility::Public;
    let all: Vec<&Service> = directory.services.iter().filter(public).collect();
    let step = (all.len() / services).max(1);
    all.iter().step_by(step).take(services).map(|service| address_of(service)).collect()
}

/// The address of a service's page.
pub(super) fn address_of(service: &Service) -> String {
    format!("/service/{}/{}", encoded(service.agency.as_str()), encoded(service.id.as_str()))
}

/// The towns of the directory's places, those with most places first.
fn towns(directory: &Directory) -> Vec<String> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for place in directory.places.iter().filter(|place| place.point.is_some()) {
        let Some(city) = &place.address.city else { continue };
        let state = place.address.state.as_ref().map(|state| format!(", {state}")).unwrap_or_default();
        *places.entry(format!("{city}{state}")).or_default() += 1;
    }
    let mut towns: Vec<(String, usize)> = places.into_iter().collect();
    towns.sort_by_key(|(_, places)| std::cmp::Reverse(*places));
    towns.into_iter().map(|(town, _)| town).collect()
}

/// As it stands in a form or an address (RFC 3986): all but letters, digits and `-._~` by their bytes.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
