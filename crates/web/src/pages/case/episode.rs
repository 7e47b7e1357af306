//! One episode: how somebody stands with a service, from any state to any other and back.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{EpisodeFacts, ItemId, JourneyEntry, Move, Part, ServiceName, State};
use casework::OpenCase;
use vocabulary::Word as _;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::path::{EpisodeForm, facts};
use crate::pages::case::saying::{Saying, seen};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::path;
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

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
    /// Whether nothing but that they consider it was ever said: taking that back takes the episode off the path.
    is_bare: bool,
    /// What the form of what it is about says that it was made from.
    seen: String,
    /// Whether that form comes back with what was typed.
    is_about_typed: bool,
    wrong: Wrongs,
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
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, (open, &episode), (done, None), Wrongs::default()).await
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
    let mut reading = Reading::of(&fields, "", visit.words);
    let mut done = Notice::Same;
    if fields.has("facts") {
        let facts = facts(&fields, &mut reading, held.facts.clone());
        if !reading.wrong.is_empty() {
            return show(&at_work, &visit, (open, &episode), (None, Some(&fields)), reading.wrong).await;
        }
        if let Some(change) = open.case.journey.facts.change_over(id, &seen(&fields, "seen"), Some(facts)) {
            at_work.write(&mut open, JourneyEntry::Episode(change)).await?;
            done = Notice::Kept;
        }
    } else if let Some(mistake) =
        held.moves.iter().find(|moved| moved.entry.to_string() == fields.text("mistake"))
    {
        if is_bare(&held) {
            let gone = open.case.journey.facts.change(id, None);
            if let Some(gone) = gone {
                at_work.write(&mut open, JourneyEntry::Episode(gone)).await?;
                at_work.put_card(&mut open).await?;
            }
            return Ok(redirect(&format!("/at-work/case/{case}/path?done={}", Notice::Kept.code())));
        }
        // What it said stays in the journal; how they stand goes by the moves that are left.
        let others = held.moves.iter().filter(|moved| moved.entry != mistake.entry);
        let last = others.clone().next_back();
        let to = last.map_or(State::Considering, |moved| moved.to);
        let on = Some(last.map_or(mistake.on, |moved| moved.on));
        let mut corrects = vec![mistake.entry];
        corrects.extend(last.map(|moved| moved.entry));
        let words = last.map(|moved| moved.words.clone()).unwrap_or_default();
        let moved = Move { episode: id, to, on, words, corrects };
        at_work.write(&mut open, JourneyEntry::Move(moved)).await?;
        done = Notice::Kept;
    } else if let Some(to) = path::read(fields.text("state"), fields.text("rule").parse().ok()) {
        let (words, on) = (reading.text("words"), reading.day("on"));
        if !reading.wrong.is_empty() {
            return show(&at_work, &visit, (open, &episode), (None, Some(&fields)), reading.wrong).await;
        }
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
    (open, episode): (OpenCase, &str),
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let id: ItemId = episode.parse().map_err(|_| Problem::NotFound)?;
    let held =
        open.case.episodes(&at_work.zone).into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    let (open, names) = (&at_work.show(open, &[Part::Journey]).await?, &at_work.names().await?);
    let said = Saying::of(open.case.journey.facts.history(&id), at_work, (names, w), |facts| line(facts, w));
    let is_about_typed = typed.is_some_and(|typed| typed.has("facts"));
    let about = Filled(typed.filter(|_| is_about_typed));
    let stand = Filled(typed.filter(|_| !is_about_typed));
    let moves = held.moves.iter().rev().map(|moved| MoveLine {
        entry: moved.entry.to_string(),
        on: time::date(moved.on, w),
        state: path::state(moved.to, w),
        words: moved.words.as_str().to_owned(),
    });
    let (f, n, c) = around(visit, at_work, open, (w.t("episode-title"), "/path"));
    let page = Page {
        f,
        n,
        c,
        done,
        name: path::name(&held, w),
        state: path::state(held.state(), w),
        is_listed: listed(&held.facts.service),
        form: EpisodeForm::of(id, (&held.facts, held.state()), (about, stand), w),
        moves: moves.collect(),
        is_bare: is_bare(&held),
        seen: about.text("seen", &said.seen),
        is_about_typed,
        said,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// Whether all that was said of it is, once, that they consider it.
fn is_bare(episode: &care::Episode) -> bool {
    matches!(&episode.moves[..], [only] if only.to == State::Considering)
}

/// All that is said of what an episode is about.
fn line(facts: &EpisodeFacts, w: Words) -> String {
    let needs = facts.needs.iter().map(|need| need.label(w.0).to_owned());
    let domain = facts.domain.map(|domain| domain.label(w.0).to_owned());
    let listed = listed(&facts.service).map(|_| w.t("episode-listing"));
    let name = Some(facts.service.name.as_str().to_owned()).filter(|name| !name.is_empty());
    name.into_iter().chain(needs).chain(domain).chain(listed).collect::<Vec<_>>().join(" · ")
}

/// The address of a service's listing.
pub(crate) fn listed(service: &ServiceName) -> Option<String> {
    let (agency, service) = (service.agency.as_deref()?, service.service.as_deref()?);
    Some(format!("/service/{}", crate::form::service_code(&agency.into(), &service.into())))
}
