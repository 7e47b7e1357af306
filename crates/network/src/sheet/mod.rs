//! The spreadsheet of services: its columns, the empty template, and a whole directory written as one; and the
//! findings about a source as one.
//!
//! It is read by [`crate::import`]; `docs/spreadsheet.md` explains it to the person who fills it in.

pub(crate) mod columns;
mod findings;
mod template;
pub mod workbook;
mod write;

pub use findings::findings_xlsx;
pub use template::{template_csv, template_xlsx};
pub use write::directory_xlsx;

use vocabulary::Locale;

/// The sheets of a workbook that we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The rows.
    Services,
    /// What each column is for.
    Help,
    /// The words to choose from.
    Words,
}

impl Part {
    const ALL: [Self; 3] = [Self::Services, Self::Help, Self::Words];

    /// The name on its tab.
    fn name(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Services, Locale::En) => "Services",
            (Self::Services, Locale::Es) => "Servicios",
            (Self::Help, Locale::En) => "Help",
            (Self::Help, Locale::Es) => "Ayuda",
            (Self::Words, Locale::En) => "Words",
            (Self::Words, Locale::Es) => "Palabras",
        }
    }
}

/// Whether a sheet of this name is one that we write beside the rows.
pub(crate) fn is_of_template(name: &str) -> bool {
    Part::ALL.iter().skip(1).any(|part| Locale::ALL.iter().any(|locale| part.name(*locale) == name))
}
