//! A keys store: shares, a head, marks of epochs and the pepper under a root, and the root's file with one root and with two.

use seal::{
    AgencyId, CaseId, CaseShare, EpochMark, EpochOf, Head, Id, MessageId, MessageShare, NetworkId, Pepper,
    RootFile, RootId, Sealed, Share, ShareOf, Shared, StoreRoot, WrapId, WrapShare,
};
use serde_json::{Value, json};
use testkit::Repeatable;

use super::journal::head;
use crate::known::{Known, array, bytes, hex, list, number, some, text};

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let mut file = json!({
        "network": hex(some::<16>(random)),
        "roots": [root_of(random), root_of(random)],
        "agency": hex(some::<16>(random)),
        "pepper": hex(some::<32>(random)),
    });
    let (agency, root) = (AgencyId::from_bytes(array(&file, "agency")), root(&file, 0));
    let pepper = Pepper::random(&mut Known::new(&[&bytes(&file, "pepper")]));
    file["sealed_pepper"] = hex(root.seal_pepper(&pepper, random).bytes()).into();
    file["shares"] = [ShareOf::Case, ShareOf::Wrap, ShareOf::Message]
        .map(|of| {
            let (id, share) = (some::<16>(random), some::<32>(random));
            let sealed = match of {
                ShareOf::Case => {
                    root.seal_share(agency, Id::from_bytes(id), &known::<CaseShare>(&share), random)
                }
                ShareOf::Wrap => {
                    root.seal_share(agency, Id::from_bytes(id), &known::<WrapShare>(&share), random)
                }
                ShareOf::Message => {
                    root.seal_share(agency, Id::from_bytes(id), &known::<MessageShare>(&share), random)
                }
            };
            json!({ "of": of.code(), "id": hex(id), "share": hex(share), "sealed": hex(sealed.bytes()) })
        })
        .to_vec()
        .into();
    let case = some::<16>(random);
    let head = Head { count: 258, hash: some(random) };
    let sealed = root.seal_head(agency, CaseId::from_bytes(case), &head, random);
    file["head"] = json!({
        "case": hex(case),
        "head": hex([head.count.to_be_bytes().as_slice(), &head.hash].concat()),
        "sealed": hex(sealed.bytes()),
    });
    file["epochs"] = [("agency", [0; 16]), ("circle", some::<16>(random))]
        .map(|(of, id)| {
            let mark = EpochMark { newest: 258, least: 257 };
            let sealed = root.seal_epoch(agency, EpochOf::from_code(of, id).unwrap(), mark, random);
            json!({ "of": of, "id": hex(id), "newest": 258, "least": 257, "sealed": hex(sealed.bytes()) })
        })
        .to_vec()
        .into();
    let one = RootFile { current: self::root(&file, 0), next: None };
    let two = RootFile { current: self::root(&file, 0), next: Some(self::root(&file, 1)) };
    file["root_file"] = hex(one.to_bytes()).into();
    file["root_file_while_moving"] = hex(two.to_bytes()).into();
    file
}

fn root_of(random: &mut Repeatable) -> Value {
    json!({ "id": hex(some::<16>(random)), "root": hex(some::<32>(random)) })
}

/// A kind of share, made of known bytes.
trait Makes {
    fn of(share: &[u8]) -> Self;
}

impl<Kind: Shared> Makes for Share<Kind> {
    fn of(share: &[u8]) -> Self {
        Self::random(&mut Known::new(&[share]))
    }
}

fn known<S: Makes>(share: &[u8]) -> S {
    S::of(share)
}

/// The root at this place in the file.
fn root(file: &Value, index: usize) -> StoreRoot {
    let root = &list(file, "roots")[index];
    let network = NetworkId::from_bytes(array(file, "network"));
    StoreRoot::random(network, &mut Known::new(&[&bytes(root, "id"), &bytes(root, "root")]))
}

pub(crate) fn open(file: &Value) {
    let one = RootFile::from_bytes(&bytes(file, "root_file")).unwrap();
    assert!(one.next.is_none());
    let two = RootFile::from_bytes(&bytes(file, "root_file_while_moving")).unwrap();
    let next = two.next.unwrap();
    assert_eq!(next.id(), RootId::from_bytes(array(&list(file, "roots")[1], "id")));
    assert_eq!((one.current.id(), one.current.network()), (two.current.id(), next.network()));
    assert_eq!(open_rows(&one.current, file), 7);
    assert_eq!(open_rows(&two.current, file), 7);
}

/// Opens the rows of a file under a root, and says how many there were.
pub(crate) fn open_rows(root: &StoreRoot, file: &Value) -> usize {
    let agency = AgencyId::from_bytes(array(file, "agency"));
    let sealed = |of: &Value, field| Sealed::from_bytes(bytes(of, field)).unwrap();
    for share in list(file, "shares") {
        let (id, row) = (array::<16>(share, "id"), sealed(share, "sealed"));
        match ShareOf::from_code(text(share, "of")).unwrap() {
            ShareOf::Case => same(&root.open_share(agency, CaseId::from_bytes(id), &row).unwrap(), share),
            ShareOf::Wrap => same(&root.open_share(agency, WrapId::from_bytes(id), &row).unwrap(), share),
            ShareOf::Message => {
                same(&root.open_share(agency, MessageId::from_bytes(id), &row).unwrap(), share)
            }
        }
    }
    let row = &file["head"];
    let case = CaseId::from_bytes(array(row, "case"));
    let opened = root.open_head(agency, case, &Sealed::from_bytes(bytes(row, "sealed")).unwrap()).unwrap();
    assert_eq!(opened, head(row));
    for row in list(file, "epochs") {
        let of = EpochOf::from_code(text(row, "of"), array(row, "id")).unwrap();
        let opened = root.open_epoch(agency, of, &Sealed::from_bytes(bytes(row, "sealed")).unwrap()).unwrap();
        assert_eq!(opened, EpochMark { newest: number(row, "newest"), least: number(row, "least") });
    }
    let pepper = root.open_pepper(&Sealed::from_bytes(bytes(file, "sealed_pepper")).unwrap());
    let sealed = |pepper: &Pepper| root.seal_pepper(pepper, &mut Known::new(&[&[0; 24]])).bytes().to_vec();
    let expected = Pepper::random(&mut Known::new(&[&bytes(file, "pepper")]));
    assert_eq!(sealed(&pepper.unwrap()), sealed(&expected));
    list(file, "shares").len() + list(file, "epochs").len() + 2
}

/// Whether a share is the one of a vector: sealed for the same row with the same nonce, both come to the same bytes.
fn same<Kind: Shared>(opened: &Share<Kind>, vector: &Value) {
    let sealed = |share: &Share<Kind>| {
        let root = StoreRoot::random(NetworkId::from_bytes([0; 16]), &mut Known::new(&[&[0; 48]]));
        let id = Id::<Kind>::from_bytes([0; 16]);
        let row = root.seal_share(AgencyId::from_bytes([0; 16]), id, share, &mut Known::new(&[&[0; 24]]));
        row.bytes().to_vec()
    };
    assert_eq!(sealed(opened), sealed(&known(&bytes(vector, "share"))));
}
