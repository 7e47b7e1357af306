//! Files that are not in UTF-8 are read as what they are, and it is said.

use network::import::{Imported, hsds_json};

use crate::support::{count, file, finding, service, services, tables};

/// Names with letters beyond ASCII, as somebody would write them.
const ROWS: &str = "id,agency,name,about\n\
    s1,a1,Clínica jurídica,Ayuda legal para jóvenes y niños en español\n\
    s2,a1,Café Élan,Señales de auxilio — atención inmediata\n";

fn said(imported: &Imported, table: &str) -> Option<String> {
    finding(imported, table, "encoding").and_then(|finding| finding.examples[0].value.clone())
}

fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// Windows-1252, letter by letter.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| if c == '—' { 0x97 } else { u8::try_from(u32::from(c)).unwrap() }).collect()
}

#[test]
fn every_encoding_gives_the_same_directory_and_is_named() {
    let plain = services(ROWS).unwrap();
    assert_eq!(said(&plain, "services"), None);
    let marked = format!("\u{feff}{ROWS}");
    for (bytes, name) in [
        (utf_16(&marked, u16::to_le_bytes), "UTF-16LE"),
        (utf_16(&marked, u16::to_be_bytes), "UTF-16BE"),
        (utf_16(ROWS, u16::to_le_bytes), "UTF-16LE"),
        (utf_16(ROWS, u16::to_be_bytes), "UTF-16BE"),
        (windows_1252(ROWS), "windows-1252"),
    ] {
        let imported = services(&bytes).unwrap();
        assert_eq!(said(&imported, "services").as_deref(), Some(name));
        assert_eq!(imported.directory, plain.directory, "{name}");
    }
    let with_a_mark = services(&marked).unwrap();
    assert_eq!((said(&with_a_mark, "services"), with_a_mark.directory), (None, plain.directory));
}

#[test]
fn a_single_accent_is_enough_to_tell() {
    let imported = services(b"id,agency,name\ns1,a1,Caf\xe9 law\n").unwrap();
    assert_eq!(service(&imported, "s1").name, "Café law");
    assert_eq!(said(&imported, "services").as_deref(), Some("windows-1252"));
    assert_eq!(count(&imported, "services", "not-utf8"), 0);
}

#[test]
fn tables_and_json_are_recognised_too() {
    let rows = String::from_utf8_lossy(b"id,name\na1,Elm\n").into_owned();
    let imported = tables(&[("organizations", &rows), ("services", "id,organization_id,name\ns1,a1,Elm\n")]);
    assert_eq!(said(&imported.unwrap(), "organizations"), None);
    let record = "{\"id\":\"s1\",\"name\":\"Clínica jurídica\",\"status\":\"active\"}";
    for (bytes, name) in
        [(utf_16(record, u16::to_le_bytes), "UTF-16LE"), (windows_1252(record), "windows-1252")]
    {
        for of in ["list.json", "list.ndjson"] {
            let imported = hsds_json(&[file(of, &bytes)], "list").unwrap();
            assert_eq!(said(&imported, "files").as_deref(), Some(name), "{of}");
            assert_eq!(service(&imported, "s1").name, "Clínica jurídica");
        }
    }
}

#[test]
fn a_letter_at_the_edge_of_what_is_read_at_once_is_whole() {
    for before in 65_500..65_540 {
        let rows = format!("id,agency,name,about\ns1,a1,Elm,{}é\n", "x".repeat(before));
        let imported = services(&rows).unwrap();
        assert_eq!(said(&imported, "services"), None, "{before}");
        assert_eq!(count(&imported, "services", "not-utf8"), 0, "{before}");
    }
}
