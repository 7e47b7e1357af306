//! Nothing in it can be mistaken for someone's.

use std::collections::HashMap;

use network::{Phone, PhoneUse, Visibility};

use crate::directory;

#[test]
fn every_telephone_number_is_of_the_range_kept_for_fiction() {
    let directory = directory();
    let numbers: Vec<&Phone> = directory
        .agencies
        .iter()
        .flat_map(|agency| &agency.phones)
        .chain(directory.places.iter().flat_map(|place| &place.phones))
        .chain(directory.services.iter().flat_map(|service| &service.phones))
        .collect();
    assert!(numbers.len() > 300);
    for phone in numbers {
        let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits.len(), 10, "{}", phone.number);
        assert!(digits[3..].starts_with("55501"), "{} is somebody's", phone.number);
    }
}

#[test]
fn postal_codes_belong_to_no_place() {
    // The lowest code that the postal service has given out is 00501.
    for place in directory().places {
        let code: Option<u32> = place.address.postal_code.map(|code| code.parse().expect("five digits"));
        assert!(code.is_none_or(|code| code < 500));
    }
}

#[test]
fn addresses_on_the_net_are_of_the_domains_kept_for_examples() {
    let directory = directory();
    let emails = directory.agencies.iter().filter_map(|agency| agency.email.as_ref());
    for email in emails.chain(directory.services.iter().filter_map(|service| service.email.as_ref())) {
        assert!(email.ends_with(".example.org"), "{email}");
    }
    let pages = directory.agencies.iter().filter_map(|agency| agency.website.as_ref());
    for page in pages.chain(directory.services.iter().filter_map(|service| service.url.as_ref())) {
        let host = page.trim_start_matches("https://").split('/').next().unwrap_or_default();
        assert!(host.ends_with(".example"), "{page}");
    }
}

#[test]
fn of_where_a_confidential_service_is_a_town_is_known_at_most() {
    let directory = directory();
    let places: HashMap<_, _> = directory.places.iter().map(|place| (&place.id, place)).collect();
    let confidential: Vec<_> = directory.services.iter().filter(|service| service.confidential).collect();
    assert!(confidential.len() >= 8);
    for service in &confidential {
        assert!(!service.phones.is_empty(), "{}", service.id);
        for id in &service.places {
            let place = places[id];
            assert!(place.address.street.is_none() && place.point.is_none(), "{} shows {id}", service.id);
            assert!(place.set_aside.is_some() && place.phones.is_empty(), "{} shows {id}", service.id);
        }
    }
    assert!(confidential.iter().any(|service| service.places.is_empty()), "one is met by phone alone");
    assert!(confidential.iter().any(|service| !service.places.is_empty()), "of one the town is known");
}

#[test]
fn an_address_that_was_set_aside_is_nowhere_else() {
    let aside: Vec<_> = directory().places.into_iter().filter(|place| place.set_aside.is_some()).collect();
    assert!(aside.len() > 5);
    assert!(aside.iter().all(|place| place.point.is_none() && place.address.street.is_none()));
}

#[test]
fn it_stands_as_an_import_would_have_brought_it() {
    let mut again = directory();
    network::import::set_sensitive_aside(&mut again);
    assert_eq!(again, directory());
}

#[test]
fn no_text_has_lost_a_word_and_ordinary_services_say_where_they_are() {
    let directory = directory();
    let agencies = directory
        .agencies
        .iter()
        .map(|agency| format!("{:?}", network::Agency { attributes: Vec::new(), ..agency.clone() }));
    let services = directory.services.iter().map(|service| format!("{service:?}"));
    let places = directory
        .places
        .iter()
        .map(|place| format!("{:?}", network::Place { set_aside: None, ..place.clone() }));
    for text in agencies.chain(services).chain(places) {
        assert!(!text.contains('•'), "{text}");
    }
    let met: Vec<_> = directory.services.iter().filter(|service| !service.places.is_empty()).collect();
    let shown = met.iter().filter(|service| {
        let at =
            |place: &&network::Place| place.agency == service.agency && service.places.contains(&place.id);
        directory.places.iter().filter(at).any(|place| place.address.street.is_some())
    });
    let (shown, met) = (shown.count(), met.len());
    assert!(shown * 100 > met * 75, "{shown} of {met} say where they are");
}

#[test]
fn a_count_of_beds_is_for_members() {
    for service in directory().services {
        let beds = service.needs.iter().any(|need| vocabulary::Word::code(need) == "emergency-shelter");
        if let (true, Some(capacity)) = (beds, &service.capacity) {
            assert_eq!(capacity.visible_to, Visibility::Members, "{}", service.id);
        }
    }
}

#[test]
fn each_site_has_a_line_for_every_hour_and_one_that_reads_texts() {
    let directory = directory();
    for site in demo::sites() {
        let lines: Vec<_> = directory
            .services
            .iter()
            .filter(|service| service.crisis_line)
            .filter(|service| {
                let agency = directory.agencies.iter().find(|agency| agency.id == service.agency);
                agency.is_some_and(|agency| agency.site.as_ref() == Some(&site.code))
            })
            .collect();
        assert!(lines.iter().any(|line| line.schedule.always), "{}", site.code);
        assert!(lines.iter().any(|line| !line.schedule.hours.is_empty()), "{}", site.code);
        assert!(lines.iter().any(|line| line.phones.iter().any(|phone| phone.used_for == PhoneUse::Text)));
        assert!(lines.iter().all(|line| line.schedule.time_zone.is_some()));
    }
}
