//! `cargo xtask mutants`: the cryptography is changed in each of many small ways, and its tests have to notice. What they
//! do not notice has to stand in `docs/mutations.md`, with the reason.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{self, Failure};
use crate::tool;

/// The version whose changes the document explains.
const VERSION: &str = "27.1.0";

/// What runs the tests: it ends at the first that notices, so that a change takes seconds.
const RUNNER: (&str, &str) = ("cargo-nextest", "0.9.143");

const DOCUMENT: &str = "docs/mutations.md";

/// What takes long and notices nothing that the others do not: programs in other languages, the compiler's refusals, and
/// what searches word lists.
const SKIPPED: [&str; 5] = [
    "independent::",
    "types::",
    "sheets::any_text",
    "sheets::words_of_the_lists",
    "strengths::a_generated_passphrase_is_always_good",
];

/// How many cases each property is tried on: fewer than usual, since the tests run a thousand times.
const CASES: &str = "32";

/// Changes the files that are named, or all of the crate.
pub(crate) fn run(files: &[&str]) -> Result<(), Failure> {
    if files.iter().any(|word| word.starts_with('-')) {
        return Err(Failure::usage("cargo xtask mutants [FILE]..., e.g. crates/seal/src/raw.rs"));
    }
    let program = tool::of_version("cargo-mutants", VERSION)?;
    let runner = tool::of_version(RUNNER.0, RUNNER.1)?;
    let output = run::root().join("target/mutants");
    fs::create_dir_all(&output).map_err(|error| Failure::file(&output, &error))?;
    let mut command = Command::new(program);
    command
        .current_dir(run::root())
        .env("PROPTEST_CASES", CASES)
        .env("PATH", with_folder_of(&runner)?)
        // Nobody debugs these, and without it they are linked in half the time.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .args(["mutants", "--test-tool", "nextest", "--package", "seal", "--timeout", "180", "--no-shuffle"])
        // Tests of one change keep a core busy; of two, two.
        .args(["--jobs", "2"]);
    command.arg("--output").arg(&output);
    for file in files {
        command.args(["--file", file]);
    }
    let skipped = SKIPPED.map(|name| format!("test(/^{name}/)")).join(" | ");
    command
        .args(["--", "--max-fail", "1:immediate", "--lib", "--test", "all", "-E"])
        .arg(format!("not ({skipped})"));
    let status =
        command.status().map_err(|error| Failure::no(format!("cargo-mutants cannot be run: {error}")))?;
    // 0: all were noticed; 2: some were not; 3: some ran out of time. All else is no answer.
    if !matches!(status.code(), Some(0 | 2 | 3)) {
        return Err(Failure::no(format!(
            "cargo-mutants ended with {status}, and says nothing of what went unnoticed"
        )));
    }
    let mut unnoticed = String::new();
    for list in ["missed.txt", "timeout.txt"] {
        let list = output.join("mutants.out").join(list);
        unnoticed += &fs::read_to_string(&list).map_err(|error| Failure::file(&list, &error))?;
    }
    let document = run::root().join(DOCUMENT);
    let text = fs::read_to_string(&document).map_err(|error| Failure::file(&document, &error))?;
    explained(&unnoticed, &text, files.is_empty())
}

/// The folders in which programs are looked for, and before them the one that this program is in.
fn with_folder_of(program: &Path) -> Result<OsString, Failure> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = program.parent().map(Path::to_owned).into_iter().chain(env::split_paths(&path));
    env::join_paths(folders).map_err(|error| Failure::no(error.to_string()))
}

/// Whether the document explains each change that went unnoticed; and, if all were made, nothing else.
fn explained(unnoticed: &str, document: &str, all: bool) -> Result<(), Failure> {
    let unnoticed: BTreeSet<String> = unnoticed.lines().map(without_place).collect();
    // Each stands in the document between backticks, at the beginning of a list's item.
    let told: BTreeSet<String> = document
        .lines()
        .filter_map(|line| line.strip_prefix("- `")?.split_once('`'))
        .map(|(change, _)| change.to_owned())
        .filter(|change| change.contains(".rs: "))
        .collect();
    let missing: Vec<&String> = unnoticed.difference(&told).collect();
    let gone: Vec<&String> = told.difference(&unnoticed).filter(|_| all).collect();
    if missing.is_empty() && gone.is_empty() {
        println!("{} changes went unnoticed, and each is explained in {DOCUMENT}", unnoticed.len());
        return Ok(());
    }
    let list = |of: Vec<&String>| of.into_iter().map(|change| format!("\n  {change}")).collect::<String>();
    Err(Failure::no(format!(
        "{DOCUMENT} does not explain:{}\nand explains what is noticed, or is no more:{}",
        list(missing),
        list(gone)
    )))
}

/// `crates/seal/src/pad.rs:31:5: replace …` without the line and column, which move.
fn without_place(line: &str) -> String {
    match line.split_once(": ") {
        Some((place, change)) => {
            let file = place.split(':').next().unwrap_or(place);
            format!("{file}: {change}")
        }
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_known_by_its_file_and_what_it_changes() {
        let line = "crates/seal/src/pad.rs:31:5: replace filled_length -> usize with 0";
        assert_eq!(without_place(line), "crates/seal/src/pad.rs: replace filled_length -> usize with 0");
    }

    #[test]
    fn what_is_unnoticed_and_what_is_explained_are_the_same() {
        let unnoticed =
            "a.rs:1:2: replace x with y\na.rs:9:2: replace x with y\nb.rs:1:1: replace < with >\n";
        let document =
            "# What\n\n- `a.rs: replace x with y`: since\n- `b.rs: replace < with >`: as\n- `cargo` is\n";
        assert!(explained(unnoticed, document, true).is_ok());
        assert!(explained(unnoticed, "- `a.rs: replace x with y`", true).is_err());
        assert!(explained("", document, true).is_err(), "what is explained is noticed");
        assert!(explained("", document, false).is_ok(), "only some files were changed");
    }
}
