use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::App;
use crate::form::{segment, service_code};
use crate::frame::{Frame, Switch, page as respond};
use crate::known::AgencyLine;
use crate::problem::Problem;
use crate::visit::Visit;

/// Up to this many services, the list names each; beyond, an agency's own page does.
const NAMED: usize = 600;

/// As many agencies as one part of the list holds.
const AGENCIES: usize = 200;

#[derive(Template)]
#[template(path = "agency/list.html")]
struct Page {
    f: Frame,
    agencies: Vec<Line>,
    /// Which part of the list this is, from one, and how many there are.
    part: usize,
    parts: usize,
}

struct Line {
    code: String,
    name: String,
    count: usize,
    /// Address and name.
    services: Vec<(String, String)>,
}

/// Every agency with its services, in parts where they are many.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let known = app.known();
    let all = &known.lists.agencies;
    let parts = all.len().div_ceil(AGENCIES).max(1);
    let part = wanted(query.as_deref().unwrap_or_default())
        .filter(|part| (1..=parts).contains(part))
        .ok_or(Problem::NotFound)?;
    let named = all.iter().map(|agency| agency.services.len()).sum::<usize>() <= NAMED;
    let shown = all.iter().skip((part - 1) * AGENCIES).take(AGENCIES);
    let agencies = shown.map(|agency| Line::of(agency, named)).collect();
    let mut f = Frame::new(&visit, visit.words.t("nav-agencies"), Switch::Link);
    if part > 1 {
        f.query = format!("&page={part}");
    }
    Ok(respond(StatusCode::OK, &Page { f, agencies, part, parts }))
}

/// The part that the address asks for: the first where it asks for none.
fn wanted(query: &str) -> Option<usize> {
    match query.split('&').find_map(|pair| pair.strip_prefix("page=")) {
        Some(part) => part.parse().ok(),
        None => Some(1),
    }
}

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
