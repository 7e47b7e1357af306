//! Ed25519's keys and signatures, and X-Wing's public keys: one form for each, and none that everybody could sign for.

use seal::{Announcement, Broken, PublicKey, VerifyingKey};

use super::{Refusals, flipped, replaced};
use crate::example::example;
use crate::known::bytes;

/// The points of small order, in every encoding that a lenient reader would take (Chalkias, Garillot, Nikolaenko, 2020).
const SMALL: [(&str, &str); 14] = [
    ("of order 1", "0100000000000000000000000000000000000000000000000000000000000000"),
    ("of order 2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("of order 4", "0000000000000000000000000000000000000000000000000000000000000000"),
    ("of order 4, negative", "0000000000000000000000000000000000000000000000000000000000000080"),
    ("of order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    ("of order 8, negative", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
    ("of order 8, the other", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    ("of order 8, the other, negative", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
    ("of order 1, in another form", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("of order 1, negative", "0100000000000000000000000000000000000000000000000000000000000080"),
    (
        "of order 1, negative, in another form",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ),
    ("of order 2, negative", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
    ("of order 4, in another form", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    (
        "of order 4, negative, in another form",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ),
];

/// The order of the group that signatures are in, L = 2^252 + 27742317777372353535851937790883648493, little end first.
const L: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

/// A signature with its S made larger by L: the same equation holds, and only a strict reader refuses it.
pub(crate) fn malleable(signature: &[u8]) -> Vec<u8> {
    let order = bytes(&serde_json::json!({ "L": L }), "L");
    let mut sum = signature.to_vec();
    let mut carry = 0;
    for (byte, add) in sum[32..].iter_mut().zip(order) {
        let total = u16::from(*byte) + u16::from(add) + carry;
        *byte = total.to_le_bytes()[0];
        carry = total >> 8;
    }
    assert_eq!(carry, 0, "S and L fit");
    sum
}

pub(crate) fn cases(refusals: &mut Refusals) {
    let good = *example(70).keys.verifying_key().bytes();
    assert!(VerifyingKey::from_bytes(good).is_ok());
    for (name, digits) in SMALL {
        let point = bytes(&serde_json::json!({ "point": digits }), "point").try_into().unwrap();
        refusals.case(format!("signing key: {name}"), Broken::PublicKey, VerifyingKey::from_bytes(point));
    }
    let y = |low: u8, between: u8, high: u8| {
        let mut point = [between; 32];
        (point[0], point[31]) = (low, high);
        VerifyingKey::from_bytes(point)
    };
    refusals.case("signing key: no point", Broken::PublicKey, y(2, 0, 0));
    // y = p + 3 and 4 stand for the points of y = 3 and 4, of which these are the other form.
    refusals.case("signing key: y = p + 3", Broken::PublicKey, y(0xf0, 0xff, 0x7f));
    refusals.case("signing key: y = p + 4", Broken::PublicKey, y(0xf1, 0xff, 0x7f));
    refusals.case("signing key: y = p + 18", Broken::PublicKey, y(0xff, 0xff, 0x7f));

    let hybrid = *example(70).keys.private().public().bytes();
    assert!(PublicKey::from_bytes(&hybrid).is_ok());
    refusals.case("hybrid key: nothing", Broken::Length, PublicKey::from_bytes(&[]));
    refusals.case("hybrid key: a byte short", Broken::Length, PublicKey::from_bytes(&hybrid[1..]));
    refusals.case(
        "hybrid key: a byte long",
        Broken::Length,
        PublicKey::from_bytes(&[&hybrid[..], &[0]].concat()),
    );
    refusals.case("hybrid key: ML-KEM's part alone", Broken::Length, PublicKey::from_bytes(&hybrid[..1184]));
    // FIPS 203, section 7.2: coefficients are below 3,329.
    let first = replaced(&hybrid, 0, &[0xff, 0xff]);
    refusals.case("hybrid key: a coefficient too large", Broken::PublicKey, PublicKey::from_bytes(&first));
    let equal = replaced(&hybrid, 0, &[0x01, 0x0d | hybrid[1] & 0xf0]);
    refusals.case("hybrid key: a coefficient of 3,329", Broken::PublicKey, PublicKey::from_bytes(&equal));

    let announcement = example(70).announcement.to_bytes();
    let (signed, signature) = announcement.split_at(announcement.len() - 64);
    let mut refused = |name: &str, signature: &[u8]| {
        let got = Announcement::from_bytes(&[signed, signature].concat());
        refusals.case(format!("signature: {name}"), Broken::Signature, got);
    };
    refused("zeros", &[0; 64]);
    refused("ones", &[0xff; 64]);
    refused("R's first bit", &flipped(signature, 0));
    refused("R's sign", &replaced(signature, 31, &[signature[31] ^ 0x80]));
    refused("S's first bit", &flipped(signature, 32));
    refused("S's last bit", &replaced(signature, 63, &[signature[63] ^ 0x80]));
    refused("S and L", &malleable(signature));
    refused("R and S exchanged", &[&signature[32..], &signature[..32]].concat());
    refused("another's", &example(71).announcement.to_bytes()[signed.len()..]);
    let small = [&[1][..], &[0; 31], &signature[32..]].concat();
    refused("R of small order", &small);
}
