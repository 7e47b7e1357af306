//! Who is here, who comes, and who was invited.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use care::{Role, Roles};
use casework::Staff;
use seal::RowId;
use vault_store::vault::InvitationRow;

use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, circles, roles, unavailable};

#[derive(Template)]
#[template(path = "staff/list.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    people: Vec<Line>,
    waiting: Vec<Waiting>,
    invited: Vec<Invited>,
    circles: Vec<CircleChoice>,
    wrong: Wrongs,
}

/// Somebody of the agency.
struct Line {
    id: String,
    name: String,
    roles: String,
    is_self: bool,
    /// Whether they sign in with a code besides their words.
    has_code: bool,
}

/// Somebody who has come and was not admitted yet.
struct Waiting {
    id: String,
    roles: String,
    ending: String,
    /// Whether keys were renewed since: then the invitation is for nobody any more.
    is_over: bool,
    /// Whether it has to be said whose cases they open.
    opens_cases: bool,
    /// Whether what was typed for them has to be looked at again, and what colleagues were to call them.
    is_typed: bool,
    called: String,
}

/// An invitation by which nobody came yet.
struct Invited {
    id: String,
    roles: String,
    ending: String,
    until: String,
    is_over: bool,
}

/// A circle that somebody may be admitted to.
struct CircleChoice {
    id: String,
    name: String,
}

/// Everybody.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, done, None, Wrongs::default()).await
}

/// The page, with what was typed and needs another look.
pub(crate) async fn show(
    at_work: &Working,
    visit: &Visit,
    done: Option<String>,
    typed: Option<(String, String)>,
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let (w, agency, vault) = (visit.words, at_work.agency.agency, at_work.half().vault());
    let staff = casework::staff(at_work.half(), agency, &at_work.keyring).await;
    let mut people = Vec::new();
    for one in staff.map_err(|error| unavailable(&error))? {
        let row = vault.sign_in_of(agency, one.user).await.map_err(|error| unavailable(&error.into()))?;
        people.push(line(at_work, &one, row.is_some_and(|row| row.totp.is_some()), w));
    }
    people.sort_by(|one, other| one.name.cmp(&other.name));
    let rows = vault.invitations(agency).await.map_err(|error| unavailable(&error.into()))?;
    let epoch = at_work.keyring.newest().map_err(|error| unavailable(&error))?.epoch();
    let circles = at_work.circles().await?;
    let named = |circle: &casework::Circle| CircleChoice {
        id: circle.id.to_string(),
        name: circles::called(circle, w),
    };
    let choices = circles.iter().filter(|circle| circle.is_in).map(named).collect();
    let (came, open): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.came.is_some());
    let mut f = Frame::new(visit, w.t("staff-title"), Switch::Link);
    f.path = "/at-work/staff".into();
    let page = Page {
        f,
        n: Nav::of(at_work, w, "/at-work/staff"),
        done,
        people,
        waiting: came.into_iter().map(|row| waiting(row, epoch, typed.as_ref(), w)).collect(),
        invited: open.into_iter().map(|row| invited(at_work, row, epoch, w)).collect(),
        circles: choices,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

fn line(at_work: &Working, one: &Staff, has_code: bool, w: Words) -> Line {
    let name = one.name.clone().filter(|name| !name.is_empty());
    Line {
        id: one.user.to_string(),
        name: name.unwrap_or_else(|| w.t("staff-no-name")),
        roles: roles::said(one.roles, w),
        is_self: one.user == at_work.user(),
        has_code,
    }
}

fn waiting(row: &InvitationRow, epoch: u64, typed: Option<&(String, String)>, w: Words) -> Waiting {
    let (promised, id) = (Roles::from_bits(row.roles).ok(), row.invitation.to_string());
    let typed = typed.filter(|(invitation, _)| *invitation == id);
    Waiting {
        is_typed: typed.is_some(),
        called: typed.map(|(_, called)| called.clone()).unwrap_or_default(),
        id,
        roles: promised.map_or_else(String::new, |promised| roles::said(promised, w)),
        ending: ending(row.invitation),
        is_over: row.epoch != epoch,
        opens_cases: promised.is_some_and(|promised| promised.has(Role::CaseHolder)),
    }
}

fn invited(at_work: &Working, row: &InvitationRow, epoch: u64, w: Words) -> Invited {
    let promised = Roles::from_bits(row.roles).ok();
    Invited {
        id: row.invitation.to_string(),
        roles: promised.map_or_else(String::new, |promised| roles::said(promised, w)),
        ending: ending(row.invitation),
        until: at_work.moment(row.until, w),
        is_over: row.epoch != epoch || row.until <= at_work.now.millis(),
    }
}

/// How the address of an invitation ends, by which people know which one it is.
pub(crate) fn ending(invitation: RowId) -> String {
    let mut whole = invitation.to_string();
    whole.split_off(whole.len().saturating_sub(4))
}
