//! Whatever is wrong with a CSV file is said, with where it stands, and the rest is loaded.

use network::import::ImportError;

use crate::support::{count, finding, service, services, set};

#[test]
fn rows_that_cannot_stand_are_reported_and_the_others_loaded() {
    let long = "x".repeat(1_000_000);
    let rows = format!(
        "id,agency,name\ns1,a1,Elm law\n,a1,No id\ns1,a1,Again\n{long},a1,Long\n,,\n\ns2,a1,Ash law\n"
    );
    let imported = services(rows).unwrap();
    assert_eq!(imported.counts.services, 2);
    let row = |code| finding(&imported, "services", code).and_then(|finding| finding.examples[0].row);
    assert_eq!(row("missing-id"), Some(3));
    assert_eq!(row("duplicate-id"), Some(4));
    assert_eq!(row("id-too-long"), Some(5));
    assert_eq!(row("empty-row"), Some(6));
    assert_eq!(service(&imported, "s1").name, "Elm law", "the first of an id stands");
    let shown = finding(&imported, "services", "id-too-long").unwrap().examples[0].value.clone().unwrap();
    assert!(shown.chars().count() <= 81);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    let rows = "id,agency,name\n\ns1,a1,\"two\nlines law\"\r\n\r\n\r\n,a1,x\n";
    let imported = services(rows).unwrap();
    assert_eq!(finding(&imported, "services", "missing-id").unwrap().examples[0].row, Some(6));
}

#[test]
fn ragged_rows_are_reported_and_what_they_hold_is_loaded() {
    let imported = services("id,agency,name\ns1,a1\ns2,a1,Elm law,more,and more\n").unwrap();
    assert_eq!(imported.counts.services, 2);
    assert_eq!(finding(&imported, "services", "too-few-fields").unwrap().examples[0].row, Some(2));
    assert_eq!(finding(&imported, "services", "too-many-fields").unwrap().examples[0].row, Some(3));
    assert_eq!(service(&imported, "s1").name, "s1");
    assert_eq!(count(&imported, "services", "missing-name"), 1);
}

#[test]
fn another_delimiter_and_a_byte_order_mark_are_recognised() {
    for (rows, sign) in
        [("\u{feff}id;agency;name\ns1;a1;Elm, law\n", ";"), ("id\tagency\tname\ns1\ta1\tElm, law\n", "tab")]
    {
        let imported = services(rows).unwrap();
        assert_eq!(service(&imported, "s1").name, "Elm, law");
        let said = finding(&imported, "services", "delimiter").unwrap();
        assert_eq!(said.examples[0].value.as_deref(), Some(sign));
        assert_eq!(said.examples[0].column, None);
    }
}

#[test]
fn bytes_that_are_no_text_are_reported_with_their_place() {
    let rows = [
        b"id,agency,name\ns1,a1,Elm\xff law\ns2,a1,A\0sh law\n".as_slice(),
        "s3,a1,Café\ns4,a1,Niño\n".as_bytes(),
    ];
    let imported = services(rows.concat()).unwrap();
    let said = finding(&imported, "services", "not-utf8").unwrap();
    assert_eq!(said.examples[0].row, Some(2));
    assert!(said.examples[0].value.as_deref().unwrap().starts_with("byte 24:"), "{said:?}");
    assert_eq!(service(&imported, "s1").name, "Elm\u{fffd} law");
    assert_eq!(service(&imported, "s2").name, "Ash law");
    assert_eq!(count(&imported, "services", "nul-byte"), 1);
    assert_eq!(count(&imported, "services", "encoding"), 0, "it is UTF-8 but for one byte");
}

#[test]
fn absurd_values_are_left_out_one_by_one() {
    let rows = "id,agency,name,min,max,income,about\n\
                s1,a1,Elm law,http://x,12,much,\ns2,a1,Ash law,30,20,,\n";
    let imported = services(rows).unwrap();
    assert_eq!(count(&imported, "services", "bad-value"), 3);
    assert!(service(&imported, "s2").audience.is_empty());
    let places = "id,agency,name,lat,lon\np1,a1,A Hall,0,0\np2,a1,B Hall,91,0\np3,a1,C Hall,x,y\n";
    let imported = set("id,name,phone\na1,Elm,none\n", places, "id,agency,name\n").unwrap();
    assert_eq!(count(&imported, "locations", "bad-coordinates"), 3);
    assert_eq!(imported.counts.locations, 3);
    assert_eq!(count(&imported, "organizations", "bad-phone"), 1);
}

