//! The spreadsheet of services: one row a service, as a small coalition keeps it (`docs/spreadsheet.md`).
//!
//! Its headings are known in English and Spanish (`data/sheet-columns.toml`), in any order. What each means is
//! said in the words of a mapping file, so that a row is read as one of a mapped file is; ids that it does not
//! give are made of its names. A workbook becomes a grid of texts (`xlsx`), in which the headings are looked
//! for; a CSV file is read by the reader of CSV files.

mod grid;
mod heading;
mod ids;
mod rows;
mod table;
mod tidy;
mod xlsx;

use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;

use grid::{Grid, GridRow, Tab, Value};
use heading::{Head, HeadColumn};
use rows::Rows;
use table::Made;
use xlsx::{Refused, Workbook};

pub(crate) use tidy::tidied;

use super::draft::{Draft, SERVICES};
use super::finish::finish;
use super::input::{Input, budget};
use super::position::{At, Notes};
use super::table::{self as csv_table, Table};
use super::{ImportError, Imported, SourceFile, codes};
use crate::sheet::columns;

/// Reads a spreadsheet of services: a workbook (`.xlsx`) or a CSV file. `source` is the list's stable name.
///
/// # Errors
/// [`ImportError`], where it is damaged, locked, of an older form or too large, and where no sheet has the
/// headings of an agency and of a service.
pub fn services_sheet(file: &SourceFile, source: &str) -> Result<Imported, ImportError> {
    let files = Input::all(std::slice::from_ref(file));
    match files.as_slice() {
        [only] => read(only, Notes::default(), source),
        _ => Err(ImportError::NotASource { path: source.to_owned() }),
    }
}

/// The largest workbook that is read, in bytes as it is packed.
const LARGEST: u64 = 128 << 20;

/// As [`services_sheet`], wherever the file is, with what was already said of the source.
pub(super) fn read(file: &Input<'_>, notes: Notes, source: &str) -> Result<Imported, ImportError> {
    let look = file.look()?;
    if !xlsx::looks_like_one(&look.begin) {
        return from_csv(file, notes, source);
    }
    if look.bytes > LARGEST {
        let why = format!("it has more than {} MB", LARGEST >> 20);
        return Err(ImportError::LargeSpreadsheet { file: file.name.clone(), why });
    }
    from_workbook(&file.bytes()?, &file.name, notes, source).map_err(|nothing| refused(&file.name, nothing))
}

/// Why a workbook gave nothing.
enum Nothing {
    Refused(Refused),
    /// No sheet has the headings: what was found in each.
    NoHeadings(Vec<String>),
}

