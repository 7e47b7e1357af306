//! Wraps: suite 1, encapsulated key 1,120, commitment 32, ciphertext and tag 48, signature 64.
//!
//! The signature is of all that is not secret, so that it refuses most; what stands behind it is tried where the wrap
//! was signed anew, in the crate itself.

use seal::{
    AgencyId, AgencyKey, Broken, CaseId, CaseKey, CaseShare, CircleId, CircleKey, IdentityKey, Of,
    PrivateKey, Terms, VerifyingKey, WRAP_LENGTH, Wrap, WrapId, WrapShare, Wrappable,
};

use super::signatures::malleable;
use super::{Refusals, flipped, replaced};
use crate::example::{Example, example, known, of_none};

const X25519: usize = 1 + 1088;
const COMMITMENT: usize = 1 + 1120;
const CIPHERTEXT: usize = COMMITMENT + 32;
const SIGNATURE: usize = WRAP_LENGTH - 64;

fn open<K: Wrappable>(
    bytes: &[u8],
    of: &Of<K>,
    to: &PrivateKey,
    terms: &Terms<'_, K>,
    sender: &VerifyingKey,
) -> Result<(), Broken> {
    Wrap::<K>::from_bytes(bytes)?.open(of, to, terms, sender).map(drop)
}

pub(crate) fn cases(refusals: &mut Refusals) {
    bytes(refusals);
    terms(refusals);
    subjects(refusals);
}

fn bytes(refusals: &mut Refusals) {
    let Example { circle, keys, user, agency, announcement, mut random, .. } = example(90);
    let (wrap, share) = (WrapId::random(&mut random), WrapShare::random(&mut random));
    let terms = Terms { wrap, sender: agency, share: &share, case_share: (), until: None, release: &[] };
    let of = Of::<CircleKey>::circle(agency, circle.circle(), 1);
    let to = user.private();
    let mut seal = || *Wrap::seal(&circle, &user, &terms, &keys, &mut random).unwrap().bytes();
    let (good, second) = (seal(), seal());
    assert_eq!(open(&good, &of, &to, &terms, &keys.verifying_key()), Ok(()));
    let mut case = |name: &str, expected, bytes: &[u8]| {
        let got = open(bytes, &of, &to, &terms, &keys.verifying_key());
        refusals.case(format!("wrap: {name}"), expected, got);
    };
    case("nothing", Broken::Length, &[]);
    case("only a suite", Broken::Length, &[0x11]);
    case("suite 0", Broken::Suite, &replaced(&good, 0, &[0]));
    case("the next suite", Broken::Suite, &replaced(&good, 0, &[0x12]));
    case("the suite of an envelope", Broken::Suite, &replaced(&good, 0, &[0x01]));
    case("an announcement", Broken::Suite, &announcement.to_bytes());
    case("a byte short", Broken::Length, &good[..WRAP_LENGTH - 1]);
    case("a byte long", Broken::Length, &[&good[..], &[0]].concat());
    case("no signature", Broken::Length, &good[..SIGNATURE]);

    case("ML-KEM's first bit", Broken::Signature, &flipped(&good, 1));
    case("ML-KEM's last bit", Broken::Signature, &flipped(&good, X25519 - 1));
    case("X25519's first bit", Broken::Signature, &flipped(&good, X25519));
    case("X25519's last bit", Broken::Signature, &flipped(&good, COMMITMENT - 1));
    case("its commitment", Broken::Signature, &flipped(&good, COMMITMENT));
    case("its ciphertext", Broken::Signature, &flipped(&good, CIPHERTEXT));
    case("its tag", Broken::Signature, &flipped(&good, SIGNATURE - 1));
    case("its signature", Broken::Signature, &flipped(&good, SIGNATURE));
    case("its signature's end", Broken::Signature, &flipped(&good, WRAP_LENGTH - 1));
    let other_form = replaced(&good, SIGNATURE, &malleable(&good[SIGNATURE..]));
    case("its signature's other form", Broken::Signature, &other_form);
    case("another's signature", Broken::Signature, &replaced(&good, SIGNATURE, &second[SIGNATURE..]));
    let mixed = replaced(&good, 1, &second[1..COMMITMENT]);
    case("another's encapsulated key", Broken::Signature, &mixed);
    case(
        "another's ciphertext",
        Broken::Signature,
        &replaced(&good, CIPHERTEXT, &second[CIPHERTEXT..SIGNATURE]),
    );
}

