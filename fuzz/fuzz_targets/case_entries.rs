//! Entries of a case and its card, whatever was sealed as one: what cannot be read is shown as trouble and costs no other
//! entry, and what is read is written so that it is read again.
#![no_main]

use care::{Card, Case, ContactEntry, Entry, JourneyEntry, NoteEntry};
use libfuzzer_sys::fuzz_target;

const PARTS: [&str; 9] =
    ["identity", "contact", "safety", "health", "legal", "journey", "notes", "access", "something else"];

fuzz_target!(|input: &[u8]| {
    let mut case = Case::default();
    // Several entries, one to a line, each tried as one of every part.
    for (line, bytes) in input.split(|byte| *byte == b'\n').enumerate() {
        for (at, part) in PARTS.iter().enumerate() {
            case.take((line * PARTS.len() + at + 1) as u64, part, bytes);
        }
        again::<ContactEntry>(bytes);
        again::<JourneyEntry>(bytes);
        again::<NoteEntry>(bytes);
    }
    let card = Card::of(&case, &jiff::tz::TimeZone::UTC);
    let bytes = card.to_bytes().expect("a card is written");
    assert!(Card::from_bytes(&bytes) == Ok(card));
    drop(Card::from_bytes(input));
});

fn again<W: serde::Serialize + serde::de::DeserializeOwned + PartialEq>(bytes: &[u8]) {
    if let Ok(entry) = Entry::<W>::from_bytes(bytes) {
        let written = entry.to_bytes().expect("what was read is written");
        assert!(Entry::from_bytes(&written) == Ok(entry));
    }
}
