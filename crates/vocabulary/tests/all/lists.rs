//! How many words there may be, and which ones must be there.

use std::collections::BTreeSet;

use vocabulary::{
    AudienceRule, Feature, FeatureGroup, Kind, Language, LifeDomain, Need, Phase, Population,
    PopulationGroup, Word,
};

#[test]
fn sets_of_words_fit_their_bits() {
    assert!(Kind::count() <= 56, "{} requirement kinds", Kind::count());
    assert!(Kind::count() + AudienceRule::count() <= 64, "kinds and audience rules share 64 bits");
    assert!(Need::count() <= 60, "{} needs", Need::count());
    assert!(Feature::count() <= 64, "{} features", Feature::count());
    assert!(Population::count() <= 64, "{} populations", Population::count());
    assert!(LifeDomain::count() <= 64, "{} life domains", LifeDomain::count());
    assert!(Language::count() <= 128, "{} languages", Language::count());
}

#[test]
fn the_life_domains_are_the_fields() {
    let domains: Vec<_> = LifeDomain::all().map(Word::code).collect();
    let field = "safety housing money work education health mind substance-use legal migration family \
                 connection belonging";
    assert_eq!(domains, field.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn every_need_of_the_field_stands_in_its_phase() {
    let field = [
        (
            Phase::IMMEDIATE,
            "safety-planning crisis-response emergency-shelter food-and-clothing emergency-medical-care \
             interpretation crisis-legal-advocacy transport",
        ),
        (
            Phase::ONGOING,
            "case-management physical-health reproductive-health dental mental-health \
             trafficking-specific-counseling peer-support substance-use transitional-housing \
             immigration-relief criminal-record-relief civil-legal-help victim-compensation \
             identity-documents benefits",
        ),
        (
            Phase::LONG_TERM,
            "permanent-housing education language-classes life-skills job-training job-placement child-care \
             parenting-and-custody family-reunification going-home community-and-belonging",
        ),
    ];
    for (phase, codes) in field {
        for code in codes.split_whitespace() {
            let need = Need::from_code(code).unwrap();
            assert!(need.phases().contains(phase), "{need} does not stand in {phase}");
        }
    }
    let listed: usize = field.iter().map(|(_, codes)| codes.split_whitespace().count()).sum();
    assert_eq!(Need::count(), listed, "a need has come or gone: say here in which phase it belongs");
}

#[test]
fn every_group_has_words() {
    let features: BTreeSet<_> = Feature::all().map(Feature::group).collect();
    assert_eq!(features, BTreeSet::from(FeatureGroup::ALL));
    let populations: BTreeSet<_> = Population::all().map(Population::group).collect();
    assert_eq!(populations, BTreeSet::from(PopulationGroup::ALL));
}

#[test]
fn naming_one_population_speaks_of_others_only_where_they_exclude_each_other() {
    for (code, exclusive) in [
        ("women", true),
        ("sex-trafficking", true),
        ("domestic-violence", true),
        ("lgbtq", false),
        ("veterans", false),
    ] {
        assert_eq!(Population::from_code(code).unwrap().exclusive_group(), exclusive, "{code}");
    }
}
