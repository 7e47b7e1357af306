//! Envelopes: suite 1, commitment 32, nonce 24, ciphertext, tag 16.

use seal::content::{Card, Contact, Content, Notes};
use seal::{
    Broken, CaseId, CaseKey, CaseShare, CircleId, CircleKey, Id, Place, RowId, Sealed, SealingKey,
    SessionToken, UserId, UserSecret,
};

use super::{Refusals, flipped, replaced};
use crate::example::{Example, example};

const COMMITMENT: usize = 1;
const NONCE: usize = 33;
const CIPHERTEXT: usize = 57;

/// What comes of bytes from a store, with this key in this place.
fn open<C: Content>(key: &SealingKey<C>, place: &Place, bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    let sealed = Sealed::<C>::from_bytes(bytes.to_vec())?;
    key.open(place, &sealed).map(|opened| opened.expose().to_vec())
}

pub(crate) fn cases(refusals: &mut Refusals) {
    bytes(refusals);
    places(refusals);
    keys(refusals);
    sessions(refusals);
}

fn bytes(refusals: &mut Refusals) {
    let Example { agency, circle, case, case_share, mut random, .. } = example(50);
    let key = circle.card_key(case, &case_share);
    let place = Place::card(agency, case, 4);
    let mut seal = |content: &[u8]| key.seal(&place, content, &mut random).unwrap().bytes().to_vec();
    let (good, second) = (seal(&[7; 300]), seal(&[8; 300]));
    assert_eq!(open(&key, &place, &good), Ok(vec![7; 300]));
    let mut case = |name: &str, expected, bytes: &[u8]| {
        refusals.case(format!("envelope: {name}"), expected, open(&key, &place, bytes));
    };
    let tag = good.len() - 16;

    case("nothing", Broken::Length, &[]);
    case("only a suite", Broken::Length, &good[..1]);
    case("suite 0", Broken::Suite, &replaced(&good, 0, &[0]));
    case("the next suite", Broken::Suite, &replaced(&good, 0, &[2]));
    case("an unknown suite", Broken::Suite, &replaced(&good, 0, &[0xff]));
    case("the suite of a wrap", Broken::Suite, &replaced(&good, 0, &[0x11]));
    case("a suite and a length that are both wrong", Broken::Suite, &[0, 0]);

    case("a byte short", Broken::Length, &good[..good.len() - 1]);
    case("a byte long", Broken::Length, &[&good[..], &[0]].concat());
    case("a byte long at its front", Broken::Length, &[&[1], &good[..]].concat());
    case("no ciphertext", Broken::Length, &good[..73]);
    case("no tag", Broken::Length, &good[..tag]);
    case("cut off within its commitment", Broken::Length, &good[..20]);
    case("cut off within its nonce", Broken::Length, &good[..40]);
    case("shorter than its kind can be", Broken::Length, &[&good[..CIPHERTEXT + 256], &good[tag..]].concat());
    case("of a length that is no power of two", Broken::Length, &[&good[..], &[0; 256]].concat());
    case("filled up further with zeros", Broken::Changed, &[&good[..], &[0; 512]].concat());
    case(
        "as long as several steps and not one",
        Broken::Length,
        &[&good[..tag], &vec![0; 100_000 - 512], &good[tag..]].concat(),
    );
    case(
        "longer than any",
        Broken::Length,
        &[&good[..tag], &vec![0; 16 << 20], &[0; 65_024], &good[tag..]].concat(),
    );

    case("the commitment's first bit", Broken::Key, &flipped(&good, COMMITMENT));
    case("the commitment's last bit", Broken::Key, &flipped(&good, NONCE - 1));
    case("a commitment of zeros", Broken::Key, &replaced(&good, COMMITMENT, &[0; 32]));
    let both = flipped(&flipped(&good, COMMITMENT), good.len() - 1);
    case("the commitment and the tag", Broken::Key, &both);
    case("the commitment and the nonce", Broken::Key, &flipped(&flipped(&good, NONCE - 1), NONCE));
    case("the nonce's first bit", Broken::Changed, &flipped(&good, NONCE));
    case("the nonce's last bit", Broken::Changed, &flipped(&good, CIPHERTEXT - 1));
    case("a nonce of zeros", Broken::Changed, &replaced(&good, NONCE, &[0; 24]));
    case("the ciphertext's first bit", Broken::Changed, &flipped(&good, CIPHERTEXT));
    case("the ciphertext's last bit", Broken::Changed, &flipped(&good, tag - 1));
    let turned =
        [&good[..CIPHERTEXT], &good[CIPHERTEXT + 64..CIPHERTEXT + 128], &good[CIPHERTEXT..CIPHERTEXT + 64]];
    let turned = [&turned.concat(), &good[CIPHERTEXT + 128..]].concat();
    case("blocks in another order", Broken::Changed, &turned);
    case("the tag's first bit", Broken::Changed, &flipped(&good, tag));
    case("the tag's last bit", Broken::Changed, &flipped(&good, good.len() - 1));
    case("a tag of zeros", Broken::Changed, &replaced(&good, tag, &[0; 16]));
    case("another's nonce", Broken::Changed, &replaced(&good, NONCE, &second[NONCE..CIPHERTEXT]));
    case("another's ciphertext", Broken::Changed, &replaced(&good, CIPHERTEXT, &second[CIPHERTEXT..tag]));
    case("another's tag", Broken::Changed, &replaced(&good, tag, &second[tag..]));
}

