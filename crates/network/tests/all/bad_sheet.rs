//! Workbooks as people and programs leave them, and as somebody makes them who means ill.

use network::import::{ImportError, codes};
use proptest::prelude::*;

use crate::support::{archive, book, count, finding, rows, service, sheet, workbook};

fn refused(name: &str, bytes: impl AsRef<[u8]>) -> String {
    sheet(name, bytes).unwrap_err().to_string()
}

#[test]
fn a_title_above_the_headings_and_notes_below_the_rows_are_passed_over() {
    let imported = sheet(
        "l.xlsx",
        book(&[
            &["Services of the coalition"],
            &[],
            &["May 2024", "", ""],
            &["Agency", "Service", "Phone"],
            &["Elm", "Food", "555-0100"],
            &[],
            &["Oak", "Law", "555-0101"],
            &[],
            &["Call us with corrections"],
        ]),
    )
    .unwrap();
    assert_eq!(imported.counts.services, 2);
    let note = finding(&imported, "services", "no-service-name").unwrap();
    assert_eq!((note.count, note.examples[0].row), (1, Some(9)));
}

#[test]
fn two_rows_of_headings_with_merged_groups_are_understood() {
    let xml = rows(&[
        &["Agency", "Service", "Address", "", "", "Ages", ""],
        &["", "", "Street", "Town", "State", "From", "To"],
        &["Elm", "Tutoring", "1 Elm Street", "Aurora", "IL", "6", "12"],
    ]) + "<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B1:B2'/><mergeCell ref='C1:E1'/>\
          <mergeCell ref='F1:G1'/></mergeCells>";
    let imported = sheet("l.xlsx", workbook(&[("S", false, &xml)])).unwrap();
    let one = service(&imported, "elm.tutoring");
    assert_eq!(one.audience[0].any_of, [network::Group::Aged { from: 6, to: 12 }]);
    assert_eq!(imported.directory.places[0].address.city.as_deref(), Some("Aurora"));
    assert_eq!(count(&imported, "services", "merged-heading"), 0);
    assert_eq!(count(&imported, "services", "column-not-mapped"), 0);
}

#[test]
fn a_heading_merged_over_two_columns_is_read_over_both_and_said_with_its_cells() {
    let xml = rows(&[
        &["Agency", "Service", "Phone", "", "From age", ""],
        &["Elm", "Food", "555-0100", "555-0101", "18", "21"],
    ]) + "<mergeCells><mergeCell ref='C1:D1'/><mergeCell ref='E1:F1'/></mergeCells>";
    let imported = sheet("l.xlsx", workbook(&[("S", false, &xml)])).unwrap();
    let one = service(&imported, "elm.food");
    let numbers: Vec<&str> = one.phones.iter().map(|phone| phone.number.as_str()).collect();
    assert_eq!(numbers, ["555-0100", "555-0101"]);
    let merged = finding(&imported, "services", "merged-heading").unwrap();
    assert_eq!(merged.count, 2);
    assert_eq!(merged.examples[0].column.as_deref(), Some("C: Phone"));
    assert_eq!(merged.examples[0].value.as_deref(), Some("C1:D1"));
}

#[test]
fn an_agency_that_is_merged_over_its_services_is_the_agency_of_each() {
    let xml = rows(&[&["Agency", "Service"], &["Elm", "Food"], &["", "Law"], &["", "Beds"], &["Oak", "Law"]])
        + "<mergeCells><mergeCell ref='A2:A4'/></mergeCells>";
    let imported = sheet("l.xlsx", workbook(&[("S", false, &xml)])).unwrap();
    assert_eq!(service(&imported, "elm.beds").agency.as_str(), "elm");
    assert_eq!(imported.counts.organizations, 2);
}

