//! A message of each kind.

use seal::content::{Packet, Question, Reply};
use seal::message::{Kind, Sending, Shares};
use seal::{AgencyId, Announcement, IdentityKey, Message, MessageId, MessageShare, WrapId};
use serde_json::{Value, json};
use testkit::Repeatable;

use super::wraps::{agency_key, shares};
use crate::example::known;
use crate::known::{Known, array, bytes, hex, list, some, text};

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let mut agency = |epoch: u64| {
        json!({
            "agency": hex(some::<16>(random)),
            "epoch": epoch,
            "agency_key": hex(some::<32>(random)),
            "identity": hex(some::<32>(random)),
        })
    };
    let (mut sender, mut recipient) = (agency(2), agency(9));
    for of in [&mut sender, &mut recipient] {
        of["announcement"] = hex(identity(of).announce(&agency_key(of), 1_750_000_000_000).to_bytes()).into();
    }
    let case_share = hex(some::<32>(random));
    let messages = [
        ("question", "", "", "is there a bed for four?".to_owned()),
        ("packet", case_share.as_str(), "the release, in full", "what was released; ".repeat(300)),
        ("reply", "", "", "yes".to_owned()),
    ];
    let messages = messages.into_iter().map(|(kind, case_share, release, content)| {
        let mut message = json!({
            "kind": kind,
            "message": hex(some::<16>(random)),
            "wrap": hex(some::<16>(random)),
            "message_share": hex(some::<32>(random)),
            "wrap_share": hex(some::<32>(random)),
            "case_share": case_share,
            "release": hex(release),
            "until": hex(1_750_000_000_000_i64.to_be_bytes()),
            "content": hex(content),
        });
        let sealed = match kind {
            "question" => sealed::<Question>(&sender, &recipient, &message, random),
            "packet" => sealed::<Packet>(&sender, &recipient, &message, random),
            _ => sealed::<Reply>(&sender, &recipient, &message, random),
        };
        message["sealed"] = hex(sealed).into();
        message
    });
    let messages = messages.collect::<Vec<_>>();
    json!({ "sender": sender, "recipient": recipient, "messages": messages })
}

/// The identity of an agency in a vector.
pub(crate) fn identity(of: &Value) -> IdentityKey {
    let agency = AgencyId::from_bytes(array(of, "agency"));
    IdentityKey::random(agency, &mut Known::new(&[&bytes(of, "identity")]))
}

fn announcement(of: &Value) -> Announcement {
    Announcement::from_bytes(&bytes(of, "announcement")).unwrap()
}

fn message_share(message: &Value) -> MessageShare {
    MessageShare::random(&mut Known::new(&[&bytes(message, "message_share")]))
}

fn sealed<M: Kind>(sender: &Value, recipient: &Value, message: &Value, random: &mut Repeatable) -> Vec<u8> {
    let own = message_share(message);
    let (wrap, case) = shares(message, "wrap_share");
    let (release, announced) = (bytes(message, "release"), announcement(recipient));
    let sending = Sending {
        message: MessageId::from_bytes(array(message, "message")),
        wrap: WrapId::from_bytes(array(message, "wrap")),
        recipient: known(&announced),
        release: &release,
        until: i64::from_be_bytes(array(message, "until")),
    };
    let shares = Shares { message: &own, wrap: &wrap, case: case.as_ref() };
    let content = bytes(message, "content");
    Message::<M>::seal(&content, &sending, &shares, &agency_key(sender), random).unwrap().to_bytes()
}

fn opens<M: Kind>(sender: &Value, recipient: &Value, message: &Value) {
    let own = message_share(message);
    let (wrap, case) = shares(message, "wrap_share");
    let shares = Shares { message: &own, wrap: &wrap, case: case.as_ref() };
    let arrived = Message::<M>::from_bytes(&bytes(message, "sealed")).unwrap();
    let release = bytes(message, "release");
    let announced = announcement(sender);
    let opened = arrived.open(&agency_key(recipient), &shares, &release, known(&announced)).unwrap();
    assert_eq!(opened.expose(), bytes(message, "content"));
    assert_eq!(arrived.to_bytes(), bytes(message, "sealed"));
}

/// Opens the messages of a file, and says how many there were.
pub(crate) fn open_all(file: &Value) -> usize {
    let (sender, recipient) = (&file["sender"], &file["recipient"]);
    for message in list(file, "messages") {
        match text(message, "kind") {
            "question" => opens::<Question>(sender, recipient, message),
            "packet" => opens::<Packet>(sender, recipient, message),
            _ => opens::<Reply>(sender, recipient, message),
        }
    }
    list(file, "messages").len()
}

pub(crate) fn open(file: &Value) {
    assert_eq!(open_all(file), 3);
}
