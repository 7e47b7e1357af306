//! A release that the person is asked to sign. What they say waits until somebody has talked with them.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use care::{EntryId, ItemId, Way, Wish};

use super::shown::permits;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::mine::Mine;
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::work::{redirect, unavailable};

#[derive(Template)]
#[template(path = "mine/asked.html")]
struct Page {
    f: Frame,
    id: String,
    /// The sayings that this is.
    seen: String,
    to: String,
    permits: String,
    purpose: String,
    from: Option<String>,
    until: String,
    /// Whether records of substance use treatment are told; nothing, where none could be.
    substance_use: Option<bool>,
    keep: String,
}

/// What they are asked.
pub(crate) async fn page(visit: Visit, mine: Mine, Path(release): Path<String>) -> Result<Response, Problem> {
    let (w, open) = (visit.words, mine.page().await?);
    let id: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let one = open.shown.asked.iter().find(|one| one.release == id).ok_or(Problem::NotFound)?;
    let seen: Vec<String> = one.seen.iter().map(EntryId::to_string).collect();
    let page = Page {
        f: Frame::new(&visit, w.t("mine-title"), Switch::Link),
        id: release,
        seen: seen.join(","),
        to: one.to.as_str().to_owned(),
        permits: permits(one.way, &one.parts, w),
        purpose: one.purpose.as_str().to_owned(),
        from: one.from.map(|from| time::date(from, w)),
        substance_use: (one.way == Way::Out).then_some(one.substance_use),
        until: one.until.map(|until| time::date(until, w)).unwrap_or_default(),
        keep: w.t(if one.may_keep { "release-keep-yes" } else { "release-keep-no" }),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Whether they sign it, as they had it before them.
pub(crate) async fn answer(
    mine: Mine,
    Path(release): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = mine.page().await?;
    let release: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let signs = match fields.text("answer") {
        "sign" => true,
        "no" => false,
        _ => return Ok(redirect(&format!("/mine/asked/{release}"))),
    };
    let seen = fields.text("seen").split(',').filter_map(|entry| entry.parse().ok()).collect();
    let said = mine.say(&mut open, Wish::Answer { release, seen, signs }).await;
    said.map_err(|error| unavailable(&error))?;
    Ok(redirect("/mine/home?done=waits"))
}
