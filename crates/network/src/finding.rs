//! What is wrong with a source: counted exactly, with the first examples by file, row and column.

use serde::Serialize;

/// One kind of trouble in one table of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong: a stable code, such as `missing-reference`.
    pub code: &'static str,
    /// The table (or the file's kind) that it is in.
    pub table: String,
    /// How many times, exactly.
    pub count: u64,
    /// The first few of them.
    pub examples: Vec<Example>,
}

/// One place in a source where a trouble was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The file's name, without its folder.
    pub file: String,
    /// The row as a spreadsheet counts it: the heading is row 1. For JSON, the place in the list, from 1.
    pub row: Option<u64>,
    /// The column or field.
    pub column: Option<String>,
    /// The value, shortened to 80 characters.
    pub value: Option<String>,
}

/// How many examples a finding keeps.
const EXAMPLES: usize = 5;
/// How much of a value an example shows, in characters.
const SHOWN: usize = 80;

/// Findings as they are gathered.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Counts one more of this kind, and keeps it as an example while there are few. Its value is kept whole
    /// until all have been gathered, so that what must not be shown can be found in it.
    pub fn add(&mut self, code: &'static str, table: &str, example: impl FnOnce() -> Example) {
        let at = self.0.iter().position(|finding| finding.code == code && finding.table == table);
        let finding = match at.and_then(|at| self.0.get_mut(at)) {
            Some(finding) => finding,
            None => self.0.push_mut(Finding { code, table: table.into(), count: 0, examples: Vec::new() }),
        };
        finding.count += 1;
        if finding.examples.len() < EXAMPLES {
            finding.examples.push(example());
        }
    }

    /// All of them, in order of table and code. Each value passes through `hide` as a whole, and is shortened
    /// only then: a cut could leave the beginning of what should not be shown.
    pub fn into_sorted(mut self, mut hide: impl FnMut(&'static str, &mut Example)) -> Vec<Finding> {
        for finding in &mut self.0 {
            for example in &mut finding.examples {
                hide(finding.code, example);
                example.value = example.value.as_deref().map(shown);
            }
        }
        self.0.sort_by(|a, b| (&a.table, a.code).cmp(&(&b.table, b.code)));
        self.0
    }

    /// How many of a kind there are, over all tables.
    pub fn count(&self, code: &str) -> u64 {
        self.0.iter().filter(|finding| finding.code == code).map(|finding| finding.count).sum()
    }
}

impl Example {
    /// An example, with its whole value.
    pub fn new(file: &str, row: Option<u64>, column: Option<&str>, value: Option<&str>) -> Self {
        Self { file: file.into(), row, column: column.map(shown), value: value.map(Into::into) }
    }
}

/// A value as it can be shown: shortened, with control characters as `�`.
fn shown(value: &str) -> String {
    let clean = |c: char| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c };
    let mut short: String = value.chars().take(SHOWN).map(clean).collect();
    if value.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}
