//! The circles that somebody is in, and a new one.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use care::Role;
use casework::Error;
use seal::UserId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, circles, redirect, unavailable};

#[derive(Template)]
#[template(path = "circle/list.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    circles: Vec<Line>,
    /// Those who may be in a new one: id, what they are called, and whether they are chosen.
    others: Vec<(String, String, bool)>,
    name: String,
    wrong: Wrongs,
}

struct Line {
    id: String,
    name: String,
    members: String,
    cases: usize,
}

/// All that they may see.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, done, ("", &[]), Wrongs::default()).await
}

/// Begins another one, of whoever begins it and those whom they choose.
pub(crate) async fn begin(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let (w, name) = (visit.words, fields.text("name"));
    let others: Vec<UserId> = fields.values("member").filter_map(|id| id.parse().ok()).collect();
    if name.is_empty() {
        let wrong = Wrongs::one("name", w.t("circle-say-name"));
        return show(&at_work, &visit, None, (name, &others), wrong).await;
    }
    let (half, mut random) = (at_work.half(), at_work.random());
    let of = (name, others.as_slice());
    let why = match casework::begin_circle(half, &at_work.keyring, of, at_work.now, &mut random).await {
        Ok(circle) => return Ok(redirect(&format!("/at-work/circle/{circle}?done={}", Notice::Kept.code()))),
        Err(Error::MustRenew) => return Ok(redirect("/at-work/staff/renew")),
        Err(Error::NotReady) => w.t("circle-needs-second"),
        Err(Error::NoKeysHeld) => w.t("circle-no-keys"),
        Err(error) => return Err(unavailable(&error)),
    };
    show(&at_work, &visit, None, (name, &others), Wrongs::one("member", why)).await
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    done: Option<String>,
    (name, chosen): (&str, &[UserId]),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let (w, names) = (visit.words, at_work.names().await?);
    let is_lead = at_work.roles.has(Role::Lead);
    let seen = at_work.circles().await?.into_iter().filter(|circle| circle.is_in || is_lead);
    let line = |circle: casework::Circle| {
        let mut members: Vec<String> = circle.members.iter().map(|user| names.of(*user, w)).collect();
        members.sort();
        Line {
            id: circle.id.to_string(),
            name: circles::called(&circle, w),
            members: w.list(&members),
            cases: usize::try_from(circle.cases).unwrap_or_default(),
        }
    };
    let mut lines: Vec<Line> = seen.map(line).collect();
    lines.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    let page = Page {
        f: Frame::new(visit, w.t("circles-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/circles"),
        done,
        circles: lines,
        others: holders(at_work, chosen).await?,
        name: name.to_owned(),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// Colleagues who hold cases, by what they are called, with those chosen who are.
pub(crate) async fn holders(
    at_work: &Working,
    chosen: &[UserId],
) -> Result<Vec<(String, String, bool)>, Problem> {
    let staff = casework::staff(at_work.half(), at_work.agency.agency, &at_work.keyring).await;
    let staff = staff.map_err(|error| unavailable(&error))?.into_iter();
    let others = staff.filter(|one| one.roles.has(Role::CaseHolder) && one.user != at_work.user());
    let mut others: Vec<_> = others
        .map(|one| (one.user.to_string(), one.name.unwrap_or_default(), chosen.contains(&one.user)))
        .collect();
    others.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(others)
}
