//! What became of all that a service asks.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::{Requirement, Strength};
use network_store::{By, Happened, Past};
use vocabulary::Word as _;

use crate::App;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::own::{Head, problem, service, visibility};
use crate::problem::Problem;
use crate::view::asks::Ask;
use crate::view::time::date;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav};

#[derive(Template)]
#[template(path = "listing/history.html")]
struct Page {
    f: Frame,
    n: Nav,
    h: Head,
    past: Vec<Line>,
}

struct Line {
    kind: &'static str,
    what: String,
    by: String,
    note: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

/// All of it, latest first.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let w = visit.words;
    let own = service(&app, &at_work, &id).await?;
    let past = app.store().asked_history(&own.service.agency, &own.service.id).await;
    let said = |asked: &Requirement| {
        let ask = Ask::of(asked, &own.service, w);
        let statement = match asked.strength {
            Strength::Never => w.with("listing-not-asked", "what", &ask.statement),
            _ => ask.statement,
        };
        let parts = [statement, ask.waiver.into_owned(), visibility(asked.visible_to, w)];
        let quote = ask.quote.map(|quote| format!("“{quote}”"));
        parts.into_iter().chain(quote).collect::<Vec<_>>().join(" · ")
    };
    let line = |past: Past| Line {
        kind: past.kind.label(w.0),
        what: happened(past.what, w),
        by: by(&past, w),
        before: past.before.as_ref().map(said),
        after: past.after.as_ref().map(said),
        note: past.note,
    };
    let page = Page {
        f: Frame::new(&visit, w.t("listing-history-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work/listing"),
        h: Head::of(&own, "/history", w),
        past: past.map_err(|error| problem(&error))?.into_iter().map(line).collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}

fn happened(what: Happened, w: Words) -> String {
    match what {
        Happened::Added => w.t("happened-added"),
        Happened::Changed => w.t("happened-changed"),
        Happened::Confirmed => w.t("happened-confirmed"),
        Happened::Withdrawn => w.t("happened-withdrawn"),
        Happened::Removed => w.t("happened-removed"),
    }
}

/// Who made a change, and when; never which person.
fn by(past: &Past, w: Words) -> String {
    let who = match &past.by {
        By::Agency => w.t("by-agency"),
        By::Import(list) => w.with("by-import", "list", list),
    };
    past.day.map_or_else(|| who.clone(), |day| format!("{who}, {}", date(day, w)))
}