impl From<Refused> for Nothing {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

fn refused(file: &str, nothing: Nothing) -> ImportError {
    let file = file.to_owned();
    match nothing {
        Nothing::Refused(Refused::Old) => ImportError::OldSpreadsheet { file },
        Nothing::Refused(Refused::Locked) => ImportError::LockedSpreadsheet { file },
        Nothing::Refused(Refused::TooLarge(why)) => ImportError::LargeSpreadsheet { file, why },
        Nothing::Refused(Refused::Broken(why)) => ImportError::BrokenSpreadsheet { file, why },
        Nothing::NoHeadings(found) => no_headings(file, &found),
    }
}

fn no_headings(file: String, found: &[String]) -> ImportError {
    let found = if found.is_empty() { "no cells at all".to_owned() } else { found.join("; ") };
    ImportError::NoSheetHeadings { file, found }
}

fn from_workbook(bytes: &[u8], file: &str, notes: Notes, source: &str) -> Result<Imported, Nothing> {
    let mut workbook = Workbook::open(bytes)?;
    let tabs: Vec<Tab> = workbook.tabs().cloned().collect();
    let mut best: Option<(usize, Grid, Head)> = None;
    let mut found = Vec::new();
    for (at, tab) in tabs.iter().enumerate() {
        let grid = workbook.grid(at)?;
        let Some(head) = Head::find(&grid) else {
            if let Some(row) = grid.rows.first() {
                let first: Vec<&str> = row.cells.iter().take(4).map(|(_, value)| value.text()).collect();
                found.push(format!("sheet \"{}\": {}", tab.name, first.join(", ")));
            }
            continue;
        };
        found.push(format!("sheet \"{}\": {}", tab.name, head.first_few()));
        // What is out of sight is taken only where nothing in sight fits.
        let rank = |tab: &Tab, head: &Head| (head.fits(), !tab.hidden, head.known());
        let better = best.as_ref().is_none_or(|(known, _, best)| {
            tabs.get(*known).is_some_and(|known| rank(tab, &head) > rank(known, best))
        });
        if better {
            best = Some((at, grid, head));
        }
    }
    let Some((at, grid, head)) = best.filter(|(_, _, head)| head.fits()) else {
        return Err(Nothing::NoHeadings(found));
    };
    let mut draft = Draft { notes, ..Draft::default() };
    for (other, tab) in tabs.iter().enumerate().filter(|(other, _)| *other != at) {
        if !crate::sheet::is_of_template(&tab.name) && !workbook.grid(other)?.rows.is_empty() {
            let whole = At { file: file.into(), row: None };
            draft.notes.value(codes::SHEET_NOT_READ, SERVICES, &whole, "", &tab.name);
        }
    }
    read_grid(&grid, &head, file, source, &mut draft);
    Ok(finish(draft, source))
}

/// Reads the rows under the headings.
fn read_grid(grid: &Grid, head: &Head, file: &str, source: &str, draft: &mut Draft) {
    let made = table::made(head, file, source, true, &mut draft.notes);
    let mut rows = Rows::of(&made, file);
    let filled = Filled::of(grid, head);
    let mut any = false;
    for row in grid.rows.iter().filter(|row| row.number > head.last) {
        let at = At { file: file.into(), row: Some(u64::from(row.number)) };
        nameless(row, head, &at, &mut draft.notes);
        let values: Vec<String> = head
            .columns
            .iter()
            .zip(&made.roles)
            .map(|(column, role)| value(row, column, *role, &made, &filled, &at, &mut draft.notes))
            .collect();
        if row.hidden && values.iter().any(|value| !value.is_empty()) {
            draft.notes.row(codes::HIDDEN_ROW, SERVICES, &at);
        }
        any |= values.iter().any(|value| !value.trim().is_empty());
        rows.add(u64::from(row.number), values, draft);
    }
    if !any {
        draft.notes.row(codes::EMPTY_TABLE, SERVICES, &At { file: file.into(), row: None });
    }
}

/// The value of a row under a heading: those of several columns together where they can be.
fn value(
    row: &GridRow,
    column: &HeadColumn,
    role: table::Role,
    made: &Made,
    filled: &Filled<'_>,
    at: &At,
    notes: &mut Notes,
) -> String {
    let shown = column.lettered();
    let meant = match role {
        table::Role::Service(at) => made.mapping.services.columns.get(at),
        table::Role::Agency(at) => made.agencies.columns.get(at),
        _ => None,
    };
    let several = meant.is_none_or(table::takes_several);
    let places = column.at.iter().take(if several { usize::MAX } else { 1 });
    let mut texts: Vec<String> = Vec::new();
    for place in places {
        let text = match filled.at(row, *place) {
            Some(Value::Error(error)) => {
                notes.value(codes::CELL_ERROR, SERVICES, at, &shown, error);
                continue;
            }
            Some(Value::NoResult) => {
                notes.value(codes::FORMULA_WITHOUT_RESULT, SERVICES, at, &shown, "");
                continue;
            }
            Some(value) => value.text(),
            None => continue,
        };
        texts.extend(tidy_value(column, text, &shown, at, notes));
    }
    let list = meant.is_some_and(|column| column.list.is_some());
    texts.join(if list { "; " } else { "\n" })
}

/// A value as it was before a spreadsheet took it for something else.
fn tidy_value(column: &HeadColumn, text: &str, shown: &str, at: &At, notes: &mut Notes) -> Option<String> {
    let key = column.known.and_then(|at| columns::all().get(at)).map_or("", |column| column.key.as_str());
    let (tidy, code) = tidy::tidied(key, text.trim());
    if let Some(code) = code {
        notes.value(code, SERVICES, at, shown, text);
    }
    tidy
}

/// Says what stands in columns without a heading.
fn nameless(row: &GridRow, head: &Head, at: &At, notes: &mut Notes) {
    for (column, value) in &row.cells {
        let covered = head.columns.binary_search_by(|known| {
            let (first, last) = (known.at.first().copied(), known.at.last().copied());
            match (first, last) {
                (Some(first), _) if first > *column => std::cmp::Ordering::Greater,
                (_, Some(last)) if last < *column => std::cmp::Ordering::Less,
                _ => std::cmp::Ordering::Equal,
            }
        });
        if covered.is_err() {
            notes.value(codes::NAMELESS_COLUMN, SERVICES, at, &grid::letters(*column), value.text());
        }
    }
}

/// Cells, with the value of a range that is merged downwards in each of its rows.
struct Filled<'g> {
    grid: &'g Grid,
    /// By column: the last row of each range, by its first.
    merges: HashMap<u32, BTreeMap<u32, u32>>,
}

