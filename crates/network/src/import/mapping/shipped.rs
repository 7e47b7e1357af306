//! The mappings that we ship, and which of them fits a folder.

use std::sync::LazyLock;

use super::{Mapping, Table};
use crate::import::input::Input;
use crate::import::table::headings;

static SHIPPED: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
    [
        (include_str!("../../../maps/illinois-legal-aid.toml"), "illinois-legal-aid.toml"),
        (include_str!("../../../maps/florida-legal-aid.toml"), "florida-legal-aid.toml"),
    ]
    .into_iter()
    .map(|(text, file)| parsed(text, file))
    .collect()
});

#[expect(clippy::expect_used, reason = "the maps are part of the program, and the tests parse all of them")]
fn parsed(text: &str, file: &str) -> Mapping {
    Mapping::parse(text, file).expect("a mapping that we ship parses")
}

/// The mappings that we ship.
pub fn shipped() -> &'static [Mapping] {
    &SHIPPED
}

/// How many in ten of a mapping's columns must be there for it to fit.
const IN_TEN: usize = 8;

/// The mapping that fits these files: all that it names are there, with their columns of ids and at least
/// eight in ten of the columns that it explains.
pub(in crate::import) fn shipped_for(files: &[Input<'_>]) -> Option<Mapping> {
    let fits = |table: &Table| {
        let Some(file) = files.iter().find(|file| file.name == table.file) else { return false };
        let headings = headings(file);
        let has = |column: &String| headings.contains(column);
        let there = table.columns.iter().filter(|column| has(&column.heading)).count();
        has(&table.id) && there * 10 >= table.columns.len() * IN_TEN
    };
    shipped().iter().find(|mapping| mapping.tables().all(fits)).cloned()
}
