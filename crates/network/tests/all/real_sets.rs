//! Real lists, where they lie beside the repository. The figures were counted from the files by other means.

use std::collections::BTreeMap;
use std::path::PathBuf;

use network::import::{ImportError, Imported, read};
use network::{Area, Group, Source};
use vocabulary::Word;

use crate::support::{asks, asks_of, count};

fn path(of: &str) -> Option<PathBuf> {
    let path =
        testkit::fixtures().map(|fixtures| fixtures.join("directory").join(of)).filter(|path| path.exists());
    if path.is_none() {
        testkit::skipped(&format!("the files of directory/{of} are not here"));
    }
    path
}

pub(crate) fn import(of: &str) -> Option<Imported> {
    let mut last = None;
    let imported = read(&path(of)?, None, &mut |progress| last = Some(progress)).unwrap();
    let last = last.expect("progress is told");
    assert_eq!(last.done, last.total);
    Some(imported)
}

fn counts(imported: &Imported) -> (usize, usize, usize) {
    (imported.counts.organizations, imported.counts.services, imported.counts.locations)
}

fn tally(values: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for value in values {
        *tally.entry(value).or_insert(0) += 1;
    }
    tally
}

fn asked(imported: &Imported) -> BTreeMap<String, usize> {
    tally(imported.directory.services.iter().flat_map(|service| asks_of(service, Source::Declared)))
}

fn found(imported: &Imported) -> Vec<(String, u64)> {
    imported.findings.iter().map(|f| (format!("{} {}", f.table, f.code), f.count)).collect()
}

fn expect<const N: usize>(tally: &BTreeMap<String, usize>, expected: [(&str, usize); N]) {
    for (key, count) in expected {
        assert_eq!(tally.get(key), Some(&count), "{key} in {tally:#?}");
    }
}

#[test]
fn illinois_is_counted_exactly() {
    let Some(imported) = import("illinois-legal-aid") else { return };
    assert_eq!(counts(&imported), (33, 429, 520));
    assert_eq!(imported.directory.agencies.len(), 33 + 280);
    // Four services tell where they are and name no location.
    assert_eq!(imported.directory.places.len(), 520 + 4);
    assert_eq!(imported.directory.places.iter().filter(|place| place.point.is_some()).count(), 330 + 4);
    let expected = [
        ("locations hours-unclear", 19),
        ("locations likely-duplicate", 2),
        // Of 520 offices, services name the point of 330.
        ("locations missing-coordinates", 190),
        ("locations missing-reference", 448),
        ("organizations agency-without-services", 6),
        ("services hours-unclear", 19),
        ("services missing-id", 1),
        ("services missing-reference", 340),
        ("services need-not-recognised", 1),
        ("services not-for-individuals", 4),
    ];
    assert_eq!(found(&imported), expected.map(|(key, count)| (key.to_owned(), count)));
    expect(
        &asked(&imported),
        [
            ("fee never everyone", 282),
            ("fee sometimes some:people with an income", 19),
            ("fee always everyone", 13),
            ("income-limit always everyone", 115),
            ("phone-screening always everyone", 89),
            ("phone-screening sometimes some:people who apply by telephone", 94),
            ("in-person-intake always everyone", 38),
            ("appointment-only never everyone", 55),
        ],
    );
    let services = &imported.directory.services;
    assert_eq!(services.iter().filter(|service| !service.audience.is_empty()).count(), 68);
    assert_eq!(services.iter().filter(|service| service.status == network::Status::Paused).count(), 43);
    assert_eq!(services.iter().filter(|service| service.schedule.always).count(), 5);
    assert!(services.iter().all(|service| !service.crisis_line && service.confirmed.is_none()));
    let sourced = services.iter().flat_map(|service| &service.requirements);
    assert!(sourced.into_iter().all(|asked| asked.source != Source::Seen && asked.field.is_some()));
    let zones = tally(services.iter().filter_map(|service| service.schedule.time_zone.clone()));
    assert_eq!(zones.keys().collect::<Vec<_>>(), ["America/Chicago"]);
}