impl<'g> Filled<'g> {
    fn of(grid: &'g Grid, head: &Head) -> Self {
        let mut merges: HashMap<u32, BTreeMap<u32, u32>> = HashMap::new();
        for merge in grid.merges.iter().filter(|merge| merge.bottom > merge.top && merge.top > head.last) {
            merges.entry(merge.left).or_default().insert(merge.top, merge.bottom);
        }
        Self { grid, merges }
    }

    fn at(&self, row: &'g GridRow, column: u32) -> Option<&'g Value> {
        row.at(column).or_else(|| {
            let (top, bottom) = self.merges.get(&column)?.range(..=row.number).next_back()?;
            (row.number <= *bottom).then(|| self.grid.row(*top)?.at(column))?
        })
    }
}

/// So many lines may stand above the headings of a CSV file.
const LINES_ABOVE: usize = 20;

/// So much of a CSV file is looked at for them.
const LOOKED_AT: u64 = 256 * 1024;

fn from_csv(file: &Input<'_>, mut notes: Notes, source: &str) -> Result<Imported, ImportError> {
    let (start, above) = headings_at(file)?;
    table_of(file, start, &mut notes, |csv, notes| {
        let mut draft = Draft { notes: std::mem::take(notes), ..Draft::default() };
        rows_of(csv, above, source, &mut draft)?;
        Ok(finish(draft, source))
    })
}

/// The table whose headings begin at a byte of the file's text.
fn table_of<T>(
    file: &Input<'_>,
    start: u64,
    notes: &mut Notes,
    rows: impl FnOnce(Table<'_>, &mut Notes) -> Result<T, ImportError>,
) -> Result<T, ImportError> {
    csv_table::with_after(file, start, true, SERVICES, notes, rows)
}

fn rows_of(mut csv: Table<'_>, above: u64, source: &str, draft: &mut Draft) -> Result<(), ImportError> {
    let file = csv.file.to_string();
    let Some(head) = head_of(&csv.headings).filter(Head::fits) else {
        return Err(no_headings(file, &[csv.headings.join(", ")]));
    };
    let made = table::made(&head, &file, source, false, &mut draft.notes);
    let mut rows = Rows::of(&made, &file);
    let mut any = false;
    while let Some(row) = csv.next(SERVICES, &mut draft.notes)? {
        draft.budget.row(&file, budget::Row::Listing, row.values.iter().map(String::len))?;
        let number = row.at.row.unwrap_or(0) + above;
        let at = At { file: row.at.file.clone(), row: Some(number) };
        let mut one = |column: &HeadColumn| {
            let at_column = column.at.first().and_then(|at| usize::try_from(*at).ok());
            let value = at_column.and_then(|at| row.values.get(at)).map_or("", String::as_str);
            tidy_value(column, value, &column.heading, &at, &mut draft.notes).unwrap_or_default()
        };
        let values: Vec<String> = head.columns.iter().map(&mut one).collect();
        rows.add(number, values, draft);
        any = true;
    }
    if !any {
        draft.notes.row(codes::EMPTY_TABLE, SERVICES, &At { file: file.as_str().into(), row: None });
    }
    Ok(())
}

/// Headings of a CSV file as a head.
fn head_of(headings: &[String]) -> Option<Head> {
    let cells = (0_u32..).zip(headings).filter(|(_, heading)| !heading.is_empty());
    let cells = cells.map(|(at, heading)| (at, Value::Text(heading.as_str().into()))).collect();
    Head::find(&Grid { rows: vec![GridRow { number: 1, hidden: false, cells }], merges: Vec::new() })
}

/// At which byte the headings stand, and how many lines above them: at the beginning, unless a later one of the
/// first lines fits.
fn headings_at(file: &Input<'_>) -> Result<(u64, u64), ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: file.name.clone(), source };
    let begin = file.text(false, |read| {
        let mut begin = Vec::new();
        read.take(LOOKED_AT).read_to_end(&mut begin).map_err(unreadable)?;
        Ok(begin)
    })?;
    let mut start = 0;
    for line in 0..LINES_ABOVE {
        let Some(rest) = begin.get(start..).filter(|rest| !rest.is_empty()) else { break };
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
        let headings = csv_table::headings(&Input::memory("", rest.get(..end).unwrap_or_default()));
        if head_of(&headings).is_some_and(|head| head.fits()) {
            return Ok((start as u64, u64::try_from(line).unwrap_or(0)));
        }
        start += end;
    }
    Ok((0, 0))
}
