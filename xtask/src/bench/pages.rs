//! `cargo xtask bench pages`: the same program as that of `bench reach`, which serves and asks by itself.

use std::process::Command;

use crate::run::{self, Failure};

pub(super) fn run(words: &[&str]) -> Result<(), Failure> {
    run::shown(&mut run::cargo(&["build", "--release", "--package", "bench"]))?;
    let mut command = Command::new(run::root().join("target/release/bench"));
    run::shown(command.current_dir(run::root()).arg("pages").args(words))
}
