//! One episode: how somebody stands with a service, from any state to any other and back.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{EpisodeFacts, ItemId, JourneyEntry, Move, Part, ServiceName, Text};
use casework::OpenCase;

use crate::form::{Fields, Wrong};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::Head;
use crate::pages::case::path::{EpisodeForm, facts};
use crate::pages::case::saying::{Saying, seen};
use crate::problem::Problem;
use crate::view::path;
use crate::view::time;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, redirect};

#[derive(Template)]
#[template(path = "case/episode.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    name: String,
    state: String,
    is_listed: Option<String>,
    form: EpisodeForm,
    said: Saying<String>,
    moves: Vec<MoveLine>,
    /// Whether the moves end with one that they can be asked to come back from.
    is_over: bool,
    wrong: Vec<Wrong>,
}

struct MoveLine {
    entry: String,
    on: String,
    state: String,
    words: String,
}

/// The episode.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path((case, episode)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.look(&case, &[Part::Journey]).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, (&open, &episode), done, Vec::new()).await
}

/// Writes down how they stand with it from a day on, what it is about, or that a move was written by mistake.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path((case, episode)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let id: ItemId = episode.parse().map_err(|_| Problem::NotFound)?;
    let held =
        open.case.episodes(&at_work.zone).into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    let too_long = || vec![Wrong { field: "words".into(), sentence: visit.words.t("text-too-long") }];
    let mut done = Notice::Same;
    if fields.has("facts") {
        let Ok(facts) = facts(&fields, held.facts.service.clone()) else {
            return show(&at_work, &visit, (&open, &episode), None, too_long()).await;
        };
        if let Some(change) = open.case.journey.facts.change_over(id, &seen(&fields, "seen"), Some(facts)) {
            at_work.write(&mut open, JourneyEntry::Episode(change)).await?;
            done = Notice::Kept;
        }
    } else if let Some(mistake) =
        held.moves.iter().find(|moved| moved.entry.to_string() == fields.text("mistake"))
    {
        // What it said stays in the journal; how they stand goes by the moves that are left.
        let others = held.moves.iter().filter(|moved| moved.entry != mistake.entry);
        let last = others.clone().next_back();
        let to = last.map_or(care::State::Considering, |moved| moved.to);
        let on = Some(last.map_or(mistake.on, |moved| moved.on));
        let mut corrects = vec![mistake.entry];
        corrects.extend(last.map(|moved| moved.entry));
        let words = last.map(|moved| moved.words.clone()).unwrap_or_default();
        let moved = Move { episode: id, to, on, words, corrects };
        at_work.write(&mut open, JourneyEntry::Move(moved)).await?;
        done = Notice::Kept;
    } else if let Some(to) = path::read(fields.text("state"), fields.text("rule").parse().ok()) {
        let Ok(words) = Text::typed(fields.text("words")) else {
            return show(&at_work, &visit, (&open, &episode), None, too_long()).await;
        };
        let on = fields.text("on").parse().ok();
        // A form that is sent twice says it once.
        let is_said = held
            .moves
            .last()
            .is_some_and(|last| last.to == to && last.words == words && on.is_none_or(|on| on == last.on));
        if !is_said {
            let moved = Move { episode: id, to, on, words, corrects: Vec::new() };
            at_work.write(&mut open, JourneyEntry::Move(moved)).await?;
            done = Notice::Kept;
        }
    }
    if done == Notice::Kept {
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/episode/{episode}?done={}", done.code())))
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    (open, episode): (&OpenCase, &str),
    done: Option<String>,
    wrong: Vec<Wrong>,
) -> Result<Response, Problem> {
    let w = visit.words;
    let id: ItemId = episode.parse().map_err(|_| Problem::NotFound)?;
    let held =
        open.case.episodes(&at_work.zone).into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    let names = &at_work.names().await?;
    let line = |facts: &EpisodeFacts| facts.service.name.as_str().to_owned();
    let said = Saying::of(open.case.journey.facts.history(&id), at_work, (names, w), line);
    let moves = held.moves.iter().rev().map(|moved| MoveLine {
        entry: moved.entry.to_string(),
        on: time::date(moved.on, w),
        state: path::state(moved.to, w),
        words: moved.words.as_str().to_owned(),
    });
    let page = Page {
        f: Frame::new(visit, w.t("episode-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/cases"),
        c: Head::of(open, w, "/path"),
        done,
        name: path::name(&held, w),
        state: path::state(held.state(), w),
        is_listed: listed(&held.facts.service),
        form: EpisodeForm::of(id, &held.facts, held.state(), w),
        said,
        moves: moves.collect(),
        is_over: held.moves.len() > 1,
        wrong,
    };
    let status = if page.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond(status, &page))
}

/// The address of its listing.
fn listed(service: &ServiceName) -> Option<String> {
    let (agency, service) = (service.agency.as_deref()?, service.service.as_deref()?);
    Some(format!("/service/{}", crate::form::service_code(&agency.into(), &service.into())))
}
