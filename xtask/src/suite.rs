//! `cargo xtask test`: every test of the workspace, counted, and nothing skipped in silence.

mod tally;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::run::{self, Failure, Stopwatch};
use crate::setup;
use tally::Tally;

/// Sets up, runs the tests, and closes with the count alone on the last line.
pub(crate) fn run() -> Result<(), Failure> {
    let tools = setup::run()?;
    let notices = run::root().join("target/skipped-tests.txt");
    fs::write(&notices, "").map_err(|error| Failure::file(&notices, &error))?;

    let watch = Stopwatch::start();
    let mut command = run::cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
    tools.name_to(&mut command);
    command.env("CONTINUUM_SKIPS", &notices).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| Failure::no(format!("cargo does not start: {error}")))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            tally.read(&line);
        }
    }
    let status = child.wait().map_err(|error| Failure::no(format!("cargo test: {error}")))?;

    let skips = fs::read_to_string(&notices).map_err(|error| Failure::file(&notices, &error))?;
    let skips: BTreeSet<&str> = skips.lines().collect();
    println!("\n   tests: {watch}");
    for skip in &skips {
        println!("{skip}");
    }
    for name in &tally.ignored {
        println!("IGNORED: {name}: a test that cannot run says testkit::skipped; none is ignored");
    }
    if !status.success() && tally.failed == 0 {
        println!("cargo test stopped before all tests had run: {status}");
    }
    println!("{}", tally.closing_line(skips.len()));
    if status.success() && tally.ignored.is_empty() && tally.passed > 0 {
        return Ok(());
    }
    // The closing line has said it.
    Err(Failure::no(""))
}
