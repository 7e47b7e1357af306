//! The main job, typed: a directory comes in, a profile goes in, an answer comes out, alike on both engines.

use serde_json::{Value, json};

use crate::command::{run, stores, write};

/// A small directory in HSDS 3.1: two agencies, each with a clinic.
fn directory() -> String {
    let service = |id: &str, name: &str, extra: Value| {
        let mut service = json!({
            "id": id,
            "name": name,
            "status": "active",
            "languages": [{"id": format!("{id}-en"), "code": "en", "name": "English"}],
            "service_areas": [{"id": format!("{id}-area"), "name": "Illinois", "extent": "Illinois", "extent_type": "state"}],
            "attributes": [{"id": format!("{id}-need"), "link_id": id, "link_entity": "service", "value": "",
                "taxonomy_term": {"id": "t", "code": "civil-legal-help", "name": "civil-legal-help",
                    "description": "", "taxonomy": "continuum"}}],
        });
        service.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        service
    };
    let documents = json!({"required_documents": [{"id": "d", "document": "Photo ID"}]});
    json!([
        {"id": "open", "name": "Open Law", "description": "Legal help", "services": [service("o1", "Open clinic", json!({}))]},
        {"id": "strict", "name": "Strict Law", "description": "Legal help", "services": [service("s1", "Strict clinic", documents)]},
    ])
    .to_string()
}

#[test]
fn a_directory_comes_in_and_a_profile_is_answered_alike_on_both_engines() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "directory.json", &directory());
    write(
        folder.path(),
        "profile.json",
        r#"{"needs": ["civil-legal-help", "dental"], "cannot": ["photo-id"]}"#,
    );
    let mut answers = Vec::new();
    for db in stores(folder.path()) {
        let import = ["directory", "import", "directory.json", "--json", "--db", &db];
        let imported = run(folder.path(), &import).json();
        assert_eq!((&imported["organizations"], &imported["services"]), (&json!(2), &json!(2)));
        assert_eq!(imported["changes"]["added"], 2);

        let again = run(folder.path(), &import).json();
        assert_eq!(
            again["changes"],
            json!({"added": 0, "changed": 0, "unchanged": 2, "no_longer_named": 0, "services": []}),
            "twice changes nothing"
        );

        let ask = ["reach", "--profile", "profile.json", "--json", "--as-of", "2026-11-21", "--db", &db];
        answers.push(run(folder.path(), &ask).json());
    }
    assert_eq!(answers[0], answers[1]);

    let answer = &answers[0];
    assert_eq!(answer["as_of"], "2026-11-21");
    let legal = &answer["needs"][0];
    assert_eq!(legal["need"], "civil-legal-help");
    assert_eq!(legal["reachable"][0]["service"], "o1");
    assert_eq!(legal["reachable"][0]["standing"], "ask-first");
    assert_eq!(
        legal["near"],
        json!([{"service": "s1", "agency": "strict", "name": "Strict clinic", "km": null,
            "blocked_by": [{"code": "photo-id", "source": "declared", "waiver": "unknown"}],
            "why": ["not-confirmed", "place"]}])
    );
    let reasons = ["avoided", "place", "language", "population", "feature", "requirements", "closed", "full"];
    assert_eq!(
        legal["out"],
        reasons.iter().map(|reason| ((*reason).to_owned(), json!(0))).collect::<Value>()
    );
    assert_eq!(
        answer["plan"],
        json!({"doors": [{"agency": "open", "services": ["o1"]}], "unmet": ["dental"], "exact": true})
    );
    assert!(answer["left_open"].as_array().unwrap().contains(&json!("place")));
}

#[test]
fn next_months_export_of_a_list_brings_it_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "may.json", &directory());
    write(folder.path(), "june.json", &directory().replace("Open clinic", "Wide open clinic"));
    assert_eq!(run(folder.path(), &["directory", "import", "may.json"]).code, 0);
    let refused = run(folder.path(), &["directory", "import", "june.json"]);
    assert!(refused.refusal().contains("--source may"), "{}", refused.err);
    let json = run(folder.path(), &["directory", "import", "june.json", "--source", "may", "--json"]).json();
    assert_eq!(json["changes"]["changed"], 1);
    assert_eq!(json["changes"]["unchanged"], 1);
    assert_eq!(
        json["changes"]["services"],
        json!([{"change": "changed", "agency": "open", "service": "o1", "name": "Wide open clinic",
            "fields": ["name"]}])
    );

    let agencies: Vec<Value> = serde_json::from_str(&directory()).unwrap();
    write(folder.path(), "july.json", &json!([agencies[0]]).to_string());
    let told = run(folder.path(), &["directory", "import", "july.json", "--source", "may"]);
    assert!(told.out.contains("not in it any more: 1."), "{}", told.out);
    assert!(told.out.contains("  not in it any more: Strict clinic"), "{}", told.out);
    assert!(told.out.contains("  changed: Open clinic (name)"), "{}", told.out);
}

