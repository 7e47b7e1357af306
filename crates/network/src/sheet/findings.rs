//! Findings as a workbook, to send back to whoever keeps the source.

use vocabulary::Locale;

use super::workbook::{self, Cell, Choices, Column, Sheet, WorkbookError};
use crate::import::codes::{self, Code};
use crate::{Example, Finding};

/// The findings of a source as a workbook of two sheets: one line for each kind in each table, with what it means
/// and what to do; then the rows where it was seen, as many as were kept. A value that was masked or left out of
/// the findings is masked or left out here too, and none of them is ever a formula.
///
/// # Errors
/// [`WorkbookError`], where there are more lines than a workbook holds.
pub fn findings_xlsx(source: &str, findings: &[Finding], locale: Locale) -> Result<Vec<u8>, WorkbookError> {
    let title = match locale {
        Locale::En => format!("What is not right in {source}"),
        Locale::Es => format!("Lo que no está bien en {source}"),
    };
    let mut ordered: Vec<&Finding> = findings.iter().collect();
    // First what was not loaded at all, then what there is most of.
    let loaded = |finding: &Finding| codes::find(finding.code).is_none_or(|code| code.loaded);
    ordered.sort_by_key(|finding| (loaded(finding), std::cmp::Reverse(finding.count)));
    workbook::write(&title, &[kinds(&ordered, locale), examples(&ordered, locale)])
}

/// What a heading says, in both languages, and how wide its column is.
type Heading = (&'static str, &'static str, u16);

const KINDS: [Heading; 6] = [
    ("What was found", "Qué se encontró", 60),
    ("How many", "Cuántas veces", 10),
    ("Table", "Tabla", 18),
    ("What to do", "Qué hacer", 60),
    ("Loaded", "Se cargó", 10),
    ("Code", "Código", 26),
];

const EXAMPLES: [Heading; 6] = [
    ("Code", "Código", 26),
    ("File", "Archivo", 22),
    ("Row", "Fila", 8),
    ("Column", "Columna", 26),
    ("Value", "Valor", 60),
    ("Also in", "También en", 30),
];

fn columns(headings: &[Heading], locale: Locale) -> Vec<Column> {
    let column = |(en, es, width): &Heading| Column {
        heading: pick(locale, en, es).into(),
        width: *width,
        hint: None,
        choices: Choices::None,
    };
    headings.iter().map(column).collect()
}

fn pick<'t>(locale: Locale, en: &'t str, es: &'t str) -> &'t str {
    match locale {
        Locale::En => en,
        Locale::Es => es,
    }
}

fn kinds(findings: &[&Finding], locale: Locale) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = findings.iter().map(|finding| kind(finding, locale)).collect();
    if rows.is_empty() {
        let nothing =
            pick(locale, "Nothing was found that is not right.", "No se encontró nada que no esté bien.");
        rows.push(vec![nothing.into()]);
    }
    let name = pick(locale, "Findings", "Hallazgos").into();
    Sheet { name, columns: columns(&KINDS, locale), rows }
}

fn kind(finding: &Finding, locale: Locale) -> Vec<Cell> {
    let code = codes::find(finding.code);
    let text = |of: fn(&Code) -> [&'static str; 2]| {
        let [en, es] = code.map_or([finding.code; 2], of);
        pick(locale, en, es)
    };
    let loaded = code.is_none_or(|code| code.loaded);
    vec![
        text(|code| [code.en, code.es]).into(),
        number(finding.count),
        finding.table.clone().into(),
        text(|code| [code.remedy_en, code.remedy_es]).into(),
        if loaded { pick(locale, "yes", "sí") } else { "no" }.into(),
        finding.code.into(),
    ]
}

fn examples(findings: &[&Finding], locale: Locale) -> Sheet {
    let mut rows = Vec::new();
    for finding in findings {
        rows.extend(finding.all_examples().map(|example| row(finding.code, example)));
        let kept = u64::try_from(finding.all_examples().count()).unwrap_or(u64::MAX);
        let more = finding.count.saturating_sub(kept);
        if more > 0 {
            let said = match locale {
                Locale::En => format!("{more} more"),
                Locale::Es => format!("{more} más"),
            };
            rows.push(vec![finding.code.into(), said.into()]);
        }
    }
    let name = pick(locale, "Examples", "Ejemplos").into();
    Sheet { name, columns: columns(&EXAMPLES, locale), rows }
}

fn row(code: &str, example: &Example) -> Vec<Cell> {
    let also = example.also.iter().map(|other| match other.row {
        Some(row) if other.file == example.file => row.to_string(),
        Some(row) => format!("{}: {row}", other.file),
        None => other.file.clone(),
    });
    vec![
        code.into(),
        example.file.clone().into(),
        example.row.map_or(Cell::Empty, number),
        example.column.clone().into(),
        example.value.as_deref().map(|value| visible(code, value)).into(),
        also.collect::<Vec<_>>().join(", ").into(),
    ]
}

/// A space at an end, which nobody sees in a cell, as a sign of its own.
fn visible(code: &str, value: &str) -> String {
    if code != codes::SPACES_AROUND_CODE {
        return value.into();
    }
    let bare = value.trim();
    let sign = |length: usize| "␣".repeat(length.min(4));
    let before = value.chars().take_while(|c| c.is_whitespace()).count();
    let behind = value.chars().rev().take_while(|c| c.is_whitespace()).count();
    format!("{}{bare}{}", sign(before), sign(behind))
}

/// A number as a cell; one beyond what a cell counts exactly is written out.
fn number(number: u64) -> Cell {
    u32::try_from(number).map_or_else(|_| number.to_string().into(), Cell::from)
}
