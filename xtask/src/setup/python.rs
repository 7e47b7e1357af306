//! Python environments of the project's own: with what checks our exports as others would, and with DuckDB.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Failure};

/// The environment's Python, with the packages that are pinned in `crates/testkit/python/requirements.txt`. None
/// where they cannot be had, as on a machine without a network: then the tests that need them say so.
pub(super) fn find_or_install() -> Option<PathBuf> {
    match install("checks", "crates/testkit/python/requirements.txt") {
        Ok(python) => Some(python),
        Err(failure) => {
            println!(
                "exports and the API cannot be checked as others would check them: {}",
                failure.sentence
            );
            None
        }
    }
}

/// The Python of another environment, with DuckDB as it is pinned in `crates/bench/python/requirements.txt`.
pub(super) fn with_duckdb() -> Result<PathBuf, Failure> {
    install("duckdb", "crates/bench/python/requirements.txt")
}

/// The environment of this name, with what a file of the repository pins.
fn install(name: &str, pinned: &str) -> Result<PathBuf, Failure> {
    let pinned = run::root().join(pinned);
    let wanted = fs::read(&pinned).map_err(|error| Failure::file(&pinned, &error))?;
    let environment = run::tools().join(name);
    let python = environment.join("bin/python");
    let stamp = environment.join("installed-requirements.txt");
    if python.is_file() && fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    println!("installing Python packages into {}", environment.display());
    run::quiet(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    pip(&python, &pinned)?;
    fs::write(&stamp, wanted).map_err(|error| Failure::file(&stamp, &error))?;
    Ok(python)
}

fn pip(python: &Path, pinned: &Path) -> Result<(), Failure> {
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r"];
    run::quiet(Command::new(python).args(install).arg(pinned)).map(drop)
}
