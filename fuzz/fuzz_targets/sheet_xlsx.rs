//! A workbook from anybody: read or refused, never a crash. The parts of the archive are parted by a byte that no
//! XML has, so that more than the archive's own form is tried.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use network::import::{SourceFile, codes, services_sheet};
use zip::write::SimpleFileOptions;

const WORKBOOK: &[u8] =
    b"<workbook><sheets><sheet name='S' r:id='r'/><sheet name='T' r:id='t'/></sheets></workbook>";
const LINKS: &[u8] = b"<Relationships><Relationship Id='r' Type='x/worksheet' Target='s.xml'/>\
    <Relationship Id='t' Type='x/worksheet' Target='t.xml'/></Relationships>";
const PARTS: [&str; 4] = ["xl/s.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/t.xml"];

fn archive(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).ok()?;
        archive.write_all(content).ok()
    };
    add("xl/workbook.xml", WORKBOOK)?;
    add("xl/_rels/workbook.xml.rels", LINKS)?;
    for (name, content) in PARTS.iter().zip(bytes.split(|byte| *byte == 0x1d)) {
        add(name, content)?;
    }
    Some(archive.finish().ok()?.into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    for bytes in [archive(bytes).unwrap_or_default(), [b"PK\x03\x04".as_slice(), bytes].concat()] {
        let file = SourceFile { name: "list.xlsx".into(), bytes };
        let Ok(imported) = services_sheet(&file, "list") else { continue };
        assert_eq!(imported.counts.services, imported.directory.services.len());
        assert!(imported.findings.iter().all(|finding| codes::find(finding.code).is_some()));
    }
});
