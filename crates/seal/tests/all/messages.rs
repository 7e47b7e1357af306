use seal::content::{Packet, Question};
use seal::message::{Sending, Shares};
use seal::{Broken, Message, MessageId, MessageShare, WrapId, WrapShare};

use crate::example::{example, known};

#[test]
fn a_packet_goes_from_one_agency_to_another_under_a_release() {
    let (mut from, to) = (example(20), example(21));
    let (message, wrap) = (MessageShare::random(&mut from.random), WrapShare::random(&mut from.random));
    let shares = Shares { message: &message, wrap: &wrap, case: Some(&from.case_share) };
    let sending = Sending {
        message: MessageId::random(&mut from.random),
        wrap: WrapId::random(&mut from.random),
        recipient: known(&to.announcement),
        release: b"the release",
        until: 1_750_000_000_000,
    };
    let said = b"what was released";
    let packet = Message::<Packet>::seal(said, &sending, &shares, &from.keys, &mut from.random).unwrap();
    let bytes = packet.to_bytes();
    let arrived = Message::<Packet>::from_bytes(&bytes).unwrap();
    let opened = arrived.open(&to.keys, &shares, b"the release", known(&from.announcement)).unwrap();
    assert_eq!(opened.expose(), b"what was released");

    let refused = arrived.open(&to.keys, &shares, b"another release", known(&from.announcement));
    assert_eq!(refused.err(), Some(Broken::Signature));
    let without_case = Shares { case: None, ..shares };
    let refused = arrived.open(&to.keys, &without_case, b"the release", known(&from.announcement));
    assert_eq!(refused.err(), Some(Broken::Key));
    assert_eq!(Message::<Question>::from_bytes(&bytes).err(), Some(Broken::Address));
}
