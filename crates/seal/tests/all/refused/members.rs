//! Members: suite 1, kind 1, agency 16, id 16, epoch 8, roles 1, hybrid key 1,216, circles 2, circle
//! 16 each, signature 64.

use seal::{AgencyKey, Broken, CircleId, IdentityKey, Member, Who};

use super::{Refusals, flipped, replaced};
use crate::example::{Example, example};

const KIND: usize = 1;
const AGENCY: usize = 2;
const ID: usize = 18;
const EPOCH: usize = 34;
const ROLES: usize = 42;
const KEY: usize = 43;
const CIRCLES: usize = KEY + 1216;
const SIGNATURE: usize = CIRCLES + 2 + 2 * 16;

pub(crate) fn cases(refusals: &mut Refusals) {
    let Example { keys, user, agency, mut random, .. } = example(150);
    let other = example(151);
    let circles = [5, 7].map(|number| CircleId::from_bytes([number; 16]));
    let good = keys.vouch(Who::User(user.user()), (3, &circles), user.private().public()).to_bytes();
    let theirs = other
        .keys
        .vouch(Who::User(other.user.user()), (3, &circles), other.user.private().public())
        .to_bytes();
    assert_eq!(good.len(), SIGNATURE + 64);
    let read = |bytes: &[u8], by: &AgencyKey| Member::from_bytes(bytes)?.vouched(by).map(drop);
    assert_eq!(read(&good, &keys), Ok(()));

    let mut case = |name: &str, expected, bytes: &[u8]| {
        refusals.case(format!("member: {name}"), expected, read(bytes, &keys));
    };
    case("nothing", Broken::Length, &[]);
    case("only a suite", Broken::Length, &good[..1]);
    case("suite 0", Broken::Suite, &replaced(&good, 0, &[0]));
    case("the next suite", Broken::Suite, &replaced(&good, 0, &[0x33]));
    case("the suite of an announcement", Broken::Suite, &replaced(&good, 0, &[0x31]));
    case("a byte short", Broken::Length, &good[..good.len() - 1]);
    case("a byte long", Broken::Length, &[&good[..], &[0]].concat());
    case("no kind", Broken::Address, &replaced(&good, KIND, &[0]));
    case("a kind that there is not", Broken::Address, &replaced(&good, KIND, &[3]));
    case("as sheets", Broken::Signature, &replaced(&good, KIND, &[2]));
    case("another agency's id", Broken::Address, &replaced(&good, AGENCY, other.agency.bytes()));
    case("another's id", Broken::Signature, &replaced(&good, ID, other.user.user().bytes()));
    case("the next epoch", Broken::Epoch, &replaced(&good, EPOCH, &2_u64.to_be_bytes()));
    case("epoch 0", Broken::Epoch, &replaced(&good, EPOCH, &[0; 8]));
    case("a role more", Broken::Signature, &replaced(&good, ROLES, &[7]));
    case("a role less", Broken::Signature, &replaced(&good, ROLES, &[1]));
    case("another's public key", Broken::Signature, &replaced(&good, KEY, &theirs[KEY..CIRCLES]));
    case("a public key that is none", Broken::PublicKey, &replaced(&good, KEY, &[0xff; 1184]));
    let with = |circles: &[u8], count: u16| {
        [&good[..CIRCLES], &count.to_be_bytes(), circles, &good[SIGNATURE..]].concat()
    };
    case("a circle more", Broken::Signature, &with(&[[5; 16], [7; 16], [9; 16]].concat(), 3));
    case("a circle less", Broken::Signature, &with(&[5; 16], 1));
    case("in no circle", Broken::Signature, &with(&[], 0));
    case("another circle", Broken::Signature, &with(&[[5; 16], [8; 16]].concat(), 2));
    case("its circles in another order", Broken::Sequence, &with(&[[7; 16], [5; 16]].concat(), 2));
    case("a circle twice", Broken::Sequence, &with(&[[5; 16], [5; 16]].concat(), 2));
    case("more circles than it says", Broken::Length, &with(&[[5; 16], [7; 16]].concat(), 1));
    case("fewer circles than it says", Broken::Length, &with(&[[5; 16], [7; 16]].concat(), 0xffff));
    case("its signature", Broken::Signature, &flipped(&good, SIGNATURE));
    case("another agency's signature", Broken::Signature, &replaced(&good, SIGNATURE, &theirs[SIGNATURE..]));
    case("another agency's member", Broken::Address, &theirs);

    let mut case = |name: &str, expected, by: &AgencyKey| {
        refusals.case(format!("member: {name}"), expected, read(&good, by));
    };
    case("of an epoch that is over", Broken::Epoch, &AgencyKey::random(agency, 2, &mut random));
    case("by another key of the epoch", Broken::Signature, &AgencyKey::random(agency, 1, &mut random));
    // What an agency announces is signed by its identity, which vouches for nobody.
    let identity = IdentityKey::random(agency, &mut random);
    let announced = identity.announce(&keys, 1).to_bytes();
    refusals.case("member: an announcement", Broken::Suite, Member::from_bytes(&announced).map(drop));
}
