//! Where in a source something stands, and what is said about it.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::hide::Hidden;
use super::{codes, quality};
use crate::{Example, Finding, Findings, Row};

/// How many rows that look like another are shown beside it.
const MOST_ALIKE: usize = 9;

/// One row or record of a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At {
    pub(super) file: Arc<str>,
    pub(super) row: Option<u64>,
}

/// Findings as they are gathered.
#[derive(Debug, Default)]
pub(super) struct Notes {
    findings: Findings,
    /// Rows of which it was said that their point cannot be right.
    points: HashSet<At>,
    /// Fields of which it was said that they are not read: kind of finding, table and name.
    said: BTreeSet<(&'static str, String, String)>,
    /// What was said of rows that are met more than once.
    once: BTreeSet<(&'static str, At, String)>,
}

impl Notes {
    /// Says what is wrong with one value of a row; of no column where that is empty.
    pub(super) fn value(&mut self, code: &'static str, table: &str, at: &At, column: &str, value: &str) {
        if matches!(code, codes::BAD_COORDINATES | codes::COORDINATES_ELSEWHERE) {
            self.points.insert(at.clone());
        }
        self.findings.add(code, table, || {
            Example::new(&at.file, at.row, Some(column).filter(|column| !column.is_empty()), Some(value))
        });
    }

    /// Says what is wrong with one value of a row that is met more than once.
    pub(super) fn value_once(&mut self, code: &'static str, table: &str, at: &At, column: &str, value: &str) {
        if self.once.insert((code, at.clone(), column.into())) {
            self.value(code, table, at, column, value);
        }
    }

    /// Whether it was said that the point of a row cannot be right.
    pub(super) fn has_wrong_point(&self, at: &At) -> bool {
        self.points.contains(at)
    }

    /// Says what is wrong with one part of a value of a row.
    pub(super) fn part(
        &mut self,
        code: &'static str,
        table: &str,
        at: &At,
        column: &str,
        value: &str,
        part: &str,
    ) {
        self.findings
            .add(code, table, || Example::new(&at.file, at.row, Some(column), Some(value)).around(part));
    }

    /// Says that other rows look like this one.
    pub(super) fn alike<'a>(
        &mut self,
        code: &'static str,
        table: &str,
        at: &At,
        name: &str,
        others: impl Iterator<Item = &'a At>,
    ) {
        let row = |at: &At| Row { file: at.file.as_ref().into(), row: at.row };
        self.findings.add(code, table, || Example {
            also: others.take(MOST_ALIKE).map(row).collect(),
            ..Example::new(&at.file, at.row, Some("name"), Some(name))
        });
    }

    /// Says what is wrong with a whole row.
    pub(super) fn row(&mut self, code: &'static str, table: &str, at: &At) {
        self.findings.add(code, table, || Example::new(&at.file, at.row, None, None));
    }

    /// Says what is wrong with a column.
    pub(super) fn column(&mut self, code: &'static str, table: &str, file: &str, column: &str) {
        self.findings.add(code, table, || Example::new(file, Some(1), Some(column), None));
    }

    /// Says that a heading is merged over several columns.
    pub(super) fn merged_heading(&mut self, table: &str, file: &str, column: &str, range: &str) {
        self.findings
            .add(super::codes::MERGED_HEADING, table, || Example::new(file, None, Some(column), Some(range)));
    }

    /// How many of a kind there are so far.
    pub(super) fn count(&self, code: &str) -> u64 {
        self.findings.count(code)
    }

    /// Says something of a field of all records, where it is met first.
    pub(super) fn field_once(&mut self, code: &'static str, table: &str, at: &At, field: &str) {
        if self.said.insert((code, table.into(), field.into())) {
            self.findings.add(code, table, || Example::new(&at.file, at.row, Some(field), None));
        }
    }

    /// All of them in order. Of the rows whose address was set aside no example shows a value, but for the
    /// masked one; out of the others it is taken, before they are shortened.
    pub(super) fn into_sorted(self, hidden: &Hidden) -> Vec<Finding> {
        let rows: HashSet<(&str, Option<u64>)> = hidden.rows.iter().map(|at| (&*at.file, at.row)).collect();
        self.findings.into_sorted(|code, example| {
            let is_of_hidden_row = rows.contains(&(example.file.as_str(), example.row));
            let scrub = |value: &mut String| {
                hidden.scrubber.text(value);
                hidden.shown.text(value);
            };
            // A file may be called by the street that is in it, and so may a column.
            scrub(&mut example.file);
            example.column.iter_mut().for_each(scrub);
            example.also.iter_mut().for_each(|row| scrub(&mut row.file));
            if code == codes::SENSITIVE_ADDRESS {
                return;
            }
            if is_of_hidden_row {
                example.value = None;
            }
            if let Some(value) = &mut example.value {
                scrub(value);
                // What is hidden may stand behind signs that are only turned into letters when a text is kept.
                if let Some(meant) = quality::mended(value) {
                    let mut scrubbed = meant.clone();
                    scrub(&mut scrubbed);
                    if scrubbed != meant {
                        example.value = None;
                    }
                }
            }
        })
    }
}
