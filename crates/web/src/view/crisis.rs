//! Who answers right now.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use network::Service;
use reach::{Profile, Reason, Verdict};
use vocabulary::Locale;

use crate::app::{App, Moment};
use crate::known::{CrisisLine, Known};
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
    pub(crate) first: Vec<Arc<Item>>,
    /// The others that answer now.
    pub(crate) more: Vec<Arc<Item>>,
    /// Those that are closed, or whose hours are not known.
    pub(crate) later: Vec<Arc<Item>>,
    /// Those that are for other places, languages or people; each says for which.
    pub(crate) others: Vec<Arc<Item>>,
    /// Whether the lines for others are few enough to be shown at once.
    pub(crate) others_open: bool,
}

/// One line, as it stands on a page.
#[derive(Debug)]
pub(crate) struct Item {
    /// An item of a list, as HTML.
    pub(crate) html: String,
    rank: u8,
    answers: bool,
    for_others: bool,
}

#[derive(Template)]
#[template(path = "part/crisis_line.html")]
struct ItemPart<'a> {
    c: &'a Card,
    w: Words,
    /// Whether its page is to lead back to answers.
    answers: bool,
}

/// For whom a line is, where that is not this person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Others {
    Elsewhere,
    Languages,
    Groups,
}

/// Lines as pages have shown them within this second. All pages that show them show the same few again and again:
/// there are as many as there are lines, languages and kinds of others.
#[derive(Debug, Default)]
pub(crate) struct Said(Mutex<(i64, HashMap<Kept, Arc<Item>>)>);

/// The line by its place among all, for whom it is if not for anybody, the language, and whether its page is to lead
/// back to answers.
type Kept = (usize, Option<Others>, Locale, bool);

/// The crisis lines, those at any hour first. With a profile, they lead back to its answers, and those that are for
/// others come last with the reason; what the person stays away from, and what is closed, is left out.
pub(crate) fn crisis(app: &App, known: &Known, profile: Option<&Profile>, w: Words) -> CrisisLines {
    let out = profile.map(|profile| out_of_reach(app, known, profile)).unwrap_or_default();
    let moment = app.moment(known);
    let mut said = known.lists.said.0.lock().unwrap_or_else(PoisonError::into_inner);
    if said.0 != moment.now.as_second() {
        *said = (moment.now.as_second(), HashMap::new());
    }
    let item = |(number, line): (usize, &CrisisLine)| {
        let others = match line.at.and_then(|at| out.get(&at)) {
            Some(Reason::Avoided | Reason::Closed) => return None,
            Some(Reason::Place) => Some(Others::Elsewhere),
            Some(Reason::Language) => Some(Others::Languages),
            Some(Reason::Population) => Some(Others::Groups),
            _ => None,
        };
        let kept = (number, others, w.0, profile.is_some());
        let new = || Arc::new(Item::of(&line.shown, others, profile.is_some(), moment, w));
        Some(Arc::clone(said.1.entry(kept).or_insert_with(new)))
    };
    let mut items: Vec<Arc<Item>> = known.lists.crisis.iter().enumerate().filter_map(item).collect();
    items.sort_by_key(|item| item.rank);
    let (others, items): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.for_others);
    let (mut first, later): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.answers);
    let more = first.split_off(first.len().min(SHOWN));
    let others_open = others.len() <= OTHERS_OPEN;
    CrisisLines { first, more, later, others, others_open }
}

impl Item {
    fn of(shown: &Shown, others: Option<Others>, answers: bool, moment: Moment, w: Words) -> Self {
        let whom = others.map(|others| match others {
            Others::Elsewhere => for_areas(&shown.service, w),
            Others::Languages => w.with("crisis-in-languages", "languages", &spoken(&shown.service, w)),
            Others::Groups => for_groups(&shown.service, w),
        });
        let card = Card { others: whom, ..Card::of(shown, None, moment, w) };
        Self {
            // Writing to a string does not fail.
            html: ItemPart { c: &card, w, answers }.render().unwrap_or_default(),
            rank: card.open.rank(),
            answers: card.open.answers(),
            for_others: others.is_some(),
        }
    }
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