#[test]
fn numbers_days_and_times_are_read_as_people_see_them() {
    let imported = sheet(
        "l.xlsx",
        book(&[
            &[
                "Agency",
                "Service",
                "Phone",
                "ZIP code",
                "Town",
                "State",
                "Last checked",
                "From age",
                "Opening time",
            ],
            &[
                "Elm",
                "Food",
                "<|<v>3125550100</v>",
                "<|<v>2134</v>",
                "Boston",
                "MA",
                "<s=\"1\"|<v>45443</v>",
                "<|<v>18</v>",
                "<s=\"2\"|<v>0.375</v>",
            ],
            &[
                "Oak",
                "Food",
                "<|<v>3.12555010E9</v>",
                "<s=\"3\"|<v>601</v>",
                "Adjuntas",
                "PR",
                "<|<v>45443</v>",
                "<|<v>18.0</v>",
                "",
            ],
        ]),
    )
    .unwrap();
    let elm = service(&imported, "elm.food");
    assert_eq!(elm.phones[0].number, "3125550100");
    assert_eq!(elm.checked.map(|day| day.to_string()).as_deref(), Some("2024-05-31"));
    assert_eq!(elm.attributes[0].value, "9:00");
    let codes: Vec<Option<&str>> =
        imported.directory.places.iter().map(|place| place.address.postal_code.as_deref()).collect();
    assert_eq!(codes, [Some("02134"), Some("00601")]);
    assert_eq!(count(&imported, "services", "postal-code-zeros"), 1);
    assert_eq!(service(&imported, "oak.food").phones[0].number, "3125550100");
}

#[test]
fn a_formula_gives_its_stored_value_and_one_without_is_said() {
    let imported = sheet(
        "l.xlsx",
        book(&[
            &["Agency", "Service", "Phone", "Description"],
            &["Elm", "<t=\"str\"|<f>A1&amp;B1</f><v>Food</v>", "<|<f>NOW()</f>", "<t=\"e\"|<v>#REF!</v>"],
        ]),
    )
    .unwrap();
    let one = service(&imported, "elm.food");
    assert!(one.phones.is_empty() && one.description.is_none());
    let formula = finding(&imported, "services", "formula-without-result").unwrap();
    assert_eq!(formula.examples[0].column.as_deref(), Some("C: Phone"));
    let error = finding(&imported, "services", "cell-error").unwrap();
    assert_eq!((error.examples[0].row, error.examples[0].value.as_deref()), (Some(2), Some("#REF!")));
}

#[test]
fn hidden_rows_are_read_and_said_and_hidden_sheets_are_not() {
    let hidden = rows(&[&["Agency", "Service"], &["Elm", "Food"], &["Oak", "Law"]])
        .replacen("<row>", "<row r='1'>", 1)
        .replacen("<row>", "<row hidden='1'>", 1);
    let other = rows(&[&["Agency", "Service", "Phone"], &["Old", "Service", "555-0100"]]);
    let notes = rows(&[&["Notes of the meeting"]]);
    let imported = sheet(
        "l.xlsx",
        workbook(&[
            ("Notes", false, &notes),
            ("Now", false, &hidden),
            ("Old", true, &other),
            ("E", false, ""),
        ]),
    )
    .unwrap();
    assert_eq!(imported.counts.services, 2);
    assert_eq!(finding(&imported, "services", "hidden-row").unwrap().examples[0].row, Some(2));
    let others = finding(&imported, "services", "sheet-not-read").unwrap();
    let names: Vec<_> = others.examples.iter().map(|example| example.value.as_deref().unwrap()).collect();
    assert_eq!(names, ["Notes", "Old"], "an empty sheet needs no word");
}

#[test]
fn headings_that_stand_twice_or_not_at_all_are_said() {
    let imported = sheet(
        "l.xlsx",
        book(&[
            &["Agency", "Service", "Description", "About the service", "Town", "City", ""],
            &["Elm", "Food", "First", "Second", "Aurora", "Elgin", "lost"],
        ]),
    )
    .unwrap();
    let one = service(&imported, "elm.food");
    assert_eq!(one.description.as_deref(), Some("First\nSecond"), "texts are joined");
    assert_eq!(imported.directory.places[0].address.city.as_deref(), Some("Aurora"));
    let twice = finding(&imported, "services", "duplicate-column").unwrap();
    assert_eq!((twice.count, twice.examples[0].column.as_deref()), (1, Some("F: City")));
    let nameless = finding(&imported, "services", "nameless-column").unwrap();
    assert_eq!(
        (nameless.examples[0].column.as_deref(), nameless.examples[0].value.as_deref()),
        (Some("G"), Some("lost"))
    );
}

