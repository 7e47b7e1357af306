//! Ids, and what is shown of what has one.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};

use seal::content::Notes;
use seal::{CaseId, CaseKey, Place, WRAP_LENGTH, Wrap};

use crate::example::{Example, example};

fn id(last: u8) -> CaseId {
    let mut bytes = [0xab; 16];
    bytes[15] = last;
    CaseId::from_bytes(bytes)
}

#[test]
fn ids_go_in_the_order_of_their_digits() {
    assert!(id(1) < id(2) && id(2) > id(1));
    assert_eq!(id(1).partial_cmp(&id(2)), Some(std::cmp::Ordering::Less));
    let digits: Vec<String> =
        BTreeSet::from([id(0xf0), id(2), id(0x1f)]).iter().map(CaseId::to_string).collect();
    assert!(digits.is_sorted(), "{digits:?}");
    let hashes = RandomState::new();
    assert_ne!(hashes.hash_one(id(1)), hashes.hash_one(id(2)), "a map finds them fast");
}

#[test]
fn what_is_shown_says_which_and_nothing_of_what() {
    assert_eq!(format!("{:?}", id(1)), "abababababababababababababababab01"[2..]);
    let Example { agency, case, case_key, identity, keys, mut random, .. } = example(90);
    let place = Place::card(agency, case, 1);
    let sealed = case_key.part::<Notes>(1).seal(&place, b"what somebody told", &mut random).unwrap();
    assert_eq!(format!("{sealed:?}"), "Sealed<notes>(329 bytes)");
    assert_eq!(format!("{:?}", identity.verifying_key()), "VerifyingKey");
    assert_eq!(format!("{:?}", keys.private().public()), "PublicKey");
    let wrap: Wrap<CaseKey> = Wrap::from_bytes(&[&[0x11], [0; WRAP_LENGTH - 1].as_slice()].concat()).unwrap();
    assert_eq!(format!("{wrap:?}"), "Wrap");
}
