//! Time zones of places, where one can be told for certain.

use crate::{Address, normal_county};

/// The time zone of an address: of its state where that has one zone only, else of what its postal code or
/// county tells, else none. (US zones: 49 CFR part 71.)
pub(super) fn of(address: &Address) -> Option<&'static str> {
    match (address.country.as_deref(), address.state.as_deref()) {
        (Some("GB"), _) => Some("Europe/London"),
        (None | Some("US"), Some("FL")) => florida(address),
        (None | Some("US"), Some(state)) => of_state(state),
        _ => None,
    }
}

/// The time zone of a state that has one only.
pub(super) fn of_state(state: &str) -> Option<&'static str> {
    let zone = match state {
        "CT" | "DE" | "DC" | "GA" | "ME" | "MD" | "MA" | "NH" | "NJ" | "NY" | "NC" | "OH" | "PA" | "RI"
        | "SC" | "VT" | "VA" | "WV" => "America/New_York",
        "AL" | "AR" | "IL" | "IA" | "LA" | "MN" | "MS" | "MO" | "OK" | "WI" => "America/Chicago",
        "CO" | "MT" | "NM" | "UT" | "WY" => "America/Denver",
        "CA" | "WA" => "America/Los_Angeles",
        "HI" => "Pacific/Honolulu",
        "PR" => "America/Puerto_Rico",
        "VI" => "America/St_Thomas",
        "GU" => "Pacific/Guam",
        _ => return None,
    };
    Some(zone)
}

/// The counties west of the Apalachicola keep Central time; Gulf county is cut in two.
const FLORIDA_CENTRAL: [&str; 9] =
    ["bay", "calhoun", "escambia", "holmes", "jackson", "okaloosa", "santarosa", "walton", "washington"];

fn florida(address: &Address) -> Option<&'static str> {
    if let Some(county) = address.county.as_deref().map(normal_county) {
        return match county.as_str() {
            "gulf" => None,
            county if FLORIDA_CENTRAL.contains(&county) => Some("America/Chicago"),
            _ => Some("America/New_York"),
        };
    }
    // 325 is Pensacola, all Central; 324, Panama City, has places on either side.
    match address.postal_code.as_deref()?.get(..3)? {
        "325" => Some("America/Chicago"),
        "324" => None,
        "320" | "321" | "322" | "323" | "326" | "327" | "328" | "329" => Some("America/New_York"),
        zip if ("330".."350").contains(&zip) => Some("America/New_York"),
        _ => None,
    }
}
