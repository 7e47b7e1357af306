use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::frame::{Frame, Switch, page as respond};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "asked/thanks.html")]
struct Page {
    f: Frame,
}

/// What becomes of what was told. The same for everybody, and about no service.
pub(crate) async fn page(visit: Visit) -> Response {
    let f = Frame::new(&visit, visit.words.t("thanks-title"), Switch::Link);
    respond(StatusCode::OK, &Page { f })
}
