//! What cannot be done ends with exit code 2 and one sentence that names the place, and writes nothing.

use crate::command::{run, write};

#[test]
fn a_profile_that_cannot_be_read_names_the_file_and_the_field() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "p.json", r#"{"needs": ["dental"], "cannot": ["photoid"]}"#);
    let refused = run(folder.path(), &["reach", "--profile", "p.json"]);
    for part in ["p.json", "cannot[0]", "photoid", "photo-id"] {
        assert!(refused.refusal().contains(part), "{part}: {}", refused.err);
    }
    let missing = run(folder.path(), &["reach", "--profile", "nowhere.json"]);
    assert!(missing.refusal().contains("nowhere.json"));
}

#[test]
fn a_line_of_needs_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "n.jsonl", "{\"needs\": [\"dental\"]}\n{\"needs\": [\"dental\"], \"weight\": 0}\n");
    let refused = run(folder.path(), &["what-if", "--needs", "n.jsonl"]);
    assert!(
        refused.refusal().contains("n.jsonl: line 2") && refused.err.contains("weight"),
        "{}",
        refused.err
    );
    std::fs::write(folder.path().join("l.jsonl"), b"{\"needs\": [\"dental\"]}\n\xff\n").unwrap();
    let refused = run(folder.path(), &["what-if", "--needs", "l.jsonl"]);
    assert!(refused.refusal().contains("line 2") && refused.err.contains("UTF-8"), "{}", refused.err);
}

#[test]
fn asking_before_there_is_a_store_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "p.json", r#"{"needs": ["dental"]}"#);
    let refused = run(folder.path(), &["reach", "--profile", "p.json"]);
    assert!(refused.refusal().contains("directory import"));
    assert!(!folder.path().join("network.sqlite").exists(), "asking makes no store");
}

#[test]
fn an_unknown_engine_is_named_and_a_password_is_not_echoed() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "p.json", r#"{"needs": ["dental"]}"#);
    let ask = |db: &str| run(folder.path(), &["reach", "--profile", "p.json", "--db", db]);
    let refused = ask("mysql://me:secret@127.0.0.1/x");
    assert!(refused.refusal().contains("mysql") && !refused.err.contains("secret"), "{}", refused.err);
    let refused = ask("postgres://me:secret@127.0.0.1:1/x");
    assert!(!refused.refusal().contains("secret"), "{}", refused.err);
}

#[test]
fn a_source_that_cannot_be_read_leaves_no_store_behind() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "broken.json", "{\"id\": \"1\",\n \"name\": ");
    let refused = run(folder.path(), &["directory", "import", "broken.json"]);
    assert!(refused.refusal().contains("broken.json"), "{}", refused.err);
    let missing = run(folder.path(), &["directory", "import", "nowhere"]);
    assert!(missing.refusal().contains("nowhere"), "{}", missing.err);
    assert!(!folder.path().join("network.sqlite").exists());
}

#[test]
fn settings_that_are_not_known_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "c.toml", "netwrok = \"sqlite:x\"\n");
    write(folder.path(), "p.json", r#"{"needs": ["dental"]}"#);
    let refused = run(folder.path(), &["reach", "--profile", "p.json", "--config", "c.toml"]);
    assert!(
        refused.refusal().contains("c.toml: line 1") && refused.err.contains("netwrok"),
        "{}",
        refused.err
    );
}

#[test]
fn an_agency_to_avoid_that_is_not_there_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "d.json", r#"[{"id": "a1", "name": "One", "description": "x", "services": []}]"#);
    assert_eq!(run(folder.path(), &["directory", "import", "d.json"]).code, 0);
    write(folder.path(), "p.json", r#"{"needs": ["dental"], "avoid": {"agencies": ["a2"]}}"#);
    let refused = run(folder.path(), &["reach", "--profile", "p.json"]);
    assert!(refused.refusal().contains("avoid.agencies") && refused.err.contains("a2"), "{}", refused.err);
    let refused = run(folder.path(), &["what-if", "--needs", "p.json"]);
    assert!(refused.refusal().contains("line 1") && refused.err.contains("a2"), "{}", refused.err);
}

#[test]
fn no_needs_are_said_rather_than_counted() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "n.jsonl", "\n\n");
    assert!(run(folder.path(), &["what-if", "--needs", "n.jsonl"]).refusal().contains("no profile"));
}

#[test]
fn a_check_keeps_nothing_and_its_code_tells_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list");
    std::fs::create_dir(&list).unwrap();
    write(&list, "organizations.csv", "id,name\na1,Elm House\n");
    write(&list, "services.csv", "id,organization_id,name\ns1,a1,Elm legal aid\n");
    write(&list, "phones.csv", "id,service_id,number\nt1,s1,555-0100\n");
    let clean = run(folder.path(), &["directory", "check", "list"]);
    assert_eq!((clean.code, clean.err.as_str()), (0, ""), "{}", clean.out);
    assert!(clean.out.contains("1 organizations, 1 services, 0 locations"), "{}", clean.out);
    write(&list, "phones.csv", "id,service_id,number\nt1,s1,555-0100\nt2,s9,555-0101\n");
    let found = run(folder.path(), &["directory", "check", "list", "--json"]);
    assert_eq!(found.code, 1, "{}", found.err);
    let json: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!((&json["services"], &json["source"]), (&1.into(), &"list".into()));
    let codes: Vec<_> = json["findings"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
    assert_eq!(codes, ["missing-reference", "orphan-row"]);
    assert_eq!(json["findings"][1]["examples"][0]["row"], 3);
    assert!(run(folder.path(), &["directory", "check", "nowhere"]).refusal().contains("nowhere"));
    assert!(!folder.path().join("network.sqlite").exists());
}
