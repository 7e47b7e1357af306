//! Who answers right now.

use std::collections::HashMap;
use std::sync::Arc;

use network::Service;
use reach::{Profile, Reason, Verdict};

use crate::app::App;
use crate::known::Known;
use crate::shown::Shown;
use crate::view::card::{Card, spoken};
use crate::view::details::{area_name, audience};
use crate::words::Words;

/// As many as are shown at once; the others are folded beneath.
const SHOWN: usize = 4;

/// As many lines for others as are shown without folding them.
const OTHERS_OPEN: usize = 2;

/// The lines that answer in a crisis.
pub(crate) struct CrisisLines {
    /// The first of those that answer now.
    pub(crate) first: Vec<Card>,
    /// The others that answer now.
    pub(crate) more: Vec<Card>,
    /// Those that are closed, or whose hours are not known.
    pub(crate) later: Vec<Card>,
    /// Those that are for other places, languages or people; each says for which.
    pub(crate) others: Vec<Card>,
    /// Whether the lines for others are few enough to be shown at once.
    pub(crate) others_open: bool,
}

/// The crisis lines, those at any hour first. With a profile, those that are for others come last with the
/// reason; what the person stays away from, and what is closed, is left out.
pub(crate) fn crisis(app: &App, known: &Known, profile: Option<&Profile>, w: Words) -> CrisisLines {
    let out = profile.map(|profile| out_of_reach(app, known, profile)).unwrap_or_default();
    let moment = app.moment(known);
    let card = |listing: &Arc<Shown>| {
        let service = &listing.service;
        let reason = known.snapshot.find(&service.agency, &service.id).and_then(|at| out.get(&at));
        let others = match reason {
            Some(Reason::Avoided | Reason::Closed) => return None,
            Some(Reason::Place) => Some(for_areas(service, w)),
            Some(Reason::Language) => Some(w.with("crisis-in-languages", "languages", &spoken(service, w))),
            Some(Reason::Population) => Some(for_groups(service, w)),
            _ => None,
        };
        Some(Card { others, ..Card::of(listing, None, moment, w) })
    };
    let mut cards: Vec<Card> = known.lists.crisis.iter().filter_map(card).collect();
    cards.sort_by_key(|card| card.open.rank());
    let (others, cards): (Vec<Card>, Vec<Card>) = cards.into_iter().partition(|card| card.others.is_some());
    let (mut first, later): (Vec<Card>, Vec<Card>) = cards.into_iter().partition(|card| card.open.answers());
    let more = first.split_off(first.len().min(SHOWN));
    let others_open = others.len() <= OTHERS_OPEN;
    CrisisLines { first, more, later, others, others_open }
}

/// Why crisis lines are out of reach: one question for all of them.
fn out_of_reach(app: &App, known: &Known, profile: &Profile) -> HashMap<usize, Reason> {
    let verdicts = known.lists.watched.verdicts(&known.snapshot, profile, app.today(known));
    let out = |(service, verdict)| match verdict {
        Verdict::OutOfReach(reason) => Some((service, reason)),
        _ => None,
    };
    verdicts.into_iter().filter_map(out).collect()
}

fn for_areas(service: &Service, w: Words) -> String {
    let areas: Vec<String> = service.areas.iter().filter_map(|area| area_name(area, w)).collect();
    if areas.is_empty() {
        return w.t("crisis-for-elsewhere");
    }
    w.with("crisis-for-areas", "areas", &w.list(&areas))
}

fn for_groups(service: &Service, w: Words) -> String {
    let groups: Vec<String> = service.audience.iter().map(|rule| audience(rule, w)).collect();
    if groups.is_empty() {
        return w.t("crisis-for-other-people");
    }
    w.with("crisis-for-groups", "groups", &groups.join("; "))
}
