//! Root files and backups of a keys store that anybody may have written over: read or refused, never a crash, and what
//! was read is written as it was, but for the root that a file of one has no use for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seal::RootFile;
use sha2::{Digest, Sha256};
use vault_store::keys::Backup;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = RootFile::from_bytes(bytes) {
        assert_eq!(file.to_bytes()[..66], bytes[..66]);
    }
    // With the checksum that no fuzzer finds.
    let summed = [bytes, Sha256::digest(bytes).as_slice()].concat();
    if let Ok(file) = RootFile::from_bytes(&summed) {
        assert_eq!(file.to_bytes()[..66], bytes[..66]);
    }
    assert!(Backup::from_bytes(bytes).is_err() || bytes.len() > 200);
    if let Ok(backup) = Backup::from_bytes(&summed) {
        assert_eq!(backup.to_bytes().len(), summed.len());
        assert!(Backup::from_bytes(&backup.to_bytes()).is_ok());
    }
});
