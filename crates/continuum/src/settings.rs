//! Settings: what was typed, else the configuration file, else the default.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use network_store::NetworkStore;
use serde::Deserialize;
use vault_store::VaultStore;
use vault_store::keys::{KeysLocation, KeysStore, Site};

use crate::args::{Backup, Keys, KeysAt, Serve, Store};
use crate::end::End;

/// A store in the folder where the command was typed.
const DEFAULT_STORE: &str = "sqlite:network.sqlite";

/// A vault and a keys store beside it.
const DEFAULT_VAULT: &str = "sqlite:vault.sqlite";
const DEFAULT_KEYS: &str = "sqlite:keys.sqlite";

/// The configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The network's store, by URL.
    pub(crate) network: Option<String>,
    /// The address and port to listen on.
    pub(crate) listen: Option<SocketAddr>,
    /// The vault, by URL.
    pub(crate) vault: Option<String>,
    /// The keys store, by URL.
    pub(crate) keys: Option<String>,
    /// The file of its root.
    pub(crate) keys_root: Option<PathBuf>,
    /// Its copy, by URL.
    pub(crate) keys_copy: Option<String>,
    /// The file of the copy's root.
    pub(crate) keys_copy_root: Option<PathBuf>,
    /// Within how many days the backup of the keys is replaced: what a receipt of what was erased counts with.
    pub(crate) keys_backup_days: Option<u16>,
    /// Which agency coordinates the network, by its name or id.
    pub(crate) coordinating_agency: Option<String>,
}

impl Settings {
    /// The configuration file, where one was named.
    fn of(config: Option<&PathBuf>) -> Result<Self, End> {
        let Some(path) = config else { return Ok(Self::default()) };
        let text = read(path)?;
        toml::from_str(&text).map_err(|error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            End::input(path, &format!("line {line}: {}", error.message().replace('\n', "; ")))
        })
    }
}

impl Backup {
    /// What was typed, else what the configuration file says. The network's store is the usual one where none is named
    /// and that is there.
    pub(crate) fn settings(&self) -> Result<Settings, End> {
        let settings = self.keys.settings()?;
        let usual = || missing_file(DEFAULT_STORE).is_none().then(|| DEFAULT_STORE.to_owned());
        Ok(Settings {
            network: self.db.clone().or(settings.network).or_else(usual),
            vault: self.vault.clone().or(settings.vault),
            ..settings
        })
    }
}

impl Keys {
    /// What was typed, else what the configuration file says. To be read once: the file may be standard input.
    pub(crate) fn settings(&self) -> Result<Settings, End> {
        Ok(Settings::of(self.config.as_ref())?.with_keys(&self.at))
    }
}

impl Serve {
    /// What was typed, else what the configuration file says. Where the root of the keys was named, records are kept:
    /// the other two stores have their usual places.
    pub(crate) fn settings(&self) -> Result<Settings, End> {
        let settings = Settings::of(self.store.config.as_ref())?.with_keys(&self.keys);
        let keeps_records = settings.keys_root.is_some();
        let usual = |url: &str| keeps_records.then(|| url.to_owned());
        Ok(Settings {
            listen: self.listen.or(settings.listen),
            vault: self.vault.clone().or(settings.vault).or_else(|| usual(DEFAULT_VAULT)),
            keys: settings.keys.or_else(|| usual(DEFAULT_KEYS)),
            keys_backup_days: self.keys_backup_days.or(settings.keys_backup_days),
            coordinating_agency: self.coordinating_agency.clone().or(settings.coordinating_agency),
            network: self.store.db.clone().or(settings.network).or_else(|| Some(DEFAULT_STORE.to_owned())),
            ..settings
        })
    }
}

impl Settings {
    /// The same, with what was typed of the keys in the place of what the file says.
    fn with_keys(self, typed: &KeysAt) -> Self {
        let KeysAt { keys, keys_root, keys_copy, keys_copy_root } = typed;
        Self {
            keys: keys.clone().or(self.keys),
            keys_root: keys_root.clone().or(self.keys_root),
            keys_copy: keys_copy.clone().or(self.keys_copy),
            keys_copy_root: keys_copy_root.clone().or(self.keys_copy_root),
            ..self
        }
    }

    /// Whether anything was said of where the keys store is.
    pub(crate) fn names_keys(&self) -> bool {
        let Self { keys, keys_root, keys_copy, keys_copy_root, .. } = self;
        keys.is_some() || keys_root.is_some() || keys_copy.is_some() || keys_copy_root.is_some()
    }

    /// Where the keys store and its copy are.
    pub(crate) fn keys_location(&self) -> Result<KeysLocation, End> {
        let (Some(url), Some(root)) = (self.keys.clone(), self.keys_root.clone()) else {
            return Err(End::NoKeys(
                "say where the keys store is with `--keys URL`, and the file of its root with `--keys-root FILE`; or \
                 name both as `keys` and `keys_root` in the file of settings",
            ));
        };
        let copy = match (self.keys_copy.clone(), self.keys_copy_root.clone()) {
            (Some(url), Some(root)) => Some(Site { url, root }),
            (None, None) => None,
            _ => {
                return Err(End::NoKeys(
                    "a copy of the keys store needs both `--keys-copy URL` and `--keys-copy-root FILE` (`keys_copy` \
                     and `keys_copy_root` in the file of settings)",
                ));
            }
        };
        Ok(KeysLocation { first: Site { url, root }, copy })
    }
}

/// Opens a keys store that is there.
pub(crate) async fn open_keys(at: &KeysLocation) -> Result<KeysStore, End> {
    let now = web::Clock::System.now().as_millisecond();
    Ok(KeysStore::open(at, None, now, crate::secrets::generator()?).await?)
}

impl Store {
    fn url(&self) -> Result<String, End> {
        let from_file = || Ok::<_, End>(Settings::of(self.config.as_ref())?.network);
        Ok(match &self.db {
            Some(url) => url.clone(),
            None => from_file()?.unwrap_or_else(|| DEFAULT_STORE.to_owned()),
        })
    }

    /// Opens the store, making it where there is none yet.
    pub(crate) async fn open(&self) -> Result<NetworkStore, End> {
        Ok(NetworkStore::open(&self.url()?).await?)
    }

    /// Opens the store to ask it something; that there is none yet is said rather than answered with nothing.
    pub(crate) async fn open_existing(&self) -> Result<NetworkStore, End> {
        open_existing(&self.url()?).await
    }
}

/// Opens a store that is there.
pub(crate) async fn open_existing(url: &str) -> Result<NetworkStore, End> {
    if let Some(file) = missing_file(url) {
        return Err(End::NoStore(file.to_owned()));
    }
    Ok(NetworkStore::open(url).await?)
}

/// Opens the network's store, making it where there is none yet.
pub(crate) async fn open_network(url: &str) -> Result<NetworkStore, End> {
    Ok(NetworkStore::open(url).await?)
}

/// Opens a vault that is there.
pub(crate) async fn open_vault(url: &str) -> Result<VaultStore, End> {
    if let Some(file) = missing_file(url) {
        return Err(End::NoVault(file.to_owned()));
    }
    Ok(VaultStore::open(url).await?)
}

/// The file of a SQLite store that is not there.
pub(crate) fn missing_file(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    let path = Path::new(path.strip_prefix("//").unwrap_or(path));
    (!path.exists()).then_some(path)
}

/// Reads a text file; `-` is standard input.
pub(crate) fn read(path: &PathBuf) -> Result<String, End> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| End::input(path, &error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        End::input(path, &format!("line {line}: this is not UTF-8 text"))
    })
}
