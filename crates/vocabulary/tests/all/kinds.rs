//! Requirement kinds: which there are, and their stage and mechanism.

use std::collections::BTreeSet;

use vocabulary::Mechanism::{Burden, Excludes, LossOfAutonomy, Mistrust};
use vocabulary::Stage::{Contact, Eligibility, Entry, Stay};
use vocabulary::{Flag, Kind, Locale, Mechanism, Stage, Word};

const FIELD: &[(Stage, Mechanism, &str)] = &[
    (
        Eligibility,
        Excludes,
        "photo-id social-security-number proof-of-address birth-certificate proof-of-income income-limit \
         insurance fee tb-test medical-clearance drug-test sobriety no-medication background-check \
         no-criminal-record immigration-status local-residency age-limit-children no-children no-pets \
         no-partner trafficking-certification",
    ),
    (Eligibility, Mistrust, "police-report law-enforcement-cooperation"),
    (Contact, Mistrust, "phone-screening"),
    (Contact, Burden, "agency-referral appointment-only in-person-intake application-form"),
    (Entry, Mistrust, "police-pickup"),
    (
        Entry,
        LossOfAutonomy,
        "safety-hold phone-surrender search-of-belongings communication-blackout release-as-condition",
    ),
    (
        Stay,
        LossOfAutonomy,
        "curfew shared-room mandatory-program religious-participation no-visitors no-outside-work \
         no-partner-contact medication-surrender real-name tell-your-story publicity minimum-commitment \
         length-of-stay",
    ),
];

#[test]
fn every_kind_stands_in_its_stage_and_keeps_people_out_in_its_way() {
    let mut listed = BTreeSet::new();
    for &(stage, mechanism, codes) in FIELD {
        for code in codes.split_whitespace() {
            let kind = Kind::from_code(code).unwrap();
            assert_eq!((kind.stage(), kind.mechanism()), (stage, mechanism), "{kind}");
            listed.insert(kind);
        }
    }
    let all: BTreeSet<_> = Kind::all().collect();
    assert_eq!(all, listed);
}

#[test]
fn a_waiting_list_is_capacity_and_not_a_requirement() {
    assert!(Kind::from_code("waiting-list").is_err());
}

#[test]
fn agencies_are_told_what_a_funder_may_forbid() {
    let flagged = [
        (Flag::ReleaseAsCondition, "release-as-condition"),
        (Flag::ImmigrationStatus, "immigration-status"),
        (Flag::HealthCondition, "tb-test medical-clearance drug-test sobriety no-medication"),
        (Flag::CriminalRecord, "background-check no-criminal-record"),
        (Flag::Publicity, "publicity"),
    ];
    for (flag, codes) in flagged {
        let kinds: Vec<_> = Kind::all().filter(|kind| kind.flag() == Some(flag)).map(Word::code).collect();
        assert_eq!(kinds, codes.split_whitespace().collect::<Vec<_>>(), "{flag:?}");
        assert!(Locale::ALL.iter().all(|&locale| flag.sentence(locale).ends_with('.')), "{flag:?}");
        assert_eq!(flag.citation().is_some(), flag.unlawful_for_many(), "{flag:?}");
    }
}
