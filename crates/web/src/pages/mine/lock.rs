//! Locking: one button, at once. Until another card is given nobody opens the page.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::Response;
use care::Wish;

use crate::frame::{Frame, Switch, page as respond};
use crate::mine::{Mine, forgotten};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::unavailable;

#[derive(Template)]
#[template(path = "mine/locked.html")]
struct Page {
    f: Frame,
}

/// Locks it.
pub(crate) async fn lock(visit: Visit, mine: Mine) -> Result<Response, Problem> {
    let mut open = mine.page().await?;
    mine.say(&mut open, Wish::Lock).await.map_err(|error| unavailable(&error))?;
    let mut f = Frame::new(&visit, visit.words.t("mine-title"), Switch::Link);
    f.path = crate::mine::MINE.into();
    let mut response = respond(StatusCode::OK, &Page { f });
    for cookie in forgotten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
