//! HSDS addresses.

use super::super::position::Notes;
use super::record::Fields;
use crate::{Address, Attribute, normal_state};

const USED: [&str; 9] = [
    "address_1",
    "address_2",
    "address_3",
    "address_4",
    "city",
    "state_province",
    "postal_code",
    "country",
    "address_type",
];

/// The address to go to: the first physical one, else the first.
pub(super) fn of(location: &Fields<'_>, notes: &mut Notes) -> Address {
    let addresses = location.list("addresses", notes);
    let Some(fields) = to_go_to(&addresses).and_then(|at| addresses.get(at)) else {
        return Address::default();
    };
    // HSDS 1 has four lines, HSDS 3 two.
    let lines = fields.texts(["address_1", "address_2", "address_3", "address_4"], notes);
    let state = fields.text("state_province", notes);
    Address {
        street: (!lines.is_empty()).then(|| lines.join(", ")),
        city: fields.text("city", notes),
        county: None,
        state: state.map(|state| normal_state(&state).map_or(state, Into::into)),
        postal_code: fields.text("postal_code", notes),
        country: fields.text("country", notes),
    }
}

fn to_go_to(addresses: &[Fields<'_>]) -> Option<usize> {
    let physical = addresses.iter().position(|address| address.is("address_type", "physical"));
    physical.or((!addresses.is_empty()).then_some(0))
}

/// The county, as our own exports write it.
pub(super) fn region(location: &Fields<'_>) -> Option<String> {
    let said = &mut Notes::default();
    let addresses = location.list("addresses", said);
    addresses.get(to_go_to(&addresses)?)?.text("region", said)
}

/// What else the addresses say: the others whole, and what a place's own has no part for.
pub(super) fn others(location: &Fields<'_>, notes: &mut Notes) -> Vec<Attribute> {
    let addresses = location.list("addresses", &mut Notes::default());
    let chosen = to_go_to(&addresses);
    let mut attributes = Vec::new();
    for (at, address) in addresses.iter().enumerate() {
        let used: &[&str] = if chosen == Some(at) { &USED } else { &[] };
        attributes.extend(address.others_as("address", used, notes));
    }
    attributes
}
