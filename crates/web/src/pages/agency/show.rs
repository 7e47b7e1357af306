use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::AgencyId;

use crate::App;
use crate::form::service_code;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::view::card::Card;
use crate::view::email::Email;
use crate::view::neutral;
use crate::view::phone::{Line, sorted};
use crate::view::web_address;
use crate::visit::Visit;

/// As many services as one page shows as cards.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "agency/show.html")]
struct Page {
    f: Frame,
    name: String,
    description: Option<String>,
    website: Option<String>,
    phones: Vec<Line>,
    email: Option<Email>,
    count: usize,
    cards: Vec<Card>,
    /// Address and name of those that get no card.
    more: Vec<(String, String)>,
}

/// One agency with its services.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let id = AgencyId::from(id.map_err(|_| Problem::NotFound)?.0);
    let known = app.known();
    let line = known.lists.agencies.iter().find(|agency| agency.id == id).ok_or(Problem::NotFound)?;
    let services: Vec<usize> = line
        .services
        .iter()
        .take(MOST)
        .filter_map(|(service, _)| known.snapshot.find(&id, service))
        .collect();
    let listings = app.listings(&known, &services).await?;
    let agency = listings.first().map(|listing| listing.agency.clone()).ok_or(Problem::NotFound)?;
    let (w, moment) = (visit.words, app.moment(&known));
    let page = Page {
        f: Frame::new(&visit, neutral::name(&agency.name), Switch::Link),
        description: agency.description,
        website: agency.website.as_deref().and_then(web_address),
        phones: sorted(&agency.phones.iter().collect::<Vec<_>>(), w),
        cards: listings.iter().map(|l| Card::of(l, l.travel.far(None, false, w), moment, w)).collect(),
        email: Email::read(agency.email.as_deref()),
        count: line.services.len(),
        more: line
            .services
            .iter()
            .skip(MOST)
            .map(|(service, name)| (service_code(&id, service), name.clone()))
            .collect(),
        name: agency.name,
    };
    Ok(respond(StatusCode::OK, &page))
}
