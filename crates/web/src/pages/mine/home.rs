//! A person's own page: who holds what, until when, and who looked.

use askama::Template;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;

use super::shown::{Shown, done};
use crate::frame::{Frame, Switch, page as respond};
use crate::mine::Mine;
use crate::problem::Problem;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "mine/home.html")]
struct Page {
    f: Frame,
    done: Option<String>,
    s: Shown,
}

/// The page.
pub(crate) async fn page(visit: Visit, mine: Mine, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let (w, open) = (visit.words, mine.page().await?);
    let f = Frame::new(&visit, w.t("mine-title"), Switch::Link);
    let (done, s) = (done(query.as_deref(), w), Shown::of(&open, &mine, w));
    Ok(respond(StatusCode::OK, &Page { f, done, s }))
}
