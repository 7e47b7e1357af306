//! One circle: what it is called, who is in it, who comes.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::Role;
use casework::{Circle, Error};
use seal::UserId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::circle::list::holders;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, circles, redirect, unavailable};

#[derive(Template)]
#[template(path = "circle/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    called: String,
    done: Option<String>,
    id: String,
    name: String,
    is_in: bool,
    is_lead: bool,
    /// Whether there are recovery sheets, and they do not open it.
    lacks_sheets: bool,
    cases: usize,
    /// Id, what they are called, and whether it is whoever looks.
    members: Vec<(String, String, bool)>,
    /// Who may be brought in.
    others: Vec<(String, String)>,
    wrong: Wrongs,
}

/// The circle.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(circle): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let circle = at_work.circle(&circle).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, &circle, done, Wrongs::default()).await
}

/// Names it, brings somebody in, or gives its key to the recovery sheets.
pub(crate) async fn change(
    visit: Visit,
    at_work: AtWork,
    Path(circle): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (w, circle) = (visit.words, at_work.circle(&circle).await?);
    let (half, keyring, mut random) = (at_work.half(), &at_work.keyring, at_work.random());
    let changed = match fields.text("member").parse::<UserId>() {
        _ if fields.has("sheets") => {
            casework::give_sheets_circle(half, keyring, circle.id, at_work.now, &mut random).await
        }
        Ok(user) => {
            casework::bring_into_circle(half, keyring, (circle.id, user), at_work.now, &mut random).await
        }
        Err(_) if !fields.has("name") => {
            return show(&at_work, &visit, &circle, None, Wrongs::one("member", w.t("circle-nobody"))).await;
        }
        Err(_) => casework::name_circle(half, keyring, (circle.id, fields.text("name")), &mut random).await,
    };
    let wrong = match changed {
        Ok(()) => {
            return Ok(redirect(&format!("/at-work/circle/{}?done={}", circle.id, Notice::Kept.code())));
        }
        Err(Error::MustRenew) => return Ok(redirect("/at-work/staff/renew")),
        Err(Error::NoKeysHeld) => Wrongs::one("member", w.t("circle-no-keys")),
        Err(error) => return Err(unavailable(&error)),
    };
    show(&at_work, &visit, &circle, None, wrong).await
}

/// Takes somebody out, who stays in the agency. A lead does it.
pub(crate) async fn take_out(
    visit: Visit,
    at_work: AtWork,
    Path((circle, user)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let circle = at_work.circle(&circle).await?;
    let user: UserId = user.parse().map_err(|_| Problem::NotFound)?;
    if !circle.members.contains(&user) {
        return Err(Problem::NotFound);
    }
    let (half, mut random) = (at_work.half(), at_work.random());
    let out = (circle.id, user);
    match casework::take_out_of_circle(half, &at_work.keyring, out, at_work.now, &mut random).await {
        Ok(()) => Ok(redirect(&format!("/at-work/circles?done={}", Notice::TakenOut.code()))),
        Err(Error::LastOfCircle) => {
            let wrong = Wrongs::one("members", visit.words.t("circle-last"));
            show(&at_work, &visit, &circle, None, wrong).await
        }
        Err(error) => Err(unavailable(&error)),
    }
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    circle: &Circle,
    done: Option<String>,
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let (w, names) = (visit.words, at_work.names().await?);
    let member = |user: &UserId| (user.to_string(), names.of(*user, w), *user == at_work.user());
    let mut members: Vec<_> = circle.members.iter().map(member).collect();
    members.sort_by(|one, other| one.1.cmp(&other.1));
    let is_in = |id: &str| members.iter().any(|(member, _, _)| member == id);
    let others = holders(at_work, &[]).await?.into_iter().filter(|(id, _, _)| !is_in(id));
    // What it is called is for those who read the page, and a title is read by whoever looks at a tab.
    let mut f = Frame::new(visit, w.t("circles-title"), Switch::Link);
    f.path = format!("/at-work/circle/{}", circle.id);
    let page = Page {
        n: Nav::of(at_work, w, "/at-work/circles"),
        called: circles::called(circle, w),
        f,
        done,
        id: circle.id.to_string(),
        name: circle.name.clone().unwrap_or_default(),
        is_in: circle.is_in,
        is_lead: at_work.roles.has(Role::Lead),
        lacks_sheets: circle.lacks_sheets,
        cases: usize::try_from(circle.cases).unwrap_or_default(),
        others: others.map(|(id, name, _)| (id, name)).collect(),
        members,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