#[test]
fn what_if_says_which_rule_to_waive_first() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "directory.json", &directory());
    write(
        folder.path(),
        "needs.jsonl",
        "{\"needs\": [\"civil-legal-help\"], \"cannot\": [\"photo-id\"], \"avoid\": {\"agencies\": [\"open\"]}, \
         \"weight\": 3}\n\n{\"needs\": [\"civil-legal-help\", \"dental\"]}\n",
    );
    write(folder.path(), "proposal.json", r#"{"needs": ["dental"]}"#);
    for db in stores(folder.path()) {
        assert_eq!(run(folder.path(), &["directory", "import", "directory.json", "--db", &db]).code, 0);
        let ask = ["what-if", "--needs", "needs.jsonl", "--propose", "proposal.json", "--json", "--db", &db];
        let found = run(folder.path(), &ask).json();
        assert_eq!((&found["needs"], &found["out_of_reach"]), (&json!(5), &json!(4)));
        assert_eq!(found["single"], json!([{"waive": "photo-id", "needs": 3}]));
        assert_eq!(found["agency"][0]["agency"], "strict");
        assert_eq!(found["sequence"], json!([{"waive": ["photo-id"], "gain": 3}]));
        assert_eq!(found["proposal"], json!({"needs": 1}));
    }
}

#[test]
fn without_json_the_answer_is_for_people() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "directory.json", &directory());
    write(folder.path(), "profile.json", r#"{"needs": ["civil-legal-help"], "cannot": ["photo-id"]}"#);
    let imported = run(folder.path(), &["directory", "import", "directory.json"]);
    assert!(imported.out.contains("2 organizations, 2 services"), "{}", imported.out);
    let answer = run(folder.path(), &["reach", "--profile", "profile.json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    for sentence in ["Fewest doors: 1", "Open clinic — Open Law", "a rule away", "nobody has said"] {
        assert!(answer.out.contains(sentence), "{sentence}\n{}", answer.out);
    }
}

#[test]
fn what_is_not_right_goes_back_as_a_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    let record = json!({"id": "s1", "name": "Open clinic TBD", "status": "active", "last_modified": "2020-01-01",
        "url": "www.open.example.org", "organization": {"id": "open", "name": "Open Law"}});
    write(folder.path(), "list.json", &record.to_string());
    let check = ["directory", "check", "list.json", "--json", "--out", "es.xlsx", "--lang", "es"];
    let ran = run(folder.path(), &[check.as_slice(), &["--as-of", "2026-11-21"]].concat());
    assert_eq!(ran.code, 1, "{}", ran.err);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let codes: Vec<_> =
        found["findings"].as_array().unwrap().iter().filter_map(|f| f["code"].as_str()).collect();
    assert_eq!(codes, ["editing-marks", "need-not-recognised", "stale-record", "web-address-without-scheme"]);
    let workbook = std::fs::read(folder.path().join("es.xlsx")).unwrap();
    assert!(workbook.starts_with(b"PK\x03\x04"));

    let db = format!("sqlite:{}", folder.path().join("x.sqlite").display());
    let import = ["directory", "import", "list.json", "--db", &db, "--findings", "en.xlsx"];
    assert_eq!(run(folder.path(), &import).code, 0);
    assert!(folder.path().join("en.xlsx").is_file());
    let source = std::fs::read(folder.path().join("list.json")).unwrap();
    for (over, said) in [("list.json", "end in .xlsx"), ("en.xlsx", "is there already")] {
        let refused = run(folder.path(), &["directory", "check", "list.json", "--out", over]);
        assert!(refused.refusal().contains(said), "{}", refused.err);
    }
    assert_eq!(std::fs::read(folder.path().join("list.json")).unwrap(), source, "the source is left alone");
    let nowhere = run(folder.path(), &["directory", "check", "list.json", "--out", "no/such/folder.xlsx"]);
    assert!(nowhere.refusal().contains("cannot be written"), "{}", nowhere.err);
    let language = run(folder.path(), &["directory", "check", "list.json", "--lang", "xx"]);
    assert!(language.err.contains("is not one of the languages"), "{}", language.err);
}
