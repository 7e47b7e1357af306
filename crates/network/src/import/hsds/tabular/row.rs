//! A row of a table as a record.

use crate::formula::unguarded;
use std::sync::Arc;

use super::super::record::{Names, Record, Value};
use super::tables::{self, Table};
use crate::import::position::Notes;
use crate::import::table::{Row, Table as Csv};
use crate::import::{codes, personal, text};

/// What each column of a file is called in a record; none where it is not kept.
pub(super) struct Columns {
    table: Arc<str>,
    names: Vec<Option<Arc<str>>>,
    headings: Vec<String>,
}

impl Columns {
    /// The columns of a file. In one about persons only what it refers to is read.
    pub(super) fn of(
        csv: &Csv<'_>,
        table: Option<&Table>,
        name: &str,
        names: &mut Names,
        of_persons: bool,
    ) -> Self {
        let kept = csv.headings.iter().map(|heading| {
            let column = tables::column(heading);
            let renamed = table.map(|table| table.renamed).unwrap_or_default();
            let now = renamed.iter().find(|(old, _)| *old == column).map_or(column.as_str(), |(_, now)| *now);
            let is_reference = now == "id" || now.ends_with("_id");
            let kept = !column.is_empty()
                && (is_reference || !of_persons)
                && (is_known(table, &column) || is_reference || !is_personal(&column));
            kept.then(|| names.of(now))
        });
        Self { table: names_of_table(name), names: kept.collect(), headings: csv.headings.clone() }
    }

    /// Says which columns the standard does not have, and which are not kept.
    pub(super) fn note(&self, csv: &Csv<'_>, table: Option<&Table>, name: &str, notes: &mut Notes) {
        for (heading, kept) in self.headings.iter().zip(&self.names) {
            let column = tables::column(heading);
            if column.is_empty() || is_known(table, &column) {
                continue;
            }
            if kept.is_none() {
                notes.column(codes::COLUMN_NOT_KEPT, name, &csv.file, heading);
            } else if table.is_some() {
                notes.column(codes::UNKNOWN_COLUMN, name, &csv.file, heading);
            }
        }
    }

    /// The record of a row: what it says, cleaned.
    pub(super) fn record(&self, row: Row, notes: &mut Notes) -> Record {
        let mut record = Record::new(row.at, Some(self.table.clone()));
        let cells = self.names.iter().zip(&self.headings).zip(&row.values);
        for ((name, heading), raw) in cells {
            if let (Some(name), false) = (name, raw.is_empty())
                && let Some(text) = text::clean(notes, &self.table, &record.at, heading, unguarded(raw))
            {
                record.set(name.clone(), Value::Text(text.into()));
            }
        }
        record.shrink();
        record
    }
}

fn names_of_table(name: &str) -> Arc<str> {
    name.into()
}

fn is_known(table: Option<&Table>, column: &str) -> bool {
    table.is_some_and(|table| table.columns.contains(&column))
}

fn is_personal(column: &str) -> bool {
    personal::is_nested_field(column) || personal::is_list(column)
}
