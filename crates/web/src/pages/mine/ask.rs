//! What a person asks for that waits until somebody has talked with them: that they are reached in another way, that their file
//! is erased.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::Wish;
use casework::OpenPage;

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
    /// Whether they have asked for it, and it waits.
    contact_waits: bool,
    erase_waits: bool,
}

/// What can be asked for.
pub(crate) async fn page(visit: Visit, mine: Mine) -> Result<Response, Problem> {
    let open = mine.page().await?;
    let f = Frame::new(&visit, visit.words.t("mine-title"), Switch::Link);
    let waits = |wish: Wish| has_asked(&open, &mine, &wish);
    let page = Page { f, contact_waits: waits(Wish::ChangeContact), erase_waits: waits(Wish::Erase) };
    Ok(respond(StatusCode::OK, &page))
}

fn has_asked(open: &OpenPage, mine: &Mine, wish: &Wish) -> bool {
    !open.shown.allows(wish, mine.today)
}

/// Asks for it. What waits already is not asked for twice.
pub(crate) async fn ask(mine: Mine, fields: Fields) -> Result<Response, Problem> {
    let wish = match fields.text("for") {
        "contact" => Wish::ChangeContact,
        "erase" => Wish::Erase,
        _ => return Ok(redirect("/mine/ask")),
    };
    let mut open = mine.page().await?;
    if !has_asked(&open, &mine, &wish) {
        mine.say(&mut open, wish).await.map_err(|error| unavailable(&error))?;
    }
    Ok(redirect("/mine/home?done=waits"))
}
