//! Messages: suite 1, kind 1, message 16, wrap 16, sender 16, its epoch 8, recipient 16, its epoch 8, until 8,
//! wrap 1,265, envelope.

use seal::content::{Packet, Question, Reply};
use seal::message::{Head, Kind, Sending, Shares};
use seal::{
    AgencyKey, Announcement, Broken, CaseShare, Id, IdentityKey, Message, MessageId, MessageShare,
    WRAP_LENGTH, WrapId, WrapShare,
};

use super::{Refusals, flipped, replaced};
use crate::example::{Example, example, known};

const KIND: usize = 1;
const MESSAGE: usize = 2;
const WRAP_ID: usize = 18;
const SENDER: usize = 34;
const SENDER_EPOCH: usize = 50;
const RECIPIENT: usize = 58;
const RECIPIENT_EPOCH: usize = 74;
const UNTIL: usize = 82;
const WRAP: usize = 90;
const ENVELOPE: usize = WRAP + WRAP_LENGTH;

struct Sent {
    from: Example,
    to: Example,
    own: MessageShare,
    wrap: WrapShare,
}

impl Sent {
    fn new(seed: u64) -> Self {
        let mut from = example(seed);
        let (own, wrap) = (MessageShare::random(&mut from.random), WrapShare::random(&mut from.random));
        Self { from, to: example(seed + 1), own, wrap }
    }

    fn shares(&self) -> Shares<'_> {
        Shares { message: &self.own, wrap: &self.wrap, case: Some(&self.from.case_share) }
    }

    fn seal<M: Kind>(&mut self, content: &[u8]) -> Vec<u8> {
        let Self { from, to, own, wrap } = self;
        let shares = Shares { message: own, wrap, case: Some(&from.case_share) };
        let sending = Sending {
            message: MessageId::random(&mut from.random),
            wrap: WrapId::random(&mut from.random),
            recipient: known(&to.announcement),
            release: b"release",
            until: 1_750_000_000_000,
        };
        Message::<M>::seal(content, &sending, &shares, &from.keys, &mut from.random).unwrap().to_bytes()
    }

    fn open<M: Kind>(&self, bytes: &[u8]) -> Result<(), Broken> {
        self.open_as::<M>(bytes, &self.to.keys, &self.shares(), b"release", &self.from.announcement)
    }

    fn open_as<M: Kind>(
        &self,
        bytes: &[u8],
        to: &AgencyKey,
        shares: &Shares<'_>,
        release: &[u8],
        from: &Announcement,
    ) -> Result<(), Broken> {
        Message::<M>::from_bytes(bytes)?.open(to, shares, release, known(from)).map(drop)
    }
}

pub(crate) fn cases(refusals: &mut Refusals) {
    bytes(refusals);
    heads(refusals);
    parts(refusals);
    shares(refusals);
}

