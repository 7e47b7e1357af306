//! All services of an agency, with what is stale, and how much room each has.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use network::{Agency, Capacity, Service, Status, Visibility};
use network_store::{ConfirmationRound, OwnService};

use crate::App;
use crate::form::{Fields, segment};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::typed::Filled;
use crate::pages::listing::own::{Choice, listed, problem, refresh, visibilities, visibility};
use crate::problem::Problem;
use crate::view::time::date;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, redirect, unavailable};

/// The page of an agency that is not in the directory yet.
#[derive(Template)]
#[template(path = "listing/begin.html")]
struct Begin {
    f: Frame,
    n: Nav,
}

#[derive(Template)]
#[template(path = "listing/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    /// What a round that goes on asks of the agency.
    round: Option<String>,
    stale: usize,
    told: usize,
    services: Vec<Line>,
    ended: Vec<Line>,
}

/// One service.
struct Line {
    id: String,
    path: String,
    name: String,
    status: Option<String>,
    visible: Option<String>,
    standing: String,
    is_stale: bool,
    told: usize,
    room: String,
    /// What the form for its room holds.
    number: Typed,
    /// What a button says, and whether it is so.
    rooms: Vec<(u32, bool)>,
    takes_waiting: bool,
    wait_days: Typed,
    visibilities: Vec<Choice>,
    /// Whether its form comes back with what was typed.
    is_typed: bool,
}

/// A number in the form of a room, as it was typed or is written down.
struct Typed {
    value: String,
    is_wrong: bool,
}

/// All of them.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&app, &visit, &at_work, (done, None)).await
}

/// The page; or again, with a number in it that cannot be read.
pub(crate) async fn show(
    app: &App,
    visit: &Visit,
    at_work: &Working,
    (done, typed): (Option<String>, Option<&Fields>),
) -> Result<Response, Problem> {
    let w = visit.words;
    let (f, n) =
        (Frame::new(visit, w.t("listing-title"), Switch::Link), Nav::of(at_work, w, "/at-work/listing"));
    let Some(agency) = listed(at_work) else {
        return Ok(respond(StatusCode::OK, &Begin { f, n }));
    };
    let own = app.store().own_services(&agency).await.map_err(|error| problem(&error))?;
    let told = app.store().told(&agency).await.map_err(|error| problem(&error))?;
    let waiting = |id: &network::ServiceId| {
        let mut kinds: Vec<_> =
            told.iter().filter(|told| told.report.service == *id).map(|told| told.report.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len()
    };
    let lines = own.iter().map(|own| {
        let filled = Filled::of(typed, "service", own.service.id.as_str());
        line(own, waiting(&own.service.id), at_work.today, filled, w)
    });
    let (ended, services): (Vec<_>, Vec<_>) =
        lines.zip(&own).partition(|(_, own)| own.service.status == Status::Ended);
    let only = |lines: Vec<(Line, &OwnService)>| lines.into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    let (services, ended) = (only(services), only(ended));
    let page = Page {
        f,
        n,
        done,
        round: round_of(app, at_work, w).await?,
        stale: services.iter().filter(|line| line.is_stale).count(),
        told: services.iter().map(|line| line.told).sum(),
        services,
        ended,
    };
    let status = if typed.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond(status, &page))
}

/// What the round that goes on asks, in a sentence.
pub(crate) async fn round_of(app: &App, at_work: &Working, w: Words) -> Result<Option<String>, Problem> {
    let round = app.store().latest_round().await.map_err(|error| problem(&error))?;
    Ok(round.filter(|round| is_on(round, at_work.today)).map(|round| {
        let (began, until) = (date(round.began, w), date(round.until, w));
        w.all("listing-round", &[("began", &began), ("until", &until)])
    }))
}

pub(crate) fn is_on(round: &ConfirmationRound, today: Date) -> bool {
    round.began <= today && today <= round.until
}

