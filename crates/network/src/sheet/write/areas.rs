//! Areas in words that are understood again.

use super::lists::{item, joined, settled};
use crate::import::parse::area::in_words;
use crate::{Area, County, state_name};

/// As they are written and read again.
pub(super) fn text(areas: &[Area]) -> String {
    joined(areas.iter().map(|area| settled(item(&one(area)), |text| item(&one(&in_words(text, None))))))
}

fn one(area: &Area) -> String {
    let of = |state: &Option<String>| state.as_ref().map(|state| format!(", {state}")).unwrap_or_default();
    match area {
        Area::Country(code) if code == "CA" => "Canada".into(),
        Area::Country(code) => code.clone(),
        Area::State(code) => state_name(code).unwrap_or(code).into(),
        Area::County(County { name, state }) => format!("{name} County{}", of(state)),
        Area::City { name, state } => format!("City of {name}{}", of(state)),
        Area::PostalCode(code) => code.clone(),
        Area::Circle { center, km } => {
            format!("Within {km} km of {} {}", center.latitude(), center.longitude())
        }
        Area::Described(words) => words.clone(),
    }
}
