//! Rows of places.

use super::super::codes;
use super::super::draft::{Draft, LOCATIONS, PlaceRow};
use super::super::mapping::{Field, Meaning};
use super::super::parse::{address, area, point};
use super::cell::{self, Cell};
use super::rows::Cells;
use crate::{Address, AgencyId, Area, Place, PlaceId, Schedule, normal_state};

/// Adds a place.
pub(super) fn add(cells: &Cells<'_>, draft: &mut Draft) {
    let Some(id) = draft.id(LOCATIONS, &cells.at, &cells.table.id, Some(&cells.id)) else { return };
    let mut place = empty(PlaceId::from(id.as_str()), cells);
    let mut areas = Vec::new();
    let (mut latitude, mut longitude) = (None, None);
    for cell in cell::said(cells, draft) {
        if cell.column.keep {
            place.attributes.push(cell.attribute());
        }
        match &cell.column.meaning {
            Meaning::Text(Field::Name) => place.name = Some(cell.text.clone()),
            Meaning::Text(Field::HoursNote) => cell::add_note(&mut place.schedule, &cell.text),
            Meaning::Phone { used_for, note } => {
                place.phones.extend(cell.phones(draft, *used_for, note.as_deref()));
            }
            Meaning::Latitude => latitude = Some(cell),
            Meaning::Longitude => longitude = Some(cell),
            Meaning::Hours => cell.hours(draft, &mut place.schedule),
            Meaning::AlwaysOpen(values) => {
                place.schedule.always |= cell.meaning(draft, values).unwrap_or(false);
            }
            Meaning::Area { of, values } => add_areas(&cell, *of, values, &mut areas, draft),
            Meaning::Features(values) => {
                place
                    .features
                    .extend(cell.meanings(draft, values).into_iter().flat_map(|(set, _)| set.iter()));
            }
            Meaning::Keep if !cell.column.keep => place.attributes.push(cell.attribute()),
            _ => where_it_is(&cell, &mut place, draft),
        }
    }
    place.attributes.extend(cell::others(cells, draft));
    if let (Some(latitude), Some(longitude)) = (latitude, longitude) {
        take_point(&latitude, point::pair(&latitude.text, &longitude.text), &mut place, draft);
    }
    let column = cells.table.organization.as_ref();
    let whole = std::iter::once(cells.organization.as_str());
    let agency = draft.references(LOCATIONS, &cells.at, column, whole).pop();
    draft.places.insert(
        id,
        PlaceRow { at: cells.at.clone(), linked: Vec::new(), place, agency, areas, is_virtual: false },
    );
}

/// A place of which nothing is known yet but what the mapping says of all.
pub(super) fn empty(id: PlaceId, cells: &Cells<'_>) -> Place {
    let address = Address {
        state: cells.mapping.state.clone(),
        country: cells.mapping.country.clone(),
        ..Address::default()
    };
    Place {
        id,
        agency: AgencyId::from(""),
        name: None,
        address,
        point: None,
        transport: None,
        features: vocabulary::Set::EMPTY,
        phones: Vec::new(),
        schedule: Schedule::default(),
        set_aside: None,
        source: None,
        attributes: Vec::new(),
    }
}

/// What a cell says about where a place is.
pub(super) fn where_it_is(cell: &Cell<'_, '_>, place: &mut Place, draft: &mut Draft) {
    let text = || Some(cell.text.clone());
    let address = &mut place.address;
    match &cell.column.meaning {
        Meaning::Address => match address::one_line(&cell.text) {
            Some(read) => *address = read,
            None => cell.note(draft, codes::BAD_VALUE, &cell.text),
        },
        Meaning::StreetOrAddress => address.street = text(),
        Meaning::Point => take_point(cell, point::in_text(&cell.text), place, draft),
        Meaning::Text(Field::Street) => address.street = text(),
        Meaning::Text(Field::City) => address.city = text(),
        Meaning::Text(Field::County) => address.county = text(),
        Meaning::Text(Field::State) => {
            address.state = normal_state(&cell.text).map_or_else(text, |state| Some(state.into()));
        }
        Meaning::Text(Field::PostalCode) => address.postal_code = text(),
        Meaning::Text(Field::Country) => address.country = text(),
        Meaning::Text(Field::PlaceName) => place.name = text(),
        Meaning::Text(Field::Transport) => place.transport = text(),
        _ => {}
    }
}

fn take_point(cell: &Cell<'_, '_>, read: point::Coordinates, place: &mut Place, draft: &mut Draft) {
    match read {
        point::Coordinates::Point(point) => place.point = Some(point),
        _ => cell.note(draft, codes::BAD_COORDINATES, &cell.text),
    }
}

/// The areas that a cell lists. A value may be mapped to an area, or to none.
pub(super) fn add_areas(
    cell: &Cell<'_, '_>,
    of: area::Of,
    values: &super::super::mapping::Values<Option<String>>,
    areas: &mut Vec<Area>,
    draft: &mut Draft,
) {
    let state = cell.cells.mapping.state.as_deref();
    for value in cell.values() {
        let read = match values.of(value) {
            Some(None) => continue,
            Some(Some(stands_for)) => area::one(stands_for, of, state),
            None => area::one(value, of, state),
        };
        match read {
            Some(area) if !areas.contains(&area) => areas.push(area),
            Some(_) => {}
            None => cell.note(draft, codes::BAD_VALUE, value),
        }
    }
}
