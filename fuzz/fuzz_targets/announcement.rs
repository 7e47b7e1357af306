//! Announcements and pins from anybody: none is believed that the agency did not make, and what is read is written as
//! it was.
#![no_main]

use std::sync::LazyLock;

use fuzz::{Counting, bytes_or_changes};
use libfuzzer_sys::fuzz_target;
use seal::{AgencyKey, Announcement, Id, IdentityKey, Pin, PublicKey};

static GOOD: LazyLock<(Vec<u8>, Pin)> = LazyLock::new(|| {
    let random = &mut Counting(4);
    let agency = Id::random(random);
    let keys = AgencyKey::random(agency, 1, random);
    let announcement = IdentityKey::random(agency, random).announce(&keys, 1);
    (announcement.to_bytes(), Pin::first(&announcement))
});

fuzz_target!(|input: &[u8]| {
    let (good, pin) = &*GOOD;
    let bytes = bytes_or_changes(input, good);
    match Announcement::from_bytes(&bytes) {
        Ok(announcement) => {
            assert!(announcement.to_bytes() == bytes);
            // Whoever has another identity may say what they like, and is not taken for this one.
            assert_eq!(pin.accept(&announcement).is_ok(), bytes == *good);
        }
        Err(_) => assert!(bytes != *good),
    }
    if let Ok(pin) = Pin::from_bytes(input) {
        assert!(pin.to_bytes() == input);
    }
    if let Ok(key) = PublicKey::from_bytes(input) {
        assert!(key.bytes() == input);
    }
});
