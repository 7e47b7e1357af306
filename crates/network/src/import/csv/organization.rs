//! Rows of agencies.

use super::super::draft::{AgencyRow, Draft, ORGANIZATIONS};
use super::super::mapping::{Field, Meaning};
use super::super::{codes, quality};
use super::cell;
use super::rows::Cells;
use crate::{Agency, AgencyId};

/// Adds an agency.
pub(in crate::import) fn add(cells: &Cells<'_>, draft: &mut Draft) {
    let Some(id) = draft.id(ORGANIZATIONS, &cells.at, &cells.table.id, Some(&cells.id)) else { return };
    let mut agency = read(&id, cells, draft);
    if agency.name.is_empty() {
        draft.notes.value(codes::MISSING_NAME, ORGANIZATIONS, &cells.at, "name", &id);
        agency.name.clone_from(&id);
    }
    draft.agencies.insert(id, AgencyRow { at: cells.at.clone(), agency });
}

/// What a row says of an agency. Its name is empty where the row says none.
pub(in crate::import) fn read(id: &str, cells: &Cells<'_>, draft: &mut Draft) -> Agency {
    let mut agency = Agency::named(AgencyId::from(id), "");
    for cell in cell::said(cells, draft) {
        if cell.column.keep {
            agency.attributes.push(cell.attribute());
        }
        let text = cell.text.clone();
        match &cell.column.meaning {
            Meaning::Text(Field::Name) => agency.name = text,
            Meaning::Text(Field::AlternateName) => agency.alternate_name = Some(text),
            Meaning::Text(Field::Description) => agency.description = Some(text),
            Meaning::Text(Field::Url) => {
                let Agency { website, attributes, .. } = &mut agency;
                cell.address(quality::web_address(&text), website, attributes, draft);
            }
            Meaning::Text(Field::Email) => {
                let Agency { email, attributes, .. } = &mut agency;
                cell.address(quality::email(&text), email, attributes, draft);
            }
            Meaning::Phone { used_for, note } => {
                agency.phones.extend(cell.phones(draft, *used_for, note.as_deref()));
            }
            Meaning::Ignore => {}
            _ => agency.attributes.push(cell.attribute()),
        }
    }
    agency.attributes.extend(cell::others(cells, draft));
    agency
}
