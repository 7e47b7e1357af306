//! A person's own page, whatever was sealed as what it shows or as a line of what they said: it is read or refused with the
//! place, and is written as it was read. What is said there changes nothing of it but what was said.
#![no_main]

use care::{Line, PageShown, Stands, Undecodable, Wish};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

macro_rules! read {
    ($name:ident, $bytes:expr) => {
        match $name::from_bytes($bytes) {
            Ok(one) => {
                let written = one.to_bytes().expect("what was read is written");
                assert!($name::from_bytes(&written).as_ref() == Ok(&one));
                Some(one)
            }
            Err(Undecodable::Newer(version)) => {
                assert!(version != 1);
                None
            }
            Err(Undecodable::Other { column }) => {
                assert!(column <= $bytes.len());
                None
            }
        }
    };
}

fuzz_target!(|input: &[u8]| {
    let today = date(2026, 3, 12);
    let line = read!(Line, input);
    let Some(shown) = read!(PageShown, input) else { return };
    let of_page = shown.releases.iter().map(|one| Wish::Stop { release: one.release });
    for wish in of_page.chain(line.map(|line| line.wish)) {
        let allowed = shown.allows(&wish, today);
        let mut after = shown.clone();
        after.after(&wish);
        assert!(after.releases.len() == shown.releases.len() && after.services.len() == shown.services.len());
        if let Wish::Stop { release } = wish {
            let stopped = |page: &PageShown| {
                let mut same = page.releases.iter().filter(|one| one.release == release);
                same.all(|one| one.stands(today) == Stands::Stopped)
            };
            assert!(stopped(&after), "what is stopped is stopped");
            assert!(!after.allows(&wish, today), "and not again");
            assert!(!allowed || !stopped(&shown));
        }
    }
});
