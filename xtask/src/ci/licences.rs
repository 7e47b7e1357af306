//! Licences, bans and sources, as `deny.toml` has them, checked by cargo-deny.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Failure};

/// The version that `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// Checks the dependencies; builds cargo-deny first (a minute or two, kept in `target/tools`) where it
/// is not there yet. Advisories are not asked for: their database is not to be had everywhere.
pub(super) fn check() -> Result<(), Failure> {
    let deny = cargo_deny()?;
    let words = ["--log-level=error", "--all-features", "--locked", "check", "--hide-inclusion-graph"];
    let checks = ["licenses", "bans", "sources"];
    run::shown(Command::new(deny).args(words).args(checks).current_dir(run::root()))
}

/// cargo-deny of our version: the machine's own, the one in `target/tools`, or one built there now.
fn cargo_deny() -> Result<PathBuf, Failure> {
    let kept = run::tools().join("bin/cargo-deny");
    let candidates = run::on_path(&["cargo-deny"]).into_iter().chain([kept.clone()]);
    if let Some(program) = candidates.into_iter().find(|program| is_ours(program)) {
        return Ok(program);
    }
    println!("   building cargo-deny {VERSION}");
    // Without optimization it is built in a quarter of the time, and takes two seconds instead of one.
    let words = ["install", "--debug", "--locked", "--quiet", "--force", "--version", VERSION, "cargo-deny"];
    let mut command = run::cargo(&words);
    command.arg("--root").arg(run::tools());
    run::shown(command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0"))?;
    Ok(kept)
}

fn is_ours(program: &Path) -> bool {
    run::quiet(Command::new(program).arg("--version")).is_ok_and(|says| says.ends_with(VERSION))
}
