//! Who answers right now.

use network_store::Listing;
use reach::{Profile, Reason, Verdict};

use crate::app::App;
use crate::known::Known;
use crate::view::card::Card;
use crate::words::Words;

/// As many as are shown at once; the others are folded beneath.
const SHOWN: usize = 4;

/// The lines that answer in a crisis.
pub(crate) struct CrisisLines {
    /// The first of those that answer now.
    pub(crate) first: Vec<Card>,
    /// The others that answer now.
    pub(crate) more: Vec<Card>,
    /// Those that are closed, or whose hours are not known.
    pub(crate) later: Vec<Card>,
}

/// The crisis lines, those at any hour first; with a profile, without those that are not for this person.
pub(crate) fn crisis(app: &App, known: &Known, profile: Option<&Profile>, w: Words) -> CrisisLines {
    let is_for = |listing: &&Listing| profile.is_none_or(|profile| !is_out(app, known, listing, profile));
    let lines = known.lists.crisis.iter().filter(is_for);
    let mut cards: Vec<Card> = lines.map(|listing| Card::of(listing, None, app.now(), w)).collect();
    cards.sort_by_key(|card| card.open.rank());
    let (mut first, later): (Vec<Card>, Vec<Card>) = cards.into_iter().partition(|card| card.open.answers());
    let more = first.split_off(first.len().min(SHOWN));
    CrisisLines { first, more, later }
}

fn is_out(app: &App, known: &Known, listing: &Listing, profile: &Profile) -> bool {
    let service = &listing.service;
    let (Some(at), Some(need)) =
        (known.snapshot.find(&service.agency, &service.id), service.needs.iter().next())
    else {
        return false;
    };
    let verdict = reach::verdict(&known.snapshot, profile, app.today(), need, at);
    matches!(
        verdict,
        Verdict::OutOfReach(Reason::Avoided | Reason::Place | Reason::Language | Reason::Closed)
    )
}