#[test]
fn line_breaks_in_headings_and_cells_are_what_people_make_of_them() {
    let imported = sheet(
        "l.xlsx",
        book(&[&["Agency", "Name of\nservice", "Phone"], &["Elm", "Food", "555-0100\n555-0101"]]),
    )
    .unwrap();
    assert_eq!(service(&imported, "elm.food").phones.len(), 2);
}

#[test]
fn a_sheet_without_the_headings_says_which_it_has_and_where_the_template_is() {
    let said = refused("l.xlsx", book(&[&["Color", "Size"], &["red", "4"]]));
    for part in ["l.xlsx", "Sheet1", "Color, Size", "Agency", "Servicio", "directory template"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = refused("l.csv", "Agency,Phone\nElm,555-0100\n");
    assert!(said.contains("Agency, Phone") && said.contains("Service"), "{said}");
    assert!(matches!(sheet("l.csv", ""), Err(ImportError::Empty { .. })));
}

#[test]
fn old_and_locked_spreadsheets_are_refused_with_what_to_do() {
    let compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let old = refused("l.xls", [compound.as_slice(), &[0; 600]].concat());
    assert!(old.contains("l.xls") && old.contains("save it as an Excel workbook (.xlsx)"), "{old}");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = refused("l.xlsx", [compound.as_slice(), &[0; 600], &name].concat());
    assert!(locked.contains("password"), "{locked}");
}

#[test]
fn a_workbook_that_is_cut_off_or_is_another_archive_is_refused() {
    let whole = book(&[&["Agency", "Service"], &["Elm", "Food"]]);
    assert!(refused("l.xlsx", &whole[..whole.len() / 2]).contains("cut off"));
    assert!(refused("l.xlsx", archive(&[("readme.txt", "hello")])).contains("l.xlsx"));
    let lost = archive(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r1'/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='../../etc/passwd'/></Relationships>",
        ),
    ]);
    assert!(refused("l.xlsx", lost).contains("not in it"));
}

#[test]
fn sizes_that_are_only_declared_make_no_room() {
    let xml = format!(
        "<dimension ref='A1:XFD1048576'/>{}",
        rows(&[&["Agency", "Service"], &["Elm", "Food"]])
            .replace("</sheetData>", "<row r='1048576'><c r='XFD1048576'/></row></sheetData>")
    );
    let imported = sheet("l.xlsx", workbook(&[("S", false, &xml)])).unwrap();
    assert_eq!(imported.counts.services, 1);
    let many = format!(
        "{}{}",
        rows(&[&["Agency", "Service"], &["Elm", "Food"]]).replace("</sheetData>", ""),
        "<row><c s='1'/></row>".repeat(100_000) + "</sheetData>"
    );
    assert_eq!(sheet("l.xlsx", workbook(&[("S", false, &many)])).unwrap().counts.services, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_xml_of_a_sheet_is_read_or_refused(
        cut in 0_usize..400, noise in "[<>/a-z=' 0-9&;#]{0,12}",
    ) {
        let whole = rows(&[&["Agency", "Service", "Phone"], &["Elm", "<t=\"s\"|<v>4</v>", "<|<f>1</f>"], &["Oak", "Law", "5"]]);
        let at = whole.floor_char_boundary(cut.min(whole.len()));
        let xml = format!("{}{noise}{}", &whole[..at], &whole[at..]);
        if let Ok(imported) = sheet("l.xlsx", workbook(&[("S", false, &xml)])) {
            prop_assert!(imported.findings.iter().all(|finding| codes::find(finding.code).is_some()));
        }
    }

    #[test]
    fn any_bytes_are_a_sheet_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = sheet("l.csv", &bytes);
        let _ = sheet("l.xlsx", [b"PK\x03\x04".as_slice(), &bytes].concat());
    }
}
