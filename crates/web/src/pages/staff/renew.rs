//! Keys are renewed that somebody who has left may know, after an older state was restored.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::Role;

use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, redirect, unavailable};

#[derive(Template)]
#[template(path = "staff/renew.html")]
struct Page {
    f: Frame,
    n: Nav,
    /// Whether there is anything to renew.
    is_due: bool,
    /// Whether whoever does it leads the agency only from then on.
    is_lead: bool,
}

/// What will happen.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Result<Response, Problem> {
    let w = visit.words;
    let is_due = casework::must_renew(at_work.half(), &at_work.keyring).await;
    let page = Page {
        f: Frame::new(&visit, w.t("renew-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work/staff"),
        is_due: is_due.map_err(|error| unavailable(&error))?,
        is_lead: at_work.roles.has(Role::Lead),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Renews them.
pub(crate) async fn renew(at_work: AtWork) -> Result<Response, Problem> {
    let renewed = casework::renew(at_work.half(), &at_work.keyring, at_work.now, &mut at_work.random()).await;
    renewed.map_err(|error| unavailable(&error))?;
    Ok(redirect(&format!("/at-work?done={}", Notice::Renewed.code())))
}
