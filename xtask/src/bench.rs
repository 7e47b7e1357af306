//! `cargo xtask bench`: how fast the shipped build is, each time beside a reference in the same run.

mod directory;
mod import;
mod measure;
mod moving;
mod pages;
mod reach;
mod seal;
mod server;

use crate::run::Failure;

/// Runs one bench.
pub(crate) fn run(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["import"] => import::run(import::SERVICES),
        ["import", "--services", services] => import::run(number(services)?),
        ["move"] => moving::run(moving::SERVICES),
        ["move", "--services", services] => moving::run(number(services)?),
        ["pages", rest @ ..] => pages::run(rest),
        ["reach", rest @ ..] => reach::run(rest),
        ["seal", rest @ ..] => seal::run(rest),
        _ => Err(Failure::usage(
            "cargo xtask bench import [--services N]\n\
             cargo xtask bench move [--services N]\n\
             cargo xtask bench pages [--services N[,N..]] [--requests N] [--stores FOLDER] [--write]\n\
             cargo xtask bench reach [--services N[,N..]] [--questions N] [--write]\n\
             cargo xtask bench seal [--cards N] [--cases N] [--entries N] [--rounds N] [--write]",
        )),
    }
}

fn number(services: &str) -> Result<u64, Failure> {
    let services = services.parse().ok().filter(|services| (1..=1_000_000).contains(services));
    services.ok_or_else(|| Failure::usage("--services takes a number up to 1,000,000"))
}
