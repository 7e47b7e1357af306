//! Programs that cargo builds: of one version, the machine's own or one in `target/tools`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Failure};

/// A program of this version: the machine's own, the one in `target/tools`, or one built there now (a minute or two).
pub(crate) fn of_version(name: &str, version: &str) -> Result<PathBuf, Failure> {
    let kept = run::tools().join("bin").join(name);
    let candidates = run::on_path(&[name]).into_iter().chain([kept.clone()]);
    if let Some(program) = candidates.into_iter().find(|program| is(program, version)) {
        return Ok(program);
    }
    println!("   building {name} {version}");
    // Without optimization it is built in a quarter of the time, and takes two seconds instead of one.
    let words = ["install", "--debug", "--locked", "--quiet", "--force", "--version", version, name];
    let mut command = run::cargo(&words);
    command.arg("--root").arg(run::tools());
    run::shown(command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0"))?;
    Ok(kept)
}

fn is(program: &Path, version: &str) -> bool {
    // What is called `cargo-x` wants to hear `x` first; some do not mind either way.
    let name = program.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let word = name.strip_prefix("cargo-").unwrap_or(name);
    [vec!["--version"], vec![word, "--version"]].iter().any(|words| {
        run::quiet(Command::new(program).args(words))
            .is_ok_and(|says| says.split_whitespace().any(|word| word == version))
    })
}
