//! What an agency says of one of its services.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::{PhoneUse, Place, Service, Status};
use network_store::{Edition, OwnService, ServiceField, StoreError};
use vocabulary::{Feature, FeatureGroup, Language, Phase, Population, PopulationGroup, Word};

use crate::App;
use crate::form::{Fields, ListedService, Ticks};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::own::{
    Choice, Head, PhoneRow, capital, places, problem, refresh, service, visibilities, visibility,
};
use crate::problem::Problem;
use crate::view::changes::field_name;
use crate::view::details::{area_name, audience};
use crate::view::needs_of;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "listing/edit.html")]
struct Page {
    f: Frame,
    n: Nav,
    h: Head,
    done: Option<String>,
    wrong: Wrongs,
    edition: String,
    s: ListedService,
    statuses: Vec<Choice>,
    visibilities: Vec<Choice>,
    needs: Vec<Ticks>,
    populations: Vec<Ticks>,
    features: Vec<Ticks>,
    languages: Ticks,
    /// Whom it is for, in words, where the form has no fields for that.
    mixed: Vec<String>,
    places: Vec<(String, String, bool)>,
    phones: Vec<PhoneRow>,
    /// What it says now that differs from what was typed, where somebody else changed it meanwhile.
    now: Vec<(String, String)>,
}

impl Page {
    /// What a field is called.
    fn label(&self, field: &str) -> String {
        ServiceField::from_code(field).map_or_else(String::new, |field| label(field, self.f.w))
    }

    fn text(&self, field: &str) -> &str {
        let service = &self.s.service;
        let text = match field {
            "alternate_name" => &service.alternate_name,
            "description" => &service.description,
            "url" => &service.url,
            "email" => &service.email,
            "eligibility" => &service.eligibility,
            "application" => &service.application,
            "documents" => &service.documents,
            "fees" => &service.fees,
            _ => return &service.name,
        };
        text.as_deref().unwrap_or_default()
    }
}

fn label(field: ServiceField, w: Words) -> String {
    capital(&field_name(field, w))
}

/// The form, as it stands.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let places = places(&app, &at_work).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let form = ListedService::of(&own.service);
    let page = view((&visit, &at_work), &own, form, &places, Wrongs::default());
    Ok(respond(StatusCode::OK, &Page { done, ..page }))
}

/// Saves it. Where somebody else was first, what was typed stays in the form beside what they wrote.
pub(crate) async fn save(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let places = places(&app, &at_work).await?;
    let (form, wrong) = ListedService::read(&fields, &own.service, &places, visit.words);
    let seen: Edition = fields.text("edition").parse().map_err(|_| Problem::NotFound)?;
    if !wrong.is_empty() {
        let page = view((&visit, &at_work), &own, form, &places, wrong);
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &Page { edition: seen.to_string(), ..page }));
    }
    match app.store().save_service(&form.service, seen).await {
        Ok(edition) => {
            let done = if edition == seen { Notice::Same } else { Notice::Kept };
            refresh(&app).await;
            Ok(redirect(&format!("{}?done={}", Head::of(&own, "", visit.words).path, done.code())))
        }
        Err(StoreError::Changed { .. }) => {
            let own = service(&app, &at_work, &id).await?;
            let now = differing(&own.service, &form.service, visit.words);
            let sentence = visit.words.t("listing-changed-meanwhile");
            let page = view((&visit, &at_work), &own, form, &places, Wrongs::one("now", sentence));
            Ok(respond(StatusCode::CONFLICT, &Page { now, ..page }))
        }
        Err(error) => Err(problem(&error)),
    }
}