fn terms(refusals: &mut Refusals) {
    let Example { case_key, case, case_share, keys, agency, mut random, .. } = example(91);
    let (to, elsewhere) = (example(92), example(93));
    let (wrap, share) = (WrapId::random(&mut random), WrapShare::random(&mut random));
    let good = Terms {
        wrap,
        sender: agency,
        share: &share,
        case_share: &case_share,
        until: Some(9),
        release: b"release",
    };
    let of = Of::<CaseKey>::case(agency, case);
    let sealed = *Wrap::seal(&case_key, &known(&to.announcement), &good, &keys, &mut random).unwrap().bytes();
    let (own, signs) = (to.keys.private(), keys.verifying_key());
    assert_eq!(open(&sealed, &of, own, &good, &signs), Ok(()));

    let mut case = |name: &str, expected, terms: &Terms<'_, CaseKey>| {
        refusals.case(format!("terms: {name}"), expected, open(&sealed, &of, own, terms, &signs));
    };
    let (other_share, other_case) = (WrapShare::random(&mut random), CaseShare::random(&mut random));
    case("another wrap's share", Broken::Key, &Terms { share: &other_share, ..good });
    case("another case's share", Broken::Key, &Terms { case_share: &other_case, ..good });
    case("a later end", Broken::Signature, &Terms { until: Some(10), ..good });
    case("an earlier end", Broken::Signature, &Terms { until: Some(8), ..good });
    case("no end", Broken::Signature, &Terms { until: None, ..good });
    case("another id", Broken::Signature, &Terms { wrap: WrapId::random(&mut random), ..good });
    case("another sender", Broken::Signature, &Terms { sender: AgencyId::random(&mut random), ..good });
    case("another release", Broken::Signature, &Terms { release: b"releasf", ..good });
    case("a longer release", Broken::Signature, &Terms { release: b"release ", ..good });
    case("a shorter release", Broken::Signature, &Terms { release: b"releas", ..good });
    case("no release", Broken::Signature, &Terms { release: b"", ..good });
    let all_wrong = Terms { share: &other_share, release: b"", ..good };
    case("another share and another release", Broken::Signature, &all_wrong);

    let bare = Terms { until: None, release: &[], ..good };
    let plain = *Wrap::seal(&case_key, &known(&to.announcement), &bare, &keys, &mut random).unwrap().bytes();
    let with_end = Terms { until: Some(0), ..bare };
    refusals.case("terms: an end too many", Broken::Signature, open(&plain, &of, own, &with_end, &signs));
    let with_release = Terms { release: b"release", ..bare };
    refusals.case(
        "terms: a release too many",
        Broken::Signature,
        open(&plain, &of, own, &with_release, &signs),
    );

    let mut case = |name: &str, to: &PrivateKey, sender: &AgencyKey| {
        let got = open(&sealed, &of, to, &good, &sender.verifying_key());
        refusals.case(format!("terms: {name}"), Broken::Signature, got);
    };
    case("another agency's key pair", elsewhere.keys.private(), &keys);
    case("the recipient's next epoch", AgencyKey::random(to.agency, 2, &mut random).private(), &keys);
    case("a user's key pair", &to.user.private(), &keys);
    case("another agency's signing key", own, &elsewhere.keys);
    case("the recipient's signing key", own, &to.keys);
    case("the sender's next epoch", own, &AgencyKey::random(agency, 2, &mut random));
}

