//! The cells of one sheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::grid::{Grid, GridRow, Merge, Value};
use super::styles::Styles;
use super::xml::{BytesStart, Event, Events, attribute};
use super::{Refused, number, strings};

/// The most cells with a value: 100,000 services with all columns full come to about seven million.
const MOST_CELLS: usize = 10_000_000;
/// The most bytes that the texts of all cells may come to: many cells may share one.
const MOST_TEXT: usize = 512 << 20;
/// The most merged ranges.
const MOST_MERGES: usize = 200_000;
/// The most rows and columns (Excel specifications and limits).
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// What cells refer to.
pub(super) struct Reader<'w> {
    pub(super) strings: &'w [Arc<str>],
    pub(super) styles: &'w Styles,
    pub(super) from_1904: bool,
}

/// A cell as it begins.
struct Begun {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
}

impl Reader<'_> {
    /// Reads all that has a value, and which ranges are merged.
    pub(super) fn read(&self, text: &str) -> Result<Grid, Refused> {
        let mut rows: BTreeMap<u32, GridRow> = BTreeMap::new();
        let mut merges = Vec::new();
        let (mut row, mut column, mut hidden) = (0, 0, false);
        let (mut cells, mut bytes) = (0, 0);
        let mut events = Events::of(text);
        while let Some(event) = events.next()? {
            let Event::Start(element) = event else { continue };
            match element.local_name().as_ref() {
                "row" => {
                    let own = attribute(&element, "r").and_then(|r| r.parse::<u32>().ok());
                    row = own.filter(|own| (1..=ROWS).contains(own)).unwrap_or(row + 1);
                    column = 0;
                    hidden = attribute(&element, "hidden").is_some_and(|h| h == "1" || h == "true");
                }
                "c" => {
                    let begun = begun(&element, row.max(1), column);
                    column = begun.column + 1;
                    let value = self.value(&begun, &mut events)?;
                    if matches!(&value, Value::Text(text) if text.trim().is_empty()) {
                        continue;
                    }
                    cells += 1;
                    bytes += value.text().len();
                    if cells > MOST_CELLS || bytes > MOST_TEXT || begun.row > ROWS {
                        return Err(Refused::TooLarge("it has too many cells".into()));
                    }
                    let of_row = rows.entry(begun.row);
                    let of_row =
                        of_row.or_insert_with(|| GridRow { number: begun.row, hidden, cells: Vec::new() });
                    of_row.cells.push((begun.column, value));
                }
                "mergeCell" if merges.len() < MOST_MERGES => {
                    merges.extend(attribute(&element, "ref").and_then(|range| merge(&range)));
                }
                _ => {}
            }
        }
        let mut rows: Vec<GridRow> = rows.into_values().collect();
        for row in &mut rows {
            row.cells.sort_by_key(|(column, _)| *column);
        }
        Ok(Grid { rows, merges })
    }

    /// What a cell is worth.
    fn value(&self, cell: &Begun, events: &mut Events<'_>) -> Result<Value, Refused> {
        let (mut value, mut formula) = (None, false);
        while let Some(event) = events.next()? {
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => value = Some(events.text_until("v")?),
                    "is" => return self.inline(events),
                    "f" => {
                        formula = true;
                        events.text_until("f")?;
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "c" => break,
                _ => {}
            }
        }
        let text = |text: &str| Value::Text(text.into());
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return Ok(if formula { Value::NoResult } else { text("") });
        };
        Ok(match cell.kind.as_str() {
            "s" => match value.trim().parse::<usize>().ok().and_then(|at| self.strings.get(at)) {
                Some(shared) => Value::Text(shared.clone()),
                None => Value::Error("a text that the file does not hold".into()),
            },
            "e" => Value::Error(value.as_str().into()),
            "b" => text(if value.trim() == "1" { "TRUE" } else { "FALSE" }),
            "str" | "inlineStr" | "d" => Value::Text(strings::unescaped(&value).into()),
            _ => match value.trim().parse::<f64>() {
                Ok(parsed) => {
                    Value::Number(number::text(parsed, self.styles.of(cell.style), self.from_1904).into())
                }
                Err(_) => text(&value),
            },
        })
    }

    /// A text that stands in the cell itself.
    fn inline(&self, events: &mut Events<'_>) -> Result<Value, Refused> {
        let text = strings::rich(events, "is")?;
        while let Some(event) = events.next()? {
            if matches!(&event, Event::End(element) if element.local_name().as_ref() == "c") {
                break;
            }
        }
        Ok(Value::Text(text.into()))
    }
}

fn begun(element: &BytesStart<'_>, row: u32, column: u32) -> Begun {
    let place = attribute(element, "r").and_then(|place| cell(&place));
    let (row, column) = place.unwrap_or((row, column.min(COLUMNS - 1)));
    Begun {
        row,
        column,
        kind: attribute(element, "t").unwrap_or_default(),
        style: attribute(element, "s").and_then(|s| s.parse().ok()).unwrap_or(0),
    }
}

/// The row, from 1, and the column, from 0, of a place such as `C7`.
fn cell(place: &str) -> Option<(u32, u32)> {
    let place = place.replace('$', "");
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(value) + 1)
    })?;
    let row: u32 = row.parse().ok().filter(|row| (1..=ROWS).contains(row))?;
    Some((row, column.checked_sub(1).filter(|column| *column < COLUMNS)?))
}

/// A range such as `B1:C2`, if it is of more than one cell.
fn merge(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    (top <= bottom && left <= right && (top, left) != (bottom, right)).then_some(Merge {
        top,
        left,
        bottom,
        right,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Grid {
        let strings = ["Elm".into()];
        Reader { strings: &strings, styles: &Styles::default(), from_1904: false }.read(xml).unwrap()
    }

    #[test]
    fn a_place_is_letters_and_a_number_or_none() {
        assert_eq!(cell("$C$7"), Some((7, 2)));
        assert_eq!(cell("XFD1048576"), Some((ROWS, COLUMNS - 1)));
        for none in ["", "7", "C", "C0", "XFE1", "A1048577", "é1", "A1B", "ZZZZZZZZZ1"] {
            assert_eq!(cell(none), None, "{none}");
        }
    }

    #[test]
    fn cells_are_read_by_their_places_and_kinds() {
        let grid = read(
            "<worksheet><dimension ref='B9:A1'/><sheetData>\
             <row r='2'><c r='C2' t='s'><v>0</v></c><c t='inlineStr'><is><t>Oak</t></is></c></row>\
             <row hidden='1'><c><v>1.5</v></c><c t='b'><v>1</v></c><c t='e'><v>#REF!</v></c>\
             <c><f>A1+1</f></c><c t='str'><f>A1</f><v>sum</v></c><c t='s'><v>7</v></c><c s='3'/></row>\
             </sheetData><mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='A1:A1'/></mergeCells></worksheet>",
        );
        let text = |text: &str| Value::Text(text.into());
        assert_eq!(grid.rows[0].number, 2);
        assert_eq!(grid.rows[0].cells, [(2, text("Elm")), (3, text("Oak"))]);
        assert!(grid.rows[1].hidden && grid.rows[1].number == 3);
        let values: Vec<Value> = grid.rows[1].cells.iter().map(|(_, value)| value.clone()).collect();
        assert_eq!(values[..3], [Value::Number("1.5".into()), text("TRUE"), Value::Error("#REF!".into())]);
        assert_eq!(values[3..5], [Value::NoResult, text("sum")]);
        assert!(matches!(values[5], Value::Error(_)));
        assert_eq!(grid.merges, [Merge { top: 1, left: 0, bottom: 2, right: 1 }]);
    }
}
