//! The spreadsheet of services: the template is written, filled in, and brought in.

use crate::command::{run, write};

#[test]
fn a_template_is_written_in_either_form_and_language_and_brought_in_when_filled() {
    let folder = tempfile::tempdir().unwrap();
    for (file, lang) in
        [("ours.xlsx", "en"), ("nuestros.xlsx", "es"), ("ours.csv", "en"), ("nuestros.csv", "es")]
    {
        let written = run(folder.path(), &["directory", "template", "--out", file, "--lang", lang]);
        assert_eq!(written.code, 0, "{}", written.err);
        assert!(written.out.contains(file), "{}", written.out);
        let empty = run(folder.path(), &["directory", "check", file, "--json"]);
        assert!(empty.out.contains("empty-table"), "{}{}", empty.out, empty.err);
    }
    let filled =
        std::fs::read_to_string(folder.path().join("nuestros.csv")).unwrap() + "Casa Roble,Despensa\n";
    write(folder.path(), "lleno.csv", &filled);
    let imported = run(folder.path(), &["directory", "import", "lleno.csv", "--json"]).json();
    assert_eq!((imported["organizations"].as_u64(), imported["services"].as_u64()), (Some(1), Some(1)));
    assert_eq!(imported["source"], "lleno");
}

#[test]
fn a_template_never_takes_the_place_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "ours.csv", "filled in\n");
    let refused = run(folder.path(), &["directory", "template", "--out", "ours.csv"]);
    assert!(refused.refusal().contains("ours.csv: is there already"), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("ours.csv")).unwrap(), "filled in\n");
    let other = run(folder.path(), &["directory", "template", "--out", "ours.ods"]);
    assert!(other.refusal().contains(".xlsx or .csv"), "{}", other.err);
}

#[test]
fn a_sheet_without_the_headings_is_refused_with_what_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "list.csv", "Color,Size\nred,4\n");
    let refused = run(folder.path(), &["directory", "import", "list.csv"]);
    for part in ["list.csv", "Color, Size", "Agency", "directory template"] {
        assert!(refused.refusal().contains(part), "{part}: {}", refused.err);
    }
    assert!(!folder.path().join("network.sqlite").exists());
}