fn view(
    (visit, at_work): (&Visit, &Working),
    own: &OwnService,
    form: ListedService,
    places: &[Place],
    wrong: Wrongs,
) -> Page {
    let w = visit.words;
    let said = &form.service;
    let statuses = [
        (Status::Active, w.t("listing-status-active")),
        (Status::Paused, w.t("status-paused")),
        (Status::Ended, w.t("status-ended")),
    ];
    let features = FeatureGroup::ALL.map(|group| {
        let of_group = Feature::all().filter(|feature| feature.group() == group);
        Ticks::of(group.label(w.0), of_group, said.features, w)
    });
    let populations = PopulationGroup::ALL.map(|group| {
        let of_group = Population::all().filter(|one| one.group() == group);
        Ticks::of(group.label(w.0), of_group, form.populations, w)
    });
    let uses = |used_for: PhoneUse| {
        PhoneUse::ALL.iter().map(|one| (one.code(), phone_use(*one, w), *one == used_for)).collect()
    };
    let rows = ListedService::phone_rows(&said.phones).into_iter();
    Page {
        f: Frame::new(visit, w.t("listing-service-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/listing"),
        h: Head::of(own, "", w),
        done: None,
        wrong,
        edition: own.edition.to_string(),
        statuses: statuses.map(|(status, text)| (status.code(), text, status == said.status)).into(),
        visibilities: visibilities(said.visible_to, w),
        needs: Phase::all()
            .map(|phase| Ticks::of(phase.label(w.0), needs_of(phase), said.needs, w))
            .collect(),
        populations: populations.into(),
        features: features.into(),
        languages: Ticks::of("", Language::all(), said.languages, w),
        mixed: said.audience.iter().map(|rule| audience(rule, w)).filter(|_| form.is_mixed).collect(),
        places: places
            .iter()
            .map(|place| (place.id.to_string(), place_name(place, w), said.places.contains(&place.id)))
            .collect(),
        phones: rows.map(|phone| (phone.clone(), uses(phone.used_for))).collect(),
        now: Vec::new(),
        s: form,
    }
}

/// A place in one line.
pub(crate) fn place_name(place: &Place, w: Words) -> String {
    let address = &place.address;
    let street = match &place.set_aside {
        Some(_) => Some(w.t("listing-set-aside")),
        None => address.street.clone(),
    };
    let parts = [place.name.clone(), street, address.city.clone(), address.state.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(crate) fn phone_use(used_for: PhoneUse, w: Words) -> String {
    match used_for {
        PhoneUse::Voice => w.t("phone-use-voice"),
        PhoneUse::Crisis => w.t("phone-use-crisis"),
        PhoneUse::Text => w.t("phone-use-text"),
        PhoneUse::Tty => w.t("phone-use-tty"),
        PhoneUse::Fax => w.t("phone-use-fax"),
    }
}

/// The parts in which what it says now differs from what was typed, each as it is now.
fn differing(now: &Service, typed: &Service, w: Words) -> Vec<(String, String)> {
    let of_form =
        |field: &ServiceField| !matches!(field, ServiceField::Requirements | ServiceField::Confirmed);
    let fields = ServiceField::between(now, typed).into_iter().filter(of_form);
    fields.map(|field| (label(field, w), value(now, field, w))).collect()
}

/// What a part of a service says, in words.
fn value(service: &Service, field: ServiceField, w: Words) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let yes = |yes: bool| if yes { w.t("listing-yes") } else { w.t("listing-no") };
    fn labels<W: Word>(words: vocabulary::Set<W>, w: Words) -> String {
        w.list(&words.iter().map(|word| word.label(w.0)).collect::<Vec<_>>())
    }
    let said = match field {
        ServiceField::Name => service.name.clone(),
        ServiceField::AlternateName => text(&service.alternate_name),
        ServiceField::Description => text(&service.description),
        ServiceField::Url => text(&service.url),
        ServiceField::Email => text(&service.email),
        ServiceField::Eligibility => text(&service.eligibility),
        ServiceField::Application => text(&service.application),
        ServiceField::Documents => text(&service.documents),
        ServiceField::Fees => text(&service.fees),
        ServiceField::Status => match service.status {
            Status::Active => w.t("listing-status-active"),
            Status::Paused => w.t("status-paused"),
            Status::Ended => w.t("status-ended"),
        },
        ServiceField::Needs => labels(service.needs, w),
        ServiceField::Features => labels(service.features, w),
        ServiceField::Languages => labels(service.languages, w),
        ServiceField::CrisisLine => yes(service.crisis_line),
        ServiceField::Remote => yes(service.remote),
        ServiceField::Interpreters => yes(service.interpreters),
        ServiceField::Confidential => yes(service.confidential),
        ServiceField::VisibleTo => visibility(service.visible_to, w),
        ServiceField::Audience => {
            w.list(&service.audience.iter().map(|rule| audience(rule, w)).collect::<Vec<_>>())
        }
        ServiceField::Areas => {
            w.list(&service.areas.iter().filter_map(|area| area_name(area, w)).collect::<Vec<_>>())
        }
        ServiceField::Phones => w.list(&service.phones.iter().map(|phone| &phone.number).collect::<Vec<_>>()),
        ServiceField::Places => w.n("listing-places", service.places.len()),
        ServiceField::Schedule
        | ServiceField::Requirements
        | ServiceField::Confirmed
        | ServiceField::Checked
        | ServiceField::Attributes => String::new(),
    };
    if said.is_empty() { w.t("listing-nothing") } else { said }
}