fn line(own: &OwnService, told: usize, today: Date, filled: Filled<'_>, w: Words) -> Line {
    let service = &own.service;
    let capacity = service.capacity.as_ref();
    let number = |name: &str, held: Option<u32>| {
        let value = filled.text(name, &held.map(|held| held.to_string()).unwrap_or_default());
        Typed { is_wrong: filled.is_typed() && is_wrong_number(&value), value }
    };
    let visible_to = capacity.map_or(Visibility::Members, |capacity| capacity.visible_to);
    let visible_to = match filled.text("visible-to", "").as_str() {
        "" => visible_to,
        code => Visibility::from_code(code).unwrap_or(visible_to),
    };
    Line {
        id: service.id.to_string(),
        path: format!("/at-work/listing/service/{}", segment(service.id.as_str())),
        name: service.name.clone(),
        status: match service.status {
            Status::Active => None,
            Status::Paused => Some(w.t("status-paused")),
            Status::Ended => Some(w.t("status-ended")),
        },
        visible: Some(service.visible_to).filter(|to| *to != Visibility::Public).map(|to| visibility(to, w)),
        standing: standing(service, w),
        is_stale: service.status != Status::Ended && !service.is_confirmed_on(today),
        told,
        room: room(capacity, w),
        number: number("number", capacity.and_then(|capacity| capacity.open)),
        is_typed: filled.is_typed(),
        rooms: (0..=4)
            .map(|open| (open, capacity.is_some_and(|capacity| capacity.open == Some(open))))
            .collect(),
        takes_waiting: filled.has(
            "takes-waiting",
            "1",
            capacity.is_none_or(|capacity| capacity.takes_waiting),
        ),
        wait_days: number("wait-days", capacity.and_then(|capacity| capacity.wait_days)),
        visibilities: visibilities(visible_to, w),
    }
}

/// Whether something was typed that is no number.
pub(crate) fn is_wrong_number(typed: &str) -> bool {
    let typed = typed.trim();
    !typed.is_empty() && typed.parse::<u32>().is_err()
}

/// When a service was confirmed last.
pub(crate) fn standing(service: &Service, w: Words) -> String {
    match service.confirmed {
        Some(day) => w.with("listing-confirmed-on", "date", &date(day, w)),
        None => w.t("listing-never-confirmed"),
    }
}

/// How much room there was, with its day and who may see it.
fn room(capacity: Option<&Capacity>, w: Words) -> String {
    let Some(capacity) = capacity else { return w.t("listing-room-unsaid") };
    let room = match capacity.open {
        Some(open) => w.n("listing-room-open", usize::try_from(open).unwrap_or(usize::MAX)),
        None => w.t("listing-room-unsaid"),
    };
    let (day, whom) = (date(capacity.as_of, w), visibility(capacity.visible_to, w));
    w.all("listing-room-as-of", &[("room", &room), ("date", &day), ("whom", &whom)])
}

/// An agency that was not in the directory is from now on, in its own hands.
pub(crate) async fn begin(State(app): State<App>, at_work: AtWork) -> Result<Response, Problem> {
    if listed(&at_work).is_none() {
        // Its own id and nobody else's, whatever a form says: another agency's entry is not to be had.
        let id = at_work.agency.agency.to_string();
        let agency = Agency::named(id.as_str().into(), at_work.agency.name.clone());
        match app.store().add_agency(&agency).await {
            // The form was sent twice, or the server stopped on the way.
            Ok(()) | Err(network_store::StoreError::Taken { .. }) => {}
            Err(error) => return Err(problem(&error)),
        }
        let (vault, row) = (at_work.half().vault(), &at_work.agency);
        let described = vault.describe_agency(row.agency, &row.name, Some(&id)).await;
        if !described.map_err(|error| unavailable(&error.into()))? {
            return Err(Problem::NotFound);
        }
        refresh(&app).await;
    }
    Ok(redirect("/at-work/listing?done=kept"))
}
