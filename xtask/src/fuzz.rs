//! `cargo xtask fuzz`: every fuzz target for a while, with coverage guiding libFuzzer.
//!
//! The targets are those of `fuzz/Cargo.toml`, as cargo-fuzz lays them out; coverage is instrumented
//! by the compiler that the workspace is built with, so no other toolchain is needed, only a C++
//! compiler for libFuzzer itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::Table;

use crate::run::{self, Failure};

/// Seconds for each target when nobody says otherwise.
const SECONDS: u32 = 60;

/// The longest input that is tried, in bytes.
const LONGEST: u32 = 65_536;

/// What makes the compiler count which edges an input takes.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks";

/// Runs the named targets, or all of them.
pub(crate) fn run(words: &[&str]) -> Result<(), Failure> {
    let (seconds, chosen) = read(words)?;
    let folder = run::root().join("fuzz");
    let targets = targets(&folder)?;
    if let Some(unknown) = chosen.iter().find(|name| !targets.iter().any(|target| target == *name)) {
        return Err(Failure::usage(format!("no fuzz target {unknown}; there are: {}", targets.join(", "))));
    }
    let chosen = targets.iter().filter(|target| chosen.is_empty() || chosen.contains(&target.as_str()));
    let programs = build(&folder)?;
    for target in chosen {
        println!("── {target}, {seconds} s");
        fuzz(&folder, &programs, target, seconds)?;
    }
    Ok(())
}

/// `[--seconds N] [TARGET]...`
fn read<'a>(words: &[&'a str]) -> Result<(u32, Vec<&'a str>), Failure> {
    let usage = || Failure::usage("cargo xtask fuzz [--seconds N] [TARGET]...");
    match words {
        ["--seconds", number, targets @ ..] => Ok((number.parse().map_err(|_| usage())?, targets.to_vec())),
        targets if targets.iter().any(|word| word.starts_with('-')) => Err(usage()),
        targets => Ok((SECONDS, targets.to_vec())),
    }
}

/// The names of the targets, as `fuzz/Cargo.toml` lists them.
fn targets(folder: &Path) -> Result<Vec<String>, Failure> {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let manifest: Table =
        text.parse().map_err(|error| Failure::no(format!("{}: {error}", path.display())))?;
    let bins = manifest.get("bin").and_then(|bins| bins.as_array()).into_iter().flatten();
    Ok(bins.filter_map(|bin| Some(bin.get("name")?.as_str()?.to_owned())).collect())
}

/// Builds all targets and returns the folder they are in.
fn build(folder: &Path) -> Result<PathBuf, Failure> {
    let versions = run::quiet(Command::new("rustc").arg("-vV"))?;
    let host = versions.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| Failure::no("rustc does not name its host"))?;
    // With `--target`, the flags are not applied to build scripts.
    let words = ["build", "--release", "--bins", "--target", host, "--manifest-path"];
    let target_dir = folder.join("target");
    let mut command = run::cargo(&words);
    command.arg(folder.join("Cargo.toml")).env("RUSTFLAGS", COVERAGE).env("CARGO_TARGET_DIR", &target_dir);
    run::shown(&mut command)?;
    Ok(target_dir.join(host).join("release"))
}

/// Runs one target: its corpus grows, its seeds are read, and an input that breaks it is kept.
fn fuzz(folder: &Path, programs: &Path, target: &str, seconds: u32) -> Result<(), Failure> {
    let corpus = folder.join("corpus").join(target);
    let artifacts = folder.join("artifacts").join(target);
    for made in [&corpus, &artifacts] {
        fs::create_dir_all(made).map_err(|error| Failure::file(made, &error))?;
    }
    let mut command = Command::new(programs.join(target));
    command
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args(["-timeout=10", "-rss_limit_mb=4096", "-print_final_stats=1", "-verbosity=0"])
        .arg(&corpus)
        .args(Some(folder.join("seeds").join(target)).filter(|seeds| seeds.is_dir()));
    run::shown(command.current_dir(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_and_the_targets_are_read_from_the_words() {
        assert_eq!(read(&[]).unwrap(), (SECONDS, vec![]));
        assert_eq!(read(&["--seconds", "5", "csv"]).unwrap(), (5, vec!["csv"]));
        assert_eq!(read(&["--seconds", "soon"]).unwrap_err().code, 2);
        assert_eq!(read(&["--fast"]).unwrap_err().code, 2);
    }

    #[test]
    fn every_target_has_its_file_and_every_file_is_a_target() {
        let folder = run::root().join("fuzz");
        let mut listed = targets(&folder).unwrap();
        let files = fs::read_dir(folder.join("fuzz_targets")).unwrap();
        let mut found: Vec<String> = files
            .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        listed.sort();
        found.sort();
        assert_eq!(listed, found);
    }
}
