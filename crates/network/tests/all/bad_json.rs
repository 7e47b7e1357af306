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
    let bytes =
        hsds_json(&[file("list.json", b"{\"id\": \"\xff\", \"name\": \"\xc3\xa9\"}")], "list").unwrap_err();
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
    let said = finding(&imported, "files", "file-not-read").unwrap();
    assert_eq!((said.count, said.examples[0].column.as_deref()), (1, None));
    let value = said.examples[0].value.as_deref().unwrap();
    assert!(value.starts_with("line 1, column") && !value.contains("b.json"), "{value}");
}

#[test]
fn ids_and_references_that_can_be_none_are_said() {
    let long = "y".repeat(201);
    let imported = json(&format!(
        r#"[{{"id":"s1","name":"Elm\u0000 law","status":"active","organization_id":"a\u00001","x\u0000y":"z"}},
            {{"id":"s\u00002","name":"Ash law","status":"active"}},
            {{"id":"s3","name":"Fir law","status":"active","organization_id":"{long}"}}]"#
    ))
    .unwrap();
    assert_eq!(count(&imported, "services", "bad-reference"), 2);
    assert_eq!(count(&imported, "services", "bad-id"), 1);
    let all = format!("{imported:?}");
    assert!(!all.contains("\\0"), "{all}");
}

#[test]
fn absurd_room_and_days_are_not_kept() {
    let one = |id: &str, fields: &str| {
        format!(
            r#"{{"id":"{id}","name":"Elm law","status":"active","capacities":[{{"unit":{{"name":"bed"}},{fields}}}]}}"#
        )
    };
    let list = [
        one("s1", r#""available":-3,"updated":"2024-05-31""#),
        one("s2", r#""available":3,"maximum":1e99,"updated":"0000-00-00""#),
        one("s3", r#""available":3,"updated":"9999-12-31""#),
        one("s4", r#""available":4000000000,"updated":"2024-05-31""#),
        one("s5", r#""available":3,"maximum":9,"updated":"2024-05-31""#),
    ];
    let imported = json(&format!("[{}]", list.join(","))).unwrap();
    assert_eq!(count(&imported, "services", "bad-value"), 4);
    assert_eq!(count(&imported, "services", "date-not-standard"), 1);
    let kept = imported.directory.services.iter().filter(|service| service.capacity.is_some());
    assert_eq!(kept.map(|service| service.id.as_str()).collect::<Vec<_>>(), ["s5"]);
}

#[test]
fn a_service_at_a_location_that_lacks_either_is_said() {
    let imported = json(
        r#"[{"id":"s1","name":"Elm law","status":"active","service_at_locations":[{"id":"x1"},{"id":"x2","location":"p1"}]},
            {"id":"x3","location":{"id":"p1","name":"Elm Hall","location_type":"physical"}},
            {"id":"x4","service_id":"s9","location_id":"p1"},
            {"id":"x5","service_id":"s1","location_id":"p1"},
            {"name":"No id","status":"active","service_at_locations":[{"location":{"id":"p2"}}]}]"#,
    )
    .unwrap();
    let said = finding(&imported, "service_at_locations", "lost-link").unwrap();
    let columns: Vec<_> =
        said.examples.iter().map(|e| (e.column.as_deref().unwrap(), e.value.as_deref().unwrap())).collect();
    assert_eq!(
        columns,
        [
            ("location_id", "s1"),
            ("location_id", "s1"),
            ("service_id", "p1"),
            ("service_id", "p2"),
            ("service_id", "s9")
        ]
    );
    assert_eq!(said.count, 5);
    assert_eq!(count(&imported, "service_at_locations", "bad-value"), 1, "a location that is a text");
    assert_eq!(crate::support::service(&imported, "s1").places.len(), 1);
    assert_eq!((imported.counts.locations, count(&imported, "locations", "nobodys-place")), (1, 1));
}

#[test]
fn lists_that_are_none_are_read_or_said() {
    let imported = json(
        r#"[{"id":"a1","name":"Elm","website":"elm.example","services":{"id":"s1","name":"Elm law"},"locations":["p1",{"id":"p2"}]},
            {"id":"s2","name":"Ash law","status":"active","organization":"a1","service_at_locations":7},
            {"id":"s3","name":"Fir law","status":"active","organization_id":["a1"]}]"#,
    )
    .unwrap();
    assert_eq!((imported.counts.services, imported.counts.locations), (3, 1));
    assert_eq!(crate::support::service(&imported, "s1").agency.as_str(), "a1");
    assert_eq!(count(&imported, "organizations", "bad-value"), 1);
    assert_eq!(count(&imported, "services", "bad-value"), 3);
}

#[test]
fn fields_without_a_place_here_are_kept_or_said_once_and_persons_are_not_shown() {
    let one = |id: &str| {
        format!(
            r#"{{"id":"{id}","name":"Elm law","status":"active","funding":[{{"source":"x"}}],"program":{{"name":"y"}},"empty":[],
                "contacts":[{{"name":"Somebody"}}],"service_at_locations":[{{"description":"Upstairs",
                "location":{{"id":"p1","name":"Elm Hall","url":"elm.example"}}}}]}}"#
        )
    };
    let imported = json(&format!("[{},{}]", one("s1"), one("s2"))).unwrap();
    let fields = |table, code| -> Vec<String> {
        let examples =
            finding(&imported, table, code).map(|finding| finding.examples.clone()).unwrap_or_default();
        examples.into_iter().filter_map(|example| example.column).collect()
    };
    let kept = &crate::support::service(&imported, "s1").attributes;
    let kept: Vec<_> = kept.iter().map(|kept| (kept.name.as_str(), kept.value.as_str())).collect();
    assert_eq!(
        kept,
        [("service_at_location.description", "Upstairs"), ("funding.source", "x"), ("program.name", "y")]
    );
    assert_eq!(fields("services", "column-not-kept"), ["contacts"]);
    let place = &imported.directory.places[0].attributes[0];
    assert_eq!((place.name.as_str(), place.value.as_str()), ("url", "elm.example"));
    assert!(!format!("{imported:?}").contains("Somebody"));
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
