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

#[test]
fn the_tabular_form_of_hsds_needs_no_mapping() {
    let folder = tempfile::tempdir().unwrap();
    let said = || read(folder.path(), None, &mut |_| {}).unwrap_err();
    fs::write(folder.path().join("organizations.csv"), "id,name\na1,Elm\n").unwrap();
    fs::write(folder.path().join("services.csv"), "id,name\ns1,Elm law\n").unwrap();
    assert!(matches!(said(), ImportError::NoMapping { .. }), "anybody's files may be called so");
    fs::write(folder.path().join("datapackage.json"), "{}").unwrap();
    let read_so = || read(folder.path(), None, &mut |_| {}).unwrap().counts;
    assert_eq!(read_so().services, 1, "with a descriptor beside them");
    fs::remove_file(folder.path().join("datapackage.json")).unwrap();
    fs::write(folder.path().join("services.csv"), "id,name,organization_id\ns1,Elm law,a1\n").unwrap();
    assert_eq!(read_so().services, 1, "with the standard's references");
    let map = folder.path().join("mine.toml");
    fs::write(&map, with_column("name = \"name\"").replace("s.csv", "services.csv")).unwrap();
    assert_eq!(
        read(folder.path(), Some(&map), &mut |_| {}).unwrap().counts.services,
        1,
        "a mapping still reads it"
    );
}

/// The worked example of the guide, as far as it stands in a block of TOML and in tables.
#[test]
fn the_worked_example_of_the_guide_is_true() {
    let guide = fs::read_to_string(testkit::repository().join("docs/mapping-a-directory.md")).unwrap();
    let toml = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mapping = Mapping::parse(toml, "guide.toml").unwrap();
    let table = |name: &str| {
        let text = guide.split(&format!("`{name}`\n\n")).nth(1).unwrap();
        let rows =
            text.lines().take_while(|line| line.starts_with('|')).filter(|line| !line.starts_with("|---"));
        let cell = |cell: &str| format!("\"{}\"", cell.trim());
        let csv = rows.map(|row| row.trim_matches('|').split('|').map(cell).collect::<Vec<_>>().join(","));
        crate::support::file(name, csv.collect::<Vec<_>>().join("\n"))
    };
    let files = ["agencies.csv", "places.csv", "services.csv"].map(table);
    let imported = network::import::mapped_csv(&mapping, &files).unwrap();
    assert_eq!(imported.findings, []);
    let service = crate::support::service(&imported, "s1");
    assert_eq!(
        crate::support::asks(service),
        [
            "income-limit always everyone",
            "phone-screening sometimes some:people who apply by telephone",
            "photo-id always everyone"
        ]
    );
    assert_eq!(service.requirements[0].quote.as_deref(), Some("200% of the federal poverty level"));
    assert_eq!((service.audience.len(), service.areas.len(), service.needs.len()), (2, 2, 1));
    assert_eq!(service.schedule.time_zone.as_deref(), Some("America/Chicago"));
}
