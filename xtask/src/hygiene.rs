//! What no compiler checks in the files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{self, Failure};

/// What is made, not written: folders, and `.git`, which is a file in a further worktree.
const MADE: [&str; 5] = [".git", "target", "node_modules", "corpus", "artifacts"];

/// Above this, a Rust file is worth splitting by subject.
const LONG: usize = 500;

/// Larger files are data, and are not read.
const LARGE: u64 = 4_000_000;

/// A piece of text that does not belong into a file of the repository.
struct Rule {
    /// What to look for. The parts are joined, so that this file does not break its own rules.
    parts: [&'static str; 2],
    /// Counts only where no path goes on before it, as `docs/x/y` goes on before `/x/`.
    at_start_of_path: bool,
    why: &'static str,
}

const RULES: [Rule; 14] = [
    Rule::text("//registry.", "npmjs.org", "an address of a package registry"),
    Rule::text("//crates", ".io", "an address of a package registry"),
    Rule::text("//index.crates", ".io", "an address of a package registry"),
    Rule::text("//static.crates", ".io", "an address of a package registry"),
    Rule::text("//pypi", ".org", "an address of a package registry"),
    Rule::text("//files.python", "hosted.org", "an address of a package registry"),
    Rule::text("//deb.debian", ".org", "an address of a package registry"),
    Rule::text("\"resol", "ved\":", "an address in a lock file of npm"),
    Rule::path("/ro", "ot/", "a path on one machine"),
    Rule::path("/wo", "rk/", "a path on one machine"),
    Rule::path("/ho", "me/", "a path on one machine"),
    Rule::text("todo", "!(", "unfinished work"),
    Rule::text("test.on", "ly(", "a test that silences the others"),
    Rule::text("describe.on", "ly(", "a test that silences the others"),
];

impl Rule {
    const fn text(a: &'static str, b: &'static str, why: &'static str) -> Self {
        Self { parts: [a, b], at_start_of_path: false, why }
    }

    const fn path(a: &'static str, b: &'static str, why: &'static str) -> Self {
        Self { parts: [a, b], at_start_of_path: true, why }
    }

    fn is_broken_by(&self, line: &str) -> bool {
        let continues = |before: &str| {
            before.ends_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '}' | '~' | '*')
            })
        };
        let mut hits =
            line.match_indices(self.parts.concat().as_str()).map(|(at, _)| &line[..at]).collect::<Vec<_>>();
        hits.retain(|before| !(self.at_start_of_path && continues(before)));
        !hits.is_empty()
    }
}

/// Checks every file, and tells of long ones.
pub(crate) fn check() -> Result<(), Failure> {
    let root = run::root();
    let mut faults = Vec::new();
    for path in files(&root)? {
        let shown = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
        let bytes = fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
        let text = String::from_utf8_lossy(&bytes);
        faults.extend(faults_in(&text).map(|(line, why)| format!("{shown}:{line}: {why}")));
        let lines = text.lines().count();
        if shown.ends_with(".rs") && lines > LONG {
            println!("{shown} has {lines} lines: can it be split by subject?");
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::no(faults.join("\n"))) }
}

/// The lines of a text that break a rule, counted from 1, and which rule.
fn faults_in(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    text.lines().zip(1..).flat_map(|(line, number)| {
        RULES.iter().filter(|rule| rule.is_broken_by(line)).map(move |rule| (number, rule.why))
    })
}

/// Every file below `folder` that somebody wrote.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))? {
            let entry = entry.map_err(|error| Failure::file(&folder, &error))?;
            let kind = entry.file_type().map_err(|error| Failure::file(&entry.path(), &error))?;
            let made = MADE.iter().any(|name| entry.file_name() == *name);
            if made {
                continue;
            }
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() && entry.metadata().is_ok_and(|file| file.len() <= LARGE) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(text: &str) -> Vec<&'static str> {
        faults_in(text).map(|(_, why)| why).collect()
    }

    #[test]
    fn the_files_of_this_repository_keep_the_rules() {
        check().unwrap();
    }

    #[test]
    fn what_was_made_is_passed_over_whether_folder_or_file() {
        let folder = std::env::temp_dir().join(format!("hygiene-{}", std::process::id()));
        fs::create_dir_all(folder.join("target/debug")).unwrap();
        fs::create_dir_all(folder.join("src")).unwrap();
        for file in [".git", "target/debug/made.rs", "src/written.rs"] {
            fs::write(folder.join(file), "").unwrap();
        }
        let found = files(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, [folder.join("src/written.rs")]);
    }

    #[test]
    fn every_rule_can_be_broken() {
        for rule in &RULES {
            let text = format!("one line\nsee {} there", rule.parts.concat());
            assert!(faults_in(&text).any(|found| found == (2, rule.why)), "{}", rule.parts.concat());
        }
    }

    #[test]
    fn a_path_that_starts_elsewhere_is_no_path_on_this_machine() {
        let (a, b) = ("/ho", "me/");
        assert_eq!(why(&format!("see docs{a}{b}page and $HOME")), [] as [&str; 0]);
        assert_eq!(why(&format!("see `{a}{b}page`")), ["a path on one machine"]);
    }
}
