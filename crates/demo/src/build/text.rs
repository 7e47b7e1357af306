//! Texts of a listing: which phrasing comes next, and the names of places in it.

use std::collections::BTreeMap;

use network::state_name;

use crate::data::AreaRow;
use crate::sites::{Site, Town};

/// How many services of each type there have been, so that no two of them are described in the same words.
#[derive(Default)]
pub(super) struct Turns<'a>(BTreeMap<&'a str, usize>);

impl<'a> Turns<'a> {
    /// The number of this service among those of its type.
    pub(super) fn next(&mut self, kind: &'a str) -> usize {
        let turn = self.0.entry(kind).or_default();
        *turn += 1;
        *turn - 1
    }
}

/// The pair of phrasings of a turn: every pair comes once before one comes again.
pub(super) fn pair<'a>(leads: &'a [String], details: &'a [String], turn: usize) -> String {
    let round = leads.len().max(1);
    let lead = item(leads, turn);
    let detail = item(details, turn / round + turn % round);
    format!("{lead} {detail}")
}

/// The item of a turn, round and round.
pub(super) fn item(items: &[String], turn: usize) -> &str {
    items.get(turn % items.len().max(1)).map_or("", String::as_str)
}

/// A text with the names of places in it.
pub(super) fn filled(text: &str, site: &Site, town: &Town, area: AreaRow) -> String {
    let region = match area {
        AreaRow::County => format!("{} County", town.county),
        AreaRow::State => state_name(&town.state).unwrap_or(&town.state).to_owned(),
        AreaRow::Site => site.region.clone(),
        AreaRow::Any => "the country".to_owned(),
    };
    text.replace("{town}", &town.name).replace("{county}", &town.county).replace("{area}", &region)
}
