//! The rows of one file, cell by cell, as its mapping names them.

use std::collections::HashSet;

use super::super::draft::Draft;
use super::super::input::{Input, budget};
use super::super::mapping::{Column, Mapping, Table};
use super::super::position::At;
use super::super::{ImportError, codes, personal, table};
use super::first_few;

/// One row of a file: what the mapping says of each of its columns, in the order of the file.
pub(in crate::import) struct Cells<'t> {
    pub(super) at: At,
    pub(super) table: &'t Table,
    pub(super) mapping: &'t Mapping,
    /// The row's id, as it stands there.
    pub(super) id: String,
    /// The reference to an agency.
    pub(super) organization: String,
    /// The reference to one or several places.
    pub(super) location: String,
    headings: &'t [String],
    columns: &'t [Heading<'t>],
    values: Vec<String>,
}

/// What the mapping makes of a heading.
#[derive(Clone, Copy)]
pub(in crate::import) enum Heading<'t> {
    /// It says what the column means.
    Named(&'t Column),
    /// It does not name it: kept as it is.
    Other,
    /// An id, a reference, nameless, a second one of its name, or about persons.
    Passed,
}

/// The row of a sheet, of which the ids are known and the columns are.
pub(in crate::import) struct SheetRow<'t> {
    pub(in crate::import) at: At,
    pub(in crate::import) id: String,
    pub(in crate::import) headings: &'t [String],
    pub(in crate::import) columns: &'t [Heading<'t>],
    pub(in crate::import) values: Vec<String>,
}

impl<'t> Cells<'t> {
    /// The cells of such a row, under the table that says what it is.
    pub(in crate::import) fn of_sheet(row: SheetRow<'t>, table: &'t Table, mapping: &'t Mapping) -> Self {
        let SheetRow { at, id, headings, columns, values } = row;
        let (organization, location) = (String::new(), String::new());
        Self { at, table, mapping, id, organization, location, headings, columns, values }
    }

    /// The columns that the mapping names, with their values.
    pub(super) fn named(&self) -> impl Iterator<Item = (&'t Column, &str)> {
        self.columns.iter().zip(&self.values).filter_map(|(column, value)| match column {
            Heading::Named(column) => Some((*column, value.as_str())),
            Heading::Other | Heading::Passed => None,
        })
    }

    /// The columns that the mapping does not name, and that may be kept.
    pub(super) fn others(&self) -> impl Iterator<Item = (&'t str, &str)> {
        let all = self.headings.iter().zip(self.columns).zip(&self.values);
        all.filter(|((_, column), _)| matches!(column, Heading::Other))
            .map(|((heading, _), value)| (heading.as_str(), value.as_str()))
    }

    /// The value of any column, by its heading.
    pub(super) fn raw(&self, heading: &str) -> &str {
        let at = self.headings.iter().position(|known| known == heading);
        at.and_then(|at| self.values.get(at)).map_or("", String::as_str)
    }
}

/// Reads all rows of a table's file, and hands each to `add`.
pub(super) fn rows(
    spec: &Table,
    mapping: &Mapping,
    files: &[Input<'_>],
    draft: &mut Draft,
    add: fn(&Cells<'_>, &mut Draft),
) -> Result<(), ImportError> {
    let file = files.iter().find(|file| file.name == spec.file).ok_or_else(|| ImportError::FileMissing {
        file: spec.file.clone(),
        folder: "the source".into(),
        found: files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", "),
    })?;
    let mut notes = std::mem::take(&mut draft.notes);
    let done = table::with(file, true, spec.name, &mut notes, |table, notes| {
        std::mem::swap(notes, &mut draft.notes);
        let done = all(spec, mapping, table, draft, add);
        std::mem::swap(notes, &mut draft.notes);
        done
    });
    draft.notes = notes;
    done
}

fn all(
    spec: &Table,
    mapping: &Mapping,
    mut table: table::Table<'_>,
    draft: &mut Draft,
    add: fn(&Cells<'_>, &mut Draft),
) -> Result<(), ImportError> {
    if table.column(&spec.id).is_none() {
        return Err(ImportError::ColumnMissing {
            file: spec.file.clone(),
            column: spec.id.clone(),
            found: first_few(&table.headings),
        });
    }
    let headings = table.headings.clone();
    let columns = columns(spec, &headings, draft);
    let mut any = false;
    while let Some(row) = table.next(spec.name, &mut draft.notes)? {
        draft.budget.row(&spec.file, budget::Row::Listing, row.values.iter().map(String::len))?;
        let value = |heading: Option<&str>| -> String {
            let at = heading.and_then(|heading| headings.iter().position(|known| known == heading));
            at.and_then(|at| row.values.get(at)).map(|value| value.trim().to_owned()).unwrap_or_default()
        };
        for heading in
            [Some(&spec.id), spec.organization.as_ref(), spec.location.as_ref()].into_iter().flatten()
        {
            let at = headings.iter().position(|known| known == heading);
            if let Some(raw) = at.and_then(|at| row.values.get(at))
                && raw.trim().len() < raw.len()
                && !raw.trim().is_empty()
            {
                draft.notes.value(codes::SPACES_AROUND_CODE, spec.name, &row.at, heading, raw);
            }
        }
        let cells = Cells {
            id: value(Some(&spec.id)),
            organization: value(spec.organization.as_deref()),
            location: value(spec.location.as_deref()),
            at: row.at,
            table: spec,
            mapping,
            headings: &headings,
            columns: &columns,
            values: row.values,
        };
        add(&cells, draft);
        any = true;
    }
    if !any {
        draft.notes.row(codes::EMPTY_TABLE, spec.name, &At { file: spec.file.as_str().into(), row: None });
    }
    Ok(())
}

/// Which column of the mapping each heading is; a heading that stands twice counts once. Says which columns
/// the mapping names in vain, and which of the file it does not name.
fn columns<'t>(spec: &'t Table, headings: &[String], draft: &mut Draft) -> Vec<Heading<'t>> {
    let keys = [Some(&spec.id), spec.organization.as_ref(), spec.location.as_ref()];
    let mapped = spec.columns.iter().map(|column| &column.heading);
    let when = spec.columns.iter().filter_map(|column| column.only_when.as_ref().map(|(heading, _)| heading));
    for heading in keys.into_iter().flatten().chain(mapped).chain(when) {
        if !headings.contains(heading) {
            draft.notes.column(codes::COLUMN_MISSING, spec.name, &spec.file, heading);
        }
    }
    let mut seen = HashSet::with_capacity(headings.len());
    let mut one = |heading: &String| {
        if heading.is_empty() || !seen.insert(heading.clone()) {
            return Heading::Passed;
        }
        if let Some(column) = spec.columns.iter().find(|column| column.heading == *heading) {
            return Heading::Named(column);
        }
        if keys.into_iter().flatten().any(|key| key == heading) {
            return Heading::Passed;
        }
        if personal::is_heading(heading) {
            draft.notes.column(codes::COLUMN_NOT_KEPT, spec.name, &spec.file, heading);
            return Heading::Passed;
        }
        if !spec.keep_rest {
            draft.notes.column(codes::COLUMN_NOT_MAPPED, spec.name, &spec.file, heading);
        }
        Heading::Other
    };
    headings.iter().map(&mut one).collect()
}
