//! HSDS's tables, from anybody's export: read or refused, never a crash, every service loaded or reported, and
//! twice the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use network::import::{SourceFile, codes, hsds_tabular};

/// The tables that the parts of an input are, in this order.
const TABLES: [&str; 10] = [
    "services.csv",
    "organizations.csv",
    "locations.csv",
    "service_at_location.csv",
    "phones.csv",
    "regular_schedules.csv",
    "attributes.csv",
    "taxonomy_terms.csv",
    "extras.csv",
    "datapackage.json",
];

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.split(|byte| *byte == 0xff);
    let files: Vec<SourceFile> = TABLES
        .iter()
        .map_while(|name| Some(SourceFile { name: (*name).into(), bytes: parts.next()?.to_vec() }))
        .collect();
    if let Ok(imported) = hsds_tabular(&files, "list") {
        assert_eq!(imported.counts.services, imported.directory.services.len());
        assert!(imported.findings.iter().all(|finding| codes::find(finding.code).is_some()));
        assert!(hsds_tabular(&files, "list").is_ok_and(|again| again == imported));
    }
});
