//! `cargo xtask bench`: how fast the shipped build is, each time beside a reference in the same run.

mod directory;
mod import;
mod measure;
mod reach;

use crate::run::Failure;

/// Runs one bench.
pub(crate) fn run(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["import"] => import::run(import::SERVICES),
        ["import", "--services", services] => {
            let services = services.parse().ok().filter(|services| (1..=1_000_000).contains(services));
            import::run(services.ok_or_else(|| Failure::usage("--services takes a number up to 1,000,000"))?)
        }
        ["reach", rest @ ..] => reach::run(rest),
        _ => Err(Failure::usage(
            "cargo xtask bench import [--services N]\n\
             cargo xtask bench reach [--services N[,N..]] [--questions N] [--write]",
        )),
    }
}
