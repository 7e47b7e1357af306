//! Packages of Node: those that script the browser (they bring no browser of their own), and those that open what we
//! seal as others would.

use std::fs;
use std::path::PathBuf;

use crate::run::{self, Failure};

use super::node::Node;

/// The committed files that say which packages, to the byte.
const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Installs what the files in `source` say into a folder of `target/tools`, unless what is there came from the same
/// lock, and returns its folder `node_modules`.
pub(super) fn install(node: &Node, folder: &str, source: &str) -> Result<PathBuf, Failure> {
    let source = run::root().join(source);
    let folder = run::tools().join(folder);
    let modules = folder.join("node_modules");
    let stamp = folder.join("installed-lock.json");
    let lock_file = source.join("package-lock.json");
    let lock = fs::read(&lock_file).map_err(|error| Failure::file(&lock_file, &error))?;
    if modules.is_dir() && fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    for file in FILES {
        let from = source.join(file);
        fs::copy(&from, folder.join(file)).map_err(|error| Failure::file(&from, &error))?;
    }
    let quiet = ["ci", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
    run::shown(node.npm().args(quiet).current_dir(&folder))?;
    fs::write(&stamp, lock).map_err(|error| Failure::file(&stamp, &error))?;
    Ok(modules)
}
