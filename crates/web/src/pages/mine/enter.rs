//! Where a person opens their own page, and leaves it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use casework::Error;
use seal::NotSignedIn;

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::mine;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::unavailable;

#[derive(Template)]
#[template(path = "mine/enter.html")]
struct Page {
    f: Frame,
    /// Why nothing was opened.
    wrong: Option<String>,
    /// What they wrote and nobody kept, since it had closed.
    unkept: String,
}

/// The form.
pub(crate) async fn page(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    app.agencies().ok_or(Problem::NotFound)?;
    Ok(show(&visit, StatusCode::OK, None))
}

fn show(visit: &Visit, status: StatusCode, wrong: Option<String>) -> Response {
    let f = Frame::new(visit, visit.words.t("mine-enter-title"), Switch::Link);
    respond(status, &Page { f, wrong, unkept: String::new() })
}

/// The form, where it had closed when somebody sent what they wrote to themselves.
pub(crate) fn closed(visit: &Visit, unkept: String) -> Response {
    let mut f = Frame::new(visit, visit.words.t("mine-enter-title"), Switch::Link);
    f.path = mine::MINE.into();
    respond(StatusCode::UNAUTHORIZED, &Page { f, wrong: None, unkept })
}

/// Opens it. Nobody is told whether it was the card, the words, or that the page is locked.
pub(crate) async fn enter(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Problem> {
    app.agencies().ok_or(Problem::NotFound)?;
    let w = visit.words;
    match mine::sign_in(&app, &headers, (fields.text("card"), fields.text("words"))).await {
        Ok(response) => Ok(response),
        Err(Error::NotSignedIn(NotSignedIn::NotRight)) => {
            Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(w.t("mine-enter-wrong"))))
        }
        Err(Error::TooMany(_)) => {
            Ok(show(&visit, StatusCode::TOO_MANY_REQUESTS, Some(w.t("sign-in-too-many"))))
        }
        Err(error) => Err(unavailable(&error)),
    }
}

/// Leaves it.
pub(crate) async fn leave(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    mine::sign_out(&app, &headers).await
}
