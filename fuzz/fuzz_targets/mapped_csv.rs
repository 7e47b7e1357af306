//! CSV files under a mapping, from anybody: read or refused, never a crash, and every row accounted for.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use network::import::{Mapping, SourceFile, codes, mapped_csv, shipped};

/// The longest of the mappings that we ship, so that most meanings are met.
static MAPPING: LazyLock<Option<&'static Mapping>> = LazyLock::new(|| shipped().first());

fuzz_target!(|bytes: &[u8]| {
    let Some(mapping) = *MAPPING else { return };
    // One text for all three tables, parted by a byte that no CSV needs.
    let mut parts = bytes.split(|byte| *byte == 0x1d);
    let files: Vec<SourceFile> = mapping
        .files()
        .map(|name| SourceFile { name: name.into(), bytes: parts.next().unwrap_or_default().to_vec() })
        .collect();
    if let Ok(imported) = mapped_csv(mapping, &files) {
        assert_eq!(imported.counts.services, imported.directory.services.len());
        assert!(imported.findings.iter().all(|finding| codes::find(finding.code).is_some()));
    }
});
