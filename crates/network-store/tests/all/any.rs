//! Any directory that the model allows, with every field filled in some of them.

use jiff::civil::{Date, Time};
use network::{
    Address, Agency, AppliesTo, Area, Attribute, Audience, Capacity, County, Days, Directory, Group, Hours,
    Phone, PhoneUse, Place, PlaceId, Point, Requirement, Schedule, Service, Source, Status, Strength,
    Visibility, Waiver,
};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use vocabulary::{Set, Word};

/// A directory, in the order in which the store gives it back.
pub(crate) fn directory() -> impl Strategy<Value = Directory> {
    let places = btree_map(id(), place(), 0..3);
    let services = btree_map(id(), (service(), vec(any::<Index>(), 0..3)), 0..4);
    btree_map(id(), (agency(), places, services), 0..4).prop_map(|agencies| {
        let mut directory = Directory::default();
        for (agency_id, (agency, places, services)) in agencies {
            let ids: Vec<PlaceId> = places.keys().map(|id| id.as_str().into()).collect();
            for (id, place) in places {
                let (id, agency) = (id.into(), agency_id.as_str().into());
                directory.places.push(Place { id, agency, ..place });
            }
            for (id, (service, at)) in services {
                let at = at.iter().filter(|_| !ids.is_empty()).map(|index| index.get(&ids).clone());
                let (id, agency, places) = (id.into(), agency_id.as_str().into(), at.collect());
                directory.services.push(Service { id, agency, places, ..service });
            }
            directory.agencies.push(Agency { id: agency_id.into(), ..agency });
        }
        directory
    })
}

/// An agency with an id of no meaning.
fn agency() -> impl Strategy<Value = Agency> {
    let more = (of(text()), of(text()), of(text()), of(text()), of(text()));
    (text(), more, of(text()), phones(), attributes()).prop_map(|(name, more, source, phones, attributes)| {
        let (alternate_name, description, website, email, site) = more;
        Agency {
            id: "".into(),
            name,
            alternate_name,
            description,
            website,
            email,
            phones,
            site,
            source,
            attributes,
        }
    })
}

fn place() -> impl Strategy<Value = Place> {
    let address = (of(text()), of(text()), of(text()), of(text()), of(text()), of(text()));
    let texts = (of(text()), of(text()), of(text()), of(text()));
    (address, texts, of(point()), words(), phones(), schedule(), attributes()).prop_map(
        |(address, (name, transport, set_aside, source), point, features, phones, schedule, attributes)| {
            let (street, city, county, state, postal_code, country) = address;
            let shown = set_aside.is_none();
            Place {
                id: "".into(),
                agency: "".into(),
                name,
                address: Address {
                    street: street.filter(|_| shown),
                    city,
                    county,
                    state,
                    postal_code: postal_code.filter(|_| shown),
                    country,
                },
                point: point.filter(|_| shown),
                transport: transport.filter(|_| shown),
                features,
                phones,
                schedule,
                set_aside,
                source,
                attributes: if shown { attributes } else { Vec::new() },
            }
        },
    )
}

fn service() -> impl Strategy<Value = Service> {
    let texts =
        (of(text()), of(text()), of(text()), of(text()), of(text()), of(text()), of(text()), of(text()));
    let codes =
        (select(vec![Status::Active, Status::Paused, Status::Ended]), select(Visibility::ALL), of(text()));
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let sets = (words(), words(), words());
    let lists = (
        vec(audience(), 0..3),
        vec(area(), 0..4),
        phones(),
        schedule(),
        vec(requirement(), 0..4),
        attributes(),
        of(capacity()),
    );
    (text(), texts, codes, flags, sets, lists, (of(date()), of(date()))).prop_map(
        |(name, texts, codes, flags, sets, lists, dates)| {
            let (alternate_name, description, url, email, eligibility, application, documents, fees) = texts;
            let (status, visible_to, source) = codes;
            let (crisis_line, remote, interpreters, confidential) = flags;
            let (needs, languages, features) = sets;
            let (audience, areas, phones, schedule, requirements, attributes, capacity) = lists;
            let (confirmed, checked) = dates;
            Service {
                id: "".into(),
                agency: "".into(),
                name,
                alternate_name,
                description,
                url,
                email,
                status,
                needs,
                crisis_line,
                remote,
                languages,
                interpreters,
                audience,
                features,
                places: Vec::new(),
                areas,
                phones,
                schedule,
                eligibility,
                application,
                documents,
                fees,
                requirements,
                capacity,
                confidential,
                visible_to,
                confirmed,
                checked,
                source,
                attributes,
            }
        },
    )
}

