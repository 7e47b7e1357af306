//! Runs the built command.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What came of one call.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Standard output as JSON, of a call that went well.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).expect(&self.out)
    }

    /// The one sentence with which a call was refused.
    pub(crate) fn refusal(&self) -> &str {
        assert_eq!(self.code, 2, "{}{}", self.out, self.err);
        assert_eq!(self.err.trim_end().lines().count(), 1, "{}", self.err);
        assert!(self.out.is_empty(), "{}", self.out);
        self.err.trim_end()
    }
}

pub(crate) fn continuum() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_continuum"));
    for name in ["DB", "VAULT", "CONFIG", "KEYS", "KEYS_ROOT", "KEYS_COPY", "KEYS_COPY_ROOT"] {
        command.env_remove(format!("CONTINUUM_{name}"));
    }
    command
}

/// Types the command in a folder.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = continuum().current_dir(folder).args(args).output().unwrap();
    Ran {
        code: status.code().expect("the command was not killed"),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// Writes a file into a folder.
pub(crate) fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Both engines: the URL of a store that is empty yet.
pub(crate) fn stores(folder: &Path) -> [String; 2] {
    [format!("sqlite:{}", folder.join("network.sqlite").display()), testkit::postgres::database()]
}
