//! Where the programs are that tests start: named by `cargo xtask test`, or in the usual places.

use std::path::{Path, PathBuf};

use crate::files::repository;

/// What to do about a program that is not there.
const REMEDY: &str = "run `cargo xtask test`, which installs what is missing";

/// The folder with `initdb`, `pg_ctl` and `psql`, from `CONTINUUM_POSTGRES_BIN`, else from `PATH`,
/// else where Debian keeps them (they are not on its `PATH`).
pub(crate) fn postgres() -> PathBuf {
    if let Some(folder) = std::env::var_os("CONTINUUM_POSTGRES_BIN") {
        return PathBuf::from(folder);
    }
    if let Some(initdb) = on_path("initdb") {
        return initdb.canonicalize().unwrap_or(initdb).parent().expect("a file is in a folder").into();
    }
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| panic!("no PostgreSQL server programs: {REMEDY}"))
}

/// Chromium, from `CONTINUUM_CHROMIUM` or from `PATH` under one of its names.
pub(crate) fn chromium() -> PathBuf {
    named("CONTINUUM_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])
}

/// Node, from `CONTINUUM_NODE` or from `PATH`.
pub(crate) fn node() -> PathBuf {
    named("CONTINUUM_NODE", &["node"])
}

/// The folder `node_modules` with the browser's packages, from `CONTINUUM_BROWSER_MODULES` or where
/// `cargo xtask setup` puts it.
pub(crate) fn browser_modules() -> PathBuf {
    let folder = std::env::var_os("CONTINUUM_BROWSER_MODULES")
        .map_or_else(|| repository().join("target/tools/browser/node_modules"), PathBuf::from);
    assert!(folder.is_dir(), "no browser packages: {REMEDY}");
    folder
}

/// The Python with what checks exports as others would, from `CONTINUUM_CHECKS_PYTHON` or where
/// `cargo xtask setup` puts it; `None` where it could not be had, and then the caller says
/// [`skipped`](crate::skipped) and returns.
#[must_use]
pub fn checks_python() -> Option<PathBuf> {
    let python = std::env::var_os("CONTINUUM_CHECKS_PYTHON")
        .map_or_else(|| repository().join("target/tools/checks/bin/python"), PathBuf::from);
    python.is_file().then_some(python)
}

/// Node, and the folder `node_modules` with what opens what is sealed as others would, from `CONTINUUM_SEAL_MODULES` or
/// where `cargo xtask setup` puts it; `None` where it could not be had, and then the caller says
/// [`skipped`](crate::skipped) and returns.
#[must_use]
pub fn node_that_opens() -> Option<(PathBuf, PathBuf)> {
    let modules = std::env::var_os("CONTINUUM_SEAL_MODULES")
        .map_or_else(|| repository().join("target/tools/seal/node_modules"), PathBuf::from);
    modules.is_dir().then(|| (node(), modules))
}

/// The program that `variable` names, else the first of `names` on `PATH`.
fn named(variable: &str, names: &[&str]) -> PathBuf {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| names.iter().find_map(|name| on_path(name)))
        .unwrap_or_else(|| panic!("no {}: {REMEDY}", names.join(" or ")))
}

/// The first of the folders on `PATH` that holds `program`.
fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| Path::is_file(file))
}
