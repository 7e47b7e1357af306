//! New stores of one engine, gone when they are no longer wanted.

use std::path::Path;

use jiff::Timestamp;
use network_store::NetworkStore;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use seal::NetworkId;
use tempfile::TempDir;
use vault_store::keys::{KeysLocation, KeysStore, Now, Random, Site};
use vault_store::{Hashing, SealedHalf, StoreError, VaultStore};
use web::Clock;

use crate::Error;
use crate::directory::AS_OF;

/// The three stores, and who hashes.
pub(super) struct Stores {
    pub(super) network: NetworkStore,
    pub(super) half: SealedHalf,
    pub(super) hashing: Hashing,
    _folder: TempDir,
}

impl Stores {
    /// The made-up network of `continuum demo`, and no agency at work yet.
    pub(super) async fn new(on_postgres: bool) -> Result<Self, Error> {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())?;
        let url = |name: &str| match on_postgres {
            true => Ok(testkit::postgres::database()),
            false => made(&folder.path().join(name))
                .map(|folder| format!("sqlite:{}", folder.join("store.sqlite").display())),
        };
        let root = made(&folder.path().join("root"))?.join("keys.root");
        let at = KeysLocation { first: Site { url: url("keys")?, root }, copy: None };
        let id = NetworkId::from_bytes([7; 16]);
        let keys = KeysStore::create(&at, id, moment().as_millisecond(), random(1)).await;
        let vault = VaultStore::open(&url("vault")?).await?;
        let half = SealedHalf::start(vault, keys.map_err(StoreError::from)?).await?;
        let network = NetworkStore::open(&url("network")?).await?;
        network.put(&demo::directory(AS_OF), "bench").await?;
        Ok(Self { network, half, hashing: Hashing::new(2), _folder: folder })
    }

    /// Now, as the stores take it.
    pub(super) async fn now(&self) -> Result<Now, Error> {
        Ok(self.half.keys().admit(moment().as_millisecond()).await.map_err(StoreError::from)?)
    }
}

/// Randomness that is the same each time.
pub(super) fn random(seed: u64) -> Random {
    Box::new(StdRng::seed_from_u64(seed))
}

fn moment() -> Timestamp {
    Clock::System.now()
}

fn made(folder: &Path) -> Result<&Path, Error> {
    std::fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
    Ok(folder)
}
