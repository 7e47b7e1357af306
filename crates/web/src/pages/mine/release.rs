//! One release, as the person sees it who gave it, and how they stop it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use care::{ItemId, Stands, Wish};

use super::shown::{permits, stands};
use crate::frame::{Frame, Switch, page as respond};
use crate::mine::Mine;
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::work::{redirect, unavailable};

#[derive(Template)]
#[template(path = "mine/release.html")]
struct Page {
    f: Frame,
    id: String,
    to: String,
    standing: String,
    permits: String,
    until: String,
    was_sent: bool,
    can_stop: bool,
}

/// The release.
pub(crate) async fn page(visit: Visit, mine: Mine, Path(release): Path<String>) -> Result<Response, Problem> {
    let (w, open) = (visit.words, mine.page().await?);
    let id: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let one = open.shown.releases.iter().find(|one| one.release == id).ok_or(Problem::NotFound)?;
    let page = Page {
        f: Frame::new(&visit, w.t("mine-title"), Switch::Link),
        id: release,
        to: one.to.as_str().to_owned(),
        standing: stands(one, mine.today, w),
        permits: permits(one.way, &one.parts, w),
        until: time::date(one.until, w),
        was_sent: one.was_sent,
        can_stop: matches!(one.stands(mine.today), Stands::Good | Stands::Later),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Stops it, at once.
pub(crate) async fn stop(mine: Mine, Path(release): Path<String>) -> Result<Response, Problem> {
    let mut open = mine.page().await?;
    let release: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let one = open.shown.releases.iter().find(|one| one.release == release).ok_or(Problem::NotFound)?;
    // Stopped twice it is stopped once; what has ended by itself is over.
    if matches!(one.stands(mine.today), Stands::Good | Stands::Later) {
        let said = mine.say(&mut open, Wish::Stop { release }).await;
        said.map_err(|error| unavailable(&error))?;
    }
    Ok(redirect("/mine/home?done=stopped"))
}
