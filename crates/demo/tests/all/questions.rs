//! The questions are well put, and their answers are worth reading.

use network::Visibility;
use reach::{Profile, Snapshot};
use serde_json::Value;

use crate::{TODAY, directory};

/// The answer to a question, as `continuum reach --json` prints it to the public.
#[expect(clippy::expect_used, reason = "a test's own helper")]
fn answer(question: usize) -> Value {
    let snapshot = Snapshot::build(&directory(), Visibility::Public);
    let profile = Profile::from_json(&demo::questions()[question].profile_json).expect("a profile");
    reach::answer(&snapshot, &profile, TODAY).to_json(&snapshot)
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// How many needs, and the agencies of the plan.
fn doors(answer: &Value) -> (usize, Vec<&str>) {
    let doors = list(&answer["plan"], "doors").iter().filter_map(|door| door["agency"].as_str()).collect();
    (list(answer, "needs").len(), doors)
}

/// Of one need: services and their standing.
fn standings(need: &Value) -> Vec<(&str, &str)> {
    let reachable = list(need, "reachable").iter();
    reachable.filter_map(|found| Some((found["service"].as_str()?, found["standing"].as_str()?))).collect()
}

/// Of one need: the near misses and who can waive what.
fn near(need: &Value) -> Vec<(&str, Vec<&str>)> {
    let near = list(need, "near").iter();
    near.filter_map(|miss| {
        let waivers = list(miss, "blocked_by").iter().filter_map(|asked| asked["waiver"].as_str()).collect();
        Some((miss["service"].as_str()?, waivers))
    })
    .collect()
}

#[test]
fn every_profile_can_be_asked() {
    assert_eq!(demo::questions().len(), 3);
    for question in demo::questions() {
        Profile::from_json(&question.profile_json).expect("a profile");
    }
    for line in demo::needs() {
        let mut profile: Value = serde_json::from_str(&line).expect("JSON");
        let weight = profile.as_object_mut().and_then(|profile| profile.remove("weight"));
        assert!(weight.and_then(|weight| weight.as_u64()).is_some_and(|weight| weight > 0));
        Profile::from_json(&profile.to_string()).expect("a profile");
    }
}

#[test]
fn a_place_tonight_and_a_lawyer_take_two_doors_and_the_near_misses_differ_in_who_can_waive() {
    let answer = answer(0);
    assert_eq!(doors(&answer), (3, vec!["harborlight", "ellery-legal"]));
    let shelter = &answer["needs"][0];
    assert_eq!(standings(shelter)[0], ("harborlight-emergency-shelter-2", "confirmed"));
    assert!(standings(shelter).iter().any(|(_, standing)| *standing == "ask-first"));
    let near = near(shelter);
    for expected in [
        ("ropewalk-mission-emergency-shelter-2", vec!["by the family floor lead"]),
        ("calder-shelter-emergency-shelter", vec!["no"]),
    ] {
        assert!(near.contains(&expected), "{expected:?} is not in {near:?}");
    }
    assert!(near.iter().any(|(_, waivers)| waivers == &["unknown"]), "{near:?}");
}

#[test]
fn one_house_on_the_kansas_side_meets_three_needs_and_the_other_state_is_out_of_reach() {
    let answer = answer(1);
    assert_eq!(doors(&answer), (4, vec!["meadowlark-center", "line-workers-center"]));
    let shelter = &answer["needs"][0];
    assert_eq!(
        near(shelter),
        [
            ("casa-girasol-emergency-shelter", vec!["unknown"]),
            ("bluestem-haven-emergency-shelter", vec!["by the director", "by the director"]),
        ]
    );
    assert!(shelter["out"]["place"].as_u64() > Some(2));
}

#[test]
fn in_the_mountains_four_needs_take_three_doors_and_the_bunkhouse_is_one_rule_away() {
    let answer = answer(2);
    let (needs, doors) = doors(&answer);
    assert_eq!((needs, doors.len()), (4, 3));
    assert!(doors.contains(&"high-valley-law"));
    assert_eq!(
        near(&answer["needs"][1]),
        [("mill-ditch-recovery-transitional-housing", vec!["by the ranch manager"])]
    );
    assert_eq!(answer["needs"][0]["out"]["requirements"], 1);
}

#[test]
fn what_the_other_sites_offer_does_not_stand_in_an_answer() {
    for question in 0..3 {
        let answer = answer(question);
        let directory = directory();
        let site_of = |service: &str| {
            let service = directory.services.iter().find(|found| found.id.as_str() == service)?;
            directory.agencies.iter().find(|agency| agency.id == service.agency)?.site.clone()
        };
        let sites: std::collections::BTreeSet<_> =
            list(&answer, "needs").iter().flat_map(standings).map(|(service, _)| site_of(service)).collect();
        assert_eq!(sites.len(), 1, "{sites:?}");
    }
}
