//! Announcements: suite 1, agency 16, epoch 8, issued 8, identity 32, signing key 32, hybrid key 1,216, signature 64.
//! Pins: agency 16, identity 32, epoch 8, hash 32.

use seal::{AgencyKey, Announcement, Broken, IdentityKey, Pin};

use super::{Refusals, flipped, replaced};
use crate::example::{Example, example};

const AGENCY: usize = 1;
const EPOCH: usize = 17;
const ISSUED: usize = 25;
const IDENTITY: usize = 33;
const SIGNING: usize = 65;
const HYBRID: usize = 97;
const SIGNATURE: usize = HYBRID + 1216;

pub(crate) fn cases(refusals: &mut Refusals) {
    bytes(refusals);
    pins(refusals);
}

fn bytes(refusals: &mut Refusals) {
    let Example { announcement, .. } = example(120);
    let (good, other) = (announcement.to_bytes(), example(121).announcement.to_bytes());
    assert_eq!(good.len(), SIGNATURE + 64);
    let mut case = |name: &str, expected, bytes: &[u8]| {
        refusals.case(format!("announcement: {name}"), expected, Announcement::from_bytes(bytes));
    };
    case("nothing", Broken::Length, &[]);
    case("only a suite", Broken::Length, &good[..1]);
    case("suite 0", Broken::Suite, &replaced(&good, 0, &[0]));
    case("the next suite", Broken::Suite, &replaced(&good, 0, &[0x32]));
    case("the suite of a message", Broken::Suite, &replaced(&good, 0, &[0x21]));
    case("a byte short", Broken::Length, &good[..good.len() - 1]);
    case("a byte long", Broken::Length, &[&good[..], &[0]].concat());
    case("no signature", Broken::Length, &good[..SIGNATURE]);
    case("its agency", Broken::Signature, &flipped(&good, AGENCY));
    case("its epoch", Broken::Signature, &flipped(&good, EPOCH + 7));
    case("when it was issued", Broken::Signature, &flipped(&good, ISSUED + 7));
    case("X25519's part of its hybrid key", Broken::Signature, &flipped(&good, SIGNATURE - 1));
    case("its signature", Broken::Signature, &flipped(&good, SIGNATURE));
    case("another's identity", Broken::Signature, &replaced(&good, IDENTITY, &other[IDENTITY..SIGNING]));
    case("another's signing key", Broken::Signature, &replaced(&good, SIGNING, &other[SIGNING..HYBRID]));
    case("another's hybrid key", Broken::Signature, &replaced(&good, HYBRID, &other[HYBRID..SIGNATURE]));
    case("another's signature", Broken::Signature, &replaced(&good, SIGNATURE, &other[SIGNATURE..]));
    case("another's fields", Broken::Signature, &replaced(&good, AGENCY, &other[AGENCY..IDENTITY]));
    let signed_by_another =
        [&good[..IDENTITY], &other[IDENTITY..SIGNING], &good[SIGNING..SIGNATURE], &other[SIGNATURE..]];
    case("another's identity and signature", Broken::Signature, &signed_by_another.concat());
    case(
        "an identity that everybody could sign for",
        Broken::PublicKey,
        &replaced(&good, IDENTITY, &[0; 32]),
    );
    case(
        "a signing key that everybody could sign for",
        Broken::PublicKey,
        &replaced(&good, SIGNING, &[0; 32]),
    );
    case("a hybrid key that is none", Broken::PublicKey, &replaced(&good, HYBRID, &[0xff; 1184]));
}

fn pins(refusals: &mut Refusals) {
    let Example { identity, keys, announcement, agency, mut random, .. } = example(122);
    let second = AgencyKey::random(agency, 2, &mut random);
    let first = Pin::first(&announcement);
    let newer = first.accept(&identity.announce(&second, 2)).unwrap();
    let other_identity = IdentityKey::random(agency, &mut random);
    let mut case = |name: &str, expected, pin: &Pin, announced: &Announcement| {
        refusals.case(format!("pin: {name}"), expected, pin.accept(announced));
    };
    case("another agency", Broken::Address, &first, &example(123).announcement);
    case("another identity", Broken::Identity, &first, &other_identity.announce(&second, 2));
    case("another identity, of the same epoch", Broken::Identity, &first, &other_identity.announce(&keys, 1));
    case("another identity, of an older epoch", Broken::Identity, &newer, &other_identity.announce(&keys, 1));
    case("an older epoch", Broken::Epoch, &newer, &announcement);
    let zeroth = AgencyKey::random(agency, 0, &mut random);
    case("epoch 0", Broken::Epoch, &first, &identity.announce(&zeroth, 1));
    let other_keys = AgencyKey::random(agency, 1, &mut random);
    case("other keys of the same epoch", Broken::Equivocation, &first, &identity.announce(&other_keys, 1));
    case("another time of the same epoch", Broken::Equivocation, &first, &identity.announce(&keys, 1));

    let bytes = first.to_bytes();
    let mut case = |name: &str, expected, bytes: &[u8]| {
        refusals.case(format!("pin: {name}"), expected, Pin::from_bytes(bytes));
    };
    case("nothing", Broken::Length, &[]);
    case("a byte short", Broken::Length, &bytes[1..]);
    case("a byte long", Broken::Length, &[&bytes[..], &[0]].concat());
    case("an identity that everybody could sign for", Broken::PublicKey, &replaced(&bytes, 16, &[0; 32]));
}
