//! The packages that script the browser. They bring no browser of their own.

use std::fs;
use std::path::PathBuf;

use crate::run::{self, Failure};

use super::node::Node;

/// The committed files that say which packages, to the byte.
const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Installs the packages into `target/tools/browser`, unless what is there came from the same lock,
/// and returns the folder `node_modules`.
pub(super) fn install(node: &Node) -> Result<PathBuf, Failure> {
    let source = run::root().join("crates/testkit/browser");
    let folder = run::tools().join("browser");
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
