//! One page on which an agency confirms all of its listing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use network::{ServiceId, Status, Strength};
use network_store::{Edition, OwnService, StoreError};
use vocabulary::Word as _;

use crate::App;
use crate::form::{Fields, segment};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::own::{agency, problem, refresh};
use crate::pages::listing::show::{round_of, standing};
use crate::problem::Problem;
use crate::view::asks::Ask;
use crate::view::details::audience;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "listing/confirm.html")]
struct Page {
    f: Frame,
    n: Nav,
    wrong: Wrongs,
    round: Option<String>,
    services: Vec<Line>,
}

struct Line {
    /// The state that is confirmed: its edition and its id.
    seen: String,
    path: String,
    name: String,
    description: Option<String>,
    standing: String,
    is_stale: bool,
    needs: Vec<&'static str>,
    audience: Vec<String>,
    asks: Vec<String>,
    not_asked: Vec<String>,
    phones: Vec<String>,
}

/// All that is to be confirmed.
pub(crate) async fn page(State(app): State<App>, visit: Visit, at_work: AtWork) -> Result<Response, Problem> {
    let page = view(&app, (&visit, &at_work), Wrongs::default()).await?;
    Ok(respond(StatusCode::OK, &page))
}

async fn view(app: &App, (visit, at_work): (&Visit, &Working), wrong: Wrongs) -> Result<Page, Problem> {
    let w = visit.words;
    let own = app.store().own_services(&agency(at_work)?).await.map_err(|error| problem(&error))?;
    let there = own.iter().filter(|own| own.service.status != Status::Ended);
    Ok(Page {
        f: Frame::new(visit, w.t("listing-confirm-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/listing"),
        wrong,
        round: round_of(app, at_work, w).await?,
        services: there.map(|own| line(own, at_work, w)).collect(),
    })
}

fn line(own: &OwnService, at_work: &Working, w: Words) -> Line {
    let service = &own.service;
    let said = |is_asked: bool| {
        let all =
            service.requirements.iter().filter(move |one| (one.strength != Strength::Never) == is_asked);
        all.map(|one| {
            let ask = Ask::of(one, service, w);
            if is_asked { format!("{} · {}", ask.statement, ask.waiver) } else { ask.statement }
        })
        .collect::<Vec<_>>()
    };
    Line {
        seen: format!("{} {}", own.edition, service.id),
        path: format!("/at-work/listing/service/{}", segment(service.id.as_str())),
        name: service.name.clone(),
        description: service.description.clone(),
        standing: standing(service, w),
        is_stale: !service.is_confirmed_on(at_work.today),
        needs: service.needs.iter().map(|need| need.label(w.0)).collect(),
        audience: service.audience.iter().map(|rule| audience(rule, w)).collect(),
        asks: said(true),
        not_asked: said(false),
        phones: service.phones.iter().map(|phone| phone.number.clone()).collect(),
    }
}

/// Confirms what was shown, as it was shown.
pub(crate) async fn confirm(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    fields: Fields,
) -> Result<Response, Problem> {
    let read = |seen: &str| {
        let (edition, id) = seen.split_once(' ')?;
        Some((ServiceId::from(id), edition.parse::<Edition>().ok()?))
    };
    let seen: Option<Vec<_>> = fields.values("seen").map(read).collect();
    let seen = seen.ok_or(Problem::NotFound)?;
    match app.store().confirm_listing(&agency(&at_work)?, &seen, at_work.today).await {
        Ok(_) => {
            refresh(&app).await;
            Ok(redirect(&format!("/at-work/listing?done={}", Notice::Confirmed.code())))
        }
        Err(StoreError::Changed { .. }) => {
            let wrong = Wrongs::one("services", visit.words.t("listing-confirm-meanwhile"));
            Ok(respond(StatusCode::CONFLICT, &view(&app, (&visit, &at_work), wrong).await?))
        }
        Err(error) => Err(problem(&error)),
    }
}
