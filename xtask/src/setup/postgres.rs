//! PostgreSQL's server programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run;

/// The oldest PostgreSQL that the tests run on.
const OLDEST: u32 = 13;

/// Where Debian keeps the programs of each version, off its `PATH`.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder with `initdb`, `postgres` and `pg_ctl`, of the newest version that is there.
pub(super) fn find() -> Option<PathBuf> {
    let named = std::env::var_os("CONTINUUM_POSTGRES_BIN").map(PathBuf::from);
    let on_path = || Some(run::on_path(&["initdb"])?.canonicalize().ok()?.parent()?.to_path_buf());
    named.or_else(on_path).filter(|folder| version(folder) >= Some(OLDEST)).or_else(|| {
        let versions = std::fs::read_dir(DEBIAN).ok()?;
        let folders = versions.filter_map(|version| Some(version.ok()?.path().join("bin")));
        let usable = folders.filter_map(|folder| Some((version(&folder)?, folder)));
        usable.filter(|(version, _)| *version >= OLDEST).max().map(|(_, folder)| folder)
    })
}

/// The major version of the server in `folder`, if all its programs are there.
fn version(folder: &Path) -> Option<u32> {
    let complete = ["initdb", "pg_ctl", "psql"].iter().all(|program| folder.join(program).is_file());
    let words =
        complete.then(|| run::quiet(Command::new(folder.join("postgres")).arg("--version")).ok())??;
    major(&words)
}

/// The major version in words like `postgres (PostgreSQL) 15.18 (Debian …)`.
fn major(words: &str) -> Option<u32> {
    let number = words.split_once(") ")?.1;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_the_server_says_of_itself() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("command not found"), None);
    }
}
