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
pub(crate) mod phone;
pub(crate) mod refused;
pub(crate) mod time;
pub(crate) mod why;

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
    Phase::all().flat_map(needs_of)
}

/// "2.1 miles (3.4 km)".
pub(crate) fn distance(km: f64, w: Words) -> String {
    const KM_PER_MILE: f64 = 1.609_344;
    let short = |length: f64| if length < 9.95 { format!("{length:.1}") } else { format!("{length:.0}") };
    w.all("distance", &[("miles", &short(km / KM_PER_MILE)), ("km", &short(km))])
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
