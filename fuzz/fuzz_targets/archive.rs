//! Zip archives, from anybody: read or refused, never a crash, never more than a directory can have.
#![no_main]

use libfuzzer_sys::fuzz_target;
use network::import::{ImportError, SourceFile, codes, read_files};

fuzz_target!(|bytes: &[u8]| {
    let sent = || vec![SourceFile { name: "list.zip".into(), bytes: bytes.to_vec() }];
    match read_files(sent(), "list") {
        Ok(imported) => {
            assert!(imported.findings.iter().all(|finding| codes::find(finding.code).is_some()));
            assert!(read_files(sent(), "list").is_ok_and(|again| again == imported));
        }
        Err(ImportError::Unreadable { .. }) => panic!("nothing outside the archive is read"),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
