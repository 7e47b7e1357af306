//! What the pages of a listing have in common: whose it is, and where one can go from a service.

use network::{AgencyId, Phone, Place, ServiceId, Visibility};
use network_store::{OwnPlace, OwnService, StoreError};
use rand::Rng as _;

use crate::App;
use crate::form::segment;
use crate::problem::Problem;
use crate::words::Words;
use crate::work::Working;

/// What the directory calls the agency of whoever is at work; none where it is not listed.
pub(crate) fn listed(at_work: &Working) -> Option<AgencyId> {
    at_work.agency.directory_id.as_deref().map(AgencyId::from)
}

/// The same on a page that is there for listed agencies alone.
pub(crate) fn agency(at_work: &Working) -> Result<AgencyId, Problem> {
    listed(at_work).ok_or(Problem::NotFound)
}

/// One of its services; another agency's is not there.
pub(crate) async fn service(app: &App, at_work: &Working, id: &str) -> Result<OwnService, Problem> {
    let agency = agency(at_work)?;
    let own = app.store().own_service(&agency, &ServiceId::from(id)).await;
    own.map_err(|error| problem(&error))?.ok_or(Problem::NotFound)
}

/// Its places.
pub(crate) async fn places(app: &App, at_work: &Working) -> Result<Vec<Place>, Problem> {
    let own = app.store().own_places(&agency(at_work)?).await.map_err(|error| problem(&error))?;
    Ok(own.into_iter().map(|own| own.place).collect())
}

/// What a visitor is told of an error; the log has the rest, which names no person.
pub(crate) fn problem(error: &StoreError) -> Problem {
    match error {
        StoreError::NoService { .. } | StoreError::NotThere { .. } | StoreError::NoAgency { .. } => {
            Problem::NotFound
        }
        StoreError::Changed { .. } | StoreError::Asked { .. } | StoreError::Taken { .. } => Problem::Late,
        error => {
            tracing::error!(target: "web", %error, "a listing could not be changed");
            Problem::Unavailable
        }
    }
}

/// One of its places; another agency's is not there.
pub(crate) async fn place(app: &App, at_work: &Working, id: &str) -> Result<OwnPlace, Problem> {
    let own = app.store().own_places(&agency(at_work)?).await.map_err(|error| problem(&error))?;
    own.into_iter().find(|own| own.place.id.as_str() == id).ok_or(Problem::NotFound)
}

/// Shows on the pages at once what was changed. They would find out by themselves.
pub(crate) async fn refresh(app: &App) {
    if let Err(error) = app.refresh().await {
        tracing::warn!(target: "web", %error, "what an agency changed is not shown yet");
    }
}

/// An id that is free.
pub(crate) fn fresh_id(at_work: &Working) -> String {
    let mut bytes = [0; 16];
    at_work.random().fill_bytes(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text is one of these ids.
pub(crate) fn is_fresh(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Something to choose: its code, its words, whether it is chosen.
pub(crate) type Choice = (&'static str, String, bool);

/// A line for a number, with what it may be for.
pub(crate) type PhoneRow = (Phone, Vec<Choice>);

/// Who may see something.
pub(crate) fn visibilities(now: Visibility, w: Words) -> Vec<Choice> {
    Visibility::ALL.iter().map(|one| (one.code(), visibility(*one, w), *one == now)).collect()
}

pub(crate) fn visibility(visible_to: Visibility, w: Words) -> String {
    match visible_to {
        Visibility::Public => w.t("visible-public"),
        Visibility::Members => w.t("visible-members"),
        Visibility::Agency => w.t("visible-agency"),
    }
}

/// What stands above every page of a service.
pub(crate) struct Head {
    /// Its address.
    pub(crate) path: String,
    pub(crate) name: String,
    /// Address, words, whether it is this page.
    pub(crate) tabs: Vec<(String, String, bool)>,
}

impl Head {
    /// On the page that is called `here` in the service's addresses; the first is called nothing.
    pub(crate) fn of(own: &OwnService, here: &str, w: Words) -> Self {
        let path = format!("/at-work/listing/service/{}", segment(own.service.id.as_str()));
        let pages = [
            ("", w.t("listing-tab-service")),
            ("/asks", w.t("listing-tab-asks")),
            ("/hours", w.t("listing-tab-hours")),
            ("/place", w.t("listing-tab-place")),
            ("/history", w.t("listing-tab-history")),
        ];
        let tab = |(end, text): (&str, String)| (format!("{path}{end}"), text, end == here);
        Self { tabs: pages.into_iter().map(tab).collect(), name: own.service.name.clone(), path }
    }
}

/// With a capital, as the label of a field.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
