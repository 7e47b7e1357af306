//! A keys store in a new place, and shares to put into it.

use std::path::PathBuf;

use seal::{AgencyId, CaseId, CaseShare, Id, NetworkId, Share, Shared, StoreRoot};
use testkit::Repeatable;
use vault_store::keys::{KeysError, KeysLocation, KeysStore, Random, Site};

use crate::both::Place;

/// An hour of a day in 2026, in Unix milliseconds.
pub(crate) const THEN: i64 = 1_790_000_000_000;
pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;

pub(crate) const NETWORK: NetworkId = NetworkId::from_bytes([7; 16]);
pub(crate) const AGENCY: AgencyId = AgencyId::from_bytes([1; 16]);
pub(crate) const OTHER: AgencyId = AgencyId::from_bytes([2; 16]);

/// The case of a number.
pub(crate) fn case(number: u8) -> CaseId {
    CaseId::from_bytes([number; 16])
}

pub(crate) fn random(seed: u64) -> Random {
    Box::new(Repeatable::new(seed))
}

/// The share of a number.
pub(crate) fn share<Kind: Shared>(number: u8) -> Share<Kind> {
    Share::random(&mut Repeatable::new(1000 + u64::from(number)))
}

/// What two shares have in common if and only if they are the same: shares themselves cannot be compared.
pub(crate) fn print<Kind: Shared>(share: &Share<Kind>) -> Vec<u8> {
    let root = StoreRoot::random(NETWORK, &mut Repeatable::new(1));
    root.seal_share(AGENCY, Id::from_bytes([0; 16]), share, &mut Repeatable::new(2)).bytes().to_vec()
}

/// A site of a new store: database and root file in folders of their own.
pub(crate) fn site(place: &Place, name: &str) -> Site {
    Site { url: place.url(name), root: place.folder(&format!("{name}-root")).join("keys.root") }
}

/// Where a new store is, without a copy.
pub(crate) fn alone(place: &Place) -> KeysLocation {
    KeysLocation { first: site(place, "first"), copy: None }
}

/// Where a new store is, with its copy.
pub(crate) fn with_copy(place: &Place) -> KeysLocation {
    KeysLocation { first: site(place, "first"), copy: Some(site(place, "copy")) }
}

/// The copy opened as if it were the first and only one.
pub(crate) fn only_copy(at: &KeysLocation) -> KeysLocation {
    KeysLocation { first: at.copy.clone().unwrap(), copy: None }
}

pub(crate) async fn create(at: &KeysLocation) -> KeysStore {
    KeysStore::create(at, NETWORK, THEN, random(5)).await.unwrap()
}

pub(crate) async fn open(at: &KeysLocation) -> KeysStore {
    try_open(at).await.unwrap()
}

pub(crate) async fn try_open(at: &KeysLocation) -> Result<KeysStore, KeysError> {
    KeysStore::open(at, Some(NETWORK), THEN, random(6)).await
}

/// Puts the shares of cases of these numbers.
pub(crate) async fn put(keys: &KeysStore, cases: &[u8]) {
    let now = keys.admit(THEN).await.unwrap();
    for number in cases {
        keys.put_share(AGENCY, case(*number), &share(*number), now).await.unwrap();
    }
}

/// The numbers of the cases whose share is there and is the right one.
pub(crate) async fn cases(keys: &KeysStore) -> Vec<u8> {
    let shares = keys.shares_of(AGENCY).await.unwrap();
    assert!(shares.damaged.is_empty(), "{:?}", shares.damaged);
    let mut numbers = Vec::new();
    for (id, held) in shares.cases {
        let number = id.bytes()[0];
        assert!(print(&held) == print(&share::<seal::kind::Case>(number)));
        let alone: CaseShare = keys.share(AGENCY, id).await.unwrap().unwrap();
        assert!(print(&alone) == print(&held));
        numbers.push(number);
    }
    numbers
}

/// The file of a SQLite database.
pub(crate) fn file(url: &str) -> Option<PathBuf> {
    sql::sqlite_file(url).unwrap()
}

/// Changes a database behind the store's back.
pub(crate) async fn spoil(url: &str, sql: &'static str) {
    let database = sql::Database::open(url, &vault_store::keys::SCHEMA).await.unwrap();
    let name = sql::TransactionName::new("spoil");
    let changed: Result<u64, sql::Error> = database.write(name, |tx| Box::pin(tx.execute(sql, &[]))).await;
    assert!(changed.unwrap() > 0);
    database.close().await;
}
