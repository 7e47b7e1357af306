//! `cargo xtask mutants`: the cryptography is changed in each of many small ways, and its tests have to notice. What they
//! do not notice has to stand in `docs/mutations.md`, with the reason.

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

/// How many cases each property is tried on, a thousand times over.
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
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .args(["mutants", "--test-tool", "nextest", "--package", "seal", "--timeout", "180", "--no-shuffle"])
        .args(["--jobs", "2"]);
    command.arg("--output").arg(&output);
    for file in files {
        command.args(["--file", file]);
    }
    let skipped = SKIPPED.map(|name| format!("test(/^{name}/)")).join(" | ");
    command
        .args(["--", "--max-fail", "1:immediate", "--lib", "--test", "all", "-E"])
        .arg(format!("not ({skipped})"));
    // It ends with a code of its own where a change went unnoticed: whether that is explained is looked up below.
    let ended = run::shown(&mut command);
    let missed = output.join("mutants.out/missed.txt");
    let Ok(missed) = fs::read_to_string(&missed) else {
        return ended.and_then(|()| Err(Failure::no("cargo-mutants says nothing of what went unnoticed")));
    };
    explained(&missed, &run::root().join(DOCUMENT))
}

/// The folders in which programs are looked for, and before them the one that this program is in.
fn with_folder_of(program: &Path) -> Result<OsString, Failure> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = program.parent().map(Path::to_owned).into_iter().chain(env::split_paths(&path));
    env::join_paths(folders).map_err(|error| Failure::no(error.to_string()))
}

/// Whether the document explains each change that went unnoticed.
fn explained(missed: &str, document: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(document).map_err(|error| Failure::file(document, &error))?;
    let unexplained: Vec<String> =
        missed.lines().map(without_place).filter(|change| !text.contains(change.as_str())).collect();
    if unexplained.is_empty() {
        println!("every change that went unnoticed is explained in {DOCUMENT}");
        return Ok(());
    }
    Err(Failure::no(format!("{DOCUMENT} does not explain:\n{}", unexplained.join("\n"))))
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
}
