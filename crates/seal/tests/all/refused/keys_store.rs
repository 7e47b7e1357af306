//! Rows of a keys store, each good in its own place under its own root; and the root's file: suite 1, roots 1,
//! network 16, id 16, root 32, id 16, root 32, sum 32.

use seal::{
    Broken, CaseId, EpochMark, EpochOf, Head, Id, MessageId, NetworkId, RootFile, Sealed, ShareOf, StoreRoot,
    WrapId, content::ShareBytes,
};
use sha2::{Digest, Sha256};

use super::{Refusals, flipped, replaced};
use crate::example::{Example, example};

pub(crate) fn cases(refusals: &mut Refusals) {
    rows(refusals);
    files(refusals);
}

fn rows(refusals: &mut Refusals) {
    let Example { agency, case, case_share, mut random, .. } = example(130);
    let network = NetworkId::random(&mut random);
    let (root, next) = (StoreRoot::random(network, &mut random), StoreRoot::random(network, &mut random));
    let elsewhere = StoreRoot::random(NetworkId::random(&mut random), &mut random);
    let other = Id::from_bytes([9; 16]);
    let (as_wrap, as_message) = (WrapId::from_bytes(*case.bytes()), MessageId::from_bytes(*case.bytes()));

    let share = root.seal_share(agency, case, &case_share, &mut random);
    let mut refused = |name: &str, expected, got: Result<(), Broken>| {
        refusals.case(format!("share: {name}"), expected, got);
    };
    refused(
        "another row",
        Broken::Changed,
        root.open_share(agency, CaseId::random(&mut random), &share).map(drop),
    );
    refused("another agency", Broken::Changed, root.open_share(other, case, &share).map(drop));
    refused("as a wrap's", Broken::Changed, root.open_share(agency, as_wrap, &share).map(drop));
    refused("as a message's", Broken::Changed, root.open_share(agency, as_message, &share).map(drop));
    refused("the next root", Broken::Key, next.open_share(agency, case, &share).map(drop));
    refused("another network's root", Broken::Key, elsewhere.open_share(agency, case, &share).map(drop));
    let stored: Sealed<ShareBytes> = Sealed::from_bytes(flipped(share.bytes(), 60)).unwrap();
    refused("its ciphertext", Broken::Changed, root.open_share(agency, case, &stored).map(drop));
    let row = (ShareOf::Case, *case.bytes());
    let mut moved =
        |from: &StoreRoot, row, share| from.move_share(&next, agency, row, share, &mut random).map(drop);
    refused("moved from a root that it is not under", Broken::Key, moved(&elsewhere, row, &share));
    refused("moved as another kind's", Broken::Changed, moved(&root, (ShareOf::Wrap, row.1), &share));
    refused("moved as another row's", Broken::Changed, moved(&root, (row.0, [1; 16]), &share));
    refused("moved though it was changed", Broken::Changed, moved(&root, row, &stored));
    let gone = root.move_share(&next, agency, row, &share, &mut random).unwrap();
    refused("the old root after it was moved", Broken::Key, root.open_share(agency, case, &gone).map(drop));

    let head = root.seal_head(agency, case, &Head::empty(agency, case), &mut random);
    let mut refused = |name: &str, expected, got: Result<Head, Broken>| {
        refusals.case(format!("known head: {name}"), expected, got);
    };
    refused("another case's", Broken::Changed, root.open_head(agency, CaseId::random(&mut random), &head));
    refused("another agency's", Broken::Changed, root.open_head(other, case, &head));
    refused("the next root", Broken::Key, next.open_head(agency, case, &head));
    let share_as_head = Sealed::from_bytes(share.bytes().to_vec()).unwrap();
    refused("a share in its place", Broken::Key, root.open_head(agency, case, &share_as_head));

    let (of, mark) = (EpochOf::Circle(Id::from_bytes([3; 16])), EpochMark { newest: 2, least: 1 });
    let epoch = root.seal_epoch(agency, of, mark, &mut random);
    assert_eq!(root.open_epoch(agency, of, &epoch), Ok(mark));
    let mut refused = |name: &str, expected, got: Result<EpochMark, Broken>| {
        refusals.case(format!("mark of an epoch: {name}"), expected, got);
    };
    let of_other = EpochOf::Circle(Id::from_bytes([4; 16]));
    refused("another circle's", Broken::Changed, root.open_epoch(agency, of_other, &epoch));
    refused("as the agency's own", Broken::Changed, root.open_epoch(agency, EpochOf::Agency, &epoch));
    refused("another agency's", Broken::Changed, root.open_epoch(other, of, &epoch));
    refused("the next root", Broken::Key, next.open_epoch(agency, of, &epoch));
    let share_as_epoch = Sealed::from_bytes(share.bytes().to_vec()).unwrap();
    refused("a share in its place", Broken::Key, root.open_epoch(agency, of, &share_as_epoch));
    let crossed = root.seal_epoch(agency, of, EpochMark { newest: 1, least: 2 }, &mut random);
    refused("none counts", Broken::Length, root.open_epoch(agency, of, &crossed));

    let pepper = seal::Pepper::random(&mut random);
    let sealed = root.seal_pepper(&pepper, &mut random);
    refusals.case("pepper: the next root", Broken::Key, next.open_pepper(&sealed));
    refusals.case("pepper: another network's", Broken::Key, elsewhere.open_pepper(&sealed));
    let stored = Sealed::from_bytes(flipped(sealed.bytes(), 57)).unwrap();
    refusals.case("pepper: its ciphertext", Broken::Changed, root.open_pepper(&stored));
}

