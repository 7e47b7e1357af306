//! HSDS records, from anybody's file: read or refused, never a crash, and twice the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use network::import::{SourceFile, codes, hsds_json};

fuzz_target!(|bytes: &[u8]| {
    for name in ["list.json", "list.ndjson"] {
        let files = [SourceFile { name: name.into(), bytes: bytes.to_vec() }];
        if let Ok(imported) = hsds_json(&files, "list") {
            assert_eq!(imported.counts.services, imported.directory.services.len());
            assert!(imported.findings.iter().all(|finding| codes::find(finding.code).is_some()));
            assert!(hsds_json(&files, "list").is_ok_and(|again| again == imported));
        }
    }
});
