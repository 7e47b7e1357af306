//! One place of an agency: added, corrected, taken off.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::{Address, AgencyId, PhoneUse, Place, Schedule, Service, ServiceId, Status};
use network_store::{Edition, OwnPlace, PlaceEdit, StoreError};

use crate::App;
use crate::form::{Fields, ListedPlace, ListedService, segment};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::edit::{phone_use, place_name};
use crate::pages::listing::own::{PhoneRow, agency, fresh_id, is_fresh, place, problem, refresh};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "listing/location.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    wrong: Wrongs,
    /// Where the form goes.
    path: String,
    /// Of a new one: sent along, so that a form that is sent twice adds one place.
    id: Option<String>,
    /// Of one that is there.
    edition: Option<String>,
    /// What it is called in one line, as it stands.
    name: String,
    /// What it says now where what was typed differs: the label's key, and the words.
    now: Vec<(&'static str, String)>,
    /// The services that are had there, as it was looked at.
    had: Vec<String>,
    form: ListedPlace,
    phones: Vec<PhoneRow>,
    /// Id, name, whether it is had there.
    services: Vec<(String, String, bool)>,
    /// Whether the location of one of the services is confidential.
    has_confidential: bool,
    /// Whether an address is kept that would go.
    is_kept: bool,
    /// Whether it is nowhere on the map although its address is kept.
    is_off_the_map: bool,
}

/// The agency's services.
async fn services(app: &App, agency: &AgencyId) -> Result<Vec<Service>, Problem> {
    let own = app.store().own_services(agency).await.map_err(|error| problem(&error))?;
    Ok(own.into_iter().map(|own| own.service).collect())
}

/// A place of which nothing is said.
fn blank(agency: AgencyId, id: &str) -> Place {
    Place {
        id: id.into(),
        agency,
        name: None,
        address: Address::default(),
        point: None,
        transport: None,
        features: vocabulary::Set::EMPTY,
        phones: Vec::new(),
        schedule: Schedule::default(),
        set_aside: None,
        source: None,
        attributes: Vec::new(),
    }
}

fn had_at(services: &[Service], place: &Place) -> Vec<ServiceId> {
    let had = services.iter().filter(|service| service.places.contains(&place.id));
    had.map(|service| service.id.clone()).collect()
}

fn view(
    (visit, at_work): (&Visit, &Working),
    (held, edition): (&Place, Option<Edition>),
    services: &[Service],
    form: ListedPlace,
    wrong: Wrongs,
) -> Page {
    let w = visit.words;
    let uses = |used_for: PhoneUse| {
        PhoneUse::ALL.iter().map(|one| (one.code(), phone_use(*one, w), *one == used_for)).collect()
    };
    let rows = ListedService::phone_rows(&form.phones).into_iter();
    let listed = services
        .iter()
        .filter(|service| service.status != Status::Ended || service.places.contains(&held.id))
        .map(|service| (service.id.to_string(), service.name.clone(), form.services.contains(&service.id)));
    let is_there = edition.is_some();
    let title = if is_there { w.t("place-title") } else { w.t("places-add") };
    Page {
        f: Frame::new(visit, title, Switch::Link),
        n: Nav::of(at_work, w, "/at-work/listing"),
        done: None,
        wrong,
        path: match is_there {
            true => format!("/at-work/listing/place/{}", segment(held.id.as_str())),
            false => "/at-work/listing/places/new".into(),
        },
        id: (!is_there).then(|| held.id.to_string()),
        edition: edition.map(|edition| edition.to_string()),
        name: place_name(held, w),
        now: Vec::new(),
        had: form.had.iter().map(ToString::to_string).collect(),
        phones: rows.map(|phone| (phone.clone(), uses(phone.used_for))).collect(),
        services: listed.collect(),
        has_confidential: services.iter().any(|service| service.confidential),
        is_kept: held.set_aside.is_none(),
        is_off_the_map: is_there && held.set_aside.is_none() && held.point.is_none(),
        form,
    }
}

/// The form of a new one, ticked for the service that it was asked from.
pub(crate) async fn new(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let agency = agency(&at_work)?;
    let services = services(&app, &agency).await?;
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let wanted = services.iter().map(|service| service.id.clone());
    let wanted = wanted.filter(|id| asked.values("service").any(|one| one == id.as_str())).collect();
    let place = blank(agency, &fresh_id(&at_work));
    let form = ListedPlace { services: wanted, ..ListedPlace::of(&place, Vec::new()) };
    let page = view((&visit, &at_work), (&place, None), &services, form, Wrongs::default());
    Ok(respond(StatusCode::OK, &page))
}

/// Whether the place that is there says what was typed.
fn is_kept(next: &Place, form: &ListedPlace, there: &Place) -> bool {
    let Address { city, state, country, .. } = next.address.clone();
    let bare = Place {
        address: Address { city, state, country, ..Address::default() },
        point: None,
        transport: None,
        set_aside: there.set_aside.clone(),
        ..next.clone()
    };
    there == if form.is_confidential { &bare } else { next }
        && form.is_confidential == there.set_aside.is_some()
}

