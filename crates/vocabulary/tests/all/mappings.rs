//! Mappings resolve: from the tags of real directories to needs.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{
    LifeDomain, Need, Set, Word, needs_by_open_eligibility, needs_by_open_eligibility_name,
    open_eligibility_terms,
};

fn need(code: &str) -> Need {
    Need::from_code(code).unwrap()
}

#[test]
fn every_need_has_a_phase_and_every_life_domain_a_need() {
    for need in Need::all() {
        assert!(!need.phases().is_empty(), "{need} stands in no phase");
    }
    let domains: BTreeSet<_> = Need::all().map(Need::domain).collect();
    assert_eq!(domains, LifeDomain::all().collect());
}

#[test]
fn a_directorys_tag_finds_its_needs_by_id_and_by_name() {
    let shelter = Set::from(need("emergency-shelter"));
    assert_eq!(needs_by_open_eligibility(1121), shelter);
    assert_eq!(needs_by_open_eligibility(1135), shelter);
    assert_eq!(needs_by_open_eligibility_name(" emergency SHELTER "), shelter);

    let sober_living: Set<Need> = [need("substance-use"), need("transitional-housing")].into_iter().collect();
    assert_eq!(needs_by_open_eligibility_name("Sober Living"), sober_living);

    assert!(needs_by_open_eligibility(0).is_empty());
    assert!(needs_by_open_eligibility_name("Animal Welfare").is_empty());
    assert!(needs_by_open_eligibility_name("").is_empty());
}

#[test]
fn a_term_means_the_same_by_id_and_by_name() {
    let mut names = BTreeMap::new();
    for (id, name) in open_eligibility_terms() {
        assert_eq!(needs_by_open_eligibility(id), needs_by_open_eligibility_name(name), "{id} {name}");
        assert_eq!(names.insert(id, name), None, "{id} has two names");
    }
    for need in Need::all() {
        for id in need.open_eligibility() {
            assert!(needs_by_open_eligibility(*id).contains(need), "{need}: {id}");
        }
    }
}

/// Open Eligibility was made for general directories and has no term for these.
#[test]
fn only_known_needs_are_without_a_term() {
    let without: Vec<_> =
        Need::all().filter(|need| need.open_eligibility().is_empty()).map(Word::code).collect();
    assert_eq!(
        without,
        [
            "emergency-medical-care",
            "trafficking-specific-counseling",
            "criminal-record-relief",
            "victim-compensation",
            "family-reunification",
            "going-home",
        ]
    );
}

#[test]
fn every_mapped_term_is_in_the_taxonomy() {
    let Some(fixtures) = testkit::fixtures() else {
        testkit::skipped("the Open Eligibility taxonomy is not beside this checkout");
        return;
    };
    let csv = std::fs::read_to_string(fixtures.join("directory/openeligibility/taxonomy.csv")).unwrap();
    let taxonomy: BTreeMap<u32, &str> = csv
        .lines()
        .skip(1)
        .map(|line| {
            let (id, rest) = line.split_once(',').unwrap();
            (id.parse().unwrap(), rest.split('"').nth(1).unwrap())
        })
        .collect();
    assert!(taxonomy.len() > 200, "only {} terms were read", taxonomy.len());
    for (id, name) in open_eligibility_terms() {
        assert_eq!(taxonomy.get(&id), Some(&name), "term {id}");
    }
    for (id, name) in taxonomy {
        assert_eq!(
            needs_by_open_eligibility(id),
            needs_by_open_eligibility_name(name),
            "{id} {name}: the taxonomy lists this name under several parents; map every id"
        );
    }
}