fn subjects(refusals: &mut Refusals) {
    let Example { circle, keys, identity, case_key, case, case_share, user, agency, mut random, .. } =
        example(94);
    let (wrap, share) = (WrapId::random(&mut random), WrapShare::random(&mut random));
    let bare = (wrap, agency, &share);
    let with_case = Terms::<CaseKey> {
        wrap,
        sender: agency,
        share: &share,
        case_share: &case_share,
        until: None,
        release: &[],
    };
    let (to, signs) = (user.private(), keys.verifying_key());
    let (other, id) = (AgencyId::random(&mut random), circle.circle());
    let [other_circle, of_agency, of_case] =
        [[7; 16], *agency.bytes(), *case.bytes()].map(CircleId::from_bytes);
    let mut refused = |name: &str, got| refusals.case(format!("subject: {name}"), Broken::Signature, got);

    let sealed = *Wrap::seal(&circle, &user, &of_none(bare), &keys, &mut random).unwrap().bytes();
    let as_circle = |of| open::<CircleKey>(&sealed, &of, &to, &of_none(bare), &signs);
    assert_eq!(as_circle(Of::<CircleKey>::circle(agency, id, 1)), Ok(()));
    refused("another agency's circle", as_circle(Of::<CircleKey>::circle(other, id, 1)));
    refused("another circle", as_circle(Of::<CircleKey>::circle(agency, other_circle, 1)));
    refused("the circle's next epoch", as_circle(Of::<CircleKey>::circle(agency, id, 2)));
    refused("the circle's epoch 0", as_circle(Of::<CircleKey>::circle(agency, id, 0)));
    let of = Of::<CaseKey>::case(agency, CaseId::from_bytes(*id.bytes()));
    refused("a circle's key as a case's", open(&sealed, &of, &to, &with_case, &signs));

    let sealed = *Wrap::seal(&keys, &user, &of_none(bare), &keys, &mut random).unwrap().bytes();
    let as_agency = |of| open::<AgencyKey>(&sealed, &of, &to, &of_none(bare), &signs);
    assert_eq!(as_agency(Of::<AgencyKey>::agency(agency, 1)), Ok(()));
    refused("another agency", as_agency(Of::<AgencyKey>::agency(other, 1)));
    refused("the agency's next epoch", as_agency(Of::<AgencyKey>::agency(agency, 2)));
    let of = Of::<CircleKey>::circle(agency, of_agency, 1);
    refused("an agency's key as a circle's", open(&sealed, &of, &to, &of_none(bare), &signs));

    let sealed = *Wrap::seal(&identity, &user, &of_none(bare), &keys, &mut random).unwrap().bytes();
    let as_identity = |of| open::<IdentityKey>(&sealed, &of, &to, &of_none(bare), &signs);
    assert_eq!(as_identity(Of::<IdentityKey>::identity(agency)), Ok(()));
    refused("another agency's identity", as_identity(Of::<IdentityKey>::identity(other)));
    let of = Of::<AgencyKey>::agency(agency, 0);
    refused("an identity as an agency's key", open(&sealed, &of, &to, &of_none(bare), &signs));

    let sealed = *Wrap::seal(&case_key, &user, &with_case, &keys, &mut random).unwrap().bytes();
    let as_case = |of| open::<CaseKey>(&sealed, &of, &to, &with_case, &signs);
    assert_eq!(as_case(Of::<CaseKey>::case(agency, case)), Ok(()));
    refused("another case", as_case(Of::<CaseKey>::case(agency, CaseId::from_bytes([7; 16]))));
    refused("another agency's case", as_case(Of::<CaseKey>::case(other, case)));
    let of = Of::<CircleKey>::circle(agency, of_case, 0);
    refused("a case's key as a circle's", open(&sealed, &of, &to, &of_none(bare), &signs));
}
