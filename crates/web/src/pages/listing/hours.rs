//! When a service, or a place, is open.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::{Place, Schedule, Service, import};
use network_store::{Edition, OwnPlace, OwnService, StoreError};

use crate::App;
use crate::form::{Fields, WeekForm, segment, zones};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::edit::place_name;
use crate::pages::listing::own::{Head, place, places, problem, refresh, service};
use crate::problem::Problem;
use crate::view::hours::{by_place, schedule_of, week, zone_of};
use crate::view::time::{weekday_short, zone};
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "listing/hours.html")]
struct Page {
    f: Frame,
    n: Nav,
    /// Of a service.
    h: Option<Head>,
    /// What a place is called.
    name: String,
    path: String,
    done: Option<String>,
    wrong: Wrongs,
    edition: String,
    form: WeekForm,
    /// Code and words.
    days: Vec<(&'static str, String)>,
    /// Name, words, whether it is chosen.
    zones: Vec<(String, String, bool)>,
    /// What people are shown now.
    shown: Vec<String>,
    zone: Option<String>,
    /// Where a service has no hours of its own.
    of_places: Option<String>,
    /// Whether nothing that is written here may tell where it is.
    is_confidential: bool,
}

/// What the page is of.
enum Owner<'a> {
    Service(&'a OwnService, &'a [Place]),
    Place(&'a OwnPlace),
}

impl Owner<'_> {
    fn schedule(&self) -> &Schedule {
        match self {
            Self::Service(own, _) => &own.service.schedule,
            Self::Place(own) => &own.place.schedule,
        }
    }

    fn edition(&self) -> Edition {
        match self {
            Self::Service(own, _) => own.edition,
            Self::Place(own) => own.edition,
        }
    }

    fn path(&self) -> String {
        match self {
            Self::Service(own, _) => format!("{}/hours", service_path(&own.service)),
            Self::Place(own) => format!("/at-work/listing/place/{}/hours", segment(own.place.id.as_str())),
        }
    }

    /// In which zone it is most likely.
    fn likely_zone(&self) -> Option<String> {
        let of = |place: &Place| {
            place.schedule.time_zone.clone().or_else(|| import::time_zone(&place.address).map(Into::into))
        };
        match self {
            Self::Service(own, places) => {
                let its = places.iter().filter(|place| own.service.places.contains(&place.id)).find_map(of);
                its.or_else(|| places.iter().find_map(of))
            }
            Self::Place(own) => of(&own.place),
        }
    }

    /// What people see of it: lines, zone, and a sentence where they are not its own.
    fn shown(&self, w: Words) -> (Vec<String>, Option<String>, Option<String>) {
        let (schedule, of_places) = match self {
            Self::Place(own) => (Some(&own.place.schedule), None),
            Self::Service(own, places) => {
                let its: Vec<Place> =
                    places.iter().filter(|place| own.service.places.contains(&place.id)).cloned().collect();
                let sentence = if own.service.schedule.says() {
                    None
                } else if by_place(&own.service, &its) {
                    Some(w.t("hours-by-places"))
                } else {
                    schedule_of(&own.service, &its).map(|_| w.t("hours-of-places"))
                };
                let schedule = own.service.schedule_at(*places).map(|(schedule, _)| schedule);
                (schedule, sentence)
            }
        };
        let mut lines = schedule.map(|schedule| week(schedule, w)).unwrap_or_default();
        lines.extend(schedule.and_then(|schedule| schedule.note.clone()));
        (lines, schedule.and_then(|schedule| zone_of(schedule, w)), of_places)
    }
}

fn service_path(service: &Service) -> String {
    format!("/at-work/listing/service/{}", segment(service.id.as_str()))
}

