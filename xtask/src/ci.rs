//! `cargo xtask ci`: all that a change must pass, the same for a person and for a machine.

mod licences;

use crate::run::{self, Failure, Stopwatch};
use crate::{architecture, hygiene, suite};

/// A stage's name and its work.
type Stage = (&'static str, fn() -> Result<(), Failure>);

/// What is checked before the tests, in order: what fails fast comes first.
const STAGES: [Stage; 6] = [
    ("format", format),
    ("files", hygiene::check),
    ("architecture", architecture::check),
    ("lints", lints),
    ("documentation", documentation),
    ("licences, bans and sources", licences::check),
];

/// Runs the stages until one fails, and the tests last: their count closes the output.
pub(crate) fn run() -> Result<(), Failure> {
    for (name, stage) in STAGES {
        println!("── {name}");
        let watch = Stopwatch::start();
        stage()
            .map_err(|failure| Failure { sentence: format!("{name}: {}", failure.sentence), ..failure })?;
        println!("   {name}: {watch}");
    }
    println!("── tests");
    suite::run()
}

/// The fuzz targets stand outside the workspace, in one of their own.
const FUZZ: &str = "--manifest-path=fuzz/Cargo.toml";

fn format() -> Result<(), Failure> {
    run::shown(&mut run::cargo(&["fmt", "--all", "--check"]))?;
    run::shown(&mut run::cargo(&["fmt", FUZZ, "--check"]))
}

fn lints() -> Result<(), Failure> {
    let words = ["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "--deny", "warnings"];
    run::shown(&mut run::cargo(&words))?;
    let words =
        ["clippy", FUZZ, "--all-targets", "--target-dir=target", "--quiet", "--", "--deny", "warnings"];
    // Named so that libFuzzer, which is not linked here, is not built: that takes a C++ compiler.
    run::shown(run::cargo(&words).env("CUSTOM_LIBFUZZER_PATH", run::tools().join("libfuzzer.a")))
}

fn documentation() -> Result<(), Failure> {
    let words = ["doc", "--workspace", "--no-deps", "--locked", "--quiet"];
    run::shown(run::cargo(&words).env("RUSTDOCFLAGS", "--deny warnings"))
}
