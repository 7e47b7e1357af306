//! Whether a service's location is confidential, and at which of its places that is.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::PlaceId;
use network_store::{Edition, OwnService, StoreError};

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::edit::place_name;
use crate::pages::listing::own::{Head, places, problem, refresh, service};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "listing/place.html")]
struct Page {
    f: Frame,
    n: Nav,
    h: Head,
    done: Option<String>,
    wrong: Wrongs,
    edition: String,
    is_confidential: bool,
    /// Id, what it is called, whether its address is kept.
    places: Vec<(String, String, bool)>,
}

/// How it stands.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let page = view(&app, (&visit, &at_work), &own, Wrongs::default()).await?;
    Ok(respond(StatusCode::OK, &Page { done, ..page }))
}

async fn view(
    app: &App,
    (visit, at_work): (&Visit, &Working),
    own: &OwnService,
    wrong: Wrongs,
) -> Result<Page, Problem> {
    let w = visit.words;
    let places = places(app, at_work).await?;
    let its = places.iter().filter(|place| own.service.places.contains(&place.id));
    Ok(Page {
        f: Frame::new(visit, w.t("listing-place-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/listing"),
        h: Head::of(own, "/place", w),
        done: None,
        wrong,
        edition: own.edition.to_string(),
        is_confidential: own.service.confidential,
        places: its
            .map(|place| (place.id.to_string(), place_name(place, w), place.set_aside.is_none()))
            .collect(),
    })
}

/// Says that it is, or that it is not any more.
pub(crate) async fn set(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let seen: Edition = fields.text("edition").parse().map_err(|_| Problem::NotFound)?;
    let aside: Vec<PlaceId> = fields.values("place").map(PlaceId::from).collect();
    let aside = if fields.has("open") { None } else { Some(aside.as_slice()) };
    let of = (&own.service.agency, &own.service.id, seen);
    match app.store().set_confidential(of, aside, at_work.now.millis()).await {
        Ok(_) => {
            refresh(&app).await;
            let path = Head::of(&own, "/place", visit.words).path;
            Ok(redirect(&format!("{path}/place?done={}", Notice::Kept.code())))
        }
        Err(StoreError::Changed { .. }) => {
            let own = service(&app, &at_work, &id).await?;
            let wrong = Wrongs::one("place", visit.words.t("listing-asks-meanwhile"));
            Ok(respond(StatusCode::CONFLICT, &view(&app, (&visit, &at_work), &own, wrong).await?))
        }
        Err(error) => Err(problem(&error)),
    }
}