#[test]
fn a_text_of_absurd_length_is_cut_and_html_stays_text() {
    let rows = format!(
        "id,agency,name,about\ns1,a1,Elm law,{}\ns2,a1,Ash law,<script>x</script>\n",
        "é".repeat(100_000)
    );
    let imported = services(rows).unwrap();
    assert!(service(&imported, "s1").description.as_ref().unwrap().len() <= 64 * 1024);
    assert_eq!(count(&imported, "services", "text-too-long"), 1);
    assert_eq!(service(&imported, "s2").description.as_deref(), Some("<script>x</script>"));
}

#[test]
fn what_cannot_be_read_at_all_is_a_sentence_that_names_the_file() {
    let said = |result: Result<_, ImportError>| {
        result.map(|_: network::import::Imported| ()).unwrap_err().to_string()
    };
    assert_eq!(said(services("")), "services.csv is empty: there is nothing to import");
    let missing = said(services("name,agency\nElm,a1\n"));
    assert!(missing.contains("services.csv has no column \"id\""), "{missing}");
    let files = [crate::support::file("services.csv", "id\n1\n")];
    let missing = said(network::import::mapped_csv(&crate::support::mapping(), &files));
    assert!(missing.contains("agencies.csv"), "{missing}");
}

#[test]
fn a_file_of_very_many_columns_is_read_at_once() {
    let many = |start: &str| (0..50_000).map(|at| format!(",{start}{at}")).collect::<String>();
    let imported = services(format!("id,name{}\ns1,Elm law{}\n", many("c"), many("v"))).unwrap();
    assert_eq!(service(&imported, "s1").attributes.len(), 50_000);
    assert_eq!(count(&imported, "services", "column-not-mapped"), 50_000);
}

#[test]
fn headings_that_stand_twice_or_are_not_there_are_said() {
    let imported = services("id,agency,name,name,\ns1,a1,Elm law,Other,stray\n").unwrap();
    assert_eq!(count(&imported, "services", "duplicate-column"), 1);
    assert_eq!(count(&imported, "services", "nameless-column"), 1);
    assert!(count(&imported, "services", "column-missing") > 5);
    assert_eq!(service(&imported, "s1").name, "Elm law");
}

#[test]
fn a_quote_that_is_never_closed_swallows_no_rows() {
    use std::fmt::Write as _;
    let good = |from: usize, to: usize| {
        (from..to).fold(String::new(), |mut rows, i| {
            writeln!(rows, "s{i},a1,Elm law {i}").unwrap();
            rows
        })
    };
    let cases = [
        // To the end of the file.
        (format!("id,agency,name\n{}s5,a1,\"Ash law\n{}", good(1, 5), good(6, 63)), 57),
        // To the next mark, which opens a value or closes one.
        (format!("id,agency,name\n{}s5,a1,\"Ash law\n{}s62,a1,\"Fir, law\"\n", good(1, 5), good(6, 62)), 57),
        (format!("id,agency,name\r\ns5,a1,\"Ash law\r\n{}s62,a1,Fir law\"\n{}", good(6, 62), good(1, 5)), 57),
        // In a short stretch.
        (
            format!(
                "id,agency,name\n{}s5,a1,\"Ash law\ns6,a1,x\ns7,a1,\"Fir, law\"\n{}",
                good(1, 5),
                good(8, 63)
            ),
            2,
        ),
    ];
    for (rows, lines) in cases {
        let imported = services(&rows).unwrap();
        assert_eq!(imported.counts.services, 62, "{rows}");
        let said = finding(&imported, "services", "quote-never-closed").unwrap();
        let row = if rows.contains('\r') { 2 } else { 6 };
        assert_eq!((said.count, said.examples[0].row), (1, Some(row)), "{rows}");
        assert!(
            said.examples[0].value.as_deref().unwrap().starts_with(&format!("{lines} lines")),
            "{said:?}"
        );
        assert_eq!(service(&imported, "s5").name, "Ash law");
    }
    let imported = services("id,agency,\"name\ns1,a1,Elm law\n").unwrap();
    assert_eq!(service(&imported, "s1").name, "Elm law");
    assert_eq!(count(&imported, "services", "quote-never-closed"), 1);
}

#[test]
fn a_text_of_many_lines_is_no_open_quote() {
    let lines = "a line, with a comma, and \"\"marks\"\"\n".repeat(70);
    let rows = format!("id,agency,name,about\ns1,a1,Elm law,\"{lines}\"\ns2,a1,\"Ash\nlaw\",\"x\" y\n");
    let imported = services(rows).unwrap();
    assert_eq!((imported.counts.services, count(&imported, "services", "quote-never-closed")), (2, 0));
}

