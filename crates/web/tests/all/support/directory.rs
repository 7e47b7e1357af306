//! Small directories.

use jiff::civil::{Date, date};
use network::{
    Address, Agency, AgencyId, AppliesTo, Directory, Phone, PhoneUse, Place, Point, Requirement, Schedule,
    Service, ServiceId, Source, Strength, Visibility, Waiver,
};
use vocabulary::{Kind, Need};

pub(crate) const LAST_WEEK: Date = date(2026, 3, 4);

pub(crate) fn agency(id: &str, name: &str) -> Agency {
    Agency {
        id: id.into(),
        name: name.into(),
        alternate_name: None,
        description: None,
        website: None,
        email: None,
        phones: Vec::new(),
        site: None,
        source: None,
        attributes: Vec::new(),
    }
}

/// A service that meets a need, confirmed last week.
pub(crate) fn service(agency: &str, id: &str, name: &str, need: &str) -> Service {
    let mut service = Service::named(AgencyId::from(agency), ServiceId::from(id), name);
    service.needs.insert(need.parse::<Need>().unwrap());
    service.confirmed = Some(LAST_WEEK);
    service.phones.push(Phone {
        number: "(618) 555-0142".into(),
        extension: None,
        used_for: PhoneUse::Voice,
        note: None,
    });
    service
}

/// Something declared, always asked of everyone.
pub(crate) fn asks(kind: &str, waiver: Waiver) -> Requirement {
    Requirement {
        kind: kind.parse::<Kind>().unwrap(),
        strength: Strength::Always,
        applies_to: AppliesTo::Everyone,
        waiver,
        source: Source::Declared,
        quote: None,
        field: None,
        seen: None,
        confirmed: None,
        visible_to: Visibility::Public,
    }
}

/// One agency `a` with these services.
pub(crate) fn one_agency(services: Vec<Service>) -> Directory {
    Directory { agencies: vec![agency("a", "Agency A")], places: Vec::new(), services }
}

/// A place of agency `a` in a town, with its county and state, and a point of its own.
pub(crate) fn place(id: &str, town: &str, county: &str, postal_code: &str, latitude: f64) -> Place {
    let address = Address {
        city: Some(town.into()),
        county: Some(county.into()),
        state: Some("CA".into()),
        postal_code: Some(postal_code.into()),
        ..Address::default()
    };
    Place {
        id: id.into(),
        agency: "a".into(),
        name: None,
        address,
        point: Point::new(latitude, -120.0),
        transport: None,
        features: vocabulary::Set::EMPTY,
        phones: Vec::new(),
        schedule: Schedule::default(),
        set_aside: None,
        source: None,
        attributes: Vec::new(),
    }
}
