//! Root files and backups of a keys store that anybody may have written over: read or refused, never a crash, and what
//! was read is written as it was.
#![no_main]

use std::sync::LazyLock;

use fuzz::Counting;
use libfuzzer_sys::fuzz_target;
use seal::{Id, RootFile, StoreRoot};
use sha2::{Digest, Sha256};
use vault_store::keys::Backup;

/// What a backup begins with: its suite, and a root file with a checksum of its own.
static BEGIN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let random = &mut Counting(6);
    let current = StoreRoot::random(Id::random(random), random);
    [&[0x61], RootFile { current, next: None }.to_bytes().as_slice()].concat()
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = RootFile::from_bytes(bytes) {
        assert!(*file.to_bytes() == bytes);
    }
    assert!(Backup::from_bytes(bytes).is_err() || bytes.len() > 200);
    // With the checksums that no fuzzer finds.
    for begin in [&[], BEGIN.as_slice()] {
        let mut summed = [begin, bytes].concat();
        summed.extend_from_slice(&Sha256::digest(&summed));
        if let Ok(file) = RootFile::from_bytes(&summed) {
            assert!(*file.to_bytes() == summed);
        }
        if let Ok(backup) = Backup::from_bytes(&summed) {
            assert!(*backup.to_bytes() == summed);
        }
    }
});