fn bytes(refusals: &mut Refusals) {
    let mut sent = Sent::new(100);
    let good = sent.seal::<Packet>(b"what was released");
    assert_eq!(sent.open::<Packet>(&good), Ok(()));
    let mut case = |name: &str, expected, bytes: &[u8]| {
        refusals.case(format!("message: {name}"), expected, sent.open::<Packet>(bytes));
    };
    case("nothing", Broken::Length, &[]);
    case("only a suite", Broken::Length, &good[..1]);
    case("suite 0", Broken::Suite, &replaced(&good, 0, &[0]));
    case("the next suite", Broken::Suite, &replaced(&good, 0, &[0x22]));
    case("the suite of an envelope", Broken::Suite, &replaced(&good, 0, &[0x01]));
    case("cut off within its head", Broken::Length, &good[..WRAP - 1]);
    case("only a head", Broken::Length, &good[..WRAP]);
    case("cut off within its wrap", Broken::Length, &good[..ENVELOPE - 1]);
    case("no envelope", Broken::Length, &good[..ENVELOPE]);
    case("a byte short", Broken::Length, &good[..good.len() - 1]);
    case("a byte long", Broken::Length, &[&good[..], &[0]].concat());
    case("its wrap's suite", Broken::Suite, &replaced(&good, WRAP, &[0x12]));
    case("its envelope's suite", Broken::Suite, &replaced(&good, ENVELOPE, &[2]));
    case(
        "wrap and envelope exchanged",
        Broken::Suite,
        &[&good[..WRAP], &good[ENVELOPE..], &good[WRAP..ENVELOPE]].concat(),
    );
    case("its wrap's first bit", Broken::Signature, &flipped(&good, WRAP + 1));
    case("its wrap's signature", Broken::Signature, &flipped(&good, ENVELOPE - 1));
    case("its envelope's commitment", Broken::Signature, &flipped(&good, ENVELOPE + 1));
    case("its envelope's nonce", Broken::Signature, &flipped(&good, ENVELOPE + 33));
    case("its envelope's ciphertext", Broken::Signature, &flipped(&good, ENVELOPE + 57));
    case("its envelope's tag", Broken::Signature, &flipped(&good, good.len() - 1));
    let longer = [&good[..good.len() - 16], &vec![0; 4096], &good[good.len() - 16..]].concat();
    case("its envelope filled up further", Broken::Signature, &longer);
    refusals.case("message: a head of nothing", Broken::Length, Head::from_bytes(&[]));
    refusals.case("message: a head cut off", Broken::Length, Head::from_bytes(&good[..WRAP - 1]));
    refusals.case("message: a head of another suite", Broken::Suite, Head::from_bytes(&good[WRAP..]));
}

fn heads(refusals: &mut Refusals) {
    let mut sent = Sent::new(102);
    let good = sent.seal::<Packet>(b"what was released");
    let mut case = |name: &str, expected, got: Result<(), Broken>| {
        refusals.case(format!("head of a message: {name}"), expected, got);
    };
    case("a packet as a question", Broken::Address, sent.open::<Question>(&good));
    case("a packet as a reply", Broken::Address, sent.open::<Reply>(&good));
    case("kind 0", Broken::Address, sent.open::<Packet>(&replaced(&good, KIND, &[0])));
    case("kind 4", Broken::Address, sent.open::<Packet>(&replaced(&good, KIND, &[4])));
    let as_reply = replaced(&good, KIND, &[3]);
    // A packet's envelope is filled up so far that it may be a reply's too.
    case("another kind, read as that", Broken::Signature, sent.open::<Reply>(&as_reply));
    case("its message", Broken::Signature, sent.open::<Packet>(&flipped(&good, MESSAGE)));
    case("its wrap", Broken::Signature, sent.open::<Packet>(&flipped(&good, WRAP_ID)));
    case("its sender", Broken::Address, sent.open::<Packet>(&flipped(&good, SENDER)));
    case("its sender's epoch", Broken::Address, sent.open::<Packet>(&flipped(&good, SENDER_EPOCH + 7)));
    case("its recipient", Broken::Address, sent.open::<Packet>(&flipped(&good, RECIPIENT)));
    case("its recipient's epoch", Broken::Address, sent.open::<Packet>(&flipped(&good, RECIPIENT_EPOCH + 7)));
    case("its end", Broken::Signature, sent.open::<Packet>(&flipped(&good, UNTIL + 7)));
    let later = replaced(&good, UNTIL, &i64::MAX.to_be_bytes());
    case("its end put off", Broken::Signature, sent.open::<Packet>(&later));

    // Read by whoever the head names now, with the announcement of whoever it names.
    let (shares, other) = (sent.shares(), example(104));
    let (to, from) = (&sent.to.keys, &sent.from.announcement);
    let read = |bytes: &[u8], to, from| sent.open_as::<Packet>(bytes, to, &shares, b"release", from);
    let readdressed = replaced(&good, RECIPIENT, other.agency.bytes());
    case("sent on to another", Broken::Signature, read(&readdressed, &other.keys, from));
    let claimed = replaced(&good, SENDER, other.agency.bytes());
    case("claimed by another", Broken::Signature, read(&claimed, to, &other.announcement));
    let mut random = example(105).random;
    let later = AgencyKey::random(sent.to.agency, 2, &mut random);
    let next = replaced(&good, RECIPIENT_EPOCH, &2_u64.to_be_bytes());
    case("moved to the recipient's next epoch", Broken::Signature, read(&next, &later, from));
    let later = AgencyKey::random(sent.from.agency, 2, &mut random);
    let next = replaced(&good, SENDER_EPOCH, &2_u64.to_be_bytes());
    let announced = sent.from.identity.announce(&later, 2);
    case("moved to the sender's next epoch", Broken::Signature, read(&next, to, &announced));
    let false_keys = AgencyKey::random(sent.from.agency, 1, &mut random);
    let announced = IdentityKey::random(sent.from.agency, &mut random).announce(&false_keys, 1);
    case("from another identity of the sender", Broken::Signature, read(&good, to, &announced));
    let false_keys = AgencyKey::random(sent.to.agency, 1, &mut random);
    case("to another key of the recipient", Broken::Signature, read(&good, &false_keys, from));
}

