//! Files outside the test itself: the real data beside the repository, and the list of skips.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder that holds this workspace.
#[must_use]
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("testkit stands two folders below the repository").to_path_buf()
}

/// `../shared/fixtures` beside the repository, where real directories and surveys are kept; `None`
/// where there is no such folder, and then the caller says [`skipped`] and returns.
#[must_use]
pub fn fixtures() -> Option<PathBuf> {
    let folder = repository().parent()?.join("shared/fixtures");
    folder.is_dir().then_some(folder)
}

/// Says that the test that calls this could not run, and why, e.g. `testkit::skipped("the Illinois
/// set is not here")`.
///
/// Cargo hides what a passing test prints, so the line also goes to the file that `CONTINUUM_SKIPS`
/// names; `cargo xtask test` shows every line of it and counts it.
pub fn skipped(reason: &str) {
    let thread = std::thread::current();
    let line = format!("SKIPPED: {}: {reason}\n", thread.name().unwrap_or("a test"));
    let _ = std::io::stderr().write_all(line.as_bytes());
    if let Some(list) = std::env::var_os("CONTINUUM_SKIPS") {
        let mut list = OpenOptions::new()
            .append(true)
            .create(true)
            .open(list)
            .expect("the file that CONTINUUM_SKIPS names can be written");
        list.write_all(line.as_bytes()).expect("the file that CONTINUUM_SKIPS names can be written");
    }
}
