//! The machine's package manager: used as root on Debian, named to the person elsewhere.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Command;

use crate::run::{self, Failure};

use super::Need;

/// Read by Debian's scripts: installing the server programs is to start no server.
const NO_CLUSTER: (&str, &str) = (
    "/etc/postgresql-common/createcluster.d/no-main-cluster.conf",
    "# The server programs are here for tests, which start servers of their own.\n\
     create_main_cluster = false\n",
);

/// A package manager, the line that installs with it, and its name of each need.
struct Manager {
    program: &'static str,
    line: &'static str,
    name: fn(Need) -> &'static str,
}

const MANAGERS: [Manager; 4] = [
    Manager { program: "apt-get", line: "sudo apt-get install --yes", name: debian },
    Manager { program: "dnf", line: "sudo dnf install --assumeyes", name: fedora },
    Manager { program: "pacman", line: "sudo pacman -S --noconfirm", name: arch },
    Manager { program: "brew", line: "brew install", name: homebrew },
];

/// Installs the needs as root on Debian; elsewhere fails with the one line that would.
pub(super) fn install(missing: &[Need]) -> Result<(), Failure> {
    let debian_root =
        Path::new("/etc/debian_version").exists() && run::on_path(&["apt-get"]).is_some() && is_root();
    if debian_root { apt_get(missing) } else { Err(Failure::usage(advice(missing))) }
}

/// What to tell a person whose machine we do not touch.
fn advice(missing: &[Need]) -> String {
    match MANAGERS.iter().find(|manager| run::on_path(&[manager.program]).is_some()) {
        Some(manager) => format!("The tests need more programs. Please run:\n{}", manager.line_for(missing)),
        None => format!("The tests need {missing:?}; please install them and put them on PATH."),
    }
}

impl Manager {
    fn line_for(&self, missing: &[Need]) -> String {
        let names = missing.iter().map(|need| (self.name)(*need));
        std::iter::once(self.line).chain(names).collect::<Vec<_>>().join(" ")
    }
}

fn apt_get(missing: &[Need]) -> Result<(), Failure> {
    let (path, text) = NO_CLUSTER;
    let path = Path::new(path);
    if missing.contains(&Need::Postgres) {
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
        written.map_err(|error| Failure::file(path, &error))?;
    }
    let names: Vec<&str> = missing.iter().map(|need| debian(*need)).collect();
    println!("installing {}", names.join(", "));
    let install = ["install", "--yes", "--no-install-recommends", "--quiet=2"];
    run::quiet(noninteractive().args(["update", "--quiet=2"]))?;
    run::quiet(noninteractive().args(install).args(names)).map(drop)
}

fn noninteractive() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Whether we may install: whoever owns our own process is root.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn debian(need: Need) -> &'static str {
    match need {
        Need::Postgres => "postgresql",
        Need::Chromium => "chromium",
        Need::Python => "python3-venv",
    }
}

fn fedora(need: Need) -> &'static str {
    match need {
        Need::Postgres => "postgresql-server",
        Need::Chromium => "chromium",
        Need::Python => "python3",
    }
}

fn arch(need: Need) -> &'static str {
    match need {
        Need::Postgres => "postgresql",
        Need::Chromium => "chromium",
        Need::Python => "python",
    }
}

fn homebrew(need: Need) -> &'static str {
    match need {
        Need::Postgres => "postgresql",
        Need::Chromium => "--cask chromium",
        Need::Python => "python",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_is_one_line_that_installs_what_is_missing_and_no_more() {
        let line = MANAGERS[0].line_for(&[Need::Postgres, Need::Python]);
        assert_eq!(line, "sudo apt-get install --yes postgresql python3-venv");
    }
}
