//! The empty template, to be filled in: headings, what each column is for, and words to choose from.

use vocabulary::{Feature, Kind, Locale, Need, Population, PopulationGroup, Word};

use super::Part;
use super::columns::{self, Column};
use super::workbook::{self, Cell, Choices, Sheet, WorkbookError};

/// The template as a workbook.
///
/// # Errors
/// [`WorkbookError`], where a word or heading is more than a workbook can hold; the tests write all of them.
pub fn template_xlsx(locale: Locale) -> Result<Vec<u8>, WorkbookError> {
    let columns: Vec<&Column> = columns::all().iter().filter(|column| !column.rare).collect();
    let columns = columns.iter().map(|column| headed(column, locale)).collect();
    written(Sheet { name: Part::Services.name(locale).into(), columns, rows: Vec::new() }, locale)
}

/// The headings of the template as a line of CSV, with the mark by which spreadsheet programs know UTF-8.
pub fn template_csv(locale: Locale) -> Vec<u8> {
    let headings = columns::all().iter().filter(|column| !column.rare).map(|column| column.heading(locale));
    // No heading has a comma or a quotation mark in it, as the tests assert.
    format!("\u{feff}{}\r\n", headings.collect::<Vec<_>>().join(",")).into_bytes()
}

/// A workbook of these rows, with the sheets that explain them.
pub(super) fn written(services: Sheet, locale: Locale) -> Result<Vec<u8>, WorkbookError> {
    let title = match locale {
        Locale::En => "Services",
        Locale::Es => "Servicios",
    };
    workbook::write(title, &[services, help(locale), words(locale)])
}

/// A column of the template as it is written.
pub(super) fn headed(column: &Column, locale: Locale) -> workbook::Column {
    workbook::Column {
        heading: column.heading(locale).into(),
        width: column.width,
        hint: Some(column.help(locale).into()),
        choices: choices(column, locale),
    }
}

fn choices(column: &Column, locale: Locale) -> Choices {
    let words = |column| Choices::From { sheet: Part::Words as usize, column };
    match column.key.as_str() {
        "needs" => words(0),
        "populations" => words(2),
        "also-asked" | "sometimes-asked" | "not-asked" => words(4),
        "features" => words(6),
        "genders" => Choices::Of(labels(genders(), locale)),
        "status" => Choices::Of(super::write::statuses(locale).map(Into::into).to_vec()),
        _ if column.answers => {
            let answers = columns::answers();
            let all = [&answers.yes, &answers.no, &answers.sometimes, &answers.unknown];
            Choices::Of(all.map(|answer| answer.word(locale).into()).to_vec())
        }
        _ => Choices::None,
    }
}

fn genders() -> impl Iterator<Item = Population> {
    Population::all().filter(|population| population.group() == PopulationGroup::Gender)
}

fn labels<W: Word>(words: impl Iterator<Item = W>, locale: Locale) -> Vec<String> {
    words.map(|word| word.label(locale).to_owned()).collect()
}

/// What each column is for.
fn help(locale: Locale) -> Sheet {
    let headings = match locale {
        Locale::En => ["Column", "What to write", "In Spanish"],
        Locale::Es => ["Columna", "Qué escribir", "En inglés"],
    };
    let row = |column: &Column| -> Vec<Cell> {
        vec![column.heading(locale).into(), column.help(locale).into(), column.heading(other(locale)).into()]
    };
    Sheet {
        name: Part::Help.name(locale).into(),
        columns: headings.iter().zip([30, 90, 30]).map(|(heading, width)| plain(heading, width)).collect(),
        rows: columns::all().iter().map(row).collect(),
    }
}

/// The words to choose from, each in both languages.
fn words(locale: Locale) -> Sheet {
    let heading = |key: &str, locale| {
        let column = columns::of_key(key).and_then(|at| columns::all().get(at));
        column.map_or("", |column| column.heading(locale))
    };
    let both = [locale, other(locale)];
    let people = || Population::all().filter(|population| population.group() != PopulationGroup::Gender);
    let lists = [
        ("needs", both.map(|locale| labels(Need::all(), locale))),
        ("populations", both.map(|locale| labels(people(), locale))),
        ("also-asked", both.map(|locale| labels(Kind::all(), locale))),
        ("features", both.map(|locale| labels(Feature::all(), locale))),
    ];
    let columns =
        lists.iter().flat_map(|(key, _)| both.map(|locale| plain(heading(key, locale), 40))).collect();
    let longest = lists.iter().map(|(_, [first, _])| first.len()).max().unwrap_or(0);
    let row = |at: usize| {
        let values = lists.iter().flat_map(|(_, lists)| lists.iter());
        values.map(|list| list.get(at).map(String::as_str).into()).collect()
    };
    Sheet { name: Part::Words.name(locale).into(), columns, rows: (0..longest).map(row).collect() }
}

fn other(locale: Locale) -> Locale {
    match locale {
        Locale::En => Locale::Es,
        Locale::Es => Locale::En,
    }
}

fn plain(heading: &str, width: u16) -> workbook::Column {
    workbook::Column { heading: heading.into(), width, ..workbook::Column::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_needs_quotation_marks() {
        for locale in Locale::ALL {
            let csv = String::from_utf8(template_csv(locale)).unwrap();
            assert!(!csv.contains('"') && csv.matches(',').count() + 1 == csv.split(',').count());
            assert_eq!(
                csv.trim_end().split(',').count(),
                columns::all().iter().filter(|column| !column.rare).count()
            );
        }
    }
}
