//! Finds what the tests need, or installs it.
//!
//! Programs come from the machine: `PATH`, or where Debian keeps them. As root on Debian, what is
//! missing is installed with apt-get; elsewhere the one line that would install it is printed. What
//! can live in a folder (Node, the browser's packages) goes to `target/tools`.

mod modules;
mod node;
mod packages;
mod postgres;
mod python;

use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use crate::run::{self, Failure};
use node::Node;

/// The names under which Chromium goes.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What the tests need, found.
pub(crate) struct Tools {
    /// The folder with PostgreSQL's server programs.
    pub(crate) postgres: PathBuf,
    /// Chromium.
    pub(crate) chromium: PathBuf,
    /// Node, at least 20.
    pub(crate) node: PathBuf,
    /// The folder `node_modules` with the browser's packages.
    pub(crate) browser_modules: PathBuf,
    /// The folder `node_modules` with what opens what we seal as others would, where it can be had.
    pub(crate) seal_modules: Option<PathBuf>,
    /// The Python that checks exports, where it can be had.
    pub(crate) checks: Option<PathBuf>,
}

impl Tools {
    /// Tells a program where the tools are.
    pub(crate) fn name_to(&self, command: &mut Command) {
        command
            .env("CONTINUUM_POSTGRES_BIN", &self.postgres)
            .env("CONTINUUM_CHROMIUM", &self.chromium)
            .env("CONTINUUM_NODE", &self.node)
            .env("CONTINUUM_BROWSER_MODULES", &self.browser_modules)
            .envs(self.seal_modules.iter().map(|modules| ("CONTINUUM_SEAL_MODULES", modules)))
            .envs(self.checks.iter().map(|python| ("CONTINUUM_CHECKS_PYTHON", python)));
    }
}

impl fmt::Display for Tools {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "PostgreSQL        {}", self.postgres.display())?;
        writeln!(to, "Chromium          {}", self.chromium.display())?;
        writeln!(to, "Node              {}", self.node.display())?;
        writeln!(to, "browser packages  {}", self.browser_modules.display())?;
        let optional = |path: &Option<PathBuf>| match path {
            Some(path) => path.display().to_string(),
            None => "none".to_owned(),
        };
        writeln!(to, "sealing packages  {}", optional(&self.seal_modules))?;
        write!(to, "checks of exports {}", optional(&self.checks))
    }
}

/// What is to be had from the machine's package manager.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Need {
    Postgres,
    Chromium,
    Python,
}

/// Finds everything, installing what is missing where that can be done.
pub(crate) fn run() -> Result<Tools, Failure> {
    let missing = missing();
    if !missing.is_empty() {
        packages::install(&missing)?;
    }
    let still = || Failure::usage(format!("still missing after installing: {:?}", self::missing()));
    let postgres = postgres::find().ok_or_else(still)?;
    let chromium = chromium().ok_or_else(still)?;
    let node = Node::find_or_install()?;
    let browser_modules = modules::install(&node, "browser", "crates/testkit/browser")?;
    let seal_modules = seal_modules(&node);
    let checks = python::find_or_install();
    Ok(Tools { postgres, chromium, node: node.program, browser_modules, seal_modules, checks })
}

/// The packages that `crates/seal/tests/independent/open.mjs` opens with. None where they cannot be had: then the test
/// that needs them says so.
fn seal_modules(node: &Node) -> Option<PathBuf> {
    match modules::install(node, "seal", "crates/seal/tests/independent") {
        Ok(modules) => Some(modules),
        Err(failure) => {
            println!("what is sealed cannot be opened with JavaScript: {}", failure.sentence);
            None
        }
    }
}

/// What the bench of reach needs, found or installed: the folder with PostgreSQL's server programs, and a Python
/// with DuckDB.
pub(crate) fn for_bench() -> Result<(PathBuf, PathBuf), Failure> {
    let mut missing = missing();
    missing.retain(|need| *need != Need::Chromium);
    if !missing.is_empty() {
        packages::install(&missing)?;
    }
    let postgres = postgres::find().ok_or_else(|| Failure::usage("no PostgreSQL server programs"))?;
    Ok((postgres, python::with_duckdb()?))
}

fn missing() -> Vec<Need> {
    let checks = [
        (Need::Postgres, postgres::find().is_some()),
        (Need::Chromium, chromium().is_some()),
        (Need::Python, node::python_makes_environments()),
    ];
    checks.into_iter().filter(|(_, found)| !found).map(|(need, _)| need).collect()
}

/// The folder with PostgreSQL's server programs, where they are there.
pub(crate) fn postgres() -> Option<PathBuf> {
    postgres::find()
}

/// Chromium, from `CONTINUUM_CHROMIUM` or from `PATH`.
fn chromium() -> Option<PathBuf> {
    std::env::var_os("CONTINUUM_CHROMIUM").map(PathBuf::from).or_else(|| run::on_path(&CHROMIUM))
}
