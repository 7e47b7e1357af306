use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use network::Schedule;
use network_store::Listing;

use crate::App;
use crate::form::{Fields, Hidden, service_code};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::sheet::taken::Taken;
use crate::problem::Problem;
use crate::view::email::Email;
use crate::view::hours::{schedule_of, week};
use crate::view::{address_lines, neutral, phone};
use crate::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "sheet/show.html")]
struct Page {
    f: Frame,
    hidden: Hidden,
    entries: Vec<Entry>,
}

/// One place to call or go to, without a word about what for.
struct Entry {
    name: String,
    /// In the addresses of its pages; never on the paper.
    code: String,
    phones: Vec<String>,
    email: Option<String>,
    address: Vec<String>,
    week: Vec<String>,
}

/// A sheet that could be anybody's notes.
pub(crate) async fn page(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response, Problem> {
    let (known, w) = (app.known(), visit.words);
    let taken = Taken::read(&app, &known, &visit, &fields).await?;
    let f = Frame::new(&visit, w.t("sheet-title"), Switch::Send { action: "/sheet".into(), with: None });
    let entries = taken.listings.iter().map(|listing| Entry::of(listing, w)).collect();
    Ok(respond(StatusCode::OK, &Page { f, hidden: taken.hidden, entries }))
}

impl Entry {
    fn of(listing: &Listing, w: Words) -> Self {
        let (address, week) = where_and_when(listing, w);
        let name = if listing.service.name.chars().count() > 60 {
            &listing.agency.name
        } else {
            &listing.service.name
        };
        Self {
            name: neutral::name(name),
            code: service_code(&listing.service.agency, &listing.service.id),
            phones: phone::lines(listing, w).into_iter().map(|line| line.number).collect(),
            email: Email::of(listing).and_then(|email| email.neutral().map(str::to_owned)),
            address,
            week,
        }
    }
}

/// Where to go, and the hours that hold there. Of a confidential service, that is its office with the office's
/// own hours, and nowhere if these are not known: its own hours are those of another door.
fn where_and_when(listing: &Listing, w: Words) -> (Vec<String>, Vec<String>) {
    let (service, places) = (&listing.service, &listing.places);
    let hours = |schedule: &Schedule| {
        let mut lines = week(schedule, w);
        if lines.is_empty() {
            lines.extend(schedule.note.clone());
        }
        lines
    };
    if service.confidential {
        if let Some(office) = places.iter().find(|place| place.schedule.says()) {
            let lines = address_lines(&office.address);
            let lines = std::iter::once(w.t("sheet-office")).chain(lines).collect();
            return (lines, hours(&office.schedule));
        }
        let own = Some(&service.schedule).filter(|_| places.is_empty());
        return (Vec::new(), own.map(hours).unwrap_or_default());
    }
    let place = places.first();
    let schedule = schedule_of(service, places).or_else(|| place.map(|place| &place.schedule));
    let address = place.map(|place| address_lines(&place.address)).unwrap_or_default();
    (address, schedule.map(hours).unwrap_or_default())
}