fn parts(refusals: &mut Refusals) {
    let mut sent = Sent::new(106);
    let (one, two) = (sent.seal::<Packet>(b"one"), sent.seal::<Packet>(b"two"));
    let mut case = |name: &str, parts: &[&[u8]]| {
        let got = sent.open::<Packet>(&parts.concat());
        refusals.case(format!("parts of a message: {name}"), Broken::Signature, got);
    };
    case("another's head", &[&two[..WRAP], &one[WRAP..]]);
    case("another's wrap", &[&one[..WRAP], &two[WRAP..ENVELOPE], &one[ENVELOPE..]]);
    case("another's envelope", &[&one[..ENVELOPE], &two[ENVELOPE..]]);
    case("another's head and wrap", &[&two[..ENVELOPE], &one[ENVELOPE..]]);
    case("another's wrap and envelope", &[&one[..WRAP], &two[WRAP..]]);
}

fn shares(refusals: &mut Refusals) {
    let mut sent = Sent::new(108);
    let good = sent.seal::<Packet>(b"what was released");
    let shares = sent.shares();
    let mut random = example(110).random;
    let (own, wrap) = (MessageShare::random(&mut random), WrapShare::random(&mut random));
    let case_share = CaseShare::random(&mut random);
    let mut case = |name: &str, expected, shares: &Shares<'_>, release: &[u8]| {
        let got = sent.open_as::<Packet>(&good, &sent.to.keys, shares, release, &sent.from.announcement);
        refusals.case(format!("message: {name}"), expected, got);
    };
    case("another message's share", Broken::Key, &Shares { message: &own, ..shares }, b"release");
    case("another wrap's share", Broken::Key, &Shares { wrap: &wrap, ..shares }, b"release");
    case("another case's share", Broken::Key, &Shares { case: Some(&case_share), ..shares }, b"release");
    case("no share of the case", Broken::Key, &Shares { case: None, ..shares }, b"release");
    case("another release", Broken::Signature, &shares, b"Release");
    case("no release", Broken::Signature, &shares, b"");
    case("a longer release", Broken::Signature, &shares, b"release, and more");

    // A wrap of a message is none of a case, though both hold 32 bytes for the same recipient.
    let as_case = seal::Wrap::<seal::CaseKey>::from_bytes(&good[WRAP..ENVELOPE]).unwrap();
    let of = seal::Of::<seal::CaseKey>::case(
        sent.from.agency,
        Id::from_bytes(good[MESSAGE..WRAP_ID].try_into().unwrap()),
    );
    let terms = seal::Terms {
        wrap: WrapId::from_bytes(good[WRAP_ID..SENDER].try_into().unwrap()),
        sender: sent.from.agency,
        share: shares.wrap,
        case_share: &sent.from.case_share,
        until: None,
        release: b"release",
    };
    let got = as_case.open(&of, sent.to.keys.private(), &terms, &sent.from.announcement.signing());
    refusals.case("message: its wrap as a case's", Broken::Signature, got);
}
