//! Findings go back to whoever keeps the source, as a spreadsheet in plain words.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use network::import::{Imported, codes};
use network::sheet::findings_xlsx;
use vocabulary::Locale;

use crate::support::{json, set};

/// The rows of both sheets, as texts.
fn sheets(imported: &Imported, locale: Locale) -> Vec<(String, Vec<Vec<String>>)> {
    let bytes = findings_xlsx(&imported.source, &imported.findings, locale).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = workbook.sheet_names();
    let rows = |range: calamine::Range<Data>| {
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    names.into_iter().map(|name| (name.clone(), rows(workbook.worksheet_range(&name).unwrap()))).collect()
}

#[test]
fn each_kind_is_said_in_plain_words_with_what_to_do() {
    let imported =
        json(r#"[{"id":"s1","name":"Elm law TBD","status":"active","url":"www.elm.example.org"}]"#).unwrap();
    for (locale, names, missing) in [
        (Locale::En, ["Findings", "Examples"], "Write https:// before the address."),
        (Locale::Es, ["Hallazgos", "Ejemplos"], "Escriba https:// delante de la dirección."),
    ] {
        let sheets = sheets(&imported, locale);
        assert_eq!([sheets[0].0.as_str(), sheets[1].0.as_str()], names);
        assert_eq!(sheets[0].1.len(), 1 + imported.findings.len());
        let row = sheets[0].1.iter().find(|row| row[5] == "web-address-without-scheme").unwrap();
        assert_eq!((row[1].as_str(), row[2].as_str(), row[3].as_str()), ("1", "services", missing));
        let row = sheets[1].1.iter().find(|row| row[0] == "editing-marks").unwrap();
        assert_eq!(row[1..5].join("|"), "list.json|1|name|Elm law TBD");
    }
}

#[test]
fn a_value_that_looks_like_a_formula_is_a_text() {
    let formula = "=HYPERLINK(\"\"http://x.example.org\"\")";
    let rows = format!("id,agency,name,about\ns1,zz,Elm law,\"{formula} TBD\"\n");
    let imported = set("id,name\na1,Elm\n", "id,agency,name\n", rows).unwrap();
    let bytes = findings_xlsx("x", &imported.findings, Locale::En).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert!(workbook.worksheet_formula("Examples").unwrap().is_empty());
    let shown = &sheets(&imported, Locale::En)[1].1;
    assert!(shown.iter().any(|row| row[4].starts_with("=HYPERLINK")), "{shown:?}");
}

#[test]
fn more_rows_are_shown_than_on_the_page_and_what_is_left_is_counted() {
    let rows: String = (0..300).map(|at| format!("s{at},zz,Law {at}\n")).collect();
    let imported = set("id,name\na1,Elm\n", "id,agency,name\n", format!("id,agency,name\n{rows}")).unwrap();
    let shown = &sheets(&imported, Locale::En)[1].1;
    let of: Vec<_> = shown.iter().filter(|row| row[0] == "missing-reference").collect();
    assert_eq!(of.len(), 201);
    assert_eq!(of.last().unwrap()[1], "100 more");
}

#[test]
fn a_space_at_the_end_of_an_id_can_be_seen() {
    let imported =
        set("id,name\na1,Elm\n", "id,agency,name\n", "id,agency,name\n\"s1 \",a1,Elm law\n").unwrap();
    let shown = &sheets(&imported, Locale::En)[1].1;
    assert!(shown.iter().any(|row| row[0] == "spaces-around-code" && row[4] == "s1␣"), "{shown:?}");
}

#[test]
fn a_hidden_street_is_in_no_sheet() {
    let places = "id,agency,name,street,city,lat,lon\n\
                  p1,a1,Elm Women's Shelter,4127 Zyxwvut Avenue TBD,Springfield,88.1,-89.6\n\
                  p2,a1,Elm Women's Shelter,4127 Zyxwvut Avenue TBD,Springfield,1,1\n";
    let rows = "id,agency,place,name,about,min\n\
                s1,a1,p1,Nights (old),4127&nbsp;Zyxwvut Ave [update],4127 Zyxwvut Avenue\n\
                s2,a1,,Elm law,TBD: 4127 Zyxwvut Ave. ???,4127 Zyxwvut Avenue\n";
    let imported = set("id,name\na1,Elm\n", places, rows).unwrap();
    for locale in Locale::ALL {
        let all = format!("{:?}", sheets(&imported, locale)).to_lowercase();
        assert!(!all.contains("zyxwvut") && !all.contains("88.1"), "{all}");
    }
    assert!(!format!("{imported:?}").to_lowercase().contains("zyxwvut"));
}

#[test]
fn where_nothing_is_wrong_the_sheet_says_so() {
    let bytes = findings_xlsx("x", &[], Locale::Es).unwrap();
    assert_eq!(bytes, findings_xlsx("x", &[], Locale::Es).unwrap(), "the same findings are the same bytes");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range("Hallazgos").unwrap();
    assert_eq!(range.get((1, 0)).unwrap().to_string(), "No se encontró nada que no esté bien.");
}

/// `docs/findings.md` names every code with what it means and what to do, and no other.
#[test]
fn the_guide_to_findings_is_complete() {
    let path = testkit::repository().join("docs/findings.md");
    let guide = std::fs::read_to_string(&path).unwrap();
    let rows = codes::ALL.iter().map(|code| {
        let kept = if code.loaded { "yes" } else { "no" };
        format!("| `{}` | {} | {} | {kept} |", code.code, tidy(code.en), tidy(code.remedy_en))
    });
    let table = rows.collect::<Vec<_>>().join("\n");
    let expected: Vec<&str> = table.lines().collect();
    let actual: Vec<&str> = guide.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(actual, expected, "the table of {} should be:\n{table}", path.display());
}

/// As a table of Markdown shows it.
fn tidy(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
