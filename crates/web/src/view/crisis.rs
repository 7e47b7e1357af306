//! Who answers right now.

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

/// For whom a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom {
    /// For anybody, or for this person.
    Anybody,
    Elsewhere,
    Languages,
    Groups,
}

/// Lines as pages have shown them within this second. All pages that show them show the same few again and again:
/// there are as many as there are lines, languages and kinds of others.
#[derive(Debug, Default)]
pub(crate) struct Said(Mutex<(i64, Vec<Option<Arc<Item>>>)>);

/// Each line in as many ways: for whom it is, in which language, and whether its page is to lead back to answers.
const WAYS: usize = 16;

fn way(whom: Whom, w: Words, answers: bool) -> usize {
    whom as usize * 4 + usize::from(w.0 == Locale::Es) * 2 + usize::from(answers)
}

/// The crisis lines, those at any hour first. With a profile, they lead back to its answers, and those that are for
/// others come last with the reason; what the person stays away from, and what is closed, is left out.
pub(crate) fn crisis(app: &App, known: &Known, profile: Option<&Profile>, w: Words) -> CrisisLines {
    let out = profile.map(|profile| out_of_reach(app, known, profile)).unwrap_or_default();
    let (moment, lines) = (app.moment(known), &known.lists.crisis);
    let mut said = known.lists.said.0.lock().unwrap_or_else(PoisonError::into_inner);
    if said.0 != moment.now.as_second() {
        *said = (moment.now.as_second(), vec![None; lines.len() * WAYS]);
    }
    let item = |(line, ways): (&CrisisLine, &mut [Option<Arc<Item>>])| {
        let whom = match line.at.and_then(|at| reason(&out, at)) {
            Some(Reason::Avoided | Reason::Closed) => return None,
            Some(Reason::Place) => Whom::Elsewhere,
            Some(Reason::Language) => Whom::Languages,
            Some(Reason::Population) => Whom::Groups,
            _ => Whom::Anybody,
        };
        let answers = profile.is_some();
        let new = || Arc::new(Item::of(&line.shown, whom, answers, moment, w));
        Some(Arc::clone(ways.get_mut(way(whom, w, answers))?.get_or_insert_with(new)))
    };
    let ways = said.1.chunks_exact_mut(WAYS);
    let mut items: Vec<Arc<Item>> = lines.iter().zip(ways).filter_map(item).collect();
    drop(said);
    items.sort_by_key(|item| item.rank);
    let (others, items): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.for_others);
    let (mut first, later): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.answers);
    let more = first.split_off(first.len().min(SHOWN));
    let others_open = others.len() <= OTHERS_OPEN;
    CrisisLines { first, more, later, others, others_open }
}

impl Item {
    fn of(shown: &Shown, whom: Whom, answers: bool, moment: Moment, w: Words) -> Self {
        let others = match whom {
            Whom::Anybody => None,
            Whom::Elsewhere => Some(for_areas(&shown.service, w)),
            Whom::Languages => Some(w.with("crisis-in-languages", "languages", &spoken(&shown.service, w))),
            Whom::Groups => Some(for_groups(&shown.service, w)),
        };
        let card = Card { others, ..Card::of(shown, None, moment, w) };
        Self {
            // Writing to a string does not fail.
            html: ItemPart { c: &card, w, answers }.render().unwrap_or_default(),
            rank: card.open.rank(),
            answers: card.open.answers(),
            for_others: whom != Whom::Anybody,
        }
    }
}

/// Why crisis lines are out of reach, in the order of their indexes: one question for all of them.
fn out_of_reach(app: &App, known: &Known, profile: &Profile) -> Vec<(usize, Reason)> {
    let verdicts = known.lists.watched.verdicts(&known.snapshot, profile, app.today(known));
    let out = |(service, verdict)| match verdict {
        Verdict::OutOfReach(reason) => Some((service, reason)),
        _ => None,
    };
    verdicts.into_iter().filter_map(out).collect()
}

fn reason(out: &[(usize, Reason)], service: usize) -> Option<Reason> {
    let at = out.binary_search_by_key(&service, |(at, _)| *at).ok()?;
    out.get(at).map(|(_, reason)| *reason)
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
