//! What somebody wants help with, in their order and their words.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{JourneyEntry, Part, StatedNeed, Text};
use casework::OpenCase;
use vocabulary::{Need, Phase, Word as _};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::saying::{Saying, seen};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::needs_of;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

/// How many rows stand ready for more.
const MORE: usize = 3;

#[derive(Template)]
#[template(path = "case/needs.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    rows: Vec<Row>,
    said: Saying<String>,
    words: Saying<String>,
    /// What the field for their words holds.
    own_words: String,
    seen_needs: String,
    seen_words: String,
    wrong: Wrongs,
}

struct Row {
    /// From 1.
    at: usize,
    /// What the ids of its fields end in.
    end: String,
    words: String,
    place: String,
    phases: Vec<PhaseNeeds>,
    is_new: bool,
}

/// The needs of one phase, to choose from.
pub(crate) struct PhaseNeeds {
    pub(crate) label: &'static str,
    /// Code, label, and whether it is chosen.
    pub(crate) needs: Vec<(&'static str, &'static str, bool)>,
}

impl PhaseNeeds {
    /// Whether one of them is chosen.
    pub(crate) fn is_chosen(&self) -> bool {
        self.needs.iter().any(|(_, _, is_chosen)| *is_chosen)
    }
}

/// All needs by phase, with those that are chosen.
pub(crate) fn choices(is_chosen: impl Fn(Need) -> bool, w: Words) -> Vec<PhaseNeeds> {
    let of = |phase: Phase| PhaseNeeds {
        label: phase.label(w.0),
        needs: needs_of(phase).map(|need| (need.code(), need.label(w.0), is_chosen(need))).collect(),
    };
    Phase::all().map(of).collect()
}

/// Their needs.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, open, (done, None), Wrongs::default()).await
}

/// Writes them down in the order that the rows' numbers give.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let mut reading = Reading::of(&fields, "", visit.words);
    let (needs, words) = (read(&fields, &mut reading), reading.text("words"));
    if !reading.wrong.is_empty() {
        return show(&at_work, &visit, open, (None, Some(&fields)), reading.wrong).await;
    }
    let journey = &open.case.journey;
    let needs = journey.needs.change_over(
        (),
        &seen(&fields, "seen-needs"),
        Some(needs).filter(|needs| !needs.is_empty()),
    );
    let words = Some(words).filter(|words| !words.is_empty());
    let words = journey.words.change_over((), &seen(&fields, "seen-words"), words);
    let done = if needs.is_some() || words.is_some() { Notice::Kept } else { Notice::Same };
    if let Some(needs) = needs {
        at_work.write(&mut open, JourneyEntry::Needs(needs)).await?;
    }
    if let Some(words) = words {
        at_work.write(&mut open, JourneyEntry::Words(words)).await?;
    }
    if done == Notice::Kept {
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/needs?done={}", done.code())))
}

/// The rows that say something, by their numbers; those of one number stay as they stood.
fn read(fields: &Fields, reading: &mut Reading<'_>) -> Vec<StatedNeed> {
    let mut rows: Vec<(usize, StatedNeed)> = Vec::new();
    for at in 1..=MOST {
        let need = fields.text(&format!("need-{at}")).parse::<Need>().ok();
        let words = reading.text(&format!("words-{at}"));
        if need.is_none() && words.is_empty() {
            continue;
        }
        let place = reading.read(&format!("place-{at}"), "number-unreadable").unwrap_or(at);
        rows.push((place, StatedNeed { need, words }));
    }
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, stated)| stated).collect()
}

/// More rows than anybody fills in.
const MOST: usize = 200;

/// What somebody wants, in a line.
pub(crate) fn line(stated: &StatedNeed, w: Words) -> String {
    match (stated.need, stated.words.as_str()) {
        (Some(need), "") => need.label(w.0).to_owned(),
        (Some(need), words) => format!("{} – {words}", need.label(w.0)),
        (None, words) => words.to_owned(),
    }
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    open: OpenCase,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (open, names) = (&at_work.show(open, &[Part::Journey]).await?, &at_work.names().await?);
    let journey = &open.case.journey;
    let held = journey.needs_now();
    let all =
        |needs: &Vec<StatedNeed>| needs.iter().map(|stated| line(stated, w)).collect::<Vec<_>>().join("\n");
    let filled = Filled(typed);
    let row = |index: usize| {
        let (at, stated) = (index + 1, held.get(index));
        let need = stated.and_then(|stated| stated.need);
        let name = format!("need-{at}");
        Row {
            at,
            end: format!("-{at}"),
            words: filled.text(&format!("words-{at}"), stated.map_or("", |stated| stated.words.as_str())),
            place: filled.text(&format!("place-{at}"), &at.to_string()),
            phases: choices(|one| filled.has(&name, one.code(), Some(one) == need), w),
            is_new: stated.is_none(),
        }
    };
    let sent =
        (1..=MOST).take_while(|at| typed.is_some_and(|typed| typed.has(&format!("words-{at}")))).count();
    let said = Saying::of(journey.needs.history(&()), at_work, (names, w), all);
    let words =
        Saying::of(journey.words.history(&()), at_work, (names, w), |text: &Text| text.as_str().to_owned());
    let (f, n, c) = around(visit, at_work, open, (w.t("tab-needs"), "/needs"));
    let page = Page {
        f,
        n,
        c,
        done,
        rows: (0..sent.max(held.len() + MORE)).map(row).collect(),
        own_words: filled.text("words", words.latest().map_or("", String::as_str)),
        seen_needs: filled.text("seen-needs", &said.seen),
        seen_words: filled.text("seen-words", &words.seen),
        said,
        words,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
