//! What an agency says of itself.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::{Agency, PhoneUse};
use network_store::{Edition, OwnAgency, StoreError};

use crate::App;
use crate::form::{Fields, ListedService, phones};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::edit::phone_use;
use crate::pages::listing::own::{PhoneRow, agency, problem, refresh};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "listing/agency.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    wrong: Wrongs,
    edition: String,
    a: Agency,
    phones: Vec<PhoneRow>,
    /// What it says now, where somebody else changed it meanwhile.
    now: Option<Agency>,
}

async fn own(app: &App, at_work: &Working) -> Result<OwnAgency, Problem> {
    let own = app.store().own_agency(&agency(at_work)?).await;
    own.map_err(|error| problem(&error))?.ok_or(Problem::NotFound)
}

/// The form, as it stands.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let own = own(&app, &at_work).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let page = view((&visit, &at_work), own.agency, own.edition, Wrongs::default());
    Ok(respond(StatusCode::OK, &Page { done, ..page }))
}

fn view((visit, at_work): (&Visit, &Working), a: Agency, edition: Edition, wrong: Wrongs) -> Page {
    let w = visit.words;
    let uses = |used_for: PhoneUse| {
        PhoneUse::ALL.iter().map(|one| (one.code(), phone_use(*one, w), *one == used_for)).collect()
    };
    let rows = ListedService::phone_rows(&a.phones).into_iter();
    Page {
        f: Frame::new(visit, w.t("listing-agency"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/listing"),
        done: None,
        wrong,
        edition: edition.to_string(),
        phones: rows.map(|phone| (phone.clone(), uses(phone.used_for))).collect(),
        a,
        now: None,
    }
}

/// Saves it.
pub(crate) async fn save(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    fields: Fields,
) -> Result<Response, Problem> {
    let (w, held) = (visit.words, own(&app, &at_work).await?);
    let seen: Edition = fields.text("edition").parse().map_err(|_| Problem::NotFound)?;
    let text = |name: &str| Some(fields.text(name).to_owned()).filter(|text| !text.is_empty());
    let next = Agency {
        name: fields.text("name").to_owned(),
        alternate_name: text("alternate-name"),
        description: text("description"),
        website: text("website"),
        email: text("email"),
        site: text("site"),
        phones: phones(&fields, &held.agency.phones),
        ..held.agency.clone()
    };
    let mut wrong = Wrongs::default();
    wrong.note(next.name.is_empty(), "name", || w.t("listing-no-agency-name"));
    wrong.note(next.name.chars().count() > 200, "name", || w.t("listing-too-long"));
    let is_long = next.description.as_ref().is_some_and(|text| text.chars().count() > 10_000);
    wrong.note(is_long, "description", || w.t("listing-too-long"));
    if !wrong.is_empty() {
        let page = view((&visit, &at_work), next, seen, wrong);
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    match app.store().save_agency(&next, seen).await {
        Ok(()) => {
            refresh(&app).await;
            let done = if next == held.agency { Notice::Same } else { Notice::Kept };
            Ok(redirect(&format!("/at-work/listing/agency?done={}", done.code())))
        }
        Err(StoreError::Changed { .. }) => {
            let held = own(&app, &at_work).await?;
            let wrong = Wrongs::one("now", w.t("listing-changed-meanwhile"));
            let page = view((&visit, &at_work), next, held.edition, wrong);
            Ok(respond(StatusCode::CONFLICT, &Page { now: Some(held.agency), ..page }))
        }
        Err(error) => Err(problem(&error)),
    }
}