#[test]
fn commas_inside_a_population_of_illinois_do_not_part_it() {
    let Some(imported) = import("illinois-legal-aid") else { return };
    let groups = imported.directory.services.iter().flat_map(|service| &service.audience);
    let groups = tally(groups.map(|audience| format!("{:?}", audience.any_of)));
    expect(
        &groups,
        [
            ("[Population(abuse-or-crime)]", 8),
            ("[Population(abuse-or-crime), Population(immigrants)]", 1),
            ("[Aged { from: 60, to: 255 }]", 30),
            ("[Population(in-custody)]", 1),
        ],
    );
    assert_eq!(count(&imported, "services", "value-not-mapped"), 0);
}

#[test]
fn florida_is_counted_exactly() {
    let Some(imported) = import("florida") else { return };
    assert_eq!(counts(&imported), (20, 135, 378));
    assert_eq!(imported.directory.agencies.len(), 20);
    let expected = [
        // "Central (old)"; "State: <b>IL</b>", whose markup is turned into what it shows; "Do Not Use".
        ("locations editing-marks", 1),
        ("locations likely-duplicate", 12),
        ("locations markup-in-text", 1),
        ("locations missing-coordinates", 378),
        ("locations test-record", 1),
        ("organizations agency-without-services", 2),
        ("organizations web-address-without-scheme", 14),
        // One row is shifted: a text in the column of addresses for mail, an address of the web in that of ages.
        ("services bad-email", 1),
        ("services bad-value", 1),
        ("services bad-web-address", 1),
        ("services nameless-column", 2),
        ("services web-address-without-scheme", 44),
    ];
    assert_eq!(found(&imported), expected.map(|(key, count)| (key.to_owned(), count)));
    expect(
        &asked(&imported),
        [
            ("income-limit always everyone", 48),
            ("immigration-status always everyone", 20),
            ("immigration-status always some:people who are not survivors of trafficking or abuse", 30),
        ],
    );
    let services = &imported.directory.services;
    let group = |group: &Group| match group {
        Group::Aged { from, to } => format!("{from}-{to}"),
        Group::Population(population) => population.code().to_owned(),
    };
    let groups =
        tally(services.iter().flat_map(|service| &service.audience).flat_map(|a| &a.any_of).map(group));
    expect(
        &groups,
        [
            ("18-255", 12),
            ("60-255", 4),
            ("55-255", 1),
            ("0-59", 3),
            ("0-23", 1),
            ("veterans", 10),
            ("in-custody", 2),
        ],
    );
    assert_eq!(services.iter().filter(|service| !service.areas.is_empty()).count(), 130);
    let areas = services.iter().flat_map(|service| &service.areas);
    assert!(
        areas
            .into_iter()
            .all(|area| matches!(area, Area::County(county) if county.state.as_deref() == Some("FL")))
    );
    let places = &imported.directory.places;
    assert_eq!(places.iter().filter(|place| place.address.street.is_some()).count(), 82);
    assert_eq!(places.iter().map(|place| place.phones.len()).sum::<usize>(), 90);
}

#[test]
fn twice_the_same_list_is_the_same_directory() {
    for of in ["illinois-legal-aid", "florida", "oruk-default"] {
        let Some(first) = import(of) else { return };
        assert_eq!(Some(first), import(of));
    }
}

#[test]
fn the_examples_of_the_standard_load() {
    let one_of_each = [
        "hsds-3.1/examples/service_full.json",
        "hsds-3.1/examples/organization_full.json",
        "hsds-3.1/examples/service_at_location_full.json",
        "hsds-3.1/examples/service_at_location_list.json",
        "hsds-3.1/examples-3.1.x/service_full.json",
        "hsds-3.1/examples-3.1.x/organization_full.json",
        "hsds-3.1/examples-3.1.x/service_at_location_full.json",
        "hsds-3.1/examples",
        "hsds-3.1/examples-3.1.x",
        "mock-hsds-api/data",
    ];
    for of in one_of_each {
        let Some(imported) = import(of) else { return };
        assert_eq!(counts(&imported), (1, 1, 1), "{of}: {:?}", imported.findings);
        assert_eq!(count(&imported, "locations", "bad-coordinates"), 1, "{of}: a latitude of 100");
    }
    for (of, expected) in [
        ("hsds-3.1/examples/organization_list.json", (1, 0, 0)),
        ("hsds-3.1/examples/service_list.json", (1, 1, 0)),
        ("oruk-default", (10, 1, 1)),
    ] {
        let Some(imported) = import(of) else { return };
        assert_eq!(counts(&imported), expected, "{of}: {:?}", imported.findings);
    }
}