fn places(refusals: &mut Refusals) {
    let Example { agency, circle, case, case_share, user, mut random, .. } = example(51);
    let key = circle.card_key(case, &case_share);
    let sealed = key.seal(&Place::card(agency, case, 4), b"handle", &mut random).unwrap();
    let mut refused = |name: &str, place: Place| {
        refusals.case(format!("card: {name}"), Broken::Changed, open(&key, &place, sealed.bytes()));
    };
    let other = Id::from_bytes([9; 16]);
    refused("another agency's", Place::card(other, case, 4));
    refused("another case's", Place::card(agency, CaseId::random(&mut random), 4));
    refused("an older revision", Place::card(agency, case, 3));
    refused("a newer revision", Place::card(agency, case, 5));
    refused("no revision", Place::card(agency, case, 0));
    refused("a revision of 2^32 more", Place::card(agency, case, 4 + (1 << 32)));
    refused("as a draft", Place::draft(agency, case, RowId::from_bytes([0; 16]), 4));
    refused("as a case's key", Place::case_key(agency, circle.circle(), case));
    refused("as a user's secret", Place::user_secret(agency, user.user()));
    refused("as a second factor", Place::totp(agency, user.user()));
    refused("as an invitation", Place::invitation(agency, RowId::random(&mut random)));

    let Example { case_key, mut random, agency, case, .. } = example(52);
    let (key, row) = (case_key.part::<Notes>(1), RowId::random(&mut random));
    let sealed = key.seal(&Place::draft(agency, case, row, 2), b"so far", &mut random).unwrap();
    let mut refused = |name: &str, place: Place| {
        refusals.case(format!("draft: {name}"), Broken::Changed, open(&key, &place, sealed.bytes()));
    };
    refused("another draft's", Place::draft(agency, case, RowId::random(&mut random), 2));
    refused("another case's", Place::draft(agency, CaseId::random(&mut random), row, 2));
    refused("another agency's", Place::draft(other, case, row, 2));
    refused("an older state", Place::draft(agency, case, row, 1));
    refused("as a card", Place::card(agency, case, 2));

    let sealed = key.seal(&Place::invitation(agency, row), b"six words", &mut random).unwrap();
    let mut refused = |name: &str, place: Place| {
        refusals.case(format!("invitation: {name}"), Broken::Changed, open(&key, &place, sealed.bytes()));
    };
    refused("another's", Place::invitation(agency, RowId::random(&mut random)));
    refused("another agency's", Place::invitation(other, row));
}

