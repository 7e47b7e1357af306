//! Workbooks (`.xlsx`) of plain tables: headings, then rows of texts and numbers.
//!
//! The same sheets give the same bytes: no clock is read. No cell is ever a formula: a text that begins as
//! one does stays a text, also when somebody opens the cell and closes it again.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};

/// The most characters that a cell holds, in UTF-16 units (Excel specifications and limits).
pub const LONGEST_TEXT: usize = 32_767;
/// The most rows of a sheet, its heading included.
pub const MOST_ROWS: usize = 1_048_576;
/// So many rows below the heading offer the choices of their column, however few are filled in.
const ROWS_TO_FILL: usize = 1_000;
/// The most characters of a list of choices that stands in the column itself; a longer one is a list on
/// another sheet ([`Choices::From`]).
const LONGEST_LIST: usize = 255;

/// One sheet: a heading row, which stays in sight, and rows below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The name on its tab: 1 to 31 characters, none of `[ ] : * ? / \`.
    pub name: String,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column or fewer.
    pub rows: Vec<Vec<Cell>>,
}

/// One column of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// What stands at its head.
    pub heading: String,
    /// Its width in characters; 0 for the usual one.
    pub width: u16,
    /// What is shown beside a cell of it that somebody is about to fill in, at most 255 characters.
    pub hint: Option<String>,
    /// What can be chosen in its cells.
    pub choices: Choices,
}

/// What can be chosen in the cells of a column. Anything else can be typed all the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Choices {
    /// Nothing is offered.
    #[default]
    None,
    /// One of these: together at most 255 characters, none with a comma.
    Of(Vec<String>),
    /// One of the values of a column of another sheet, by their places from 0.
    From {
        /// Which sheet.
        sheet: usize,
        /// Which of its columns.
        column: usize,
    },
}

/// The value of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text. One of more than [`LONGEST_TEXT`] characters is cut there, and ends in `…`.
    Text(String),
    /// A number.
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// Why a workbook cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// More rows than a sheet holds.
    #[error("the sheet \"{sheet}\" would have {rows} rows, and a spreadsheet holds {MOST_ROWS}")]
    TooManyRows {
        /// The sheet's name.
        sheet: String,
        /// How many, with the heading.
        rows: usize,
    },
    /// A name, a width or a choice that a workbook cannot have.
    #[error("the workbook cannot be written: {0}")]
    Unwritable(#[from] XlsxError),
}

/// Writes sheets as one workbook; `title` stands in its properties and at the foot of printed pages.
///
/// # Errors
/// [`WorkbookError`], when a sheet has too many rows or a name that no sheet can have.
pub fn write(title: &str, sheets: &[Sheet]) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    // A fixed day, so that the same content gives the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    let styles = Styles::new();
    for sheet in sheets {
        let rows = sheet.rows.len() + 1;
        if rows > MOST_ROWS {
            return Err(WorkbookError::TooManyRows { sheet: sheet.name.clone(), rows });
        }
        let worksheet = workbook.add_worksheet();
        fill(worksheet, sheet, &styles)?;
        choices(worksheet, sheet, sheets)?;
        page(worksheet, sheet, title)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How cells look.
struct Styles {
    heading: Format,
    text: Format,
    /// For a text that begins as a formula does.
    like_a_formula: Format,
    number: Format,
}

impl Styles {
    fn new() -> Self {
        let body = Format::new().set_align(FormatAlign::Top);
        let text = body.clone().set_text_wrap().set_num_format("@");
        Self {
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0xE7_EE_F3))
                .set_border_bottom(FormatBorder::Thin),
            like_a_formula: text.clone().set_quote_prefix(),
            text,
            number: body,
        }
    }
}

/// The usual width of a column, in characters.
const WIDTH: u16 = 18;

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, styles: &Styles) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        let width = if column.width == 0 { WIDTH } else { column.width };
        worksheet.set_column_width(at, f64::from(width))?;
        // Whoever types a telephone number or a postal code keeps its zeros.
        worksheet.set_column_format(at, &styles.text)?;
        worksheet.write_string_with_format(0, at, safe(&column.heading), &styles.heading)?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
                    let style = if begins { &styles.like_a_formula } else { &styles.text };
                    worksheet.write_string_with_format(row, at, safe(text), style)?;
                }
                Cell::Number(number) => {
                    worksheet.write_number_with_format(row, at, *number, &styles.number)?;
                }
            }
        }
    }
    Ok(())
}

