//! Known answers. Each file in `tests/vectors` holds the secrets that something was sealed with, what was sealed, and
//! the bytes that came of it, all in hexadecimal digits; `docs/sealing.md` says what they are. Two programs in
//! `tests/independent` open the same files.
//!
//! Each is made anew from repeatable randomness and compared to the byte, so that no change of a format goes unseen.
//! A change that is meant gets a new suite, and then `CONTINUUM_WRITE_VECTORS=1 cargo test -p seal vectors` writes the
//! files anew.

mod announcements;
pub(crate) mod journal;
pub(crate) mod keys_store;
mod lengths;
pub(crate) mod members;
pub(crate) mod messages;
pub(crate) mod sheets;
mod two_keys;
pub(crate) mod users;
pub(crate) mod words;
pub(crate) mod wraps;

use std::path::PathBuf;

use serde_json::Value;
use testkit::Repeatable;

/// Where a file of vectors is.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors")).join(name).with_extension("json")
}

/// What a file of vectors says.
pub(crate) fn file(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path(name)).unwrap()).unwrap()
}

/// Makes the vectors of a file anew, compares them to the byte, and opens those of the file.
fn pinned(name: &str, make: fn(&mut Repeatable) -> Value, open: fn(&Value)) {
    let seed = name.bytes().fold(0, |seed, byte| seed << 8 | u64::from(byte));
    let made = serde_json::to_string_pretty(&make(&mut Repeatable::new(seed))).unwrap() + "\n";
    if std::env::var_os("CONTINUUM_WRITE_VECTORS").is_some() {
        std::fs::write(path(name), &made).unwrap();
    }
    let kept = std::fs::read_to_string(path(name)).unwrap();
    let differs = kept.lines().zip(made.lines()).find(|(kept, made)| kept != made);
    assert_eq!(differs, None, "the first line of {name}.json that differs: kept, made");
    assert_eq!(kept.len(), made.len(), "{name}.json has as many bytes as what is made");
    open(&file(name));
}

#[test]
fn what_users_sign_in_with_is_to_the_byte_what_it_was() {
    pinned("users", users::make, users::open);
}

#[test]
fn journals_cards_and_drafts_are_to_the_byte_what_they_were() {
    pinned("journal", journal::make, journal::open);
}

#[test]
fn wraps_are_to_the_byte_what_they_were() {
    pinned("wraps", wraps::make, wraps::open);
}

#[test]
fn messages_are_to_the_byte_what_they_were() {
    pinned("messages", messages::make, messages::open);
}

#[test]
fn announcements_and_pins_are_to_the_byte_what_they_were() {
    pinned("announcements", announcements::make, announcements::open);
}

#[test]
fn records_of_members_are_to_the_byte_what_they_were() {
    pinned("members", members::make, members::open);
}

#[test]
fn what_a_keys_store_holds_is_to_the_byte_what_it_was() {
    pinned("keys_store", keys_store::make, keys_store::open);
}

#[test]
fn recovery_sheets_are_to_the_byte_and_the_word_what_they_were() {
    pinned("sheets", sheets::make, sheets::open);
}

#[test]
fn generated_words_fingerprints_and_invitations_are_to_the_word_what_they_were() {
    pinned("words", words::make, words::open);
}
