//! `cargo xtask bench reach`: the program of `crates/bench`, with what it needs at hand.

use std::process::Command;

use crate::run::{self, Failure};
use crate::setup;

pub(super) fn run(words: &[&str]) -> Result<(), Failure> {
    let (postgres, python) = setup::for_bench()?;
    run::shown(&mut run::cargo(&["build", "--release", "--package", "bench"]))?;
    let mut command = Command::new(run::root().join("target/release/bench"));
    command.current_dir(run::root()).arg("reach").args(words);
    command.env("CONTINUUM_POSTGRES_BIN", postgres).env("CONTINUUM_DUCKDB_PYTHON", python);
    run::shown(&mut command)
}
