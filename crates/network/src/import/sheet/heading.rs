//! Where the headings of a sheet stand, and which columns they are.

use super::grid::{Grid, GridRow, Merge, letters, one_line};
use crate::sheet::columns;

/// So many rows from the top are looked at: above the headings may stand a title and a few notes.
const LOOKED_AT: usize = 30;
/// So many merged ranges of one row are followed.
const MERGES: usize = 500;

/// The headings of a sheet.
#[derive(Debug)]
pub(super) struct Head {
    /// Its columns, from the left.
    pub(super) columns: Vec<HeadColumn>,
    /// The last row of the headings.
    pub(super) last: u32,
    /// How many of the template's columns there are.
    known: usize,
    /// How many rows they take.
    rows: usize,
}

/// One column under its heading.
#[derive(Clone, Debug)]
pub(super) struct HeadColumn {
    /// The heading, in one line.
    pub(super) heading: String,
    /// Its place among the template's columns.
    pub(super) known: Option<usize>,
    /// The columns of the sheet that stand under it: several where it is merged over them.
    pub(super) at: Vec<u32>,
    /// The merged range, where it is.
    pub(super) merged: Option<String>,
}

impl Head {
    /// The headings of a sheet: the row, or two rows, in which most of the template's columns are found.
    /// None where no row has any.
    pub(super) fn find(grid: &Grid) -> Option<Self> {
        let widest = grid.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max()?;
        let mut best: Option<Self> = None;
        for (at, row) in grid.rows.iter().take(LOOKED_AT).enumerate() {
            let below = grid.rows.get(at + 1).filter(|below| below.number == row.number + 1);
            for lower in [None, below] {
                let head = Self::of(grid, row, lower, widest);
                let better = best.as_ref().is_none_or(|best| {
                    // Two rows are taken for one heading only where that explains more.
                    (head.fits(), head.known, best.rows) > (best.fits(), best.known, head.rows)
                });
                if better && head.known > 0 {
                    best = Some(head);
                }
            }
        }
        best
    }

    /// Whether it has the two columns without which a row says nothing.
    pub(super) fn fits(&self) -> bool {
        let has = |key| self.columns.iter().any(|column| column.known == columns::of_key(key));
        has("agency") && has("service")
    }

    /// How many of the template's columns there are.
    pub(super) fn known(&self) -> usize {
        self.known
    }

    fn of(grid: &Grid, row: &GridRow, lower: Option<&GridRow>, widest: u32) -> Self {
        let upper = Line::of(grid, row, widest);
        let below = lower.map(|row| Line::of(grid, row, widest));
        let mut columns: Vec<HeadColumn> = Vec::new();
        for at in 0..=widest {
            let (over, merge) = upper.at(at);
            let (under, own_merge) = below.as_ref().map_or((None, None), |below| below.at(at));
            // A heading that is merged over both rows is one.
            let under = under.filter(|_| own_merge.is_none() || own_merge != merge);
            let (heading, known) = match (over, under) {
                (None, None) => continue,
                (Some(text), None) | (None, Some(text)) => (text.to_owned(), columns::known_as(text)),
                (Some(over), Some(under)) => {
                    let both = format!("{over} {under}");
                    let known = [&both, under, over].into_iter().find_map(columns::known_as);
                    (format!("{over}: {under}"), known)
                }
            };
            let merge = if under.is_some() { own_merge } else { merge };
            let merged = merge.filter(|merge| merge.right > merge.left).map(Merge::range);
            match columns.last_mut().filter(|last| merged.is_some() && last.merged == merged) {
                Some(last) => last.at.push(at),
                None => columns.push(HeadColumn { heading, known, at: vec![at], merged }),
            }
        }
        let mut known: Vec<usize> = columns.iter().filter_map(|column| column.known).collect();
        known.sort_unstable();
        known.dedup();
        let rows = if lower.is_some() { 2 } else { 1 };
        Self { columns, last: lower.unwrap_or(row).number, known: known.len(), rows }
    }

    /// Its first headings, for an error.
    pub(super) fn first_few(&self) -> String {
        const SHOWN: usize = 8;
        let mut shown: Vec<&str> =
            self.columns.iter().take(SHOWN).map(|column| column.heading.as_str()).collect();
        if self.columns.len() > SHOWN {
            shown.push("…");
        }
        shown.join(", ")
    }
}

impl HeadColumn {
    /// The column as findings show it in a sheet that letters its columns: `C: Phone`.
    pub(super) fn lettered(&self) -> String {
        let letters = self.at.first().map(|at| letters(*at)).unwrap_or_default();
        if self.heading.is_empty() { letters } else { format!("{letters}: {}", self.heading) }
    }
}

/// One row of headings: the text of each column, its own or that of the range that it is merged into.
struct Line<'g> {
    texts: Vec<Option<String>>,
    merges: Vec<Option<&'g Merge>>,
}

impl<'g> Line<'g> {
    fn of(grid: &'g Grid, row: &GridRow, widest: u32) -> Self {
        let width = usize::try_from(widest).map_or(0, |widest| widest + 1);
        let (mut texts, mut merges) = (vec![None; width], vec![None; width]);
        let place = |column: u32| usize::try_from(column).unwrap_or(usize::MAX);
        let text = |text: &str| Some(one_line(text).into_owned()).filter(|text| !text.is_empty());
        for (column, value) in &row.cells {
            if let Some(slot) = texts.get_mut(place(*column)) {
                *slot = text(value.text());
            }
        }
        let of_row = grid.merges.iter().filter(|merge| (merge.top..=merge.bottom).contains(&row.number));
        for merge in of_row.take(MERGES) {
            let value = grid.row(merge.top).and_then(|row| row.at(merge.left));
            let value = value.and_then(|value| text(value.text()));
            for column in merge.left..=merge.right.min(widest) {
                if let Some(slot) = merges.get_mut(place(column)) {
                    *slot = Some(merge);
                }
                if let Some(slot) = texts.get_mut(place(column)).filter(|slot| slot.is_none()) {
                    slot.clone_from(&value);
                }
            }
        }
        Self { texts, merges }
    }

    fn at(&self, column: u32) -> (Option<&str>, Option<&'g Merge>) {
        let place = usize::try_from(column).unwrap_or(usize::MAX);
        let text = self.texts.get(place).and_then(Option::as_deref);
        (text, self.merges.get(place).copied().flatten())
    }
}
