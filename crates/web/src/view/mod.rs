//! What the pages show, built from the answer's types: words, hours, distances, cards. No rule lives here.

pub(crate) mod answer;
pub(crate) mod asks;
pub(crate) mod brought;
pub(crate) mod card;
pub(crate) mod changes;
pub(crate) mod crisis;
pub(crate) mod details;
pub(crate) mod email;
pub(crate) mod findings;
pub(crate) mod hours;
pub(crate) mod neutral;
pub(crate) mod packet;
pub(crate) mod path;
pub(crate) mod phone;
pub(crate) mod question;
pub(crate) mod referral;
pub(crate) mod refused;
pub(crate) mod time;
pub(crate) mod why;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use network::{Address, Visibility};
use vocabulary::{Need, Phase, Word};

use crate::words::Words;

/// A public page's reader.
pub(crate) const READER: Visibility = Visibility::Public;

/// The needs of a phase that do not stand under an earlier one already.
pub(crate) fn needs_of(phase: Phase) -> impl Iterator<Item = Need> {
    Need::all().filter(move |need| need.phases().iter().next() == Some(phase))
}

/// All needs, as the page lists them.
pub(crate) fn needs_in_page_order() -> impl Iterator<Item = Need> {
    static ORDER: LazyLock<Vec<Need>> = LazyLock::new(|| Phase::all().flat_map(needs_of).collect());
    ORDER.iter().copied()
}

/// "2.1 miles (3.4 km)".
pub(crate) fn distance(km: f64, w: Words) -> String {
    let mut said = String::new();
    // Writing to a string does not fail.
    let _ = write_distance(km, w, &mut said);
    said
}

/// The same, written.
pub(crate) fn write_distance(km: f64, w: Words, to: &mut dyn fmt::Write) -> fmt::Result {
    const KM_PER_MILE: f64 = 1.609_344;
    let (mut miles, mut kilometres) = ([0; ROOM], [0; ROOM]);
    let (miles, km) = (short(km / KM_PER_MILE, &mut miles), short(km, &mut kilometres));
    w.write("distance", &[("miles", &miles), ("km", &km)], to)
}

/// Room for a number below a million and a point.
const ROOM: usize = 8;

/// With one digit after the point where it is short, and none where it is long.
fn short(length: f64, room: &mut [u8; ROOM]) -> Cow<'_, str> {
    let (scaled, digits) = if length < 9.95 { (length * 10.0, 1) } else { (length, 0) };
    let whole = scaled.round();
    // Where it may be half way between two numbers, the last digits decide, which scaling has changed.
    if !(0.0..1e6).contains(&whole) || (scaled - whole).abs() > 0.499_999 {
        return Cow::Owned(format!("{length:.digits$}"));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number below a million"
    )]
    let mut number = whole as u32;
    let mut from = ROOM;
    let mut put = |byte: u8| {
        from -= 1;
        room[from] = byte;
    };
    let digit = |number: u32| b'0' + (number % 10) as u8;
    if digits == 1 {
        put(digit(number));
        put(b'.');
        number /= 10;
    }
    loop {
        put(digit(number));
        number /= 10;
        if number == 0 {
            break;
        }
    }
    String::from_utf8_lossy(&room[from..])
}

/// The lines of an address, as far as they are known.
pub(crate) fn address_lines(address: &Address) -> Vec<String> {
    let state = [address.state.as_deref(), address.postal_code.as_deref()];
    let state = state.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let town: Vec<&str> = address
        .city
        .as_deref()
        .into_iter()
        .chain(Some(state.as_str()))
        .filter(|part| !part.is_empty())
        .collect();
    address.street.clone().into_iter().chain(Some(town.join(", "))).filter(|line| !line.is_empty()).collect()
}

/// A link to a site of its own; what is not plainly one stays unlinked.
pub(crate) fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)));
    (is_web && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lengths_are_rounded_as_they_are_written(length in 0.0..400.0_f64, tenths in 0..4000_u32, nudge in -2..3_i8) {
            let half = f64::from(tenths) / 20.0;
            for length in [length, half, half + f64::from(nudge) * f64::EPSILON] {
                let length = length.abs();
                let expected = if length < 9.95 { format!("{length:.1}") } else { format!("{length:.0}") };
                prop_assert_eq!(short(length, &mut [0; ROOM]).into_owned(), expected);
            }
        }
    }
}
