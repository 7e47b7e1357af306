//! Where many services meet a need, most are judged together and most are never looked at one by one: the answer is
//! that to each of them alone.

use std::collections::BTreeMap;

use network::{
    Address, Agency, AgencyId, AppliesTo, Directory, Place, Point, Requirement, Schedule, Service, Source,
    Status, Strength, Visibility, Waiver,
};
use proptest::prelude::*;
use reach::{Answer, Avoid, Profile, Snapshot, Whereabouts, answer};
use vocabulary::Set;

use crate::agreement::check_first;
use crate::arbitrary::{TODAY, directory, kinds, needs, profile};
use crate::naive::{Case, Naive};

/// Several hundred services: many small directories as one, with agencies of their own.
fn crowd() -> impl Strategy<Value = Directory> {
    prop::collection::vec(directory(), 20..50).prop_map(|directories| {
        let mut crowd = Directory::default();
        for (number, directory) in directories.into_iter().enumerate() {
            let renamed = |id: &AgencyId| AgencyId::from(format!("{number}-{id}"));
            for mut agency in directory.agencies {
                agency.id = renamed(&agency.id);
                crowd.agencies.push(agency);
            }
            for mut place in directory.places {
                place.agency = renamed(&place.agency);
                crowd.places.push(place);
            }
            for mut service in directory.services {
                service.agency = renamed(&service.agency);
                crowd.services.push(service);
            }
        }
        crowd
    })
}

/// Services with one need, spread evenly over two degrees either way: open and confirmed, open, a rule away, and for
/// others, in turn.
fn spread(services: u32) -> Directory {
    // Steps of the golden ratio and of the square root of two fall evenly between 0 and 1.
    let between = |number: u32, step: f64| (f64::from(number) * step).fract();
    let agency = |number: u32| AgencyId::from(format!("a{:04}", number / 3));
    let mut directory = Directory::default();
    for number in 0..services {
        let id = format!("s{number:04}");
        let mut service = Service::named(agency(number), id.as_str().into(), format!("Door {}", number % 7));
        service.needs = [needs()[0]].into_iter().collect();
        service.places = vec![id.as_str().into()];
        match number % 5 {
            0 => service.confirmed = Some(TODAY),
            1 => service.requirements = vec![rule(Waiver::By("whoever is there".into()))],
            2 => service.requirements = vec![rule(Waiver::No)],
            3 => service.status = Status::Paused,
            _ => {}
        }
        let (north, east) = (between(number, 0.618_033_988_749_895), between(number, 0.414_213_562_373_095));
        directory.places.push(Place {
            id: id.as_str().into(),
            agency: agency(number),
            point: Point::new(39.0 + 2.0 * north, -90.0 + 2.0 * east),
            name: None,
            address: Address::default(),
            transport: None,
            features: Set::EMPTY,
            phones: Vec::new(),
            schedule: Schedule::default(),
            set_aside: None,
            source: None,
            attributes: Vec::new(),
        });
        directory.services.push(service);
        if number.is_multiple_of(3) {
            directory.agencies.push(Agency::named(agency(number), format!("Agency {number}")));
        }
    }
    directory
}

/// The first kind is always asked, and cannot be or can be waived.
fn rule(waiver: Waiver) -> Requirement {
    Requirement {
        kind: kinds()[0],
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

#[test]
fn the_first_of_many_are_the_first_of_all() {
    let directory = spread(4_000);
    let snapshot = Snapshot::build(&directory, Visibility::Public);
    let places = directory.places.iter().step_by(199);
    for (at, km) in places.zip([8.0, 25.0, 60.0, 200.0].into_iter().cycle()) {
        let mut profile = Profile::of_needs([needs()[0]]);
        profile.place = at.point.map(Whereabouts::Point);
        profile.max_travel_km = Some(km);
        profile.cannot = [kinds()[0]].into_iter().collect();
        let whole = answer(&snapshot, &profile, TODAY);
        if km > 100.0 {
            let need = &whole.needs[0];
            assert!(need.confirmed.count.min(need.ask_first.count).min(need.near.count) > 200);
        }
        for most in [1, 5, 20, 60] {
            check_first(&snapshot, &profile, &whole, most);
        }
    }
}

/// The profile of somebody who stays away from an agency that there is not: nothing else changes for them, but each
/// service is looked at one by one.
fn one_by_one(profile: &Profile) -> Profile {
    let avoid = Avoid { agencies: vec![AgencyId::from("of no directory")], places: Vec::new() };
    Profile { avoid, ..profile.clone() }
}

/// The profile of somebody somewhere who goes only so far and leaves everything else as it comes: most services are then
/// judged together.
fn judged_together(profile: &Profile) -> Profile {
    let (mut plain, somewhere) = (profile.clone(), Point::new(39.8, -89.6).map(Whereabouts::Point));
    plain.avoid = Avoid::default();
    plain.must_have = Set::EMPTY;
    plain.household.children = false;
    plain.place = plain.place.or(somewhere);
    plain.max_travel_km = plain.max_travel_km.or(Some(40.0));
    plain
}

fn check_counts(directory: &Directory, profile: &Profile, answer: &Answer) {
    let case = Case { directory, profile, as_of: TODAY };
    for need in &answer.needs {
        let (mut open, mut near) = ((0, 0), 0);
        let mut out: BTreeMap<&str, usize> = BTreeMap::new();
        for service in &directory.services {
            match case.verdict(service, need.need) {
                Naive::Open { confirmed: true, .. } => open.0 += 1,
                Naive::Open { confirmed: false, .. } => open.1 += 1,
                Naive::Near { .. } => near += 1,
                Naive::Out(reason) => *out.entry(reason.code()).or_default() += 1,
            }
        }
        assert_eq!((need.confirmed.count, need.ask_first.count, need.near.count), (open.0, open.1, near));
        for (code, count) in need.out_by_reason() {
            assert_eq!(count, out.get(code).copied().unwrap_or_default(), "{code}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 8,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_crowd_is_answered_as_each_service_alone(
        directory in crowd(),
        profiles in prop::collection::vec(profile(), 4),
        most in 1..25_usize,
    ) {
        let snapshot = Snapshot::build(&directory, Visibility::Public);
        for profile in profiles.iter().map(judged_together) {
            let whole = answer(&snapshot, &profile, TODAY);
            check_counts(&directory, &profile, &whole);
            check_first(&snapshot, &profile, &whole, most);
            let one_by_one = answer(&snapshot, &one_by_one(&profile), TODAY);
            prop_assert_eq!(&whole.needs, &one_by_one.needs);
            prop_assert_eq!(&whole.plan, &one_by_one.plan);
        }
    }
}
