//! A Python environment of the project's own, with what checks our exports as others would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Failure};

/// The environment's Python, with the packages that are pinned in `crates/testkit/python/requirements.txt`. None
/// where they cannot be had, as on a machine without a network: then the tests that need them say so.
pub(super) fn find_or_install() -> Option<PathBuf> {
    match install() {
        Ok(python) => Some(python),
        Err(failure) => {
            println!("exports cannot be checked as others would check them: {}", failure.sentence);
            None
        }
    }
}

fn install() -> Result<PathBuf, Failure> {
    let pinned = run::root().join("crates/testkit/python/requirements.txt");
    let wanted = fs::read(&pinned).map_err(|error| Failure::file(&pinned, &error))?;
    let environment = run::tools().join("checks");
    let python = environment.join("bin/python");
    let stamp = environment.join("installed-requirements.txt");
    if python.is_file() && fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    println!("installing what checks exports into {}", environment.display());
    run::quiet(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    pip(&python, &pinned)?;
    fs::write(&stamp, wanted).map_err(|error| Failure::file(&stamp, &error))?;
    Ok(python)
}

fn pip(python: &Path, pinned: &Path) -> Result<(), Failure> {
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r"];
    run::quiet(Command::new(python).args(install).arg(pinned)).map(drop)
}
