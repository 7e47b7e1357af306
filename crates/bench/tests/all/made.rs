//! What is made is the same each time, and has the shape that the document says.

use bench::country::{Country, KINDS, LANGUAGES, POPULATIONS, TOWNS};
use bench::directory::{self, AS_OF, OF_AN_AGENCY};
use bench::{facts, questions};
use network::{Strength, km_between};

const SERVICES: usize = 4_000;

#[test]
fn the_same_size_gives_the_same_directory_and_the_same_questions() {
    let (one, two) = (Country::new(), Country::new());
    assert_eq!(one.towns, two.towns);
    assert_eq!(directory::make(&one, SERVICES), directory::make(&two, SERVICES));
    assert!(questions::make(&one, 50) == questions::make(&two, 50));
    assert!(questions::weighted(&one, 50) == questions::weighted(&two, 50));
}

#[test]
fn a_larger_directory_begins_as_a_smaller_one_does() {
    let country = Country::new();
    let (small, large) = (directory::make(&country, 500), directory::make(&country, 1_000));
    assert_eq!(small.services, large.services[..500]);
    assert!(questions::make(&country, 10) == questions::make(&country, 20)[..10]);
}

#[test]
fn the_country_has_the_words_that_it_should() {
    let country = Country::new();
    assert_eq!(country.towns.len(), TOWNS);
    assert_eq!(country.kinds.len(), KINDS);
    assert_eq!(country.languages.len(), LANGUAGES);
    assert_eq!(country.populations.len(), POPULATIONS.len());
    let names: std::collections::BTreeSet<_> = country.towns.iter().map(|town| &town.name).collect();
    assert_eq!(names.len(), TOWNS, "no two towns share a name");
}

#[test]
fn requirements_are_as_common_as_they_should_be() {
    let country = Country::new();
    let made = directory::make(&country, SERVICES);
    let share = |kind| {
        let asking =
            made.services.iter().filter(|service| service.requirements.iter().any(|r| r.kind == kind));
        asking.count() as f64 / SERVICES as f64
    };
    for (kind, wanted) in &country.kinds {
        assert!((share(*kind) - wanted).abs() < 0.03, "{kind}: {} of {wanted}", share(*kind));
    }
    assert!((country.kinds[0].1 - 0.45).abs() < 1e-9 && (country.kinds[KINDS - 1].1 - 0.01).abs() < 1e-9);
    assert!(made.services.iter().flat_map(|s| &s.requirements).all(|r| r.strength == Strength::Always));
}

#[test]
fn every_service_has_needs_languages_and_a_place_in_its_town() {
    let country = Country::new();
    let made = directory::make(&country, SERVICES);
    assert_eq!(made.services.len(), SERVICES);
    assert_eq!(made.agencies.len(), SERVICES / OF_AN_AGENCY);
    assert!(made.services.iter().all(|service| (1..=3).contains(&service.needs.len())));
    assert!(made.services.iter().all(|service| (1..=4).contains(&service.languages.len())));
    assert!(made.services.iter().all(|service| service.audience.iter().all(|rule| rule.any_of.len() <= 3)));
    let confirmed = made.services.iter().filter(|service| service.is_confirmed_on(AS_OF)).count();
    assert!((SERVICES * 35 / 100..SERVICES * 45 / 100).contains(&confirmed), "{confirmed}");
    let first = &country.towns[0];
    let there = made.places.iter().filter(|place| place.address.city.as_deref() == Some(&first.name)).count();
    assert!(there * 10 > made.places.len(), "the largest town has more than a tenth: {there}");
    for place in &made.places {
        let town = country.towns.iter().find(|town| Some(&town.name) == place.address.city.as_ref()).unwrap();
        let middle = network::Point::new(town.latitude, town.longitude).unwrap();
        assert!(place.point.unwrap().km_to(middle) < 40.0);
    }
}

#[test]
fn a_distance_is_the_same_by_its_chord() {
    let country = Country::new();
    let asked = facts::of_profiles(&country, &questions::make(&country, 20));
    for pair in asked.windows(2) {
        let chord2: f64 = pair[0].unit.iter().zip(pair[1].unit).map(|(a, b)| (a - b).powi(2)).sum();
        assert!((facts::km_of(chord2) - km_between(pair[0].unit, pair[1].unit)).abs() < 1e-9);
        assert!((facts::km_of(pair[0].chord2) - pair[0].km).abs() < 1e-9);
    }
}

#[test]
fn a_changed_service_is_in_the_snapshot_after() {
    let country = Country::new();
    let made = directory::make(&country, SERVICES);
    let snapshot = reach::Snapshot::build(&made, network::Visibility::Public);
    assert!(bench::change::taken_in(&country, &made, &snapshot).is_ok());
}

#[test]
fn a_changed_service_is_seen_on_its_page() {
    let country = Country::new();
    let made = directory::make(&country, 1_000);
    let folder = tempfile::tempdir().unwrap();
    let told = std::cell::RefCell::new(Vec::new());
    let tell = |line| told.borrow_mut().push(line);
    let taken = bench::pages::seen::seen_after(folder.path(), &country, &made, &tell).unwrap();
    assert!(!taken.is_zero());
    assert!(told.borrow().iter().any(|line: &String| line.starts_with("a store of 1000 services filled")));
    let kept = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert_eq!(kept.collect::<Vec<_>>(), ["1000.sqlite"], "and what was written to is gone");
}
