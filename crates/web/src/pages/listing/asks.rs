//! What a service asks: each with how the network knows, to confirm, change or withdraw; and what people told.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::{Outcome, Requirement, Strength, Visibility};
use network_store::{AskedChange, Edition, OwnService, StoreError, Told};
use vocabulary::{Kind, Word};

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::own::{Head, agency, problem, refresh, service, visibility};
use crate::problem::Problem;
use crate::view::asks::Ask;
use crate::view::time::month_of;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "listing/asks.html")]
struct Page {
    f: Frame,
    n: Nav,
    h: Head,
    done: Option<String>,
    wrong: Wrongs,
    edition: String,
    asked: Vec<Line>,
    not_asked: Vec<Line>,
    told: Vec<ToldLine>,
}

struct Line {
    at: usize,
    ask: Ask,
    /// Who may see it, if not everybody.
    visible: Option<String>,
    is_stale: bool,
    /// Whether it is said not to be asked.
    is_not_asked: bool,
}

/// What was told of a kind.
struct ToldLine {
    kind: &'static str,
    label: &'static str,
    /// How often, when, and what came of it.
    said: Vec<String>,
}

/// All of it.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let page = view(&app, (&visit, &at_work), &own).await?;
    Ok(respond(StatusCode::OK, &Page { done, ..page }))
}

async fn view(app: &App, (visit, at_work): (&Visit, &Working), own: &OwnService) -> Result<Page, Problem> {
    let w = visit.words;
    let told = app.store().told(&agency(at_work)?).await.map_err(|error| problem(&error))?;
    let line = |(at, requirement): (usize, &Requirement)| Line {
        at,
        ask: Ask::of(requirement, &own.service, w),
        visible: Some(requirement.visible_to)
            .filter(|to| *to != Visibility::Public)
            .map(|to| visibility(to, w)),
        is_not_asked: requirement.strength == Strength::Never,
        is_stale: !requirement.confirmed.is_some_and(|day| network::confirmation_holds(day, at_work.today)),
    };
    let mut all: Vec<(usize, &Requirement)> = own.service.requirements.iter().enumerate().collect();
    all.sort_by_key(|(at, requirement)| (requirement.kind.stage(), *at));
    let (not_asked, asked): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, requirement)| requirement.strength == Strength::Never);
    Ok(Page {
        f: Frame::new(visit, w.t("listing-asks-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/listing"),
        h: Head::of(own, "/asks", w),
        done: None,
        wrong: Wrongs::default(),
        edition: own.edition.to_string(),
        asked: asked.into_iter().map(line).collect(),
        not_asked: not_asked.into_iter().map(line).collect(),
        told: told_lines(told.iter().filter(|told| told.report.service == own.service.id), w),
    })
}

fn told_lines<'t>(told: impl Iterator<Item = &'t Told>, w: Words) -> Vec<ToldLine> {
    let mut by_kind: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    for told in told {
        let times = w.n("listing-told-times", usize::try_from(told.times).unwrap_or(usize::MAX));
        let month = told.report.month.map(|month| month_of(month, w));
        let outcome = told.report.outcome.map(|outcome| match outcome {
            Outcome::Waived => w.t("listing-told-waived"),
            Outcome::TurnedAway => w.t("listing-told-turned-away"),
            Outcome::LetIn => w.t("listing-told-let-in"),
        });
        let said = std::iter::once(times).chain(month).chain(outcome).collect::<Vec<_>>().join(" · ");
        by_kind.entry(told.report.kind).or_default().push(said);
    }
    let line =
        |(kind, said): (Kind, Vec<String>)| ToldLine { kind: kind.code(), label: kind.label(w.0), said };
    by_kind.into_iter().map(line).collect()
}

/// Confirms one, withdraws one, or says that what was told is not asked.
pub(crate) async fn change(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let at = |name: &str| fields.text(name).parse().ok();
    let kind = || Kind::from_code(fields.text("deny")).ok();
    let change = at("confirm")
        .map(AskedChange::Confirm)
        .or_else(|| at("withdraw").map(AskedChange::Withdraw))
        .or_else(|| kind().map(AskedChange::Deny));
    // A page on which there is nothing to press says nothing.
    let Some(change) = change else {
        let path = Head::of(&own, "/asks", visit.words).path;
        return Ok(redirect(&format!("{path}/asks?done={}", Notice::Same.code())));
    };
    let seen: Edition = fields.text("edition").parse().map_err(|_| Problem::NotFound)?;
    let of = (&own.service.agency, &own.service.id, seen);
    match app.store().change_asked(of, &change, None, at_work.today).await {
        Ok(_) => {
            refresh(&app).await;
            let path = Head::of(&own, "/asks", visit.words).path;
            Ok(redirect(&format!("{path}/asks?done={}", Notice::Kept.code())))
        }
        Err(StoreError::Changed { .. } | StoreError::Asked { .. }) => {
            let own = service(&app, &at_work, &id).await?;
            let page = view(&app, (&visit, &at_work), &own).await?;
            let wrong = Wrongs::one("asked", visit.words.t("listing-asks-meanwhile"));
            Ok(respond(StatusCode::CONFLICT, &Page { wrong, ..page }))
        }
        Err(error) => Err(problem(&error)),
    }
}
