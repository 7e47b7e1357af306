//! HSDS addresses.

use super::super::position::Notes;
use super::record::Fields;
use crate::{Address, normal_state};

/// The address to go to: the first physical one, else the first.
pub(super) fn of(location: &Fields<'_>, notes: &mut Notes) -> Address {
    let addresses = location.list("addresses", notes);
    let is_physical = |address: &&Fields<'_>| address.is("address_type", "physical");
    let Some(fields) = addresses.iter().find(is_physical).or_else(|| addresses.first()) else {
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
