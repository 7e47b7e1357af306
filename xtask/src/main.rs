//! `cargo xtask`: everything that is done to this repository, by a person or by its CI.
//!
//! It finds or installs what the tests need, runs them, and keeps the rules that no compiler keeps.
//! It depends on no other crate of the workspace, so that it builds in seconds.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks to the person who runs it")]

mod architecture;
mod bench;
mod ci;
mod fuzz;
mod hygiene;
mod mutants;
mod run;
mod screenshots;
mod setup;
mod suite;
mod tool;

use std::process::ExitCode;

use run::Failure;

const USAGE: &str = "\
cargo xtask setup          find what the tests need, or install it
cargo xtask test           set up, then run every test of the workspace
cargo xtask ci             format, lints, documentation, architecture, licences, then test
cargo xtask fuzz           run every fuzz target: [--seconds N] each (60), [TARGET]...
cargo xtask mutants        change the cryptography in small ways, which its tests have to notice: [FILE]...
cargo xtask bench          import: how fast directories come in and texts are read [--services N]
                           reach: how fast questions are answered, beside three databases
                           pages: how many pages a second the server gives, beside an empty one
                           seal: how long sealing takes, beside the cipher alone
                           move: how fast a store goes to PostgreSQL and back [--services N]
cargo xtask screenshots    take pictures of the demo's pages into target/screenshots";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.sentence.is_empty() {
                eprintln!("{}", failure.sentence);
            }
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["setup"] => setup::run().map(|tools| println!("{tools}")),
        ["test"] => suite::run(),
        ["ci"] => ci::run(),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["mutants", rest @ ..] => mutants::run(rest),
        ["bench", rest @ ..] => bench::run(rest),
        ["screenshots"] => screenshots::run(),
        _ => Err(Failure::usage(USAGE)),
    }
}
