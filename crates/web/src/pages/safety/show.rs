use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::frame::{Frame, Switch, page as respond};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "safety/show.html")]
struct Page {
    f: Frame,
}

/// What a browser keeps, what this site keeps, and what leaving can and cannot do.
pub(crate) async fn page(visit: Visit) -> Response {
    let f = Frame::new(&visit, visit.words.t("safety-title"), Switch::Link);
    respond(StatusCode::OK, &Page { f })
}
