//! Random directories and profiles, from few enough words that everything meets everything.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use network::{
    Address, Agency, AgencyId, AppliesTo, Area, Audience, Capacity, County, Directory, Group, Place, PlaceId,
    Point, Requirement, Schedule, Service, ServiceId, Source, Status, Strength, Visibility, Waiver,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use reach::{AgeBand, Avoid, AvoidedPlace, Household, Profile, Whereabouts};
use vocabulary::{Feature, Kind, Language, Need, Population, Set, Word};

pub(crate) const TODAY: Date = date(2026, 11, 21);

pub(crate) fn words<W: Word>(codes: &[&str]) -> Vec<W> {
    codes.iter().map(|code| W::from_code(code).unwrap()).collect()
}

pub(crate) fn needs() -> Vec<Need> {
    words(&["emergency-shelter", "civil-legal-help", "mental-health", "job-training"])
}

pub(crate) fn kinds() -> Vec<Kind> {
    words(&[
        "photo-id",
        "phone-screening",
        "tb-test",
        "curfew",
        "no-children",
        "age-limit-children",
        "no-pets",
        "fee",
    ])
}

fn populations() -> Vec<Population> {
    words(&["women", "men", "sex-trafficking", "labor-trafficking", "veterans"])
}

fn some<W: Word + std::fmt::Debug>(words: Vec<W>, at_most: usize) -> impl Strategy<Value = Set<W>> {
    let most = words.len().min(at_most);
    subsequence(words, 0..=most).prop_map(|chosen| chosen.into_iter().collect())
}

