//! All places of an agency, with what is had there and when they are open.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::App;
use crate::form::segment;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::edit::place_name;
use crate::pages::listing::own::{agency, problem};
use crate::problem::Problem;
use crate::view::hours::week;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice};

#[derive(Template)]
#[template(path = "listing/locations.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    places: Vec<Line>,
}

/// One place.
struct Line {
    path: String,
    name: String,
    services: Option<String>,
    hours: Vec<String>,
    is_confidential: bool,
    /// Whether it can be found by distance.
    is_on_the_map: bool,
}

/// All of them.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (w, agency) = (visit.words, agency(&at_work)?);
    let places = app.store().own_places(&agency).await.map_err(|error| problem(&error))?;
    let services = app.store().own_services(&agency).await.map_err(|error| problem(&error))?;
    let line = |place: &network::Place| {
        let had = services.iter().filter(|own| own.service.places.contains(&place.id));
        let had: Vec<&str> = had.map(|own| own.service.name.as_str()).collect();
        let name = place_name(place, w);
        let mut hours = week(&place.schedule, w);
        hours.extend(place.schedule.note.clone());
        Line {
            path: format!("/at-work/listing/place/{}", segment(place.id.as_str())),
            name: if name.is_empty() { w.t("places-unnamed") } else { name },
            services: (!had.is_empty()).then(|| w.list(&had)),
            hours,
            is_confidential: place.set_aside.is_some(),
            is_on_the_map: place.point.is_some(),
        }
    };
    let page = Page {
        f: Frame::new(&visit, w.t("places-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work/listing"),
        done: Notice::of(query.as_deref()).map(|notice| notice.sentence(w)),
        places: places.iter().map(|own| line(&own.place)).collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}
