//! A small directory with every field filled.

use jiff::civil::{date, time};
use network::{
    Address, Agency, AppliesTo, Area, Attribute, Audience, Capacity, County, Days, Directory, Group, Hours,
    Phone, PhoneUse, Place, Point, Requirement, Schedule, Service, Source, Status, Strength, Visibility,
    Waiver,
};
use vocabulary::{Kind, Population, Word};

/// The name of its source.
pub(crate) const SOURCE: &str = "helpline";

/// An agency with two places and two services; all of it from [`SOURCE`].
pub(crate) fn directory() -> Directory {
    Directory {
        agencies: vec![agency("a1")],
        places: vec![place("a1", "p1"), set_aside("a1", "p2")],
        services: vec![service("a1", "s1"), plain("a1", "s2")],
    }
}

pub(crate) fn agency(id: &str) -> Agency {
    Agency {
        id: id.into(),
        name: "Harbour House".into(),
        alternate_name: Some("HH".into()),
        description: Some("Shelter and advocacy.\nDay and night.".into()),
        website: Some("harbour.example".into()),
        email: Some("hello@harbour.example".into()),
        phones: vec![phone("555-0100", PhoneUse::Voice), phone("555-0101", PhoneUse::Crisis)],
        site: Some("north".into()),
        source: Some(SOURCE.into()),
        attributes: vec![attribute("year_incorporated", "1998")],
    }
}

pub(crate) fn place(agency: &str, id: &str) -> Place {
    Place {
        id: id.into(),
        agency: agency.into(),
        name: Some("Front office".into()),
        address: Address {
            street: Some("12 Quay Street".into()),
            city: Some("Harbour".into()),
            county: Some("Cook".into()),
            state: Some("IL".into()),
            postal_code: Some("60601".into()),
            country: Some("US".into()),
        },
        point: Point::new(41.88, -87.63),
        transport: Some("Bus 12".into()),
        features: words(&["wheelchair"]),
        phones: vec![phone("555-0102", PhoneUse::Tty)],
        schedule: schedule(),
        set_aside: None,
        source: Some(SOURCE.into()),
        attributes: vec![attribute("Parking", "behind the house"), attribute("Lift", "yes")],
    }
}

/// A place whose address was set aside.
pub(crate) fn set_aside(agency: &str, id: &str) -> Place {
    let address = Address { city: Some("Harbour".into()), state: Some("IL".into()), ..Address::default() };
    let set_aside = Some("12 Q**** S*****".into());
    let attributes = Vec::new();
    Place { name: None, address, point: None, transport: None, set_aside, attributes, ..place(agency, id) }
}

/// A service of which little is known.
pub(crate) fn plain(agency: &str, id: &str) -> Service {
    Service { source: Some(SOURCE.into()), ..Service::named(agency.into(), id.into(), "Legal advice") }
}

pub(crate) fn service(agency: &str, id: &str) -> Service {
    Service {
        id: id.into(),
        agency: agency.into(),
        name: "Night shelter".into(),
        alternate_name: Some("Beds".into()),
        description: Some("A bed for tonight.".into()),
        url: Some("https://harbour.example/beds".into()),
        email: Some("beds@harbour.example".into()),
        status: Status::Paused,
        needs: vocabulary::Need::all().take(2).collect(),
        crisis_line: true,
        remote: true,
        languages: words(&["en", "es"]),
        interpreters: true,
        audience: vec![Audience {
            any_of: vec![
                Group::Aged { from: 18, to: Group::NO_LIMIT },
                Group::Population(Population::from_index(0).unwrap()),
            ],
            quote: Some("Women and anyone over 18".into()),
            field: Some("eligibility_description".into()),
        }],
        features: words(&["wheelchair"]),
        places: vec!["p2".into(), "p1".into()],
        areas: vec![
            Area::Country("US".into()),
            Area::State("IL".into()),
            Area::County(County { name: "Cook".into(), state: Some("IL".into()) }),
            Area::City { name: "Harbour".into(), state: None },
            Area::PostalCode("60601".into()),
            Area::Circle { center: Point::new(41.9, -87.6).unwrap(), km: 12.5 },
            Area::Described("the lake shore".into()),
        ],
        phones: vec![phone("555-0103", PhoneUse::Crisis), phone("555-0104", PhoneUse::Text)],
        schedule: schedule(),
        eligibility: Some("Anyone".into()),
        application: Some("Call".into()),
        documents: Some("None".into()),
        fees: Some("Free".into()),
        requirements: vec![requirement(0, AppliesTo::Adults), requirement(1, AppliesTo::Everyone)],
        capacity: Some(capacity(3)),
        confidential: true,
        visible_to: Visibility::Members,
        confirmed: Some(date(2026, 3, 1)),
        checked: Some(date(2026, 2, 1)),
        source: Some(SOURCE.into()),
        attributes: vec![attribute("accreditations", "none"), attribute("alert", "")],
    }
}

/// The n-th kind of requirement, read from a text and not confirmed.
pub(crate) fn requirement(kind: usize, applies_to: AppliesTo) -> Requirement {
    Requirement {
        kind: Kind::from_index(kind).unwrap(),
        strength: Strength::Usually,
        applies_to,
        waiver: Waiver::By("the manager".into()),
        source: Source::Read,
        quote: Some("bring an ID".into()),
        field: Some("documents".into()),
        seen: Some(4),
        confirmed: None,
        visible_to: Visibility::Agency,
    }
}

pub(crate) fn capacity(open: u32) -> Capacity {
    Capacity {
        open: Some(open),
        takes_waiting: true,
        waiting: Some(7),
        wait_days: Some(14),
        as_of: date(2026, 4, 1),
        visible_to: Visibility::Members,
    }
}

fn schedule() -> Schedule {
    let hours = Hours {
        days: Days::WORKING,
        opens: time(9, 30, 0, 0),
        closes: time(17, 0, 0, 0),
        from: Some(date(2026, 1, 1)),
        until: Some(date(2026, 12, 31)),
    };
    let all_year = Hours { days: Days::ALL, from: None, until: None, ..hours };
    Schedule {
        always: true,
        hours: vec![hours, all_year],
        note: Some("ring twice".into()),
        time_zone: Some("America/Chicago".into()),
    }
}

fn phone(number: &str, used_for: PhoneUse) -> Phone {
    Phone { number: number.into(), extension: Some("7".into()), used_for, note: Some("days".into()) }
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute { name: name.into(), value: value.into() }
}

fn words<W: Word>(codes: &[&str]) -> vocabulary::Set<W> {
    codes.iter().map(|code| W::from_code(code).unwrap()).collect()
}