/// What a service asks of people.
pub(crate) fn requirement() -> impl Strategy<Value = Requirement> {
    let applies_to = prop_oneof![
        Just(AppliesTo::Everyone),
        Just(AppliesTo::Adults),
        Just(AppliesTo::Minors),
        text().prop_map(AppliesTo::Some)
    ];
    let waiver = prop_oneof![Just(Waiver::No), Just(Waiver::Unknown), text().prop_map(Waiver::By)];
    let codes = (select(Strength::ALL), select(Source::ALL), select(Visibility::ALL));
    (word(), codes, applies_to, waiver, of(text()), of(text()), of(any::<u32>()), of(date())).prop_map(
        |(kind, (strength, source, visible_to), applies_to, waiver, quote, field, seen, confirmed)| {
            Requirement {
                kind,
                strength,
                applies_to,
                waiver,
                source,
                quote,
                field,
                seen,
                confirmed,
                visible_to,
            }
        },
    )
}

fn audience() -> impl Strategy<Value = Audience> {
    let ages = (any::<u8>(), any::<u8>()).prop_map(|(from, to)| Group::Aged { from, to });
    let group = prop_oneof![ages, word().prop_map(Group::Population)];
    (vec(group, 0..4), of(text()), of(text())).prop_map(|(any_of, quote, field)| Audience {
        any_of,
        quote,
        field,
    })
}

fn area() -> impl Strategy<Value = Area> {
    prop_oneof![
        text().prop_map(Area::Country),
        text().prop_map(Area::State),
        (text(), of(text())).prop_map(|(name, state)| Area::County(County { name, state })),
        (text(), of(text())).prop_map(|(name, state)| Area::City { name, state }),
        text().prop_map(Area::PostalCode),
        (point(), any::<f64>()).prop_map(|(center, km)| Area::Circle { center, km }),
        text().prop_map(Area::Described),
    ]
}

fn capacity() -> impl Strategy<Value = Capacity> {
    let counts = (of(any::<u32>()), of(any::<u32>()), of(any::<u32>()));
    (counts, any::<bool>(), date(), select(Visibility::ALL)).prop_map(
        |((open, waiting, wait_days), takes_waiting, as_of, visible_to)| Capacity {
            open,
            takes_waiting,
            waiting,
            wait_days,
            as_of,
            visible_to,
        },
    )
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let hours = (any::<u8>(), time(), time(), of(date()), of(date())).prop_map(
        |(days, opens, closes, from, until)| Hours {
            days: Days::from_bits(days),
            opens,
            closes,
            from,
            until,
        },
    );
    (any::<bool>(), vec(hours, 0..3), of(text()), of(text()))
        .prop_map(|(always, hours, note, time_zone)| Schedule { always, hours, note, time_zone })
}

fn phones() -> impl Strategy<Value = Vec<Phone>> {
    let phone = (text(), of(text()), select(&PhoneUse::ALL[..]), of(text()));
    vec(
        phone.prop_map(|(number, extension, used_for, note)| Phone { number, extension, used_for, note }),
        0..3,
    )
}

fn attributes() -> impl Strategy<Value = Vec<Attribute>> {
    vec((text(), text()).prop_map(|(name, value)| Attribute { name, value }), 0..3)
}

fn words<W: Word + std::fmt::Debug>() -> impl Strategy<Value = Set<W>> {
    vec(word(), 0..4).prop_map(|words| words.into_iter().collect())
}

fn word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    (0..W::count()).prop_map(|index| W::from_index(index).unwrap())
}

fn point() -> impl Strategy<Value = Point> {
    (-90.0..=90.0, -180.0..=180.0)
        .prop_filter_map("(0, 0) is no point", |(latitude, longitude)| Point::new(latitude, longitude))
}

fn date() -> impl Strategy<Value = Date> {
    (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn time() -> impl Strategy<Value = Time> {
    (0_i8..24, 0_i8..60, 0_i8..60, prop_oneof![Just(0), 0..1_000_000_000])
        .prop_map(|(h, m, s, n)| Time::new(h, m, s, n).unwrap())
}

/// An id: anything but NUL, the empty text included.
fn id() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9-]{1,12}", text()]
}

/// A text: anything but NUL.
fn text() -> impl Strategy<Value = String> {
    vec(any::<char>().prop_filter("no engine stores NUL alike", |c| *c != '\0'), 0..8)
        .prop_map(String::from_iter)
}
