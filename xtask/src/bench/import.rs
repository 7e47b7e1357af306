//! `cargo xtask bench import`: a directory of 100 thousand services comes in, with findings and reading; and texts
//! are read.

use std::path::Path;
use std::process::Command;

use super::directory;
use super::measure::{self, Took};
use crate::run::{self, Failure};

/// How many services come in unless somebody says otherwise.
pub(super) const SERVICES: u64 = 100_000;
/// Each is run so often; the median counts.
const RUNS: usize = 3;
/// How many bytes of text are read.
const TEXT: u64 = 20_000_000;
/// What the whole may take at most, in seconds, at [`SERVICES`].
const SECONDS: f64 = 60.0;
/// What it may hold in memory at most, in megabytes.
const MEGABYTES: f64 = 1_000.0;
/// How many megabytes of text are read in a second at least.
const READ: f64 = 5.0;

/// The reference: what Python's own reader of CSV takes for the same files, every row as a dictionary.
const REFERENCE: &str = "\
import csv, pathlib, sys
rows = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob('*.csv')):
    with open(path, encoding='utf-8', newline='') as file:
        rows += sum(1 for _ in csv.DictReader(file))
assert rows > 0
";

pub(super) fn run(services: u64) -> Result<(), Failure> {
    run::shown(&mut run::cargo(&["build", "--release", "--package", "continuum"]))?;
    let program = run::root().join("target/release/continuum");
    let work = run::root().join("target/bench/import");
    if work.exists() {
        std::fs::remove_dir_all(&work).map_err(|error| Failure::file(&work, &error))?;
    }
    let source = work.join("directory");
    directory::write(&source, services)?;

    let imported = runs(|at| {
        let db = format!("sqlite:{}", work.join(format!("network-{at}.sqlite")).display());
        measure::program(
            Command::new(&program).args(["directory", "import"]).arg(&source).args(["--db", &db]),
        )
    })?;
    let reference = runs(|_| measure::program(Command::new("python3").args(["-c", REFERENCE]).arg(&source)))?;
    let texts = work.join("texts.jsonl");
    let bytes = directory::texts(&texts, TEXT)?;
    let read = runs(|_| {
        let words = ["directory", "read-requirements", "--jsonl"];
        measure::program(Command::new(&program).args(words).arg(&texts))
    })?;
    report(services, imported, reference, read, bytes);
    remove(&work)
}

fn runs(mut one: impl FnMut(usize) -> Result<Took, Failure>) -> Result<Took, Failure> {
    let all = (0..RUNS).map(&mut one).collect::<Result<Vec<Took>, Failure>>()?;
    measure::median(all).ok_or_else(|| Failure::no("nothing was run"))
}

fn remove(work: &Path) -> Result<(), Failure> {
    std::fs::remove_dir_all(work).map_err(|error| Failure::file(work, &error))
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files and memory")]
fn report(services: u64, imported: Took, reference: Took, read: Took, bytes: u64) {
    let seconds = imported.time.as_secs_f64();
    let megabytes = imported.peak_kb as f64 / 1_024.0;
    let read_rate = bytes as f64 / 1e6 / read.time.as_secs_f64();
    println!(
        "{services} services as HSDS 3.1 tables, with findings and reading, kept in SQLite; medians of {RUNS} runs"
    );
    println!("import     {seconds:8.1} s   (at most {SECONDS} s at {SERVICES} services)");
    println!("memory     {megabytes:8.0} MB  (at most {MEGABYTES} MB)");
    println!(
        "reference  {:8.1} s   (Python's csv.DictReader over the same files)",
        reference.time.as_secs_f64()
    );
    println!("reading    {read_rate:8.1} MB of text a second on one core (at least {READ} MB)");
    println!("ratio import: {:.2}x", seconds / reference.time.as_secs_f64());
    println!("ratio reading: {:.2}x (floor 1x, of {READ} MB a second)", read_rate / READ);
}
