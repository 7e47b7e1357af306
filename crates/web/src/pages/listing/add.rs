//! A service that nobody has listed yet: its name first, the rest on its page.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use network::{Service, ServiceId, Visibility};
use network_store::StoreError;

use crate::App;
use crate::form::{Fields, segment};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::own::{agency, fresh_id, is_fresh, problem, refresh};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "listing/add.html")]
struct Page {
    f: Frame,
    n: Nav,
    /// Sent along, so that a form that is sent twice adds one service.
    id: String,
    name: String,
    wrong: Wrongs,
}

/// The form.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Result<Response, Problem> {
    agency(&at_work)?;
    let id = fresh_id(&at_work);
    Ok(show(&visit, &at_work, (id, String::new()), Wrongs::default()))
}

fn show(visit: &Visit, at_work: &Working, (id, name): (String, String), wrong: Wrongs) -> Response {
    let w = visit.words;
    let (f, n) =
        (Frame::new(visit, w.t("listing-add"), Switch::Link), Nav::of(at_work, w, "/at-work/listing"));
    respond(wrong.status(), &Page { f, n, id, name, wrong })
}

/// Adds it, seen by the agency alone until somebody says more.
pub(crate) async fn add(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    fields: Fields,
) -> Result<Response, Problem> {
    let agency = agency(&at_work)?;
    let (id, name) = (fields.text("id").to_owned(), fields.text("name").to_owned());
    if !is_fresh(&id) {
        return Err(Problem::NotFound);
    }
    let mut wrong = Wrongs::default();
    wrong.note(name.is_empty(), "name", || visit.words.t("listing-no-name"));
    wrong.note(name.chars().count() > 200, "name", || visit.words.t("listing-too-long"));
    if !wrong.is_empty() {
        return Ok(show(&visit, &at_work, (id, name), wrong));
    }
    let service = Service {
        visible_to: Visibility::Agency,
        ..Service::named(agency, ServiceId::from(id.as_str()), name)
    };
    match app.store().add_service(&service).await {
        Ok(_) | Err(StoreError::Taken { .. }) => {}
        Err(error) => return Err(problem(&error)),
    }
    refresh(&app).await;
    Ok(redirect(&format!("/at-work/listing/service/{}?done=kept", segment(&id))))
}
