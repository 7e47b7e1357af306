//! In which circle a case is: whoever is in it can open it.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::Part;
use casework::Circle;
use seal::CircleId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names, Nav, Notice, Working, redirect, unavailable};

#[derive(Template)]
#[template(path = "case/circle.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    circles: Vec<CircleChoice>,
    /// Who holds it and cannot open it.
    outside: Option<String>,
    wrong: Option<String>,
}

/// A circle to choose.
pub(crate) struct CircleChoice {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) members: String,
    pub(crate) is_here: bool,
}

/// The circles that somebody at work is in, to choose from.
pub(crate) async fn choices(
    at_work: &Working,
    (names, w): (&Names, Words),
    here: Option<CircleId>,
) -> Result<Vec<CircleChoice>, Problem> {
    let circles =
        casework::circles(at_work.half(), &at_work.keyring).await.map_err(|error| unavailable(&error))?;
    // Everybody's, which has no name, comes first.
    let mut circles: Vec<Circle> = circles.into_iter().filter(|circle| circle.is_in).collect();
    circles.sort_by_key(|circle| (circle.name.is_some(), std::cmp::Reverse(circle.members.len())));
    let choice = |circle: Circle| {
        let members: Vec<String> = circle.members.iter().map(|user| names.of(*user, w)).collect();
        CircleChoice {
            id: circle.id.to_string(),
            name: circle.name.unwrap_or_else(|| w.t("circle-no-name")),
            members: w.list(&members),
            is_here: here == Some(circle.id),
        }
    };
    Ok(circles.into_iter().map(choice).collect())
}

/// Where it is.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&visit, &at_work, &case, (done, None)).await
}

/// Takes it to another, under another key.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let to = fields.text("circle").parse::<CircleId>().ok();
    let to = to.filter(|to| at_work.keyring.circles().contains(to)).ok_or(Problem::NotFound)?;
    if to == open.circle() {
        return Ok(redirect(&format!("/at-work/case/{case}/circle?done={}", Notice::Same.code())));
    }
    let (half, keyring) = (at_work.half(), &at_work.keyring);
    let when = (at_work.now, &at_work.zone);
    match casework::move_case(half, keyring, (&mut open, to), when, &mut at_work.random()).await {
        Ok(anew) => Ok(redirect(&format!("/at-work/case/{anew}/circle?done={}", Notice::Kept.code()))),
        Err(casework::Error::Released) => {
            show(&visit, &at_work, &case, (None, Some(visit.words.t("parts-released")))).await
        }
        Err(error) => Err(unavailable(&error)),
    }
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    case: &str,
    (done, wrong): (Option<String>, Option<String>),
) -> Result<Response, Problem> {
    // Who holds it is said on it.
    let open = at_work.show(at_work.case(case).await?, &[Part::Journey]).await?;
    let w = visit.words;
    let names = at_work.names().await?;
    let (f, n, c) = around(visit, at_work, &open, (w.t("circle-title"), "/more"));
    let page = Page {
        f,
        n,
        c,
        done,
        outside: at_work.hands(&open, &names).await?.outside(w),
        circles: choices(at_work, (&names, w), Some(open.circle())).await?,
        wrong,
    };
    let status = if page.wrong.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond(status, &page))
}
