//! Settings: what was typed, else the configuration file, else the default.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use network_store::NetworkStore;
use serde::Deserialize;

use crate::args::Store;
use crate::end::End;

/// A store in the folder where the command was typed.
const DEFAULT_STORE: &str = "sqlite:network.sqlite";

/// The configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The network's store, by URL.
    pub(crate) network: Option<String>,
    /// The address and port to listen on.
    pub(crate) listen: Option<SocketAddr>,
}

impl Store {
    pub(crate) fn settings(&self) -> Result<Settings, End> {
        let Some(path) = &self.config else { return Ok(Settings::default()) };
        let text = read(path)?;
        toml::from_str(&text).map_err(|error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            End::input(path, &format!("line {line}: {}", error.message().replace('\n', "; ")))
        })
    }

    fn url(&self) -> Result<String, End> {
        let from_file = || Ok::<_, End>(self.settings()?.network);
        Ok(match &self.db {
            Some(url) => url.clone(),
            None => from_file()?.unwrap_or_else(|| DEFAULT_STORE.to_owned()),
        })
    }

    /// Opens the store, making it where there is none yet.
    pub(crate) async fn open(&self) -> Result<NetworkStore, End> {
        Ok(NetworkStore::open(&self.url()?).await?)
    }

    /// The file that will be made for the store, if it is one that is not there yet.
    pub(crate) fn new_file(&self) -> Result<Option<PathBuf>, End> {
        Ok(missing_file(&self.url()?).map(Path::to_owned))
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

/// The file of a SQLite store that is not there.
fn missing_file(url: &str) -> Option<&Path> {
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
