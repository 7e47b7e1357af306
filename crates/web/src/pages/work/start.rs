use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use care::Role;

use crate::App;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, unavailable};

#[derive(Template)]
#[template(path = "work/start.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    /// Whether cases may begin.
    is_ready: bool,
    is_lead: bool,
    is_holder: bool,
    is_editor: bool,
    is_coordinator: bool,
    is_auditor: bool,
    /// Whether keys have to be renewed after a restore.
    must_renew: bool,
    /// How many have come and wait to be admitted.
    waiting: usize,
}

/// Where somebody begins who has signed in: what waits for them.
pub(crate) async fn page(
    State(_): State<App>,
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (w, roles) = (visit.words, at_work.roles);
    let waiting = if roles.has(Role::Lead) {
        let waiting = casework::waiting(at_work.half(), at_work.agency.agency).await;
        waiting.map_err(|error| unavailable(&error))?.len()
    } else {
        0
    };
    // What the keys store knows counts too; whoever holds no key renews none.
    let must_renew = if roles.hold_keys() {
        let must = casework::must_renew(at_work.half(), &at_work.keyring).await;
        must.map_err(|error| unavailable(&error))?
    } else {
        false
    };
    let page = Page {
        f: Frame::new(&visit, w.t("work-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work"),
        done: Notice::of(query.as_deref()).map(|notice| notice.sentence(w)),
        is_ready: at_work.agency.is_ready,
        is_lead: roles.has(Role::Lead),
        is_holder: roles.has(Role::CaseHolder),
        is_editor: roles.has(Role::DirectoryEditor) || roles.has(Role::Lead),
        is_coordinator: roles.has(Role::Coordinator),
        is_auditor: roles.has(Role::Auditor),
        must_renew,
        waiting,
    };
    Ok(respond(StatusCode::OK, &page))
}
