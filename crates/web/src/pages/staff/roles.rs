//! What somebody is there for is changed; what colleagues call them is asked beside it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use care::{NoSuchRoles, Role, Roles};
use casework::{Error, Staff};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::staff::remove::colleague;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::roles::{RoleChoice, choices, offered, ticked};
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "staff/roles.html")]
struct Page {
    f: Frame,
    n: Nav,
    id: String,
    name: String,
    /// What colleagues call them, as it stands in the form.
    called: String,
    roles: Vec<RoleChoice>,
    wrong: Wrongs,
}

/// The form.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(user): Path<String>,
) -> Result<Response, Problem> {
    let staff = colleague(&at_work, &user).await?;
    let roles: Vec<Role> = staff.roles.iter().collect();
    show(&at_work, &visit, (&staff, &roles), (None, Wrongs::default())).await
}

/// The page, with what was ticked, and what was typed and needs another look.
pub(crate) async fn show(
    at_work: &Working,
    visit: &Visit,
    (staff, chosen): (&Staff, &[Role]),
    (typed, wrong): (Option<String>, Wrongs),
) -> Result<Response, Problem> {
    let w = visit.words;
    let offered = offered(at_work.agencies.coordinates(at_work.agency.agency).await?);
    let name = staff.name.clone().filter(|name| !name.is_empty());
    let page = Page {
        f: Frame::new(visit, w.t("roles-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/staff"),
        id: staff.user.to_string(),
        called: typed.unwrap_or_else(|| name.clone().unwrap_or_default()),
        name: name.unwrap_or_else(|| w.t("staff-no-name")),
        roles: choices(&offered, |role| chosen.contains(&role), w),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// Changes it. Who becomes a case holder comes into the circle of whoever says so, if that is one.
pub(crate) async fn change(
    visit: Visit,
    at_work: AtWork,
    Path(user): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (w, staff) = (visit.words, colleague(&at_work, &user).await?);
    let chosen = ticked(&fields);
    let refused = async |sentence| {
        let wrong = Wrongs::one("role", sentence);
        show(&at_work, &visit, (&staff, &chosen), (None, wrong)).await
    };
    let offered = offered(at_work.agencies.coordinates(at_work.agency.agency).await?);
    if chosen.iter().any(|role| !offered.contains(role)) {
        return refused(w.t("roles-not-coordinating")).await;
    }
    let roles = match Roles::of(chosen.iter().copied()) {
        Ok(roles) => roles,
        Err(NoSuchRoles::AuditorAndMore) => return refused(w.t("roles-auditor-alone")).await,
        Err(_) => return refused(w.t("roles-none")).await,
    };
    let (half, keyring, mut random) = (at_work.half(), &at_work.keyring, at_work.random());
    let becomes = (staff.user, roles);
    match casework::change_roles(half, keyring, becomes, at_work.now, &mut random).await {
        Ok(()) => {}
        Err(Error::MustRenew) => return Ok(redirect("/at-work/staff/renew")),
        Err(Error::LastHolder) => return refused(w.t("remove-last")).await,
        Err(Error::LastLead) => return refused(w.t("roles-last-lead")).await,
        Err(Error::LastOfCircle) => return refused(w.t("roles-last-of-circle")).await,
        Err(error) => return Err(unavailable(&error)),
    }
    let opens_now = roles.has(Role::CaseHolder) && !staff.roles.has(Role::CaseHolder);
    if opens_now && staff.circles.is_empty() {
        let [circle] = keyring.circles()[..] else {
            return Ok(redirect(&format!("/at-work/circles?done={}", Notice::NoCircle.code())));
        };
        let into = (circle, staff.user);
        let brought = casework::bring_into_circle(half, keyring, into, at_work.now, &mut random).await;
        brought.map_err(|error| unavailable(&error))?;
    }
    Ok(redirect(&format!("/at-work/staff?done={}", Notice::Kept.code())))
}
