//! The backup of a keys store, known to the byte: `tests/vectors/keys_backup.json` holds what was put, and the file that
//! came of it, in hexadecimal digits. A program in Python that was written from `docs/sealing.md` alone opens it, and
//! makes one that we restore.
//!
//! The file is made anew from repeatable randomness each time. A change that is meant gets a new suite, and then
//! `CONTINUUM_WRITE_VECTORS=1 cargo test -p vault-store vectors` writes it anew.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use rand_core::Rng as _;
use seal::{
    AgencyId, CaseId, CircleId, EpochMark, EpochOf, Head, Id, MessageId, Share, ShareOf, Shared, WrapId,
};
use serde_json::{Value, json};
use testkit::{Known, Repeatable};
use vault_store::keys::{Backup, KeysStore};

use super::example::{AGENCY, MINUTE, NETWORK, OTHER, THEN, alone, create, print, random, share};
use crate::both::{Place, on_both};

/// The shares of the store in the order of its backup: agency, kind, id, the number that the share is made of, and how
/// many minutes after the first it was put.
const SHARES: [(AgencyId, ShareOf, u8, u8, i64); 6] = [
    (AGENCY, ShareOf::Case, 1, 1, 0),
    (AGENCY, ShareOf::Case, 9, 2, 2),
    (AGENCY, ShareOf::Message, 4, 3, 1),
    (AGENCY, ShareOf::Wrap, 2, 4, 1),
    (AGENCY, ShareOf::Wrap, 3, 5, 0),
    (OTHER, ShareOf::Case, 1, 6, 3),
];
const EPOCHS: [(AgencyId, EpochOf, u64); 3] = [
    (AGENCY, EpochOf::Agency, 2),
    (AGENCY, EpochOf::Circle(CircleId::from_bytes([3; 16])), 258),
    (OTHER, EpochOf::Agency, 1),
];
const HEADS: [(AgencyId, u8, u64); 2] = [(AGENCY, 9, 258), (OTHER, 1, 1)];

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/keys_backup.json"))
}

