//! A sheet as rows of cells, whatever kind of file it stands in.

use std::borrow::Cow;
use std::sync::Arc;

/// A sheet's name, and whether it is out of sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) hidden: bool,
}

/// The cells of a sheet that have a value.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// In their order.
    pub(super) rows: Vec<GridRow>,
    /// Ranges that look as one cell.
    pub(super) merges: Vec<Merge>,
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct GridRow {
    /// As the spreadsheet counts, from 1.
    pub(super) number: u32,
    /// Whether it is out of sight.
    pub(super) hidden: bool,
    /// Columns, from 0, and what stands there.
    pub(super) cells: Vec<(u32, Value)>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A text.
    Text(Arc<str>),
    /// A number, as it is shown.
    Number(Arc<str>),
    /// An error, such as `#REF!`.
    Error(Arc<str>),
    /// A formula that was never worked out.
    NoResult,
}

/// A range that looks as one cell: rows from 1 and columns from 0, all of them included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

impl Value {
    /// Its text; none of an error or a formula without a result.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Error(_) | Self::NoResult => "",
        }
    }
}

impl GridRow {
    /// What stands in a column.
    pub(super) fn at(&self, column: u32) -> Option<&Value> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, value)| value)
    }
}

impl Grid {
    /// The row of a number.
    pub(super) fn row(&self, number: u32) -> Option<&GridRow> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(at)
    }
}

impl Merge {
    /// As a spreadsheet writes it: `B1:C2`.
    pub(super) fn range(&self) -> String {
        let place = |row: u32, column: u32| format!("{}{row}", letters(column));
        format!("{}:{}", place(self.top, self.left), place(self.bottom, self.right))
    }
}

/// A column's letters.
pub(super) fn letters(column: u32) -> String {
    crate::sheet::workbook::letters(usize::try_from(column).unwrap_or(usize::MAX - 1))
}

/// A heading as one line: line breaks and double spaces are how somebody made it fit.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let single = text.trim() == text && !text.contains(['\n', '\r', '\t', '\u{a0}']) && !text.contains("  ");
    if single {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