/// What was typed beside what the place says by now, which nobody looked at yet.
fn meanwhile(
    of: (&Visit, &Working),
    (own, services): (&OwnPlace, &[Service]),
    form: ListedPlace,
    wrong: Wrongs,
) -> Page {
    let now = form.differing(&own.place, of.0.words);
    let form = form.over(&own.place, had_at(services, &own.place));
    Page { now, ..view(of, (&own.place, Some(own.edition)), services, form, wrong) }
}

/// Adds it.
pub(crate) async fn add(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    fields: Fields,
) -> Result<Response, Problem> {
    let agency = agency(&at_work)?;
    let id = Some(fields.text("id")).filter(|id| is_fresh(id)).ok_or(Problem::NotFound)?;
    let services = services(&app, &agency).await?;
    let held = blank(agency, id);
    let (form, wrong) = ListedPlace::read(&fields, &held, &services, visit.words);
    if !wrong.is_empty() {
        let page = view((&visit, &at_work), (&held, None), &services, form, wrong);
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let next = form.place(&held, app.known().snapshot.gazetteer());
    let given = PlaceEdit {
        place: &next,
        seen: None,
        services: &form.services,
        had: &form.had,
        is_confidential: form.is_confidential,
    };
    match app.store().keep_place(given, at_work.now.millis()).await {
        Ok(()) => {}
        // The form was sent twice, the second time perhaps with something else in it.
        Err(StoreError::Taken { .. }) => {
            let own = place(&app, &at_work, id).await?;
            let had = had_at(&services, &own.place);
            if !is_kept(&next, &form, &own.place) || had != form.services {
                let wrong = Wrongs::one("now", visit.words.t("place-sent-before"));
                let known = (&own, &services[..]);
                return Ok(respond(StatusCode::CONFLICT, &meanwhile((&visit, &at_work), known, form, wrong)));
            }
        }
        Err(error) => return Err(problem(&error)),
    }
    refresh(&app).await;
    Ok(redirect(&format!("/at-work/listing/place/{}?done=kept", segment(id))))
}

/// The form of one that is there.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let own = place(&app, &at_work, &id).await?;
    let services = services(&app, &own.place.agency).await?;
    let form = ListedPlace::of(&own.place, had_at(&services, &own.place));
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let held = (&own.place, Some(own.edition));
    let page = view((&visit, &at_work), held, &services, form, Wrongs::default());
    Ok(respond(StatusCode::OK, &Page { done, ..page }))
}

/// Saves it, or takes it off.
pub(crate) async fn save(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let w = visit.words;
    let own = place(&app, &at_work, &id).await?;
    let seen: Edition = fields.text("edition").parse().map_err(|_| Problem::NotFound)?;
    let services = services(&app, &own.place.agency).await?;
    if fields.has("remove") {
        return remove(&app, (&visit, &at_work), &own, &services, seen).await;
    }
    let (form, wrong) = ListedPlace::read(&fields, &own.place, &services, w);
    if !wrong.is_empty() {
        let page = view((&visit, &at_work), (&own.place, Some(seen)), &services, form, wrong);
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let next = form.place(&own.place, app.known().snapshot.gazetteer());
    let given = PlaceEdit {
        place: &next,
        seen: Some(seen),
        services: &form.services,
        had: &form.had,
        is_confidential: form.is_confidential,
    };
    match app.store().keep_place(given, at_work.now.millis()).await {
        Ok(()) => {
            refresh(&app).await;
            let after = place(&app, &at_work, &id).await?;
            let same = after.edition == seen && form.had == form.services;
            let done = if same { Notice::Same } else { Notice::Kept };
            Ok(redirect(&format!("/at-work/listing/place/{}?done={}", segment(&id), done.code())))
        }
        Err(StoreError::Confidential { .. }) => {
            let wrong = Wrongs::one("confidential", w.t("place-still-confidential"));
            let page = view((&visit, &at_work), (&own.place, Some(seen)), &services, form, wrong);
            Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(StoreError::Changed { .. }) => {
            let own = place(&app, &at_work, &id).await?;
            let wrong = Wrongs::one("now", w.t("listing-changed-meanwhile"));
            let page = meanwhile((&visit, &at_work), (&own, &services), form, wrong);
            Ok(respond(StatusCode::CONFLICT, &page))
        }
        Err(error) => Err(problem(&error)),
    }
}

async fn remove(
    app: &App,
    (visit, at_work): (&Visit, &Working),
    own: &OwnPlace,
    services: &[Service],
    seen: Edition,
) -> Result<Response, Problem> {
    match app.store().remove_place(&own.place.agency, &own.place.id, seen).await {
        Ok(()) => {
            refresh(app).await;
            Ok(redirect(&format!("/at-work/listing/places?done={}", Notice::Kept.code())))
        }
        Err(StoreError::Changed { .. }) => {
            let own = place(app, at_work, own.place.id.as_str()).await?;
            let form = ListedPlace::of(&own.place, had_at(services, &own.place));
            let wrong = Wrongs::one("now", visit.words.t("place-changed-meanwhile"));
            let page = view((visit, at_work), (&own.place, Some(own.edition)), services, form, wrong);
            Ok(respond(StatusCode::CONFLICT, &page))
        }
        Err(error) => Err(problem(&error)),
    }
}
