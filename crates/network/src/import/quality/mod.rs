//! What is wrong with a source beside its form: said and counted, never a reason to leave a row out.

mod coordinates;
mod dates;
mod duplicates;
mod escapes;
mod html;
mod marks;
mod mojibake;
mod stale;
mod text;
mod ways;
mod web;

pub(super) use coordinates::check as points;
pub(super) use dates::{is_time, read as day, without_zone};
pub(super) use marks::without_marks;
pub(super) use stale::Days;
pub(super) use text::{check, mended};
pub(super) use web::{Read, address as web_address, email};

use super::codes;
use super::draft::{Draft, LOCATIONS, ORGANIZATIONS, SERVICES, in_order};
use super::position::{At, Notes};
use crate::Directory;

/// What only the whole directory shows. It is looked at as it will be kept, after addresses were set aside.
pub(super) fn whole(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    ways::check(directory, draft, notes);
    coordinates::missing(directory, draft, notes);
    duplicates::check(directory, draft, notes);
    names(draft, notes);
}

/// What the standard calls its columns of codes, apart from those of ids.
const CODES: [&str; 9] =
    ["id", "code", "status", "type", "freq", "byday", "location_type", "address_type", "currency"];

/// Whether a column is one of ids or codes by its name: a space beside one makes it another.
pub(super) fn is_code(column: &str) -> bool {
    let name = column.rsplit('.').next().unwrap_or(column);
    name.ends_with("_id") || CODES.contains(&name)
}

/// Rows that by their name are none of a directory.
fn names(draft: &Draft, notes: &mut Notes) {
    for (_, row) in in_order(&draft.agencies, |row| &row.at) {
        name(notes, ORGANIZATIONS, &row.at, &row.agency.name);
    }
    for (_, row) in in_order(&draft.services, |row| &row.at) {
        name(notes, SERVICES, &row.at, &row.name);
    }
    for (_, row) in in_order(&draft.places, |row| &row.at) {
        name(notes, LOCATIONS, &row.at, row.place.name.as_deref().unwrap_or_default());
    }
}

fn name(notes: &mut Notes, table: &str, at: &At, name: &str) {
    if marks::is_no_name(name) {
        notes.value(codes::TEST_RECORD, table, at, "name", name);
    }
}
