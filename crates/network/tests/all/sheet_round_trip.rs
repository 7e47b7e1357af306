//! A directory that is written as a spreadsheet, read, and written again gives the same bytes; only what is
//! public leaves, and never a formula.

use calamine::{Reader, Xlsx};
use jiff::civil::{Date, Time, date};
use network::import::services_sheet;
use network::sheet::directory_xlsx;
use network::{
    Address, Agency, AgencyId, AppliesTo, Area, Attribute, Audience, Capacity, County, Days, Directory,
    Group, Hours, Phone, PhoneUse, Place, PlaceId, Point, Requirement, Schedule, Service, ServiceId, Source,
    Status, Strength, Visibility, Waiver,
};
use proptest::prelude::*;
use vocabulary::{Feature, Kind, Language, Locale, Need, Population, Set, Word};

use crate::support::{file, sheet};

fn read(bytes: &[u8]) -> Directory {
    services_sheet(&file("list.xlsx", bytes), "list").unwrap().directory
}

/// All cells of the sheet of services, read by a reader that is not ours.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let name = workbook.sheet_names()[0].clone();
    assert!(workbook.worksheet_formula(&name).unwrap().is_empty(), "no cell is a formula");
    let range = workbook.worksheet_range(&name).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn any_word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    (0..W::count()).prop_map(|at| W::from_index(at).unwrap())
}

fn some_words<W: Word + std::fmt::Debug>(most: usize) -> impl Strategy<Value = Set<W>> {
    proptest::collection::vec(any_word::<W>(), 0..=most).prop_map(|words| words.into_iter().collect())
}

/// A text as listings have them: of one or two lines, with the signs that spreadsheets trip over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z][a-z ,;:()?-]{0,20}[a-z.]",
        "[=+@-][A-Z0-9+()\"]{1,12}",
        "[a-zñé]{1,8}\n[a-z]{1,8}",
        Just("_x0041_ and _x005F_".to_owned()),
        Just("Monday-Friday: 9am-5pm".to_owned()),
    ]
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(text())
}

