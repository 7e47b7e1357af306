//! What agencies send each other, whatever was sealed as it: a question, a packet or a reply is read or refused with the
//! place, and is written as it was read. A question says nothing beside what it can say, and a packet from which something is
//! left out is never more than it was.
#![no_main]

use std::cell::Cell;

use care::{Packet, Question, Reply, Undecodable};
use libfuzzer_sys::fuzz_target;

macro_rules! read {
    ($name:ident, $bytes:expr) => {
        match $name::from_bytes($bytes) {
            Ok(one) => {
                let written = one.to_bytes().expect("what was read is written");
                assert!($name::from_bytes(&written).as_ref() == Ok(&one));
                Some((one, written))
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
    if let Some((_, written)) = read!(Question, input) {
        assert!(*written == *input, "there is no other way to say it, and no room for more");
    }
    read!(Reply, input);
    if let Some((packet, _)) = read!(Packet, input) {
        let parts = packet.shows.parts();
        let (at, items) = (Cell::new(0), packet.shows.items());
        let told = packet.shows.clone().only(|_| {
            at.set(at.get() + 1);
            input.get(at.get()).is_some_and(|byte| byte % 2 == 1)
        });
        assert!(told.parts() == parts && told.items().len() <= items.len());
        assert!(packet.shows.clone().only(|_| true) == packet.shows);
    }
});
