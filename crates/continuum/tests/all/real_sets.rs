//! Both real sets import and answer a question for somebody who has no ID and will not speak by phone.

use serde_json::{Value, json};

use crate::command::{run, stores, write};

fn answers(set: &str, place: &str) -> Option<Value> {
    let Some(fixtures) = testkit::fixtures() else {
        testkit::skipped("the real sets are not beside this checkout");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let profile = format!(
        r#"{{"needs": ["civil-legal-help", "immigration-relief"], "place": {place},
            "cannot": ["photo-id", "phone-screening"]}}"#
    );
    write(folder.path(), "p.json", &profile);
    let source = fixtures.join("directory").join(set);
    let mut answers = Vec::new();
    for db in stores(folder.path()) {
        let import = ["directory", "import", source.to_str().unwrap(), "--json", "--db", &db];
        let first = run(folder.path(), &import).json();
        let second = run(folder.path(), &import).json();
        assert_eq!(second["changes"]["unchanged"], first["changes"]["added"], "twice changes nothing");
        let ask = ["reach", "--profile", "p.json", "--json", "--as-of", "2026-11-21", "--db", &db];
        answers.push(run(folder.path(), &ask).json());
    }
    assert_eq!(answers[0], answers[1], "alike on both engines");
    answers.pop()
}

/// Nothing that asks for a call is offered as open, and every service that meets the need is accounted for.
fn check(answer: &Value) {
    for need in answer["needs"].as_array().unwrap() {
        let reachable = need["reachable"].as_array().unwrap();
        assert!(!reachable.is_empty(), "{}", need["need"]);
        assert!(reachable.iter().all(|one| one["standing"] == "ask-first"), "an import confirms nothing");
        let near = need["near"].as_array().unwrap();
        assert!(near.iter().all(|one| one["blocked_by"].as_array().is_some_and(|rules| !rules.is_empty())));
        assert!(need["out"]["place"].as_u64().unwrap() > 0, "some serve other counties");
    }
    assert_eq!(answer["plan"]["unmet"], json!([]));
    assert_eq!(answer["plan"]["exact"], true);
}

#[test]
fn illinois_answers_somebody_without_id_who_will_not_speak_by_phone() {
    let Some(answer) = answers("illinois-legal-aid", r#"{"county": "Cook", "state": "IL"}"#) else { return };
    check(&answer);
    let near = answer["needs"][0]["near"].as_array().unwrap();
    let by_phone = near.iter().filter(|one| one["blocked_by"][0]["code"] == "phone-screening").count();
    assert!(by_phone > 0, "services that one applies to by telephone alone are one rule away");
}

#[test]
fn florida_answers_somebody_without_id_who_will_not_speak_by_phone() {
    let Some(answer) = answers("florida", r#"{"county": "Broward", "state": "FL"}"#) else { return };
    check(&answer);
}
