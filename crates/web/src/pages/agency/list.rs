use askama::Template;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::{StatusCode, header};
use axum::response::Response;

use crate::App;
use crate::form::{segment, service_code};
use crate::frame::{Frame, Switch, page as respond};
use crate::known::AgencyLine;
use crate::visit::Visit;

/// Up to this many services, the list names each; beyond, an agency's own page does.
const NAMED: usize = 600;

#[derive(Template)]
#[template(path = "agency/list.html")]
struct Page {
    f: Frame,
    agencies: Vec<Line>,
}

struct Line {
    code: String,
    name: String,
    count: usize,
    /// Address and name.
    services: Vec<(String, String)>,
}

/// Every agency with its services.
pub(crate) async fn page(State(app): State<App>, visit: Visit) -> Response {
    let known = app.known();
    let all = &known.lists.agencies;
    let named = all.iter().map(|agency| agency.services.len()).sum::<usize>() <= NAMED;
    let agencies = all.iter().map(|agency| Line::of(agency, named)).collect();
    let f = Frame::new(&visit, visit.words.t("nav-agencies"), Switch::Link);
    let mut response = respond(StatusCode::OK, &Page { f, agencies });
    response.headers_mut().insert(header::CACHE_CONTROL, LISTING);
    response
}

/// A listing is the same for everyone, and tells nothing about who reads it; it may be kept for a short while.
pub(crate) const LISTING: HeaderValue = HeaderValue::from_static("private, max-age=60");

impl Line {
    fn of(agency: &AgencyLine, named: bool) -> Self {
        let services = agency.services.iter().filter(|_| named);
        Self {
            code: segment(agency.id.as_str()),
            name: agency.name.clone(),
            count: agency.services.len(),
            services: services.map(|(id, name)| (service_code(&agency.id, id), name.clone())).collect(),
        }
    }
}
