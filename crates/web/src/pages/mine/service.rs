//! A service: pausing costs nothing, and coming back takes nothing but saying so.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use care::{ItemId, ServiceStands, Wish};
use casework::{Error, OpenPage};

use super::shown::{service_name, service_stands};
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::mine::Mine;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{redirect, unavailable};

#[derive(Template)]
#[template(path = "mine/service.html")]
struct Page {
    f: Frame,
    id: String,
    name: String,
    standing: String,
    can_pause: bool,
    can_return: bool,
    wrong: Option<String>,
}

/// The service.
pub(crate) async fn page(visit: Visit, mine: Mine, Path(episode): Path<String>) -> Result<Response, Problem> {
    show(&visit, &mine.page().await?, &episode, (StatusCode::OK, None))
}

fn show(
    visit: &Visit,
    open: &OpenPage,
    episode: &str,
    (status, wrong): (StatusCode, Option<String>),
) -> Result<Response, Problem> {
    let w = visit.words;
    let id: ItemId = episode.parse().map_err(|_| Problem::NotFound)?;
    let one = open.shown.services.iter().find(|one| one.episode == id).ok_or(Problem::NotFound)?;
    let page = Page {
        f: Frame::new(visit, w.t("mine-title"), Switch::Link),
        id: episode.to_owned(),
        name: service_name(one, w),
        standing: service_stands(one.stands, w),
        can_pause: one.stands == ServiceStands::In,
        can_return: matches!(one.stands, ServiceStands::Paused | ServiceStands::Over),
        wrong,
    };
    Ok(respond(status, &page))
}

/// Pauses, or comes back: whichever the page offers.
pub(crate) async fn go(
    visit: Visit,
    mine: Mine,
    Path(episode): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = mine.page().await?;
    let episode: ItemId = episode.parse().map_err(|_| Problem::NotFound)?;
    let is_there = open.shown.services.iter().any(|one| one.episode == episode);
    let wish = match fields.text("go") {
        _ if !is_there => return Err(Problem::NotFound),
        "pause" => Wish::Pause { episode },
        "return" => Wish::Return { episode },
        _ => return Ok(redirect(&format!("/mine/service/{episode}"))),
    };
    // Said twice it is said once.
    if open.shown.allows(&wish, mine.today) {
        match mine.say(&mut open, wish).await {
            Err(Error::PageFull) => {
                let wrong = (StatusCode::UNPROCESSABLE_ENTITY, Some(visit.words.t("mine-full")));
                return show(&visit, &open, &episode.to_string(), wrong);
            }
            said => said.map_err(|error| unavailable(&error))?,
        }
    }
    Ok(redirect("/mine/home?done=told"))
}
