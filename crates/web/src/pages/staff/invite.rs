//! Somebody is invited: what for, and until when. The words are shown once.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::Response;
use care::{NoSuchRoles, Role, Roles};
use zeroize::Zeroizing;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::staff::list::ending;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::roles::{RoleChoice, choices, offered, ticked};
use crate::work::{AtWork, Nav, Working, Wrongs, is_over_tls, language, redirect, unavailable};

/// For how many days an invitation may be open; the one that is chosen to begin with is 7.
const DAYS: [i64; 4] = [1, 3, 7, 14];
const USUAL: i64 = 7;

const DAY: i64 = 24 * 60 * 60 * 1000;

#[derive(Template)]
#[template(path = "staff/invite.html")]
struct Page {
    f: Frame,
    n: Nav,
    roles: Vec<RoleChoice>,
    /// Days, in words, and which is chosen.
    days: Vec<(i64, String, bool)>,
    wrong: Wrongs,
}

#[derive(Template)]
#[template(path = "staff/invited.html")]
struct Invited {
    f: Frame,
    n: Nav,
    words: Zeroizing<String>,
    address: String,
    ending: String,
    until: String,
}

/// The form.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Result<Response, Problem> {
    let offered = offered(at_work.agencies.coordinates(at_work.agency.agency).await?);
    Ok(show(&at_work, &visit, (&offered, &[Role::CaseHolder]), USUAL, Wrongs::default()))
}

fn show(
    at_work: &Working,
    visit: &Visit,
    (offered, chosen): (&[Role], &[Role]),
    days: i64,
    wrong: Wrongs,
) -> Response {
    let w = visit.words;
    let page = Page {
        f: Frame::new(visit, w.t("invite-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/staff"),
        roles: choices(offered, |role| chosen.contains(&role), w),
        days: DAYS
            .map(|of| (of, w.n("invite-days", usize::try_from(of).unwrap_or_default()), of == days))
            .into(),
        wrong,
    };
    respond(page.wrong.status(), &page)
}

/// Makes the invitation, and shows its words this once.
pub(crate) async fn invite(
    visit: Visit,
    at_work: AtWork,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Problem> {
    let w = visit.words;
    let chosen = ticked(&fields);
    let offered = offered(at_work.agencies.coordinates(at_work.agency.agency).await?);
    let days = fields.text("days").parse().ok().filter(|days| DAYS.contains(days)).unwrap_or(USUAL);
    if chosen.iter().any(|role| !offered.contains(role)) {
        let wrong = Wrongs::one("role", w.t("roles-not-coordinating"));
        return Ok(show(&at_work, &visit, (&offered, &chosen), days, wrong));
    }
    let roles = match Roles::of(chosen.iter().copied()) {
        Ok(roles) => roles,
        Err(why) => {
            let sentence = match why {
                NoSuchRoles::AuditorAndMore => w.t("roles-auditor-alone"),
                NoSuchRoles::None | NoSuchRoles::Unknown => w.t("roles-none"),
            };
            return Ok(show(&at_work, &visit, (&offered, &chosen), days, Wrongs::one("role", sentence)));
        }
    };
    let until = at_work.now.millis() + days * DAY;
    let (half, mut random) = (at_work.half(), at_work.random());
    let invited = casework::invite(half, &at_work.keyring, (roles, until), language(w), &mut random).await;
    let invited = match invited {
        Ok(invited) => invited,
        // Whoever left since an older state was saved would know the words.
        Err(casework::Error::MustRenew) => return Ok(redirect("/at-work/staff/renew")),
        Err(error) => return Err(unavailable(&error)),
    };
    let path = format!("/invitation/{}/{}", at_work.agency.agency, invited.invitation);
    let mut f = Frame::new(&visit, w.t("invited-title"), Switch::Link);
    f.path = "/at-work/staff".into();
    let page = Invited {
        f,
        n: Nav::of(&at_work, w, "/at-work/staff"),
        words: Zeroizing::new(invited.words.expose().to_owned()),
        address: address(&headers, &path),
        ending: ending(invited.invitation),
        until: at_work.moment(until, w),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The whole address of one of our pages, as the browser that asks names this server.
pub(crate) fn address(headers: &HeaderMap, path: &str) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let scheme = if is_over_tls(headers) { "https" } else { "http" };
    host.map_or_else(|| path.to_owned(), |host| format!("{scheme}://{host}{path}"))
}
