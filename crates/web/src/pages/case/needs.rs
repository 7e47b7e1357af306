//! What somebody wants help with, in their order and their words.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{JourneyEntry, Part, StatedNeed, Text};
use casework::OpenCase;
use vocabulary::{Need, Phase, Word as _};

use crate::form::{Fields, Wrong};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::Head;
use crate::pages::case::saying::{Saying, seen};
use crate::problem::Problem;
use crate::view::needs_of;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, redirect};

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
    wrong: Vec<Wrong>,
}

struct Row {
    /// From 1.
    at: usize,
    words: String,
    phases: Vec<PhaseNeeds>,
    is_new: bool,
}

/// The needs of one phase, to choose from.
pub(crate) struct PhaseNeeds {
    pub(crate) label: &'static str,
    /// Code, label, and whether it is chosen.
    pub(crate) needs: Vec<(&'static str, &'static str, bool)>,
}

/// All needs by phase, with one that is chosen.
pub(crate) fn choices(chosen: Option<Need>, w: Words) -> Vec<PhaseNeeds> {
    let of = |phase: Phase| PhaseNeeds {
        label: phase.label(w.0),
        needs: needs_of(phase).map(|need| (need.code(), need.label(w.0), Some(need) == chosen)).collect(),
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
    let open = at_work.look(&case, &[Part::Journey]).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, &open, done, Vec::new()).await
}

/// Writes them down in the order that the rows' numbers give.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let (Ok(needs), Ok(words)) = (read(&fields), Text::typed(fields.text("words"))) else {
        let wrong = vec![Wrong { field: "words".into(), sentence: visit.words.t("text-too-long") }];
        return show(&at_work, &visit, &open, None, wrong).await;
    };
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
fn read(fields: &Fields) -> Result<Vec<StatedNeed>, care::TextTooLong> {
    let mut rows: Vec<(usize, StatedNeed)> = Vec::new();
    for at in 1..=MOST {
        let need = fields.text(&format!("need-{at}")).parse::<Need>().ok();
        let words = Text::typed(fields.text(&format!("words-{at}")))?;
        if need.is_none() && words.is_empty() {
            continue;
        }
        let place = fields.text(&format!("place-{at}")).parse().unwrap_or(at);
        rows.push((place, StatedNeed { need, words }));
    }
    rows.sort_by_key(|(place, _)| *place);
    Ok(rows.into_iter().map(|(_, stated)| stated).collect())
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
    open: &OpenCase,
    done: Option<String>,
    wrong: Vec<Wrong>,
) -> Result<Response, Problem> {
    let w = visit.words;
    let names = &at_work.names().await?;
    let journey = &open.case.journey;
    let held = journey.needs_now();
    let row = |at: usize| {
        let stated = held.get(at);
        Row {
            at: at + 1,
            words: stated.map_or("", |stated| stated.words.as_str()).to_owned(),
            phases: choices(stated.and_then(|stated| stated.need), w),
            is_new: stated.is_none(),
        }
    };
    let all =
        |needs: &Vec<StatedNeed>| needs.iter().map(|stated| line(stated, w)).collect::<Vec<_>>().join("\n");
    let page = Page {
        f: Frame::new(visit, w.t("tab-needs"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/cases"),
        c: Head::of(open, w, "/needs"),
        done,
        rows: (0..held.len() + MORE).map(row).collect(),
        said: Saying::of(journey.needs.history(&()), at_work, (names, w), all),
        words: Saying::of(journey.words.history(&()), at_work, (names, w), |text: &Text| {
            text.as_str().to_owned()
        }),
        wrong,
    };
    let status = if page.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond(status, &page))
}
