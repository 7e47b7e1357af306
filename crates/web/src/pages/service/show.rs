use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use network::{AgencyId, ServiceId};

use crate::App;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::agency::list::LISTING;
use crate::pages::service::details::Details;
use crate::problem::Problem;
use crate::view::neutral;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "service/show.html")]
struct Page {
    f: Frame,
    s: Details,
}

/// One service: what it is, and what it asks.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    ids: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Problem> {
    let Path((agency, service)) = ids.map_err(|_| Problem::NotFound)?;
    let (agency, service) = (AgencyId::from(agency), ServiceId::from(service));
    let known = app.known();
    // The snapshot holds what the public may see, and nothing else.
    let at = known.snapshot.find(&agency, &service).ok_or(Problem::NotFound)?;
    let listing = app.listings(&known, &[at]).await?.pop().ok_or(Problem::NotFound)?;
    let s = Details::of(&listing, app.now(), app.today(), visit.words);
    let f = Frame::new(&visit, neutral::name(&listing.service.name), Switch::Link);
    let mut response = respond(StatusCode::OK, &Page { f, s });
    response.headers_mut().insert(header::CACHE_CONTROL, LISTING);
    Ok(response)
}