fn view(
    (visit, at_work): (&Visit, &Working),
    of: &Owner<'_>,
    typed: Option<WeekForm>,
    wrong: Wrongs,
) -> Page {
    let w = visit.words;
    let mut form = typed.unwrap_or_else(|| WeekForm::of(of.schedule(), w));
    if form.zone.is_empty() && !of.schedule().says() {
        form.zone = of.likely_zone().unwrap_or_default();
    }
    let mut names: Vec<String> = zones().map(str::to_owned).into();
    let own = [of.schedule().time_zone.clone(), of.likely_zone(), Some(form.zone.clone())];
    for name in own.into_iter().flatten().filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let choice = |name: &String| (name.clone(), zone(name, w), *name == form.zone);
    let none = (String::new(), w.t("hours-no-zone"), form.zone.is_empty());
    let (shown, shown_zone, of_places) = of.shown(w);
    let title = match of {
        Owner::Service(..) => w.t("hours-title"),
        Owner::Place(_) => w.t("hours-place-title"),
    };
    Page {
        f: Frame::new(visit, title, Switch::Link),
        n: Nav::of(at_work, w, "/at-work/listing"),
        h: match of {
            Owner::Service(own, _) => Some(Head::of(own, "/hours", w)),
            Owner::Place(_) => None,
        },
        name: match of {
            Owner::Service(..) => String::new(),
            Owner::Place(own) => place_name(&own.place, w),
        },
        path: of.path(),
        done: None,
        wrong,
        edition: of.edition().to_string(),
        zones: std::iter::once(none).chain(names.iter().map(choice)).collect(),
        form,
        days: WeekForm::DAYS.iter().map(|(day, code)| (*code, weekday_short(*day, w))).collect(),
        shown,
        zone: shown_zone,
        of_places,
        is_confidential: match of {
            Owner::Service(own, _) => own.service.confidential,
            Owner::Place(own) => own.place.set_aside.is_some(),
        },
    }
}

/// The hours of a service.
pub(crate) async fn of_service(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let places = places(&app, &at_work).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let page = view((&visit, &at_work), &Owner::Service(&own, &places), None, Wrongs::default());
    Ok(respond(StatusCode::OK, &Page { done, ..page }))
}

/// Saves them.
pub(crate) async fn save_of_service(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let places = places(&app, &at_work).await?;
    let seen: Edition = fields.text("edition").parse().map_err(|_| Problem::NotFound)?;
    let (form, mut schedule, wrong) = WeekForm::read(&fields, &own.service.schedule, visit.words);
    let of = Owner::Service(&own, &places);
    if !wrong.is_empty() {
        let page = view((&visit, &at_work), &of, Some(form), wrong);
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &Page { edition: seen.to_string(), ..page }));
    }
    // A service tells of a zone for the sake of its hours alone.
    if schedule.hours.is_empty() && own.service.schedule.hours.is_empty() {
        schedule.time_zone.clone_from(&own.service.schedule.time_zone);
    } else if schedule.hours.is_empty() {
        schedule.time_zone = None;
    }
    let next = Service { schedule, ..own.service.clone() };
    match app.store().save_service(&next, seen).await {
        Ok(edition) => {
            let done = if edition == seen { Notice::Same } else { Notice::Kept };
            refresh(&app).await;
            Ok(redirect(&format!("{}?done={}", of.path(), done.code())))
        }
        Err(StoreError::Changed { .. }) => {
            let own = service(&app, &at_work, &id).await?;
            let wrong = Wrongs::one("shown", visit.words.t("listing-changed-meanwhile"));
            let page = view((&visit, &at_work), &Owner::Service(&own, &places), Some(form), wrong);
            Ok(respond(StatusCode::CONFLICT, &page))
        }
        Err(error) => Err(problem(&error)),
    }
}

/// The hours of a place.
pub(crate) async fn of_place(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let own = place(&app, &at_work, &id).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let page = view((&visit, &at_work), &Owner::Place(&own), None, Wrongs::default());
    Ok(respond(StatusCode::OK, &Page { done, ..page }))
}

/// Saves them.
pub(crate) async fn save_of_place(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let own = place(&app, &at_work, &id).await?;
    let seen: Edition = fields.text("edition").parse().map_err(|_| Problem::NotFound)?;
    let (form, schedule, wrong) = WeekForm::read(&fields, &own.place.schedule, visit.words);
    let of = Owner::Place(&own);
    if !wrong.is_empty() {
        let page = view((&visit, &at_work), &of, Some(form), wrong);
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &Page { edition: seen.to_string(), ..page }));
    }
    let next = Place { schedule, ..own.place.clone() };
    match app.store().save_place(&next, Some(seen)).await {
        Ok(()) => {
            let done = if next == own.place { Notice::Same } else { Notice::Kept };
            refresh(&app).await;
            Ok(redirect(&format!("{}?done={}", of.path(), done.code())))
        }
        Err(StoreError::Changed { .. }) => {
            let own = place(&app, &at_work, &id).await?;
            let wrong = Wrongs::one("shown", visit.words.t("listing-changed-meanwhile"));
            let page = view((&visit, &at_work), &Owner::Place(&own), Some(form), wrong);
            Ok(respond(StatusCode::CONFLICT, &page))
        }
        Err(error) => Err(problem(&error)),
    }
}
