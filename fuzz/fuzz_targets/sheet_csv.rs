//! A spreadsheet of services as CSV, from anybody: read or refused, never a crash, and written as it is read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use network::import::{SourceFile, codes, services_sheet};

fuzz_target!(|bytes: &[u8]| {
    // Headings that fit, so that rows are met; and the bytes alone.
    let headed =
        [b"Agency,Service,Phone,Town,Hours,Photo ID asked?,For whom,As of\n".as_slice(), bytes].concat();
    for bytes in [headed, bytes.to_vec()] {
        let file = SourceFile { name: "list.csv".into(), bytes };
        let Ok(imported) = services_sheet(&file, "list") else { continue };
        assert_eq!(imported.counts.services, imported.directory.services.len());
        assert!(imported.findings.iter().all(|finding| codes::find(finding.code).is_some()));
        assert!(services_sheet(&file, "list").is_ok_and(|again| again == imported));
    }
});
