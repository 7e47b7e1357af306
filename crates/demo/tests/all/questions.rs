//! The questions are well put, and what makes their answers worth reading is there.

use network::{Requirement, Service, Strength};
use serde_json::Value;
use vocabulary::{Kind, Need, Population, Word};

use crate::{TODAY, directory, service};

#[expect(clippy::expect_used, reason = "a test's own helper")]
fn codes<W: Word>(profile: &Value, field: &str) -> Vec<W> {
    let codes = profile.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    codes.iter().map(|code| W::from_code(code.as_str().expect("a code")).expect("a known code")).collect()
}

fn asks<'a>(service: &'a Service, kind: &str) -> Option<&'a Requirement> {
    service.requirements.iter().find(|asked| asked.kind.code() == kind && asked.strength != Strength::Never)
}

#[test]
fn every_profile_is_in_the_words_of_the_vocabulary() {
    let questions = demo::questions();
    assert_eq!(questions.len(), 3);
    let asked = questions.iter().map(|question| question.profile_json.clone());
    for text in asked.chain(demo::needs(TODAY)) {
        let profile: Value = serde_json::from_str(&text).expect("JSON");
        assert!(!codes::<Need>(&profile, "needs").is_empty());
        codes::<Kind>(&profile, "cannot");
        codes::<Population>(&profile, "populations");
        codes::<vocabulary::Feature>(&profile, "must_have");
        codes::<vocabulary::Language>(&profile, "languages");
        assert!(profile["place"].is_object(), "{text}");
    }
}

#[test]
fn a_place_tonight_without_id_or_phone_is_confirmed_and_its_neighbours_differ_in_who_can_waive() {
    let directory = directory();
    let beds = service(&directory, "harborlight-emergency-shelter-2");
    assert!(beds.is_confirmed_on(TODAY));
    assert!(asks(beds, "photo-id").is_none() && asks(beds, "phone-screening").is_none());
    let waiver = |id: &str| asks(service(&directory, id), "photo-id").expect("asked").waiver.code();
    assert_eq!(waiver("ropewalk-mission-emergency-shelter-2"), "by the family floor lead");
    assert_eq!(waiver("calder-shelter-emergency-shelter"), "no");
    let lawyer = service(&directory, "ellery-legal-immigration-law");
    assert!(lawyer.is_confirmed_on(TODAY) && asks(lawyer, "photo-id").is_none());
}

#[test]
fn one_house_meets_three_of_the_needs_of_a_mother_on_the_kansas_side() {
    let directory = directory();
    for id in ["emergency-shelter", "child-care", "survivor-counseling"] {
        let service = service(&directory, &format!("meadowlark-center-{id}"));
        assert!(service.is_confirmed_on(TODAY));
        assert!(asks(service, "tb-test").is_none() && asks(service, "police-pickup").is_none());
    }
    let across = service(&directory, "union-orchard-emergency-shelter");
    assert_eq!(across.areas, [network::Area::State("MO".into())]);
}

#[test]
fn recovery_starts_without_conditions_and_the_ranch_is_one_or_two_rules_away() {
    let directory = directory();
    let same_day = service(&directory, "stage-road-clinic-outpatient-recovery");
    assert!(asks(same_day, "sobriety").is_none() && same_day.is_confirmed_on(TODAY));
    let bunkhouse = service(&directory, "mill-ditch-recovery-transitional-housing");
    assert_eq!(asks(bunkhouse, "sobriety").expect("asked").waiver.code(), "by the ranch manager");
    assert!(service(&directory, "high-valley-law-record-relief").remote);
}
