//! What can be said of one cell, whatever it means.

use jiff::civil::Time;

use super::super::draft::Draft;
use super::super::mapping::{Column, squeezed};
use super::super::parse::{hours, list, phone};
use super::super::{codes, quality, text};
use super::rows::Cells;
use crate::{Attribute, Phone, PhoneUse, Schedule};

/// One cell: its column, its text, and the means to say what is wrong with it.
pub(super) struct Cell<'c, 't> {
    pub(super) cells: &'c Cells<'t>,
    pub(super) column: &'t Column,
    /// Cleaned; not empty, and none of the values that mean nothing.
    pub(super) text: String,
}

/// The cells of a row that say something.
pub(super) fn said<'c, 't>(cells: &'c Cells<'t>, draft: &mut Draft) -> Vec<Cell<'c, 't>> {
    let mut said = Vec::new();
    for (column, raw) in cells.named() {
        let counts = column
            .only_when
            .as_ref()
            .is_none_or(|(heading, values)| values.contains(&squeezed(cells.raw(heading))));
        if !counts {
            continue;
        }
        let is_spaced = raw.trim().len() < raw.len() && !raw.trim().is_empty();
        if is_spaced && column.is_coded() && !quality::is_code(&column.shown) {
            let note = &mut draft.notes;
            note.value(codes::SPACES_AROUND_CODE, cells.table.name, &cells.at, &column.shown, raw);
        }
        let text = text::clean(&mut draft.notes, cells.table.name, &cells.at, &column.shown, raw);
        if let Some(text) = text.filter(|text| !column.none.contains(&squeezed(text))) {
            said.push(Cell { cells, column, text });
        }
    }
    said
}

impl Cell<'_, '_> {
    /// The values of the cell: of a list each, else the one, without those that mean nothing.
    pub(super) fn values(&self) -> Vec<&str> {
        let values = match self.column.list {
            Some(separator) => list::split(&self.text, separator),
            None => vec![self.text.as_str()],
        };
        values.into_iter().filter(|value| !self.column.none.contains(&squeezed(value))).collect()
    }

    /// The values of the cell; of a mixed list one that means nothing as a whole is taken apart at its commas.
    pub(super) fn pieces(&self, means: impl Fn(&str) -> bool) -> Vec<&str> {
        let mixed = self.column.list == Some(list::Separator::Mixed);
        let apart = |value| match mixed && !means(value) {
            true => list::split(value, list::Separator::Commas),
            false => vec![value],
        };
        let pieces = self.values().into_iter().flat_map(apart);
        pieces.filter(|value| !self.column.none.contains(&squeezed(value))).collect()
    }

    /// Says that something is wrong with the cell.
    pub(super) fn note(&self, draft: &mut Draft, code: &'static str, value: &str) {
        draft.notes.value(code, self.cells.table.name, &self.cells.at, &self.column.shown, value);
    }

    /// What the cell's only value means; a value that is not mapped is noted.
    pub(super) fn meaning<T: Copy>(
        &self,
        draft: &mut Draft,
        values: &super::super::mapping::Values<T>,
    ) -> Option<T> {
        let meaning = values.of(&self.text).copied();
        if meaning.is_none() {
            self.note(draft, codes::VALUE_NOT_MAPPED, &self.text);
        }
        meaning
    }

    /// What each value of the cell means; values that are not mapped are noted.
    pub(super) fn meanings<'v, T>(
        &self,
        draft: &mut Draft,
        values: &'v super::super::mapping::Values<T>,
    ) -> Vec<(&'v T, String)> {
        let mut meanings = Vec::new();
        for value in self.pieces(|value| values.of(value).is_some()) {
            match values.of(value) {
                Some(meaning) => meanings.push((meaning, value.to_owned())),
                None => self.note(draft, codes::VALUE_NOT_MAPPED, value),
            }
        }
        meanings
    }

    /// Telephone numbers.
    pub(super) fn phones(&self, draft: &mut Draft, used_for: PhoneUse, note: Option<&str>) -> Vec<Phone> {
        let (mut phones, wrong) = phone::labelled(&self.text, used_for);
        for part in wrong {
            self.note(draft, codes::BAD_PHONE, part);
        }
        for phone in &mut phones {
            if phone.note.is_none() {
                phone.note = note.map(Into::into);
            }
        }
        phones
    }

    /// Hours of the week; their words stay, and where they cannot be read only these.
    pub(super) fn hours(&self, draft: &mut Draft, schedule: &mut Schedule) {
        match hours::weekly(&self.text) {
            Ok(hours) => schedule.hours = hours,
            Err(hours::Unclear(part)) => self.note(draft, codes::HOURS_UNCLEAR, &part),
        }
        add_note(schedule, &self.text);
    }

    /// Sets an address; what else the cell says, or says beside an earlier one, becomes an attribute.
    pub(super) fn address(
        &self,
        read: quality::Read,
        to: &mut Option<String>,
        attributes: &mut Vec<Attribute>,
        draft: &mut Draft,
    ) {
        if let Some(code) = read.wrong {
            self.note(draft, code, &self.text);
        }
        let is_second = to.is_some() && read.kept.is_some();
        if (read.says_more || is_second) && !self.column.keep {
            attributes.push(self.attribute());
        }
        *to = to.take().or(read.kept);
    }

    /// The cell as an attribute.
    pub(super) fn attribute(&self) -> Attribute {
        Attribute { name: self.column.heading.clone(), value: self.text.clone() }
    }
}

/// Adds words about hours to a schedule.
pub(super) fn add_note(schedule: &mut Schedule, words: &str) {
    schedule.note = Some(match schedule.note.take() {
        Some(before) => format!("{before}\n{words}"),
        None => words.into(),
    });
}

/// The columns of a row that the mapping does not name, as attributes.
pub(super) fn others(cells: &Cells<'_>, draft: &mut Draft) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    for (heading, raw) in cells.others() {
        if let Some(value) = text::clean(&mut draft.notes, cells.table.name, &cells.at, heading, raw) {
            attributes.push(Attribute { name: heading.into(), value });
        }
    }
    attributes
}

/// Whether these hours are every hour of every day.
pub(super) fn is_always(schedule: &Schedule) -> bool {
    let whole = |hours: &crate::Hours| {
        hours.days == crate::Days::ALL && hours.opens == Time::midnight() && hours.closes == Time::midnight()
    };
    schedule.hours.iter().any(whole)
}
