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
    /// Those that come next, for the spreadsheet that goes back to whoever keeps the source: with the first
    /// few, at most [`Finding::MOST_EXAMPLES`].
    #[serde(skip)]
    pub more: Vec<Example>,
}

impl Finding {
    /// How many examples are kept of one kind in one table.
    pub const MOST_EXAMPLES: usize = 200;

    /// All examples that were kept: the first few and those that come next.
    pub fn all_examples(&self) -> impl Iterator<Item = &Example> {
        self.examples.iter().chain(&self.more)
    }
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
    /// The value, shortened to 80 characters around what is wrong with it.
    pub value: Option<String>,
    /// Other rows that the trouble is shared with, such as the second of two that look alike.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Row>,
    /// What in the value is wrong, to shorten it around.
    #[serde(skip)]
    pub(crate) around: Option<String>,
}

/// A row of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The file's name, without its folder.
    pub file: String,
    /// The row, counted as in [`Example::row`].
    pub row: Option<u64>,
}

/// How many examples a page and JSON show.
const EXAMPLES: usize = 5;
/// How much of a value an example shows, in characters.
const SHOWN: usize = 80;
/// How much of the value stands before what is wrong in it, in characters.
const BEFORE: usize = 24;
/// The most bytes of a value that are kept: those of the longest text, so that what a cut left of a secret is
/// found in both alike.
const LONGEST: usize = crate::import::LONGEST_TEXT;
/// How many bytes of values one finding keeps until all have been gathered. Later examples go without theirs.
const KEPT: usize = 512 * 1024;

/// Findings as they are gathered.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Gathered>);

/// One finding as it is gathered.
#[derive(Clone, Debug)]
struct Gathered {
    finding: Finding,
    /// Bytes of values that its examples may still keep.
    room: usize,
}

impl Findings {
    /// Counts one more of this kind, and keeps it as an example while there are few. Its value is kept whole
    /// until all have been gathered, so that what must not be shown can be found in it.
    pub fn add(&mut self, code: &'static str, table: &str, example: impl FnOnce() -> Example) {
        let is_it = |gathered: &Gathered| gathered.finding.code == code && gathered.finding.table == table;
        let at = self.0.iter().position(is_it);
        let gathered = match at.and_then(|at| self.0.get_mut(at)) {
            Some(gathered) => gathered,
            None => self.0.push_mut(Gathered::none_yet(code, table)),
        };
        gathered.finding.count += 1;
        let kept = gathered.finding.examples.len() + gathered.finding.more.len();
        if kept < Finding::MOST_EXAMPLES {
            let mut example = example();
            if let Some(value) = &mut example.value {
                value.truncate(value.floor_char_boundary(LONGEST));
            }
            let length = example.value.as_ref().map_or(0, String::len);
            match gathered.room.checked_sub(length) {
                Some(room) => gathered.room = room,
                None => example.value = None,
            }
            let few = kept < EXAMPLES;
            let list = if few { &mut gathered.finding.examples } else { &mut gathered.finding.more };
            list.push(example);
        }
    }

    /// All of them, in order of table and code. Each value passes through `hide` as a whole, and is shortened
    /// only then: a cut could leave the beginning of what should not be shown.
    pub fn into_sorted(self, mut hide: impl FnMut(&'static str, &mut Example)) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.0.into_iter().map(|gathered| gathered.finding).collect();
        for finding in &mut findings {
            for example in finding.examples.iter_mut().chain(&mut finding.more) {
                hide(finding.code, example);
                let around = example.around.take();
                example.value = example.value.as_deref().map(|value| shown_around(value, around.as_deref()));
            }
        }
        findings.sort_by(|a, b| (&a.table, a.code).cmp(&(&b.table, b.code)));
        findings
    }

    /// How many of a kind there are, over all tables.
    pub fn count(&self, code: &str) -> u64 {
        let findings = self.0.iter().map(|gathered| &gathered.finding);
        findings.filter(|finding| finding.code == code).map(|finding| finding.count).sum()
    }
}

impl Gathered {
    fn none_yet(code: &'static str, table: &str) -> Self {
        let finding = Finding { code, table: table.into(), count: 0, examples: Vec::new(), more: Vec::new() };
        Self { finding, room: KEPT }
    }
}

impl Example {
    /// An example, with its whole value.
    pub fn new(file: &str, row: Option<u64>, column: Option<&str>, value: Option<&str>) -> Self {
        let (column, value) = (column.map(shown), value.map(Into::into));
        Self { file: file.into(), row, column, value, also: Vec::new(), around: None }
    }

    /// With what is wrong in the value, so that a long one is shown around it.
    #[must_use]
    pub(crate) fn around(mut self, what: &str) -> Self {
        self.around = Some(what.into());
        self
    }
}

/// A value as it can be shown, around what is wrong in it.
fn shown_around(value: &str, around: Option<&str>) -> String {
    let at = around.and_then(|what| value.find(what)).unwrap_or(0);
    let before = value.get(..at).unwrap_or_default();
    let (skipped, _) = before.char_indices().rev().nth(BEFORE - 1).unwrap_or((0, ' '));
    let is_short = value.chars().nth(SHOWN).is_none();
    match value.get(skipped..) {
        Some(rest) if skipped > 0 && !is_short => format!("…{}", shown(rest)),
        _ => shown(value),
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