fn days_around(days: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = Date> {
    days.prop_map(|days| TODAY.checked_add(i64::from(days).days()).unwrap())
}

fn state() -> impl Strategy<Value = Option<String>> {
    option::weighted(0.8, select(vec!["IL".to_owned(), "MO".to_owned()]))
}

fn county() -> impl Strategy<Value = County> {
    (select(vec!["Larkspur", "St. Fern", "Saint Fern County"]), state())
        .prop_map(|(name, state)| County { name: name.into(), state })
}

fn point() -> impl Strategy<Value = Point> {
    // Some 0 to 80 km apart, and often the very same.
    (0..6_i32, 0..6_i32).prop_map(|(lat, lon)| {
        Point::new(39.0 + f64::from(lat) * 0.12, -90.0 + f64::from(lon) * 0.12).unwrap()
    })
}

fn postal_code() -> impl Strategy<Value = String> {
    select(vec!["62001".to_owned(), "62002-1234".to_owned(), "63001".to_owned(), "00100".to_owned()])
}

fn area() -> impl Strategy<Value = Area> {
    prop_oneof![
        Just(Area::Country("US".into())),
        select(vec!["IL", "MO"]).prop_map(|state| Area::State(state.into())),
        county().prop_map(Area::County),
        (select(vec!["Amber", "Birch"]), state())
            .prop_map(|(name, state)| Area::City { name: name.into(), state }),
        postal_code().prop_map(Area::PostalCode),
        (point(), 1.0..40.0).prop_map(|(center, km)| Area::Circle { center, km }),
        Just(Area::Described("the valley".into())),
    ]
}

fn place(agency: usize, number: usize) -> BoxedStrategy<Place> {
    let address = (
        option::weighted(0.8, select(vec!["Amber".to_owned(), "Birch ".to_owned(), "amber".to_owned()])),
        option::weighted(0.7, county()),
        state(),
        option::weighted(0.7, postal_code()),
    );
    let features = some(words::<Feature>(&["wheelchair", "single-room"]), 1);
    (address, option::weighted(0.8, point()), features)
        .prop_map(move |((city, county, state, postal_code), point, features)| Place {
            id: PlaceId::from(format!("p{number}")),
            agency: agency_id(agency),
            name: None,
            address: Address {
                street: None,
                city,
                county: county.map(|county| county.name),
                state,
                postal_code,
                country: None,
            },
            point,
            transport: None,
            features,
            phones: Vec::new(),
            schedule: Schedule::default(),
            set_aside: None,
            source: None,
            attributes: Vec::new(),
        })
        .boxed()
}

fn requirement() -> BoxedStrategy<Requirement> {
    let strengths = vec![
        Strength::Always,
        Strength::Always,
        Strength::Always,
        Strength::Usually,
        Strength::Sometimes,
        Strength::Never,
    ];
    let whom = prop_oneof![
        4 => Just(AppliesTo::Everyone),
        1 => Just(AppliesTo::Adults),
        1 => Just(AppliesTo::Minors),
        1 => Just(AppliesTo::Some("people with a car".into())),
    ];
    let waiver =
        prop_oneof![Just(Waiver::By("the shelter manager".into())), Just(Waiver::No), Just(Waiver::Unknown)];
    let visible = prop_oneof![9 => Just(Visibility::Public), 1 => Just(Visibility::Members)];
    (
        select(kinds()),
        select(strengths),
        whom,
        waiver,
        select(vec![Source::Declared, Source::Read, Source::Seen]),
        option::weighted(0.2, days_around(-500..=0)),
        visible,
    )
        .prop_map(|(kind, strength, applies_to, waiver, source, confirmed, visible_to)| Requirement {
            kind,
            strength,
            applies_to,
            waiver,
            source,
            quote: None,
            field: None,
            seen: None,
            confirmed,
            visible_to,
        })
        .boxed()
}

fn audience() -> impl Strategy<Value = Audience> {
    let group = prop_oneof![
        select(vec![(18, 24), (0, 17), (60, Group::NO_LIMIT), (25, 40)])
            .prop_map(|(from, to)| Group::Aged { from, to }),
        select(populations()).prop_map(Group::Population),
    ];
    vec(group, 1..=2).prop_map(|any_of| Audience { any_of, quote: None, field: None })
}

fn capacity() -> impl Strategy<Value = Capacity> {
    let visible = prop_oneof![4 => Just(Visibility::Public), 1 => Just(Visibility::Members)];
    (option::of(0..3_u32), any::<bool>(), option::of(0..30_u32), days_around(-12..=1), visible).prop_map(
        |(open, takes_waiting, wait_days, as_of, visible_to)| Capacity {
            open,
            takes_waiting,
            waiting: None,
            wait_days,
            as_of,
            visible_to,
        },
    )
}

fn agency_id(number: usize) -> AgencyId {
    AgencyId::from(format!("a{number}"))
}

fn service(agency: usize, number: usize) -> BoxedStrategy<Service> {
    let whom = (
        some(words::<Language>(&["en", "es", "ht"]), 2),
        any::<bool>(),
        vec(audience(), 0..=2),
        vec(area(), 0..=2),
        subsequence(vec![PlaceId::from("p0"), PlaceId::from("p1")], 0..=2),
        prop_oneof![4 => Just(false), 1 => Just(true)],
        prop_oneof![4 => Just(false), 1 => Just(true)],
    );
    let what = (
        subsequence(needs(), 1..=2),
        some(words::<Feature>(&["wheelchair", "single-room"]), 2),
        vec(requirement(), 0..=7),
        option::weighted(0.4, capacity()),
        select(vec![Status::Active, Status::Active, Status::Active, Status::Active, Status::Paused]),
        option::weighted(0.6, days_around(-500..=10)),
        select(vec!["Lantern", "Harbor", "Open Hand"]),
    );
    (whom, what)
        .prop_map(move |(whom, what)| {
            let (languages, interpreters, audience, areas, places, remote, confidential) = whom;
            let (needs, features, requirements, capacity, status, confirmed, name) = what;
            Service {
                needs: needs.into_iter().collect(),
                languages,
                interpreters: interpreters && !languages.is_empty(),
                audience,
                areas,
                places,
                remote,
                confidential,
                features,
                requirements,
                capacity,
                status,
                confirmed,
                ..Service::named(agency_id(agency), ServiceId::from(format!("s{number}")), name)
            }
        })
        .boxed()
}

/// A directory of up to five agencies with up to four services and two places each.
pub(crate) fn directory() -> impl Strategy<Value = Directory> {
    let agency = |number: usize| {
        let places = (place(number, 0), place(number, 1)).prop_map(|(a, b)| vec![a, b]);
        let services = (service(number, 0), service(number, 1), service(number, 2), service(number, 3));
        let services = (services, 1..=4_usize).prop_map(|((a, b, c, d), count)| {
            let mut all = vec![a, b, c, d];
            all.truncate(count);
            all
        });
        (places, services).boxed()
    };
    let agencies = (agency(0), agency(1), agency(2), agency(3), agency(4), 1..=5_usize);
    agencies.prop_map(|(a, b, c, d, e, count)| {
        let mut directory = Directory::default();
        for (number, (places, services)) in [a, b, c, d, e].into_iter().enumerate().take(count) {
            directory.agencies.push(Agency::named(agency_id(number), format!("Agency {number}")));
            directory.places.extend(places);
            directory.services.extend(services);
        }
        directory
    })
}

fn whereabouts() -> impl Strategy<Value = Whereabouts> {
    prop_oneof![
        point().prop_map(Whereabouts::Point),
        postal_code().prop_map(|code| Whereabouts::postal_code(&code).unwrap()),
        county().prop_map(Whereabouts::County),
    ]
}

fn age() -> impl Strategy<Value = AgeBand> {
    select(vec![(16, 16), (17, 19), (18, 24), (30, 35), (60, 70), (25, Group::NO_LIMIT)])
        .prop_map(|(from, to)| AgeBand { from, to })
}

/// A profile of up to four needs.
pub(crate) fn profile() -> impl Strategy<Value = Profile> {
    let avoid =
        (subsequence(vec![agency_id(0), agency_id(9)], 0..=1), vec((whereabouts(), 1.0..20.0), 0..=1));
    let avoid = avoid.prop_map(|(agencies, places)| Avoid {
        agencies,
        places: places.into_iter().map(|(place, km)| AvoidedPlace { place, km }).collect(),
    });
    let avoid = prop_oneof![3 => Just(Avoid::default()), 1 => avoid];
    let household = (any::<bool>(), any::<bool>(), any::<bool>());
    let household = household.prop_map(|(children, pets, partner)| Household { children, pets, partner });
    (
        subsequence(needs(), 1..=4).prop_shuffle(),
        option::weighted(0.7, whereabouts()),
        option::weighted(0.6, 0.0..70.0),
        some(words::<Language>(&["en", "es", "ht"]), 2),
        option::of(age()),
        prop_oneof![2 => Just(Household::default()), 1 => household],
        some(populations(), 2),
        some(kinds(), 8),
        some(words::<Feature>(&["wheelchair", "single-room", "interpreter", "confidential-location"]), 1),
        avoid,
    )
        .prop_map(
            |(
                needs,
                place,
                max_travel_km,
                languages,
                age,
                household,
                populations,
                cannot,
                must_have,
                avoid,
            )| {
                Profile {
                    needs,
                    place,
                    max_travel_km,
                    languages,
                    age,
                    household,
                    populations,
                    cannot,
                    must_have,
                    avoid,
                }
            },
        )
}
