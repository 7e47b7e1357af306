use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::App;
use crate::desk::{AtDesk, Held};
use crate::frame::{Frame, Switch, page as respond};
use crate::view::changes::ChangesView;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/done.html")]
struct Page {
    f: Frame,
    services: usize,
    agencies: usize,
    list: String,
    changes: ChangesView,
    findings: usize,
}

/// What came of the list that was brought in.
pub(crate) async fn page(State(app): State<App>, visit: Visit, AtDesk(desk): AtDesk) -> Response {
    let Held::Done(done) = desk.held(app.now()) else { return Redirect::to("/desk").into_response() };
    let w = visit.words;
    let page = Page {
        f: Frame::new(&visit, w.t("done-title"), Switch::Link),
        services: done.services,
        agencies: done.agencies,
        list: done.list.clone(),
        changes: ChangesView::of(&done.changes, w),
        findings: done.findings.len(),
    };
    respond(StatusCode::OK, &page)
}
