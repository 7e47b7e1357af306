//! What texts ask, as the command answers it.

use serde_json::json;

use crate::command::{run, write};

const READ: [&str; 2] = ["directory", "read-requirements"];

#[test]
fn a_text_is_answered_with_quotes_and_places_in_characters() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Señales: traiga identificación. Sin costo.";
    let ran = run(folder.path(), &[READ[0], READ[1], "--text", text, "--field", "application", "--json"]);
    let answer = ran.json();
    assert_eq!(
        answer,
        json!([
            {"code": "photo-id", "quote": "traiga identificación", "start": 9, "end": 30, "polarity": "asked"},
            {"code": "fee", "quote": "Sin costo", "start": 32, "end": 41, "polarity": "not-asked"},
        ])
    );
    let characters: Vec<char> = text.chars().collect();
    for one in answer.as_array().unwrap() {
        let place = |name: &str| usize::try_from(one[name].as_u64().unwrap()).unwrap();
        let quote: String = characters[place("start")..place("end")].iter().collect();
        assert_eq!(one["quote"], quote);
    }
}

#[test]
fn lines_are_answered_one_by_one_and_a_bad_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"id\":7,\"field\":\"documents\",\"text\":\"Photo ID\"}\n\n{\"id\":\"b\",\"text\":\"\"}\n";
    write(folder.path(), "texts.jsonl", lines);
    let good = run(folder.path(), &[READ[0], READ[1], "--jsonl", "texts.jsonl", "--json"]);
    assert_eq!(good.code, 0, "{}", good.err);
    let answers: Vec<serde_json::Value> =
        good.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[0]["id"], &answers[0]["requirements"][0]["code"]), (&json!(7), &json!("photo-id")));
    assert_eq!(answers[1], json!({"id": "b", "requirements": []}));

    let bad = format!(
        "{lines}not json\n{{\"id\":1,\"field\":\"shoes\",\"text\":\"x\"}}\n{{\"id\":2,\"text\":\"Free\"}}\n"
    );
    write(folder.path(), "bad.jsonl", &bad);
    let bad = run(folder.path(), &[READ[0], READ[1], "--jsonl", "bad.jsonl"]);
    assert_eq!(bad.code, 2);
    assert_eq!(bad.out.lines().count(), 3, "the good lines are answered: {}", bad.out);
    assert!(bad.err.contains("bad.jsonl: line 4"), "{}", bad.err);
    assert!(bad.err.contains("and 1 more line"), "{}", bad.err);
}

#[test]
fn phrases_of_a_coalition_count_and_a_bad_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let own = "[[rule]]\nabout = \"shared-room\"\nsays = \"asked\"\nen = [\"bunk in the hall\"]\n";
    write(folder.path(), "ours.toml", own);
    let text = "Every guest gets a bunk in the hall.";
    let with = run(folder.path(), &[READ[0], READ[1], "--text", text, "--phrases", "ours.toml", "--json"]);
    assert_eq!(with.json()[0]["code"], "shared-room");
    let without = run(folder.path(), &[READ[0], READ[1], "--text", text, "--json"]);
    assert_eq!(without.json(), json!([]));

    write(
        folder.path(),
        "bad.toml",
        "[[rule]]\nabout = \"shared-room\"\nsays = \"asked\"\nen = [\"(a|b\"]\n",
    );
    let refused = run(folder.path(), &[READ[0], READ[1], "--text", text, "--phrases", "bad.toml"]);
    assert!(refused.refusal().contains("(a|b"), "{}", refused.err);
    let field = run(folder.path(), &[READ[0], READ[1], "--text", text, "--field", "shoes"]);
    assert_eq!(field.code, 2);
}
