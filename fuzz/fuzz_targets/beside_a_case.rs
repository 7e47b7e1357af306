//! What stands beside a journal, whatever was sealed as it: drafts, tallies, receipts and cards are read or refused with
//! the place, and what is read is written as it was read. What a case comes to is found out whatever its entries say.
#![no_main]

use care::{Card, Case, Draft, Holding, Part, Policy, Receipt, Tally, Undecodable};
use jiff::civil::date;
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;

macro_rules! comes_back {
    ($name:ident, $bytes:expr) => {
        match $name::from_bytes($bytes) {
            Ok(one) => {
                let written = one.to_bytes().expect("what was read is written");
                assert!($name::from_bytes(&written).as_ref() == Ok(&one));
            }
            Err(Undecodable::Newer(version)) => assert!(version != 1),
            Err(Undecodable::Other { column }) => assert!(column <= $bytes.len()),
        }
    };
}

fuzz_target!(|input: &[u8]| {
    comes_back!(Draft, input);
    comes_back!(Tally, input);
    comes_back!(Receipt, input);
    comes_back!(Card, input);
    // The first line is a tally, each other is taken for an entry of the journey and of the notes.
    let mut lines = input.split(|byte| *byte == b'\n');
    let mut tally = lines.next().and_then(|line| Tally::from_bytes(line).ok()).unwrap_or_default();
    let mut case = Case::default();
    for (line, bytes) in lines.enumerate() {
        for (at, part) in ["journey", "notes", "access"].iter().enumerate() {
            case.take((3 * line + at + 1) as u64, part, bytes);
        }
    }
    let today = date(2026, 1, 5);
    tally.count_case(&case, today, &TimeZone::UTC);
    tally.count_episodes(&case, &TimeZone::UTC);
    let bytes = tally.to_bytes().expect("a tally is written");
    assert!(Tally::from_bytes(&bytes) == Ok(tally));
    Holding::of(&case, today);
    Policy::of(Part::ALL.map(|part| (part, 6))).due(&case, today, &TimeZone::UTC);
});
