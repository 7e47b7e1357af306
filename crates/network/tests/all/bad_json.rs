//! Whatever is wrong with a file of JSON is a sentence or a finding.

use network::import::{ImportError, hsds_json};

use crate::support::{count, file, finding, json};

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let error = json(&deep).unwrap_err();
    assert!(error.to_string().contains("nested more than 128 deep"), "{error}");
}

#[test]
fn a_file_that_is_not_json_is_named_with_line_and_column() {
    let error = json("{\n  \"id\": \"1\",\n  oops\n}").unwrap_err().to_string();
    assert!(error.starts_with("list.json, line 3, column"), "{error}");
    let error = json("{\"id\": \"1\"").unwrap_err().to_string();
    assert!(error.contains("ends in the middle"), "{error}");
    assert!(matches!(json("  \n").unwrap_err(), ImportError::Empty { .. }));
    let bytes = hsds_json(&[file("list.json", b"{\"id\": \"\xff\"}")], "list").unwrap_err();
    assert!(matches!(bytes, ImportError::NotUtf8 { byte: 8, .. }), "{bytes}");
    assert!(matches!(json("[1, \"two\", null]").unwrap_err(), ImportError::NothingRecognised { .. }));
}

#[test]
fn one_bad_line_or_file_does_not_stop_the_others() {
    let good = "{\"id\":\"s1\",\"name\":\"Elm law\",\"status\":\"active\"}";
    let lines = format!("{good}\n{{oops\n\n{}\n", good.replace("s1", "s2"));
    let imported = hsds_json(&[file("list.ndjson", lines)], "list").unwrap();
    assert_eq!(imported.counts.services, 2);
    let said = finding(&imported, "files", "file-not-read").unwrap();
    assert_eq!((said.count, said.examples[0].row), (1, Some(2)));
    let imported = hsds_json(&[file("a.json", good), file("b.json", "{")], "folder").unwrap();
    assert_eq!(imported.counts.services, 1);
    assert_eq!(count(&imported, "files", "file-not-read"), 1);
}

#[test]
fn wrong_types_ids_and_dates_are_findings() {
    let long = "x".repeat(1_000_000);
    let list = format!(
        r#"[{{"id":"s1","name":{{"not":"text"}},"status":"purple","assured_date":"0000-01-01","phones":[{{"number":"none"}}, 7]}},
            {{"id":"s1","name":"Again","status":"active"}},
            {{"name":"No id","status":"active"}},
            {{"id":"{long}","name":"Long","status":"active"}},
            {{"id":"s2","name":"Elm law","status":"active","minimum_age":"old","phones":"no list"}}]"#
    );
    let imported = json(&list).unwrap();
    assert_eq!(imported.counts.services, 2);
    assert_eq!(count(&imported, "services", "duplicate-id"), 1);
    assert_eq!(count(&imported, "services", "missing-id"), 1);
    assert_eq!(count(&imported, "services", "id-too-long"), 1);
    assert_eq!(count(&imported, "services", "bad-phone"), 1);
    assert_eq!(count(&imported, "services", "missing-name"), 1);
    // name, status, date, a phone and a list of phones that are none, an age.
    assert_eq!(count(&imported, "services", "bad-value"), 6);
}