#[test]
fn an_example_asks_what_its_tables_and_texts_state() {
    let Some(imported) = import("hsds-3.1/examples/service_full.json") else { return };
    assert_eq!(
        asks(&imported.directory.services[0]),
        [
            "photo-id always everyone",
            "proof-of-address always everyone",
            "fee sometimes some:Under 18s and Over 60s",
            // Read from how to apply: "If you are an NHS patient …", "If you are not …".
            "agency-referral sometimes everyone",
            "appointment-only sometimes everyone"
        ]
    );
    let service = &imported.directory.services[0];
    assert_eq!(service.audience[0].any_of, [Group::Aged { from: 12, to: Group::NO_LIMIT }]);
    assert!(service.capacity.is_none(), "a capacity in kilograms is no room for people");
    assert!(service.interpreters);
}

#[test]
fn what_is_no_directory_is_refused_with_a_sentence() {
    for (of, said) in [
        ("hsds-3.1/examples/taxonomy.json", "holds no organization, service or location"),
        ("openeligibility/taxonomy.json", "holds no organization, service or location"),
        ("florida/LICENSE", "is not a source that can be read"),
    ] {
        let Some(path) = path(of) else { return };
        let error: ImportError = read(&path, None, &mut |_| {}).unwrap_err();
        assert!(error.to_string().contains(said), "{of}: {error}");
    }
}

/// Counted from the files by the foreign keys that the descriptor declares.
#[test]
fn the_tables_of_the_standard_refer_to_rows_that_are_not_there() {
    let lost = |imported: &Imported| -> Vec<(String, u64)> {
        let lost = imported.findings.iter().filter(|finding| finding.code == "missing-reference");
        lost.map(|finding| (finding.table.clone(), finding.count)).collect()
    };
    for (of, expected, others) in [
        (
            "hsds-3.1/examples-3.1.x/csv",
            vec![("contacts", 2), ("locations", 1), ("taxonomy_terms", 1)],
            vec![
                "addresses column-not-kept",
                "attributes orphan-row",
                "contacts contact-not-kept",
                "locations bad-coordinates",
                "meta_table_descriptions not-of-a-listing",
                "metadata orphan-row",
                "schedules hours-unclear",
                "service_capacity bad-value",
                "services column-not-kept",
            ],
        ),
        (
            "hsds-3.1/examples/csv",
            vec![
                ("contacts", 2),
                ("locations", 1),
                ("service_areas", 1),
                ("service_capacity", 2),
                ("taxonomy_terms", 1),
            ],
            vec![
                "addresses column-not-kept",
                "attributes orphan-row",
                "contacts contact-not-kept",
                "files descriptor-unreadable",
                "locations bad-coordinates",
                "meta_table_descriptions not-of-a-listing",
                "metadata orphan-row",
                "schedules hours-unclear",
                "service_capacity orphan-row",
                "services column-not-kept",
                "url orphan-row",
            ],
        ),
    ] {
        let Some(imported) = import(of) else { return };
        assert_eq!(counts(&imported), (1, 1, 1), "{of}");
        let expected: Vec<_> = expected.into_iter().map(|(table, count)| (table.to_owned(), count)).collect();
        assert_eq!(lost(&imported), expected, "{of}");
        let rest = imported.findings.iter().filter(|finding| finding.code != "missing-reference");
        let rest: Vec<_> = rest.map(|f| (format!("{} {}", f.table, f.code), f.count)).collect();
        assert_eq!(rest, others.into_iter().map(|key| (key.to_owned(), 1)).collect::<Vec<_>>(), "{of}");
    }
}

#[test]
fn the_standards_tables_mean_what_its_json_means() {
    let Some(tables) = import("hsds-3.1/examples-3.1.x/csv") else { return };
    let Some(json) = import("hsds-3.1/examples-3.1.x/service_full.json") else { return };
    let (tables, json) = (&tables.directory.services[0], &json.directory.services[0]);
    assert_eq!(asks(tables), asks(json));
    assert_eq!(
        (&tables.name, &tables.eligibility, &tables.fees),
        (&json.name, &json.eligibility, &json.fees)
    );
    assert_eq!((&tables.audience, &tables.needs), (&json.audience, &json.needs));
    assert_eq!(
        (tables.languages, tables.checked, &tables.areas),
        (json.languages, json.checked, &json.areas)
    );
    assert_eq!(tables.schedule, json.schedule);
    assert_eq!(tables.places, json.places);
}