fn files(refusals: &mut Refusals) {
    let mut random = example(131).random;
    let network = NetworkId::random(&mut random);
    let mut root = || StoreRoot::random(network, &mut random);
    let one = RootFile { current: root(), next: None }.to_bytes();
    let two = RootFile { current: root(), next: Some(root()) }.to_bytes();
    assert!(RootFile::from_bytes(&one).is_ok() && RootFile::from_bytes(&two).is_ok());
    let mut case = |name: &str, expected, bytes: &[u8]| {
        refusals.case(format!("root's file: {name}"), expected, RootFile::from_bytes(bytes));
    };
    let summed = |bytes: &[u8]| {
        let content = &bytes[..bytes.len() - 32];
        [content, &Sha256::digest(content)].concat()
    };
    assert_eq!(summed(&two), two.to_vec());
    case("nothing", Broken::Length, &[]);
    case("overwritten with zeros", Broken::Suite, &[0; RootFile::LENGTH]);
    case("overwritten but for its suite", Broken::Changed, &replaced(&[0; RootFile::LENGTH], 0, &[0x51]));
    case("the next suite", Broken::Suite, &summed(&replaced(&one, 0, &[0x52])));
    case("a byte short", Broken::Length, &one[..one.len() - 1]);
    case("a byte long", Broken::Length, &[&one[..], &[0]].concat());
    case("no second root and its sum", Broken::Length, &summed(&one[..one.len() - 48]));
    case("its number", Broken::Changed, &flipped(&one, 1));
    case("its network", Broken::Changed, &flipped(&one, 2));
    case("its root's id", Broken::Changed, &flipped(&one, 18));
    case("its root", Broken::Changed, &flipped(&one, 34));
    case("its second root", Broken::Changed, &flipped(&two, 113));
    case("its sum", Broken::Changed, &flipped(&one, RootFile::LENGTH - 1));
    case("no root, and a sum that is right", Broken::Changed, &summed(&replaced(&one, 1, &[0])));
    case("three roots, and a sum that is right", Broken::Changed, &summed(&replaced(&two, 1, &[3])));
    case("one root and a second behind it", Broken::Changed, &summed(&replaced(&two, 1, &[1])));
    case("two roots of which one is zeros", Broken::Changed, &summed(&replaced(&one, 1, &[2])));
    case("one root and another's id", Broken::Changed, &summed(&replaced(&one, 66, &[9; 16])));
    case("one root and another without id", Broken::Changed, &summed(&replaced(&one, 82, &[9; 32])));
}
