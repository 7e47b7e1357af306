//! Somebody leaves: what follows from it, and then it is done.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::{Error, Staff};
use seal::UserId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, circles, redirect, roles, unavailable};

#[derive(Template)]
#[template(path = "staff/remove.html")]
struct Page {
    f: Frame,
    n: Nav,
    id: String,
    name: String,
    roles: String,
    holds_keys: bool,
    /// How many cases they hold, of those that whoever looks can open.
    holds: usize,
    /// Circles whose cases would be lost with them, by id and as they are called: then they cannot go yet.
    lost: Vec<(String, String)>,
    /// Circles whose cases recovery sheets alone would open.
    alone_in: Vec<String>,
    /// How many invitations end with it.
    invited: usize,
    wrong: Wrongs,
}

/// What will happen.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(user): Path<String>,
) -> Result<Response, Problem> {
    let staff = colleague(&at_work, &user).await?;
    show(&at_work, &visit, &staff, Wrongs::default()).await
}

/// Removes them.
pub(crate) async fn remove(
    visit: Visit,
    at_work: AtWork,
    Path(user): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let staff = colleague(&at_work, &user).await?;
    let (half, mut random) = (at_work.half(), at_work.random());
    let lost = casework::lost_with(half, &at_work.keyring, staff.user).await;
    let is_lost = !lost.map_err(|error| unavailable(&error))?.is_empty();
    let alone = casework::alone_in(half, &at_work.keyring, staff.user).await;
    // Where cases would be lost, saying so helps nobody: it is refused below.
    if !is_lost && !alone.map_err(|error| unavailable(&error))?.is_empty() && !fields.has("alone") {
        let wrong = Wrongs::one("alone", visit.words.t("remove-alone-say"));
        return show(&at_work, &visit, &staff, wrong).await;
    }
    let (keyring, now) = (&at_work.keyring, at_work.now);
    let removed = if is_lost && fields.has("gone") {
        casework::remove_though_cases_are_lost(half, keyring, staff.user, now, &mut random).await
    } else {
        casework::remove(half, keyring, staff.user, now, &mut random).await
    };
    match removed {
        Ok(()) => Ok(redirect(&format!("/at-work/staff?done={}", Notice::Removed.code()))),
        Err(Error::LastHolder) => {
            let wrong = Wrongs::one("remove", visit.words.t("remove-last"));
            show(&at_work, &visit, &staff, wrong).await
        }
        Err(Error::LastOfCircle) => {
            let wrong = Wrongs::one("lost", visit.words.t("remove-lost-say"));
            show(&at_work, &visit, &staff, wrong).await
        }
        Err(error) => Err(unavailable(&error)),
    }
}

/// Somebody of the agency other than whoever is at work: nobody removes themselves, since keys are renewed by whoever
/// goes on holding them.
pub(crate) async fn colleague(at_work: &Working, id: &str) -> Result<Staff, Problem> {
    let id: UserId = id.parse().map_err(|_| Problem::NotFound)?;
    let staff = casework::staff(at_work.half(), at_work.agency.agency, &at_work.keyring).await;
    let mut staff = staff.map_err(|error| unavailable(&error))?.into_iter();
    staff.find(|one| one.user == id && id != at_work.user()).ok_or(Problem::NotFound)
}

async fn show(at_work: &Working, visit: &Visit, staff: &Staff, wrong: Wrongs) -> Result<Response, Problem> {
    let w = visit.words;
    let cards = at_work.agencies.caseload(&at_work.keyring).await?;
    let invited = at_work.half().vault().invitations(at_work.agency.agency).await;
    let alone = casework::alone_in(at_work.half(), &at_work.keyring, staff.user).await;
    let alone = alone.map_err(|error| unavailable(&error))?;
    let lost = casework::lost_with(at_work.half(), &at_work.keyring, staff.user).await;
    let lost = lost.map_err(|error| unavailable(&error))?;
    let circles = at_work.circles().await?;
    let (lost, alone): (Vec<_>, Vec<_>) =
        circles.iter().filter(|circle| alone.contains(&circle.id)).partition(|one| lost.contains(&one.id));
    let name = staff.name.clone().filter(|name| !name.is_empty());
    let page = Page {
        f: Frame::new(visit, w.t("remove-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/staff"),
        id: staff.user.to_string(),
        name: name.unwrap_or_else(|| w.t("staff-no-name")),
        roles: roles::said(staff.roles, w),
        holds_keys: staff.roles.hold_keys(),
        holds: cards.iter().filter(|one| one.card.is_held_by(staff.user)).count(),
        lost: lost.into_iter().map(|one| (one.id.to_string(), circles::called(one, w))).collect(),
        alone_in: alone.into_iter().map(|one| circles::called(one, w)).collect(),
        invited: invited.map_err(|error| unavailable(&error.into()))?.len(),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