fn choices(worksheet: &mut Worksheet, sheet: &Sheet, sheets: &[Sheet]) -> Result<(), XlsxError> {
    let last = u32::try_from(sheet.rows.len().max(ROWS_TO_FILL)).unwrap_or(u32::MAX);
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        let offered = match &column.choices {
            Choices::None => None,
            Choices::Of(values) => Some(DataValidation::new().allow_list_strings(values)?),
            Choices::From { sheet, column } => sheets.get(*sheet).map(|from| {
                let letter = letters(*column);
                let filled = |row: &Vec<Cell>| row.get(*column).is_some_and(|cell| *cell != Cell::Empty);
                let last = from.rows.iter().rposition(filled).map_or(2, |last| last + 2);
                let range = format!("='{}'!${letter}$2:${letter}${last}", from.name.replace('\'', "''"));
                DataValidation::new().allow_list_formula(Formula::new(range))
            }),
        };
        if offered.is_none() && column.hint.is_none() {
            continue;
        }
        let mut validation = offered.unwrap_or_else(|| DataValidation::new().allow_any_value());
        if let Some(hint) = &column.hint {
            validation = validation.set_input_message(shortened(hint, LONGEST_LIST))?;
        }
        // What is offered is a help: whatever else is typed is read as well as it can be.
        worksheet.add_data_validation(1, at, last, at, &validation.show_error_message(false))?;
    }
    Ok(())
}

/// So many columns fit the width of a page.
const ON_ONE_PAGE: usize = 9;

/// How the sheet is scrolled and printed.
fn page(worksheet: &mut Worksheet, sheet: &Sheet, title: &str) -> Result<(), XlsxError> {
    worksheet.set_freeze_panes(1, 0)?;
    if let (Some(last), false) = (sheet.columns.len().checked_sub(1), sheet.rows.is_empty()) {
        let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
        worksheet.autofilter(0, 0, rows, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    worksheet.set_repeat_rows(0, 0)?.set_landscape();
    if sheet.columns.len() <= ON_ONE_PAGE {
        worksheet.set_print_fit_to_pages(1, 0);
    }
    worksheet.set_footer(format!("&L{}&R&P / &N", shortened(title, 100).replace('&', "&&")));
    Ok(())
}

/// A column's letters, from its place from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(u8::try_from((rest - 1) % 26).unwrap_or(0) + b'A');
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

fn shortened(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some(_) => text.chars().take(characters - 1).chain(['…']).collect(),
        None => text.into(),
    }
}

/// A text as a cell can hold it: lines parted by `\n`, other control characters as `�`, and no longer than a cell.
fn safe(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean = |c: char| match c {
        '\n' | '\t' => c,
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let mut safe: String = text.chars().map(clean).collect();
    if safe.encode_utf16().count() > LONGEST_TEXT {
        let mut units = 0;
        let fits = |(_, c): &(usize, char)| {
            units += c.len_utf16();
            units < LONGEST_TEXT
        };
        let end = safe.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8());
        safe.truncate(end);
        safe.push('…');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
        let column = Column { heading: "Name".into(), ..Column::default() };
        Sheet { name: "Services".into(), columns: vec![column], rows }
    }

    #[test]
    fn the_same_sheets_give_the_same_bytes() {
        let sheets = [sheet(vec![vec!["=1+1".into()], vec![Cell::Number(3.0)]])];
        assert_eq!(write("Title", &sheets).unwrap(), write("Title", &sheets).unwrap());
    }

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends_and_says_so() {
        let whole = "é".repeat(LONGEST_TEXT);
        assert_eq!(safe(&whole), whole);
        let cut = safe(&format!("{whole}é"));
        assert_eq!(cut.encode_utf16().count(), LONGEST_TEXT);
        assert!(cut.ends_with('…'));
        assert_eq!(safe(&cut), cut, "what was cut once is not cut again");
        let wide = safe(&"😀".repeat(LONGEST_TEXT));
        assert!(wide.encode_utf16().count() <= LONGEST_TEXT && wide.ends_with('…'));
    }

    #[test]
    fn control_characters_do_not_get_into_a_workbook() {
        assert_eq!(safe("a\r\nb\u{7}"), "a\nb\u{fffd}");
    }

    #[test]
    fn a_sheet_that_no_spreadsheet_holds_is_refused_by_name() {
        let too_long = sheet(vec![Vec::new(); MOST_ROWS]);
        let refused = write("Title", &[too_long]).unwrap_err().to_string();
        assert!(refused.contains("Services") && refused.contains("1048577"), "{refused}");
        let unnamed = Sheet { name: "a/b".into(), ..sheet(Vec::new()) };
        assert!(matches!(write("Title", &[unnamed]), Err(WorkbookError::Unwritable(_))));
    }
}