fn keys(refusals: &mut Refusals) {
    let Example { agency, circle, case, case_share, case_key, mut random, .. } = example(53);
    let place = Place::card(agency, case, 1);
    let sealed = circle.card_key(case, &case_share).seal(&place, b"handle", &mut random).unwrap();
    let other_share = CaseShare::random(&mut random);
    let other_case = CaseId::random(&mut random);
    let newer = CircleKey::random(agency, circle.circle(), 2, &mut random);
    let elsewhere = CircleKey::random(agency, CircleId::random(&mut random), 1, &mut random);
    let mut refused = |name: &str, key: &SealingKey<Card>| {
        refusals.case(format!("card: {name}"), Broken::Key, open(key, &place, sealed.bytes()));
    };
    refused("another share", &circle.card_key(case, &other_share));
    refused("another case's key", &circle.card_key(other_case, &case_share));
    refused("the circle's next epoch", &newer.card_key(case, &case_share));
    refused("another circle", &elsewhere.card_key(case, &case_share));

    let sealed = circle.seal_case_key(&case_key, &case_share, &mut random);
    let mut refused = |name: &str, got: Result<CaseKey, Broken>| {
        refusals.case(format!("case's key: {name}"), Broken::Key, got);
    };
    refused("another share", circle.open_case_key(case, &other_share, &sealed));
    refused("another case", circle.open_case_key(other_case, &case_share, &sealed));
    refused("the circle's next epoch", newer.open_case_key(case, &case_share, &sealed));
    refused("another circle", elsewhere.open_case_key(case, &case_share, &sealed));
    let bytes = sealed.bytes();
    let stored = Sealed::from_bytes(flipped(bytes, bytes.len() - 1)).unwrap();
    let changed = circle.open_case_key(case, &case_share, &stored);
    refusals.case("case's key: its tag", Broken::Changed, changed);
    refusals.case("case's key: a card in its place", Broken::Length, {
        let card = circle.card_key(case, &case_share).seal(&place, &[1; 31], &mut random).unwrap();
        let stored = Sealed::from_bytes(card.bytes()[..100].to_vec());
        stored.and_then(|stored| circle.open_case_key(case, &case_share, &stored))
    });

    let place = Place::draft(agency, case, RowId::random(&mut random), 1);
    let sealed = case_key.part::<Notes>(2).seal(&place, b"note", &mut random).unwrap();
    let bytes = sealed.bytes();
    let other_case_key = CaseKey::random(agency, case, &mut random);
    refusals.case("part: an older version", Broken::Key, open(&case_key.part::<Notes>(1), &place, bytes));
    refusals.case("part: a newer version", Broken::Key, open(&case_key.part::<Notes>(3), &place, bytes));
    refusals.case("part: another part", Broken::Key, open(&case_key.part::<Contact>(2), &place, bytes));
    refusals.case("part: the log of who looked", Broken::Key, open(&case_key.access(2), &place, bytes));
    refusals.case(
        "part: another case key",
        Broken::Key,
        open(&other_case_key.part::<Notes>(2), &place, bytes),
    );
    refusals.case("part: a part as a card", Broken::Length, Sealed::<Card>::from_bytes(bytes.to_vec()));
}

fn sessions(refusals: &mut Refusals) {
    let Example { agency, user, mut random, .. } = example(54);
    let token = SessionToken::random(&mut random);
    let sealed = token.seal(&user, &mut random);
    let mut refused = |name: &str, expected, got: Result<UserSecret, Broken>| {
        refusals.case(format!("session: {name}"), expected, got);
    };
    let other = SessionToken::random(&mut random);
    refused("another token", Broken::Key, other.open(agency, user.user(), &sealed));
    refused("another user", Broken::Changed, token.open(agency, UserId::random(&mut random), &sealed));
    refused("another agency", Broken::Changed, token.open(Id::random(&mut random), user.user(), &sealed));
    for at in [33, 56, 57, sealed.bytes().len() - 1] {
        let stored = Sealed::from_bytes(flipped(sealed.bytes(), at)).unwrap();
        refused(&format!("byte {at}"), Broken::Changed, token.open(agency, user.user(), &stored));
    }
}
