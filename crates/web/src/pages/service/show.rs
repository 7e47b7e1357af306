use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::{AgencyId, ServiceId};

use crate::App;
use crate::form::{Chosen, Fields, FindForm, Hidden, service_code};
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::view::details::Details;
use crate::view::neutral;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "service/show.html")]
struct Page {
    f: Frame,
    s: Details,
    /// The answers that somebody came from, to lead back to them.
    answers: Option<Hidden>,
}

type Ids = Result<Path<(String, String)>, PathRejection>;

/// One service: what it is, and what it asks.
pub(crate) async fn page(State(app): State<App>, visit: Visit, ids: Ids) -> Result<Response, Problem> {
    show(&app, &visit, ids, None).await
}

/// The same for somebody who comes from their answers. A page that was sent by a form cannot be gone back to
/// once it is not stored, so this one carries what leads back.
pub(crate) async fn from_answers(
    State(app): State<App>,
    visit: Visit,
    ids: Ids,
    fields: Fields,
) -> Result<Response, Problem> {
    let (form, _) = FindForm::read(&fields, visit.words);
    let chosen = Chosen::read(&fields);
    show(&app, &visit, ids, Some(chosen.hidden(&form))).await
}

async fn show(app: &App, visit: &Visit, ids: Ids, answers: Option<Hidden>) -> Result<Response, Problem> {
    let Path((agency, service)) = ids.map_err(|_| Problem::NotFound)?;
    let (agency, service) = (AgencyId::from(agency), ServiceId::from(service));
    let known = app.known();
    // The snapshot holds what the public may see, and nothing else.
    let at = known.snapshot.find(&agency, &service).ok_or(Problem::NotFound)?;
    let listing = app.listings(&known, &[at]).await?.pop().ok_or(Problem::NotFound)?;
    let s = Details::of(&listing, app.moment(&known), visit.words);
    let switch = match answers {
        Some(_) => {
            Switch::Send { action: format!("/service/{}", service_code(&agency, &service)), with: None }
        }
        None => Switch::Link,
    };
    let f = Frame::new(visit, neutral::name(&listing.service.name), switch);
    Ok(respond(StatusCode::OK, &Page { f, s, answers }))
}
