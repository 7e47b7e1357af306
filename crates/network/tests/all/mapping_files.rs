//! A mapping that cannot be followed is a sentence that names the file, the table and the column.

use std::fs;

use network::import::{ImportError, Mapping, read, shipped};

fn error(text: &str) -> String {
    Mapping::parse(text, "mine.toml").unwrap_err().to_string()
}

fn with_column(column: &str) -> String {
    format!("source = \"x\"\n[services]\nfile = \"s.csv\"\nid = \"id\"\n[services.columns]\n{column}\n")
}

#[test]
fn mistakes_are_named() {
    assert!(error("source = ").starts_with("mine.toml, line 1: "));
    assert!(error("source = \"x\"").contains("services"));
    let cases = [
        ("a = \"nonsense\"", "column \"a\": means \"nonsense\""),
        (
            "a = { means = \"needs\", values = { b = \"emergency-sheltr\" } }",
            "did you mean `emergency-shelter`?",
        ),
        ("a = { means = \"requirement\" }", "`kind` is to name a requirement"),
        ("a = { means = \"needs\", list = \"dots\" }", "`list` can be"),
        ("a = { means = \"needs\", colour = 1 }", "colour"),
        ("a = { means = \"area\", of = \"planet\" }", "`of` is to be"),
        ("a = { means = \"population\", values = { b = \"60-\" } }", "span of ages"),
        ("a = { means = \"fees\", values = { b = \"dear\" } }", "one of: free, fee"),
        ("a = { means = \"income-limit\", quote = \"none\" }", "{value}"),
        ("a = 7", "is to be a word"),
    ];
    for (column, expected) in cases {
        let said = error(&with_column(column));
        assert!(said.starts_with("mine.toml, [services], column \"a\": "), "{said}");
        assert!(said.contains(expected), "{column}: {said}");
    }
    let path = with_column("").replace("s.csv", "../s.csv");
    assert!(error(&path).contains("name of a file in the folder"));
}

#[test]
fn the_mappings_that_we_ship_parse() {
    let names: Vec<&str> = shipped().iter().map(Mapping::source).collect();
    assert_eq!(names, ["illinois-legal-aid", "florida-legal-aid"]);
}

#[test]
fn a_folder_is_read_with_the_mapping_that_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("mine.toml");
    fs::write(&map, with_column("title = \"name\"")).unwrap();
    let list = folder.path().join("list");
    fs::create_dir(&list).unwrap();
    let without = |list: &std::path::Path| read(list, None, &mut |_| {}).unwrap_err();
    assert!(matches!(without(&list), ImportError::NotASource { .. }));
    fs::write(list.join("s.csv"), "id,title\n1,Elm legal aid\n").unwrap();
    let error = without(&list);
    assert!(error.to_string().contains("list holds s.csv (id, title), but no mapping"), "{error}");
    let imported = read(&list, Some(&map), &mut |_| {}).unwrap();
    assert_eq!((imported.counts.services, imported.source.as_str()), (1, "x"));
    fs::rename(list.join("s.csv"), list.join("t.csv")).unwrap();
    let error = read(&list, Some(&map), &mut |_| {}).unwrap_err().to_string();
    assert_eq!(error, "the mapping names the file s.csv, which is not in list; the folder holds t.csv");
    let error = read(&list, Some(&folder.path().join("none.toml")), &mut |_| {}).unwrap_err();
    assert!(matches!(error, ImportError::Unreadable { .. }), "{error}");
}
