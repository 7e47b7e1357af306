//! Messages from anybody: read or refused, written as they were read, and opened only if nothing was changed.
#![no_main]

use std::sync::LazyLock;

use fuzz::{Counting, bytes_or_changes};
use libfuzzer_sys::fuzz_target;
use seal::content::{Packet, Question, Reply};
use seal::message::{Head, Sending, Shares};
use seal::{AgencyKey, Announcement, Id, IdentityKey, Message, MessageShare, Pin, WrapShare};

struct Sent {
    to: AgencyKey,
    from: Announcement,
    own: MessageShare,
    wrap: WrapShare,
    bytes: Vec<u8>,
}

static SENT: LazyLock<Sent> = LazyLock::new(|| {
    let random = &mut Counting(3);
    let (sender, recipient) = (Id::random(random), Id::random(random));
    let (keys, to) = (AgencyKey::random(sender, 1, random), AgencyKey::random(recipient, 1, random));
    let from = IdentityKey::random(sender, random).announce(&keys, 1);
    let announced = IdentityKey::random(recipient, random).announce(&to, 1);
    let (own, wrap) = (MessageShare::random(random), WrapShare::random(random));
    let recipient = Pin::first(&announced).knows(&announced).expect("it is the same");
    let sending =
        Sending { message: Id::random(random), wrap: Id::random(random), recipient, release: b"", until: 5 };
    let shares = Shares { message: &own, wrap: &wrap, case: None };
    let sent = Message::<Question>::seal(b"is there a bed?", &sending, &shares, &keys, random);
    let bytes = sent.expect("it is short").to_bytes();
    Sent { to, from, own, wrap, bytes }
});

fuzz_target!(|input: &[u8]| {
    let Sent { to, from, own, wrap, bytes: good } = &*SENT;
    let bytes = bytes_or_changes(input, good);
    let head = Head::from_bytes(&bytes);
    if let Ok(packet) = Message::<Packet>::from_bytes(&bytes) {
        assert!(packet.to_bytes() == bytes && Ok(*packet.head()) == head);
    }
    if let Ok(reply) = Message::<Reply>::from_bytes(&bytes) {
        assert!(reply.to_bytes() == bytes && Ok(*reply.head()) == head);
    }
    let Ok(question) = Message::<Question>::from_bytes(&bytes) else { return assert!(bytes != *good) };
    assert!(question.to_bytes() == bytes && Ok(*question.head()) == head);
    let from = Pin::first(from).knows(from).expect("it is the same");
    let opened = question.open(to, &Shares { message: own, wrap, case: None }, b"", from);
    assert_eq!(opened.is_ok(), bytes == *good);
});
