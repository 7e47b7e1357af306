//! Records of members from anybody: none is believed that the agency did not make, and what is read is written as it
//! was.
#![no_main]

use std::sync::LazyLock;

use fuzz::{Counting, bytes_or_changes};
use libfuzzer_sys::fuzz_target;
use seal::{AgencyKey, Id, Member, UserSecret, Who};

static GOOD: LazyLock<(Vec<u8>, AgencyKey)> = LazyLock::new(|| {
    let random = &mut Counting(6);
    let agency = Id::random(random);
    let keys = AgencyKey::random(agency, 1, random);
    let user = UserSecret::random(agency, Id::random(random), random);
    let member = keys.vouch(Who::User(user.user()), (1, &[]), user.private().public());
    (member.to_bytes(), keys)
});

fuzz_target!(|input: &[u8]| {
    let (good, keys) = &*GOOD;
    let bytes = bytes_or_changes(input, good);
    match Member::from_bytes(&bytes) {
        Ok(member) => {
            assert!(member.to_bytes() == bytes);
            assert_eq!(member.vouched(keys).is_ok(), bytes == *good);
        }
        Err(_) => assert!(bytes != *good),
    }
});