#[test]
fn an_id_or_reference_that_can_be_none_is_said_with_its_place() {
    let long = "y".repeat(201);
    let rows = format!(
        "id,agency,place,name\ns1,a\u{0}1,p1,Elm law\ns2,a1,\"p1, p\u{1}2\",Ash law\ns\u{0}3,a1,p1,Fir law\n\
         s4,{long},p1,Oak law\ns5,a1,{long},Yew law\n"
    );
    let places = format!("id,agency,name\np1,a1,Elm Hall\np2,a\u{0}1,Ash Hall\np3,{long},Fir Hall\n");
    let imported = set("id,name\na1,El\u{0}m\na\u{0}2,Ash\n", &places, rows).unwrap();
    let told = |table: &str, code: &str| -> Vec<(u64, String)> {
        let examples = finding(&imported, table, code).map(|finding| finding.examples.clone());
        let place = |example: network::Example| (example.row.unwrap(), example.column.unwrap());
        examples.unwrap_or_default().into_iter().map(place).collect()
    };
    let at = |row, column: &str| (row, column.to_owned());
    assert_eq!(told("services", "bad-id"), [at(4, "id")]);
    assert_eq!(told("organizations", "bad-id"), [at(3, "id")]);
    let wrong = [at(2, "agency"), at(3, "place"), at(5, "agency"), at(6, "place")];
    assert_eq!(told("services", "bad-reference"), wrong);
    assert_eq!(told("locations", "bad-reference"), [at(3, "agency"), at(4, "agency")]);
    assert_eq!(imported.counts.services, 4);
    assert_eq!(service(&imported, "s1").agency.as_str(), "a1", "its place's");
    let all = format!("{imported:?}");
    assert!(!all.contains("\\0") && !all.contains("\\u{1}"), "{all}");
}

#[test]
fn a_day_that_cannot_be_meant_is_not_kept() {
    let map = "source = \"x\"\n[services]\nfile = \"services.csv\"\nid = \"id\"\n\
               columns = { name = \"name\", seen = \"checked\" }\n";
    let map = network::import::Mapping::parse(map, "x.toml").unwrap();
    let rows = "id,name,seen\ns1,Elm law,0000-01-01\ns2,Ash law,9999-12-31\ns3,Fir law,2024-05-31\n\
                s4,Oak law,1969-12-31\ns5,Yew law,2201-01-01\n";
    let imported = network::import::mapped_csv(&map, &[crate::support::file("services.csv", rows)]).unwrap();
    assert_eq!(count(&imported, "services", "bad-value"), 4);
    let kept: Vec<_> = imported.directory.services.iter().filter(|s| s.checked.is_some()).collect();
    assert_eq!(kept.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["s3"]);
}

#[test]
fn a_file_with_headings_only_is_said() {
    let imported = services("id,agency,name\n").unwrap();
    assert_eq!(count(&imported, "services", "empty-table"), 1);
    assert_eq!(count(&imported, "organizations", "empty-table"), 0);
}

#[test]
fn a_csv_file_that_is_no_sheet_of_services_and_a_device_are_refused_with_what_to_give() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("services.csv");
    std::fs::write(&path, "id,name\n").unwrap();
    let said = |path: &std::path::Path| {
        network::import::read(path, None, &mut |_| ()).map(|_| ()).unwrap_err().to_string()
    };
    assert!(said(&path).contains("directory template"), "{}", said(&path));
    let device = said(std::path::Path::new("/dev/null"));
    assert!(device.starts_with("/dev/null is not a source"), "{device}");
}

#[test]
fn a_mapping_brings_no_nul_either() {
    let text = "source = \"x\\u0000y\"\n[services]\nfile = \"services.csv\"\nid = \"id\"\n";
    let error = network::import::Mapping::parse(text, "x.toml").unwrap_err().to_string();
    assert!(error.starts_with("x.toml: a NUL character"), "{error}");
}

#[test]
fn very_many_open_quotes_are_read_through() {
    for mark in ["\"", "\"\"\"", "\"x", "\"\"x\"", "\"x\"\"", "\"\"\"x, \""] {
        let rows: String = (0..2_000).map(|i| format!("s{i},a1,{mark}\n")).collect();
        let imported = services(format!("id,agency,name\n{rows}")).unwrap();
        assert!(imported.counts.services >= 1_000, "{mark}: {}", imported.counts.services);
    }
}
