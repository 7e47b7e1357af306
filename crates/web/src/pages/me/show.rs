//! What somebody at work is called, what they are there for, and how they sign in.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use care::Role;
use vault_store::keys::OpenSession;

use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, circles, roles, unavailable};

#[derive(Template)]
#[template(path = "me/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    /// What colleagues call them; empty, where they have no key for it.
    called: String,
    /// Whether they may say so themselves, and what stands in the form.
    may_say: bool,
    typed: String,
    roles: String,
    /// The circles that they are in.
    circles: String,
    has_code: bool,
    /// Since when each of their sessions is, and whether it is this one.
    sessions: Vec<(String, bool)>,
    /// Whether they may go on in the place of a lead.
    may_step_in: bool,
    wrong: Wrongs,
}

/// The page.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, done, (None, Wrongs::default())).await
}

/// The page, with what was typed and needs another look.
pub(crate) async fn show(
    at_work: &Working,
    visit: &Visit,
    done: Option<String>,
    (typed, wrong): (Option<String>, Wrongs),
) -> Result<Response, Problem> {
    let (w, half, agency) = (visit.words, at_work.half(), at_work.agency.agency);
    let staff = casework::staff(half, agency, &at_work.keyring).await.map_err(|error| unavailable(&error))?;
    let own = staff.into_iter().find(|one| one.user == at_work.user());
    let row = half.vault().sign_in_of(agency, at_work.user()).await;
    let row = row.map_err(|error| unavailable(&error.into()))?;
    let circles = at_work.circles().await?.into_iter().filter(|circle| circle.is_in);
    let circles: Vec<String> = circles.map(|circle| circles::called(&circle, w)).collect();
    let called = own.and_then(|own| own.name).unwrap_or_default();
    let mut f = Frame::new(visit, w.t("me-title"), Switch::Link);
    f.path = "/at-work/me".into();
    let sessions = half.keys().sessions_of((agency, at_work.user()), &at_work.session, at_work.now).await;
    let sessions = sessions.map_err(|error| unavailable(&error.into()))?;
    let since =
        |one: &OpenSession| (w.with("me-session", "since", &at_work.moment(one.began_at, w)), one.is_this);
    let page = Page {
        f,
        n: Nav::of(at_work, w, "/at-work/me"),
        done,
        typed: typed.unwrap_or_else(|| called.clone()),
        called,
        may_say: at_work.roles.hold_keys(),
        circles: w.list(&circles),
        sessions: sessions.iter().map(since).collect(),
        roles: roles::said(at_work.roles, w),
        may_step_in: at_work.roles.has(Role::CaseHolder) && !at_work.roles.has(Role::Lead),
        has_code: row.is_some_and(|row| row.totp.is_some()),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
