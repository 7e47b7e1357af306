//! Envelopes as a store might give them: what opens is what was sealed, to the byte.
#![no_main]

use std::sync::LazyLock;

use fuzz::{Counting, bytes_or_changes};
use libfuzzer_sys::fuzz_target;
use seal::content::Notes;
use seal::{CaseKey, Id, Place, Sealed, SealingKey};

static SEALED: LazyLock<(SealingKey<Notes>, Place, Vec<u8>)> = LazyLock::new(|| {
    let random = &mut Counting(1);
    let (agency, case) = (Id::random(random), Id::random(random));
    let key = CaseKey::random(agency, case, random).part::<Notes>(1);
    let place = Place::card(agency, case, 1);
    let sealed = key.seal(&place, b"what was said", random).expect("it is short").bytes().to_vec();
    (key, place, sealed)
});

fuzz_target!(|input: &[u8]| {
    let (key, place, good) = &*SEALED;
    let bytes = bytes_or_changes(input, good);
    let Ok(sealed) = Sealed::<Notes>::from_bytes(bytes.clone()) else { return assert!(bytes != *good) };
    match key.open(place, &sealed) {
        Ok(opened) => assert!(bytes == *good && opened.expose() == b"what was said"),
        Err(_) => assert!(bytes != *good),
    }
});
