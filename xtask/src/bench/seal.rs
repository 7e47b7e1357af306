//! `cargo xtask bench seal`: the same program, which seals and opens beside the cipher alone.

use std::process::Command;

use crate::run::{self, Failure};

pub(super) fn run(words: &[&str]) -> Result<(), Failure> {
    run::shown(&mut run::cargo(&["build", "--release", "--package", "bench"]))?;
    let mut command = Command::new(run::root().join("target/release/bench"));
    run::shown(command.current_dir(run::root()).arg("seal").args(words))
}
