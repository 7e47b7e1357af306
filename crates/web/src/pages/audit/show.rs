//! Numbers that name nobody, of what the columns say by which rows are found. Whoever audits has no key, and this page
//! opens nothing.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::{Role, Roles};
use seal::Who;
use vault_store::vault::Hosting;

use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, roles, unavailable};

#[derive(Template)]
#[template(path = "audit/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    began: String,
    is_ready: bool,
    must_renew: bool,
    is_shared: bool,
    staff: usize,
    /// Each role with how many have it.
    roles: Vec<(String, usize)>,
    /// How many sign in with a code besides their words.
    with_code: usize,
    invited: usize,
    waiting: usize,
    has_sheets: bool,
    has_copy: bool,
    cases: usize,
    /// How many times something was erased, each with a receipt.
    erased: usize,
    /// How many cases each circle has, most first.
    circles: Vec<usize>,
}

/// The page.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Result<Response, Problem> {
    let (w, half, agency) = (visit.words, at_work.half(), at_work.agency.agency);
    let vault = half.vault();
    let members = vault.members(agency).await.map_err(|error| unavailable(&error.into()))?;
    let (mut staff, mut with_code) = (Vec::new(), 0);
    for row in &members {
        let Who::User(user) = row.record.who() else { continue };
        staff.extend(Roles::from_bits(row.record.said_roles()).ok());
        let row = vault.sign_in_of(agency, user).await.map_err(|error| unavailable(&error.into()))?;
        with_code += usize::from(row.is_some_and(|row| row.totp.is_some()));
    }
    let by_role = |role| (roles::name(role, w), staff.iter().filter(|roles| roles.has(role)).count());
    let invitations = vault.invitations(agency).await.map_err(|error| unavailable(&error.into()))?;
    let open = |came| invitations.iter().filter(|row| row.came.is_some() == came).count();
    let cases = vault.case_files(agency).await.map_err(|error| unavailable(&error.into()))?;
    let circles = vault.circles(agency).await.map_err(|error| unavailable(&error.into()))?;
    let of_circle =
        |row: &vault_store::vault::CircleRow| cases.iter().filter(|file| file.circle == row.circle).count();
    let mut circles: Vec<usize> = circles.iter().map(of_circle).collect();
    circles.sort_unstable_by(|one, other| other.cmp(one));
    let receipts = vault.receipts(agency).await.map_err(|error| unavailable(&error.into()))?;
    let keys = half.keys().status().await.map_err(|error| unavailable(&error.into()))?;
    let page = Page {
        f: Frame::new(&visit, w.t("audit-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work/audit"),
        began: at_work.day(at_work.agency.began_at, w),
        is_ready: at_work.agency.is_ready,
        must_renew: at_work.agency.must_renew,
        is_shared: at_work.agency.hosting == Hosting::Shared,
        staff: staff.len(),
        roles: Role::ALL.into_iter().map(by_role).collect(),
        with_code,
        invited: open(false),
        waiting: open(true),
        has_sheets: members.iter().any(|row| matches!(row.record.who(), Who::Sheets(_))),
        has_copy: keys.has_copy,
        cases: cases.len(),
        erased: receipts.len(),
        circles,
    };
    Ok(respond(StatusCode::OK, &page))
}
