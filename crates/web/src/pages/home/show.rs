use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::App;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::view::crisis::{CrisisLines, crisis};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "home/show.html")]
struct Page {
    f: Frame,
    lines: CrisisLines,
    agencies: usize,
}

/// What this is, and who answers right now.
pub(crate) async fn page(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let known = app.known();
    let lines = crisis(&app, &known, None, visit.words);
    let f = Frame::new(&visit, visit.words.t("home-title"), Switch::Link);
    Ok(respond(StatusCode::OK, &Page { f, lines, agencies: known.lists.agencies.len() }))
}