fn file() -> Value {
    serde_json::from_str(&fs::read_to_string(path()).unwrap()).unwrap()
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(digits: &Value) -> Vec<u8> {
    let pairs = digits.as_str().unwrap().as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn head(number: u64) -> Head {
    Head { count: number, hash: [u8::try_from(number % 251).unwrap(); 32] }
}

/// The next bytes of what is drawn.
fn drawn<const N: usize>(from: &mut Repeatable) -> [u8; N] {
    let mut bytes = [0; N];
    from.fill_bytes(&mut bytes);
    bytes
}

async fn put<Kind: Shared>(keys: &KeysStore, agency: AgencyId, id: Id<Kind>, number: u8, minutes: i64) {
    let now = keys.admit(THEN + minutes * MINUTE).await.unwrap();
    keys.put_share(agency, id, &share(number), now).await.unwrap();
}

/// Makes the store and its backup, and says what was put into it.
async fn make(place: &Place) -> Value {
    let keys = create(&alone(place)).await;
    // Time goes forward, and rows are put in another order than a backup has.
    let mut shares = SHARES;
    shares.sort_by_key(|(_, _, id, _, minutes)| (*minutes, std::cmp::Reverse(*id)));
    for (agency, of, id, number, minutes) in shares {
        match of {
            ShareOf::Case => put(&keys, agency, CaseId::from_bytes([id; 16]), number, minutes).await,
            ShareOf::Wrap => put(&keys, agency, WrapId::from_bytes([id; 16]), number, minutes).await,
            ShareOf::Message => put(&keys, agency, MessageId::from_bytes([id; 16]), number, minutes).await,
        }
    }
    for (agency, case, count) in HEADS.into_iter().rev() {
        assert!(keys.put_head(agency, CaseId::from_bytes([case; 16]), &head(count)).await.unwrap());
    }
    for (agency, of, epoch) in EPOCHS.into_iter().rev() {
        keys.raise_epoch(agency, of, epoch).await.unwrap();
    }
    let backup = place.folder("backup").join("keys");
    let revision = keys.backup_to(&backup).await.unwrap();
    keys.close().await;

    let shares = SHARES.map(|(agency, of, id, number, minutes)| {
        json!({
            "agency": hex(agency.bytes()),
            "of": of.code(),
            "id": hex([id; 16]),
            "put": THEN + minutes * MINUTE,
            "share": hex(drawn::<32>(&mut Repeatable::new(1000 + u64::from(number)))),
        })
    });
    let heads = HEADS.map(|(agency, case, count)| {
        let Head { count, hash } = head(count);
        json!({
            "agency": hex(agency.bytes()),
            "case": hex([case; 16]),
            "head": hex([count.to_be_bytes().as_slice(), &hash].concat()),
        })
    });
    let epochs = EPOCHS.map(|(agency, of, epoch)| {
        let (code, id) = (of.code(), hex(of.id()));
        json!({ "agency": hex(agency.bytes()), "of": code, "id": id, "newest": epoch, "least": epoch })
    });
    // What a new store draws, in this order.
    let from = &mut Repeatable::new(5);
    json!({
        "network": hex(NETWORK.bytes()),
        "root_id": hex(drawn::<16>(from)),
        "root": hex(drawn::<32>(from)),
        "created": THEN,
        "revision": revision.store,
        "revision_of_shares": revision.shares,
        "mark": THEN + 3 * MINUTE,
        "pepper": hex(drawn::<32>(from)),
        "shares": shares,
        "heads": heads,
        "epochs": epochs,
        "backup": hex(fs::read(backup).unwrap()),
    })
}

/// Restores a backup in a new place.
async fn restored(place: &Place, backup: &[u8]) -> KeysStore {
    let from = place.folder("from").join("keys");
    fs::write(&from, backup).unwrap();
    KeysStore::restore(&from, &alone(place), Some(NETWORK), THEN, random(30)).await.unwrap()
}

/// Whether a store holds the shares and heads of the vectors, each share's bytes with a change.
async fn holds(keys: &KeysStore, file: &Value, change: u8) {
    async fn same<Kind: Shared>(keys: &KeysStore, row: (AgencyId, [u8; 16]), expected: Vec<u8>) {
        let held: Share<Kind> = keys.share(row.0, Id::from_bytes(row.1)).await.unwrap().unwrap();
        assert!(print(&held) == print::<Kind>(&Share::random(&mut Known::new(&[&expected]))));
    }
    let id = |digits: &Value| <[u8; 16]>::try_from(bytes(digits)).unwrap();
    for row in file["shares"].as_array().unwrap() {
        let expected: Vec<u8> = bytes(&row["share"]).iter().map(|byte| byte ^ change).collect();
        let at = (AgencyId::from_bytes(id(&row["agency"])), id(&row["id"]));
        match ShareOf::from_code(row["of"].as_str().unwrap()).unwrap() {
            ShareOf::Case => same::<seal::kind::Case>(keys, at, expected).await,
            ShareOf::Wrap => same::<seal::kind::Wrap>(keys, at, expected).await,
            ShareOf::Message => same::<seal::kind::Message>(keys, at, expected).await,
        }
    }
    for (agency, case, count) in HEADS {
        let held = keys.head(agency, CaseId::from_bytes([case; 16])).await.unwrap();
        assert_eq!(held, Some(head(count)));
    }
    for (agency, of, epoch) in EPOCHS {
        let mark = EpochMark { newest: epoch, least: epoch };
        assert_eq!(keys.epochs(agency).await.unwrap()[&of], mark);
    }
}

#[tokio::test]
async fn the_backup_of_a_keys_store_is_to_the_byte_what_it_was() {
    on_both(async |place| {
        let made = serde_json::to_string_pretty(&make(&place).await).unwrap() + "\n";
        if std::env::var_os("CONTINUUM_WRITE_VECTORS").is_some() {
            fs::write(path(), &made).unwrap();
        }
        let kept = fs::read_to_string(path()).unwrap();
        let differs = kept.lines().zip(made.lines()).find(|(kept, made)| kept != made);
        assert_eq!(differs, None, "the first line that differs: kept, made");
        assert_eq!(kept.len(), made.len());

        let file = file();
        let backup = bytes(&file["backup"]);
        assert_eq!(*Backup::from_bytes(&backup).unwrap().to_bytes(), backup);
        let elsewhere = Place::new(place.engine);
        let keys = restored(&elsewhere, &backup).await;
        holds(&keys, &file, 0).await;
        keys.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_program_in_python_opens_our_backup_and_we_restore_the_one_that_it_makes() {
    let Some(python) = testkit::checks_python() else {
        testkit::skipped("there is no Python with the package cryptography: `cargo xtask setup` makes one");
        return;
    };
    let asked = Command::new(python)
        .arg(testkit::repository().join("crates/seal/tests/independent/open_backup.py"))
        .arg(path())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let answer: Value = serde_json::from_slice(&asked.stdout).unwrap();
    assert_eq!(answer["opened"], 12);
    on_both(async |place| {
        let keys = restored(&place, &bytes(&answer["backup"])).await;
        holds(&keys, &file(), 0xff).await;
        let handle = keys.pepper().await.unwrap().handle(AGENCY, answer["name"].as_str().unwrap());
        assert_eq!(hex(handle.unwrap()), answer["handle"].as_str().unwrap());
        let revision = keys.revision().await.unwrap();
        assert_eq!(json!(revision.store), json!(file()["revision"].as_i64().unwrap() + 11));
        keys.close().await;
    })
    .await;
}
