use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::App;
use crate::desk::{AtDesk, Compared, Held, Refused, Review, bring_in, compare_as};
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::view::brought::{Aside, Read, set_aside, what_was_read};
use crate::view::changes::ChangesView;
use crate::view::findings::{FindingView, all};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/review.html")]
struct Page {
    f: Frame,
    number: u64,
    list: String,
    services: usize,
    agencies: usize,
    changes: Option<ChangesView>,
    /// The other list that some of it came in with.
    came_with: Option<String>,
    /// Why it cannot be brought in.
    refused: Option<String>,
    asides: Aside,
    read: Read,
    findings: Vec<FindingView>,
}

/// What a list would change, before anything is kept.
pub(crate) async fn page(State(app): State<App>, visit: Visit, AtDesk(desk): AtDesk) -> Response {
    match desk.held(app.now()) {
        Held::Review(review) => respond(StatusCode::OK, &show(&review, &visit)),
        Held::Done(_) => Redirect::to("/desk/done").into_response(),
        Held::Nothing => gone(&visit),
    }
}

fn show(review: &Review, visit: &Visit) -> Page {
    let (w, imported) = (visit.words, &review.imported);
    let (changes, came_with, refused) = match &review.compared {
        Compared::Changes(changes) => (Some(ChangesView::of(changes, w)), None, None),
        Compared::OtherList(list) => (None, Some(list.clone()), None),
        Compared::Refused(why) => (None, None, Some(why.clone())),
    };
    Page {
        f: Frame::new(visit, w.t("review-title"), Switch::Link),
        number: review.number,
        list: imported.source.clone(),
        services: imported.directory.services.len(),
        agencies: imported.directory.agencies.len(),
        changes,
        came_with,
        refused,
        asides: set_aside(imported),
        read: what_was_read(imported, w),
        findings: all(&imported.findings, w),
    }
}

#[derive(Template)]
#[template(path = "desk/gone.html")]
struct Gone {
    f: Frame,
}

/// What is shown where nothing waits any more: it was decided on, or a quarter of an hour has passed.
fn gone(visit: &Visit) -> Response {
    let f = Frame::new(visit, visit.words.t("gone-title"), Switch::Link);
    respond(StatusCode::GONE, &Gone { f })
}

/// Brings it in, leaves it, or takes it for a newer version of another list.
pub(crate) async fn decide(
    State(app): State<App>,
    visit: Visit,
    AtDesk(desk): AtDesk,
    fields: Fields,
) -> Result<Response, Problem> {
    let value = |name: &str| fields.iter().find(|field| field.name == name).map(|field| field.value.as_str());
    let number = value("number").and_then(|number| number.parse().ok()).ok_or(Problem::NotFound)?;
    let (outcome, next) = match value("do") {
        Some("bring") => (bring_in(&app, &desk, number).await, "/desk/review"),
        Some("leave") => (desk.leave(number, app.now()), "/desk"),
        Some("same") => (compare_as(&app, &desk, number).await, "/desk/review"),
        _ => return Err(Problem::NotFound),
    };
    match outcome {
        Ok(()) => Ok((StatusCode::SEE_OTHER, [(header::LOCATION, next)]).into_response()),
        Err(Refused::Gone) => Ok(gone(&visit)),
        Err(Refused::Problem(problem)) => Err(problem),
        Err(Refused::Busy | Refused::Import(_)) => Err(Problem::Unavailable),
    }
}
