//! Files of roots, whole and half overwritten: what is read is written as it was.
#![no_main]

use std::sync::LazyLock;

use fuzz::{Counting, bytes_or_changes};
use libfuzzer_sys::fuzz_target;
use seal::{Id, RootFile, StoreRoot};

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let random = &mut Counting(6);
    let network = Id::random(random);
    let current = StoreRoot::random(network, random);
    RootFile { current, next: Some(StoreRoot::random(network, random)) }.to_bytes().to_vec()
});

fuzz_target!(|input: &[u8]| {
    let bytes = bytes_or_changes(input, &GOOD);
    match RootFile::from_bytes(&bytes) {
        Ok(file) => assert!(*file.to_bytes() == bytes),
        Err(_) => assert!(bytes != *GOOD),
    }
});
