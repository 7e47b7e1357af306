//! Licences, bans and sources, as `deny.toml` has them, checked by cargo-deny.

use std::process::Command;

use crate::run::{self, Failure};
use crate::tool;

/// The version that `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// Checks the dependencies. Advisories are not asked for: their database is not to be had everywhere.
pub(super) fn check() -> Result<(), Failure> {
    let deny = tool::of_version("cargo-deny", VERSION)?;
    let words = ["--log-level=error", "--all-features", "--locked", "check", "--hide-inclusion-graph"];
    let checks = ["licenses", "bans", "sources"];
    run::shown(Command::new(deny).args(words).args(checks).current_dir(run::root()))
}
