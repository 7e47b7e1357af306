//! A made-up directory of any size: the same for the same number of services.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use network::{
    Address, Agency, AgencyId, AppliesTo, Audience, Directory, Group, Place, PlaceId, Requirement, Schedule,
    Service, ServiceId, Source, Strength, Visibility, Waiver,
};
use vocabulary::Set;

use crate::country::Country;
use crate::numbers::{Numbers, Weighted};

/// The day on which all questions are asked.
pub const AS_OF: Date = date(2026, 6, 1);
/// Services an agency has, all in one place.
pub const OF_AN_AGENCY: usize = 5;
/// The share of services that say whom they are for.
const WITH_AUDIENCE: f64 = 0.3;
/// The share of services that their agencies confirmed within the year.
const CONFIRMED: f64 = 0.4;
/// The seed of the services.
const SEED: u64 = 0x5e1f;

const OFFERS: [&str; 12] = [
    "Case Management",
    "Community Kitchen",
    "Counseling Center",
    "Dental Clinic",
    "Family Center",
    "Food Pantry",
    "Health Center",
    "Housing Help",
    "Job Training",
    "Legal Aid",
    "Safe House",
    "Shelter",
];

/// Makes a directory of so many services. Ids are in the order of the lists.
pub fn make(country: &Country, services: usize) -> Directory {
    let mut numbers = Numbers::new(SEED);
    let mut directory = Directory::default();
    let agencies = services.div_ceil(OF_AN_AGENCY);
    directory.agencies.reserve_exact(agencies);
    directory.places.reserve_exact(agencies);
    directory.services.reserve_exact(services);
    let any_population = Weighted::new(country.populations.iter().map(|_| 1.0));
    for at in 0..agencies {
        let id = AgencyId::from(format!("a{at:06}"));
        let place = place(country, &id, &mut numbers);
        let town = place.address.city.clone().unwrap_or_default();
        for service in (at * OF_AN_AGENCY)..((at + 1) * OF_AN_AGENCY).min(services) {
            let offer = OFFERS[numbers.whole(0, OFFERS.len() - 1)];
            let id = (id.clone(), ServiceId::from(format!("s{service:07}")));
            let mut made = Service::named(id.0, id.1, format!("{town} {offer} {}", numbers.whole(1, 999)));
            made.places = vec![place.id.clone()];
            fill(&mut made, country, &any_population, &mut numbers);
            directory.services.push(made);
        }
        directory.agencies.push(Agency::named(id, format!("{town} Partners {at}")));
        directory.places.push(place);
    }
    directory
}

fn place(country: &Country, agency: &AgencyId, numbers: &mut Numbers) -> Place {
    let (town, point) = country.somewhere(numbers);
    Place {
        id: PlaceId::from("office"),
        agency: agency.clone(),
        name: None,
        address: Address {
            city: Some(town.name.clone()),
            postal_code: Some(town.postal_code.clone()),
            ..Address::default()
        },
        point,
        transport: None,
        features: Set::default(),
        phones: Vec::new(),
        schedule: Schedule::default(),
        set_aside: None,
        source: None,
        attributes: Vec::new(),
    }
}

fn fill(service: &mut Service, country: &Country, any_population: &Weighted, numbers: &mut Numbers) {
    let needs = numbers.whole(1, 3);
    service.needs =
        country.need.draw_several(numbers, needs).into_iter().map(|at| country.needs[at]).collect();
    let languages = numbers.whole(1, 4);
    let languages = country.language.draw_several(numbers, languages);
    service.languages = languages.into_iter().map(|at| country.languages[at]).collect();
    if numbers.chance(WITH_AUDIENCE) {
        let populations = numbers.whole(1, 3);
        let populations = any_population.draw_several(numbers, populations);
        let any_of = populations.into_iter().map(|at| Group::Population(country.populations[at])).collect();
        service.audience = vec![Audience { any_of, quote: None, field: None }];
    }
    let asked = country.kinds.iter().filter(|(_, share)| numbers.chance(*share));
    let asked: Vec<_> = asked.map(|(kind, _)| *kind).collect();
    service.requirements = asked
        .into_iter()
        .map(|kind| Requirement {
            kind,
            strength: Strength::Always,
            applies_to: AppliesTo::Everyone,
            waiver: waiver(numbers),
            source: Source::Declared,
            quote: None,
            field: None,
            seen: None,
            confirmed: None,
            visible_to: Visibility::Public,
        })
        .collect();
    let days = i64::try_from(numbers.whole(0, 364)).unwrap_or_default();
    let years = if numbers.chance(CONFIRMED) { 0 } else { 2 };
    service.confirmed = AS_OF.checked_sub(days.days().years(years)).ok();
}

fn waiver(numbers: &mut Numbers) -> Waiver {
    match numbers.whole(0, 3) {
        0 => Waiver::By("the manager".into()),
        1 => Waiver::No,
        _ => Waiver::Unknown,
    }
}
