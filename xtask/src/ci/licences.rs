//! Licences, bans and sources, as `deny.toml` has them, checked by cargo-deny.

use std::path::PathBuf;
use std::process::Command;

use crate::run::{self, Failure};

/// The version that `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// Checks the dependencies; builds cargo-deny first (a few minutes, kept in `target/tools`) where it
/// is not there yet. Advisories are not asked for: their database is not to be had everywhere.
pub(super) fn check() -> Result<(), Failure> {
    let deny = cargo_deny()?;
    let words = ["--log-level=error", "--all-features", "--locked", "check", "--hide-inclusion-graph"];
    let checks = ["licenses", "bans", "sources"];
    run::shown(Command::new(deny).args(words).args(checks).current_dir(run::root()))
}

fn cargo_deny() -> Result<PathBuf, Failure> {
    let program = run::tools().join("bin/cargo-deny");
    let says = run::quiet(Command::new(&program).arg("--version")).unwrap_or_default();
    if !says.ends_with(VERSION) {
        println!("   building cargo-deny {VERSION}");
        let words = ["install", "--locked", "--quiet", "--version", VERSION, "cargo-deny", "--root"];
        run::shown(run::cargo(&words).arg(run::tools()).env_remove("CARGO_TARGET_DIR"))?;
    }
    Ok(program)
}
