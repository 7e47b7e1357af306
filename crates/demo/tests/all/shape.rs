//! How much there is, and that it hangs together.

use std::collections::HashSet;

use jiff::civil::date;
use network::{Status, Strength};
use vocabulary::{Need, Word};

use crate::{TODAY, directory};

#[test]
fn the_same_day_gives_the_same_directory() {
    assert_eq!(directory(), directory());
    assert_eq!(demo::needs(), demo::needs());
}

#[test]
fn another_day_moves_the_dates_and_nothing_else() {
    let (one, other) = (directory(), demo::directory(date(2031, 2, 28)));
    assert_eq!(one.agencies, other.agencies);
    assert_eq!(one.places, other.places);
    for (one, other) in one.services.iter().zip(&other.services) {
        assert_eq!((&one.id, &one.description, &one.phones), (&other.id, &other.description, &other.phones));
        assert_eq!(one.confirmed.is_some(), other.confirmed.is_some());
    }
}

#[test]
fn about_sixty_agencies_and_three_hundred_services() {
    let directory = directory();
    assert!((55..=65).contains(&directory.agencies.len()), "{} agencies", directory.agencies.len());
    assert!((280..=320).contains(&directory.services.len()), "{} services", directory.services.len());
    assert_eq!(demo::sites().len(), 3);
    assert_eq!(demo::needs().len(), 60);
}

#[test]
fn ids_are_unique_and_references_hold() {
    let directory = directory();
    let agencies: HashSet<_> = directory.agencies.iter().map(|agency| &agency.id).collect();
    assert_eq!(agencies.len(), directory.agencies.len());
    let places: HashSet<_> = directory.places.iter().map(|place| (&place.agency, &place.id)).collect();
    assert_eq!(places.len(), directory.places.len());
    let services: HashSet<_> = directory.services.iter().map(|service| &service.id).collect();
    assert_eq!(services.len(), directory.services.len());
    assert!(directory.places.iter().all(|place| agencies.contains(&place.agency)));
    for service in &directory.services {
        assert!(agencies.contains(&service.agency), "{}", service.id);
        for place in &service.places {
            assert!(places.contains(&(&service.agency, place)), "{} at {place}", service.id);
        }
        assert!(service.audience.iter().all(|rule| !rule.any_of.is_empty()), "{}", service.id);
        let kinds: HashSet<_> = service.requirements.iter().map(|asked| asked.kind).collect();
        assert_eq!(kinds.len(), service.requirements.len(), "{} asks the same thing twice", service.id);
    }
    let sites: HashSet<_> = demo::sites().iter().map(|site| site.code.as_str()).collect();
    assert!(
        directory
            .agencies
            .iter()
            .all(|agency| agency.site.as_deref().is_some_and(|site| sites.contains(site)))
    );
}

#[test]
fn every_need_is_met_in_every_site_by_a_service_that_takes_people() {
    let directory = directory();
    for site in demo::sites() {
        for need in Need::all() {
            let met = directory.services.iter().any(|service| {
                let here = directory
                    .agencies
                    .iter()
                    .any(|agency| agency.id == service.agency && agency.site.as_ref() == Some(&site.code));
                let room = service
                    .capacity
                    .as_ref()
                    .is_none_or(|capacity| capacity.open != Some(0) || capacity.takes_waiting);
                here && room && service.needs.contains(need) && service.status == Status::Active
            });
            assert!(met, "nobody in {} meets {need}", site.code);
        }
    }
}

#[test]
fn listings_are_confirmed_stale_and_never_confirmed() {
    let services = directory().services;
    let recent = services.iter().filter(|service| service.is_confirmed_on(TODAY)).count();
    let never = services.iter().filter(|service| service.confirmed.is_none()).count();
    let share = recent * 100 / services.len();
    assert!((38..=55).contains(&share), "{share}% confirmed within a year");
    assert!(never > 40, "{never} never confirmed");
    assert!(services.len() - recent - never > 25, "too few are stale");
    assert!(services.iter().filter_map(|service| service.confirmed).all(|day| day < TODAY));
}

#[test]
fn shelters_ask_for_photo_ids_and_phone_screenings_about_as_often_as_said() {
    let services = directory().services;
    let beds: Vec<_> = services
        .iter()
        .filter(|service| {
            service
                .needs
                .iter()
                .any(|need| ["emergency-shelter", "transitional-housing"].contains(&need.code()))
        })
        .collect();
    for (kind, range) in [("photo-id", 20..=50), ("phone-screening", 15..=45)] {
        let asking = beds.iter().filter(|service| {
            service
                .requirements
                .iter()
                .any(|asked| asked.kind.code() == kind && asked.strength != Strength::Never)
        });
        let share = asking.count() * 100 / beds.len();
        assert!(range.contains(&share), "{share}% of {} ask for {kind}", beds.len());
    }
}