fn day() -> impl Strategy<Value = Date> {
    (1970_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn time() -> impl Strategy<Value = Time> {
    (0_i8..24, prop_oneof![Just(0_i8), Just(30)])
        .prop_map(|(hour, minute)| Time::new(hour, minute, 0, 0).unwrap())
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let season = prop_oneof![4 => Just(None), 1 => day().prop_map(Some)];
    let hours = (1_u8..128, time(), time(), season).prop_map(|(days, opens, closes, from)| Hours {
        days: Days::from_bits(days),
        opens,
        closes,
        from,
        until: None,
    });
    (any::<bool>(), proptest::collection::vec(hours, 0..3), maybe_text())
        .prop_map(|(always, hours, note)| Schedule { always, hours, note, time_zone: None })
}

fn phone() -> impl Strategy<Value = Phone> {
    let note =
        prop_oneof!["[A-Za-z]{2,10}", "line [0-9]", "[a-z]{2,5}, [a-z]{2,5}:", Just("toll-free".to_owned())];
    (
        prop_oneof!["555-01[0-9]{2}", "\\(555\\) 555-01[0-9]{2}", "555-01[0-9]{2}, 9"],
        proptest::option::of("[0-9]{1,3}"),
        prop_oneof![Just(PhoneUse::Voice), Just(PhoneUse::Tty), Just(PhoneUse::Crisis), Just(PhoneUse::Fax)],
        proptest::option::of(note),
    )
        .prop_map(|(number, extension, used_for, note)| Phone { number, extension, used_for, note })
}

fn group() -> impl Strategy<Value = Group> {
    prop_oneof![
        any_word::<Population>().prop_map(Group::Population),
        (0_u8..30, prop_oneof![30_u8..98, Just(Group::NO_LIMIT)])
            .prop_map(|(from, to)| Group::Aged { from, to }),
    ]
}

fn audience() -> impl Strategy<Value = Audience> {
    proptest::collection::vec(group(), 1..4).prop_map(|any_of| Audience {
        any_of,
        quote: Some("quote".into()),
        field: None,
    })
}

fn area() -> impl Strategy<Value = Area> {
    let state = || prop_oneof![Just(None), Just(Some("IL".to_owned())), Just(Some("CA".to_owned()))];
    prop_oneof![
        Just(Area::Country("US".into())),
        Just(Area::Country("CA".into())),
        Just(Area::State("CA".into())),
        ("[A-Z][a-z]{2,8}", state()).prop_map(|(name, state)| Area::County(County { name, state })),
        ("[A-Z][a-z]{2,8}", state()).prop_map(|(name, state)| Area::City { name, state }),
        Just(Area::PostalCode("60601".into())),
        Just(Area::Circle { center: Point::new(41.5, -87.25).unwrap(), km: 12.5 }),
        text().prop_map(Area::Described),
    ]
}

fn requirement() -> impl Strategy<Value = Requirement> {
    (
        any_word::<Kind>(),
        proptest::sample::select(Strength::ALL),
        prop_oneof![Just(AppliesTo::Everyone), Just(AppliesTo::Minors)],
        proptest::sample::select(Source::ALL),
        proptest::sample::select(Visibility::ALL),
    )
        .prop_map(|(kind, strength, applies_to, source, visible_to)| Requirement {
            kind,
            strength,
            applies_to,
            waiver: Waiver::Unknown,
            source,
            quote: None,
            field: None,
            seen: None,
            confirmed: None,
            visible_to,
        })
}

fn capacity() -> impl Strategy<Value = Capacity> {
    let number = || proptest::option::of(0_u32..40);
    (number(), any::<bool>(), number(), number(), day(), proptest::sample::select(Visibility::ALL)).prop_map(
        |(open, takes_waiting, waiting, wait_days, as_of, visible_to)| Capacity {
            open,
            takes_waiting,
            waiting,
            wait_days,
            as_of,
            visible_to,
        },
    )
}

fn attribute() -> impl Strategy<Value = Attribute> {
    let name = prop_oneof![
        "[A-Z][a-z]{2,6}( [a-z]{2,6})?",
        Just("Phone".to_owned()),
        Just("name of the service".to_owned()),
        Just("Two\nlines".to_owned()),
        Just("Contact name".to_owned()),
    ];
    (name, text()).prop_map(|(name, value)| Attribute { name, value })
}

fn address() -> impl Strategy<Value = Address> {
    (
        proptest::option::of(prop_oneof![
            "[1-9]{1,3} [A-Z][a-z]{3,7} Road",
            Just("1 Elm Road, Aurora, IL 60505".to_owned())
        ]),
        proptest::option::of("[A-Z][a-z]{3,8}"),
        proptest::option::of("[A-Z][a-z]{3,8}"),
        prop_oneof![Just(None), Just(Some("IL".to_owned())), Just(Some("Illinois".to_owned()))],
        prop_oneof![Just(None), Just(Some("60601".to_owned())), Just(Some("2134".to_owned()))],
    )
        .prop_map(|(street, city, county, state, postal_code)| Address {
            street,
            city,
            county,
            state,
            postal_code,
            country: None,
        })
}

prop_compose! {
    fn texts()(
        name in "Elm [a-z]{3,8}", alternate in maybe_text(), description in maybe_text(), eligibility in maybe_text(),
        application in maybe_text(), documents in maybe_text(), fees in maybe_text(),
        url in prop_oneof![Just(None), Just(Some("https://elm.example.org/a?b=c&d".to_owned()))],
        email in prop_oneof![Just(None), Just(Some("elm@example.org".to_owned())), Just(Some("none".to_owned()))],
        attributes in proptest::collection::vec(attribute(), 0..4),
    ) -> Service {
        let mut service = Service::named(AgencyId::from("a"), ServiceId::from("s"), name);
        service.alternate_name = alternate;
        service.description = description;
        service.eligibility = eligibility;
        service.application = application;
        service.documents = documents;
        service.fees = fees;
        service.url = url;
        service.email = email;
        service.attributes = attributes;
        service
    }
}

prop_compose! {
    fn service()(
        texts in texts(), needs in some_words::<Need>(4), languages in some_words::<Language>(4),
        features in some_words::<Feature>(4), phones in proptest::collection::vec(phone(), 0..4),
        schedule in schedule(), audience in proptest::collection::vec(audience(), 0..4),
        areas in proptest::collection::vec(area(), 0..4), requirements in proptest::collection::vec(requirement(), 0..6),
        capacity in proptest::option::of(capacity()), checked in proptest::option::of(day()),
        status in prop_oneof![Just(Status::Active), Just(Status::Paused), Just(Status::Ended)],
        flags in any::<(bool, bool, bool)>(), visible_to in proptest::sample::select(Visibility::ALL),
    ) -> Service {
        // What nothing else tells of its needs is told by words of its name, when it is read.
        // Where people sleep the address is set aside: that has a test of its own.
        let sensitive = ["emergency-shelter", "transitional-housing"].map(|code| Need::from_code(code).unwrap());
        let needs = needs.difference(sensitive.into_iter().collect());
        let needs = if needs.is_empty() { Set::from(Need::from_code("benefits").unwrap()) } else { needs };
        let (crisis_line, remote, interpreters) = flags;
        Service {
            needs, languages, features, phones, schedule, audience, areas, requirements, capacity, checked,
            status, crisis_line, remote, interpreters, visible_to, ..texts
        }
    }
}

prop_compose! {
    fn directory()(
        services in proptest::collection::vec((0_usize..3, service(), proptest::option::of(address())), 0..6),
        agency_text in maybe_text(), agency_phones in proptest::collection::vec(phone(), 0..2),
        agency_attributes in proptest::collection::vec(attribute(), 0..2),
    ) -> Directory {
        let mut directory = Directory::default();
        for at in 0..3 {
            let mut agency = Agency::named(AgencyId::from(format!("a{at}")), format!("Elm Office {at}"));
            agency.description.clone_from(&agency_text);
            agency.phones.clone_from(&agency_phones);
            agency.attributes.clone_from(&agency_attributes);
            directory.agencies.push(agency);
        }
        for (at, (agency, mut service, address)) in services.into_iter().enumerate() {
            service.agency = AgencyId::from(format!("a{agency}"));
            // Ids are unique within an agency only.
            service.id = ServiceId::from(format!("s{}", at % 4));
            if directory.services.iter().any(|known| known.agency == service.agency && known.id == service.id) {
                continue;
            }
            if let Some(address) = address {
                let place = place(&service.agency, &format!("p{at}"), address);
                service.places.push(place.id.clone());
                directory.places.push(place);
            }
            directory.services.push(service);
        }
        directory
    }
}

fn place(agency: &AgencyId, id: &str, address: Address) -> Place {
    Place {
        id: PlaceId::from(id),
        agency: agency.clone(),
        name: None,
        address,
        point: None,
        transport: None,
        features: Set::EMPTY,
        phones: Vec::new(),
        schedule: Schedule::default(),
        set_aside: None,
        source: None,
        attributes: Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_written_and_read_and_written_again_is_the_same_bytes(directory in directory(), spanish in any::<bool>()) {
        let locale = if spanish { Locale::Es } else { Locale::En };
        let once = directory_xlsx(&directory, locale).unwrap();
        let again = directory_xlsx(&read(&once), locale).unwrap();
        if once != again {
            prop_assert_eq!(cells(&once), cells(&again));
        }
        prop_assert!(once == again);
    }

    #[test]
    fn what_is_not_public_never_leaves(directory in directory()) {
        let mut directory = directory;
        let secret = "Qwertzuiop";
        for service in &mut directory.services {
            if service.visible_to != Visibility::Public {
                service.name = secret.into();
            }
            for requirement in &mut service.requirements {
                requirement.quote = Some(secret.into());
            }
        }
        let written = cells(&directory_xlsx(&directory, Locale::En).unwrap());
        let leaked = format!("{written:?}").contains(secret);
        prop_assert!(!leaked);
    }
}

/// One agency and a service of it at a place.
fn small() -> Directory {
    let agency = Agency::named(AgencyId::from("a"), "Elm House");
    let mut service = Service::named(agency.id.clone(), ServiceId::from("s"), "Beds");
    let mut place = place(
        &agency.id,
        "p",
        Address {
            street: Some("77 Qwertz Street".into()),
            city: Some("Aurora".into()),
            state: Some("IL".into()),
            postal_code: Some("60505".into()),
            ..Address::default()
        },
    );
    place.transport = Some("Behind the Qwertz mill".into());
    place.point = Point::new(41.75, -88.25);
    service.places.push(place.id.clone());
    Directory { agencies: vec![agency], places: vec![place], services: vec![service] }
}

#[test]
fn of_a_confidential_service_only_town_and_state_are_written() {
    let open = cells(&directory_xlsx(&small(), Locale::En).unwrap());
    assert!(format!("{open:?}").contains("77 Qwertz Street"));
    let mut by_service = small();
    by_service.services[0].confidential = true;
    let mut by_place = small();
    by_place.places[0].set_aside = Some("7• Q•••".into());
    for directory in [by_service, by_place] {
        let written = format!("{:?}", cells(&directory_xlsx(&directory, Locale::En).unwrap()));
        for secret in ["Qwertz", "Q•••", "60505", "41.75", "88.25"] {
            assert!(!written.contains(secret), "{secret}: {written}");
        }
        assert!(written.contains("Aurora"));
    }
}

#[test]
fn a_text_that_begins_as_a_formula_stays_a_text() {
    let mut directory = small();
    directory.services[0].description = Some("=HYPERLINK(\"https://example.org\")".into());
    directory.agencies[0].name = "+1 Elm".into();
    let bytes = directory_xlsx(&directory, Locale::En).unwrap();
    let written = cells(&bytes);
    assert!(written[1].contains(&"=HYPERLINK(\"https://example.org\")".to_owned()));
    assert_eq!(read(&bytes).services[0].description, directory.services[0].description);
}

#[test]
fn an_agency_without_services_keeps_its_row() {
    let mut directory = small();
    directory.agencies.push(Agency::named(AgencyId::from("b"), "Oak House"));
    let bytes = directory_xlsx(&directory, Locale::En).unwrap();
    let imported = sheet("list.xlsx", &bytes).unwrap();
    assert_eq!(imported.counts.organizations, 2);
    assert_eq!(directory_xlsx(&imported.directory, Locale::En).unwrap(), bytes);
}
