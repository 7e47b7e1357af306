//! What a person asks for that waits until somebody has talked with them: that they are reached in another way, that their file
//! is erased.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::Wish;
use casework::Error;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::mine::Mine;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{redirect, unavailable};

#[derive(Template)]
#[template(path = "mine/ask.html")]
struct Page {
    f: Frame,
    wrong: Option<String>,
}

/// What can be asked for.
pub(crate) async fn page(visit: Visit, _: Mine) -> Response {
    show(&visit, StatusCode::OK, None)
}

fn show(visit: &Visit, status: StatusCode, wrong: Option<String>) -> Response {
    let f = Frame::new(visit, visit.words.t("mine-title"), Switch::Link);
    respond(status, &Page { f, wrong })
}

/// Asks for it.
pub(crate) async fn ask(visit: Visit, mine: Mine, fields: Fields) -> Result<Response, Problem> {
    let wish = match fields.text("for") {
        "contact" => Wish::ChangeContact,
        "erase" => Wish::Erase,
        _ => return Ok(redirect("/mine/ask")),
    };
    let mut open = mine.page().await?;
    match mine.say(&mut open, wish).await {
        Ok(()) => Ok(redirect("/mine/home?done=waits")),
        Err(Error::PageFull) => {
            let wrong = Some(visit.words.t("mine-full"));
            Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, wrong))
        }
        Err(error) => Err(unavailable(&error)),
    }
}
