//! Where agencies keep records of people: the vault and the keys store, opened together, and made where there are none.

use std::thread::available_parallelism;

use seal::NetworkId;
use vault_store::keys::{KeysError, KeysLocation, KeysStore};
use vault_store::{Hashing, SealedHalf, VaultStore};
use web::{Agencies, Clock};

use crate::end::End;
use crate::secrets;
use crate::settings::Settings;

/// Agencies over these stores, and the path at which one begins, if one may.
pub(crate) struct Records {
    pub(crate) agencies: Agencies,
    pub(crate) setup: Option<String>,
    pub(crate) half: SealedHalf,
}

/// Opens the stores that the settings name. Where no agency keeps records there yet, or `more` is asked for, an address
/// is made at which one begins.
pub(crate) async fn open(settings: &Settings, more: bool) -> Result<Option<Records>, End> {
    if !settings.names_keys() && settings.vault.is_none() {
        return Ok(None);
    }
    let at = settings.keys_location()?;
    let vault = settings.vault.as_deref().ok_or(End::NoKeys(
        "say where the vault is with `--vault URL`, or name it as `vault` in the file of settings",
    ))?;
    let half = SealedHalf::start(VaultStore::open(vault).await?, keys(&at).await?).await?;
    let setup =
        if more || half.vault().agencies().await?.is_empty() { Some(secrets::random()?) } else { None };
    // A passphrase takes a core for a fifth of a second: half of them are left for everybody else.
    let hashing = Hashing::new(available_parallelism().map_or(1, usize::from) / 2);
    let mut agencies = Agencies::open(half.clone(), hashing, secrets::generator()?, setup.as_ref());
    if let Some(days) = settings.keys_backup_days {
        agencies = agencies.with_keys_backup_days(days);
    }
    if let Some(agency) = &settings.coordinating_agency {
        agencies = agencies.with_coordinating(agency);
    }
    Ok(Some(Records { agencies, setup: setup.as_ref().map(Agencies::setup_path), half }))
}

/// The keys store, made where neither it nor its root is there.
async fn keys(at: &KeysLocation) -> Result<KeysStore, End> {
    let now = Clock::System.now().as_millisecond();
    match KeysStore::open(at, None, now, secrets::generator()?).await {
        Err(KeysError::Nothing { .. }) => {
            let network = NetworkId::random(&mut secrets::generator()?);
            Ok(KeysStore::create(at, network, now, secrets::generator()?).await?)
        }
        opened => Ok(opened?),
    }
}
