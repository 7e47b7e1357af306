use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use care::Role;
use vault_store::vault::Hosting;

use crate::App;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::own::listed;
use crate::pages::listing::show::round_of;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, redirect, unavailable};

#[derive(Template)]
#[template(path = "work/start.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    /// Whether cases may begin.
    is_ready: bool,
    holds_keys: bool,
    is_lead: bool,
    is_holder: bool,
    is_editor: bool,
    is_coordinator: bool,
    is_auditor: bool,
    /// Whether keys have to be renewed after a restore.
    must_renew: bool,
    /// Who has said that whoever leads the agency has lost their words: each with a sentence, and whether it was themselves.
    stepping_in: Vec<(bool, String)>,
    /// How many have come and wait to be admitted.
    waiting: usize,
    /// Whether others keep records on a machine that was said to be the agency's own, which its lead has to know.
    is_not_alone: bool,
    /// What a round that goes on asks of the listing.
    round: Option<String>,
}

/// Where somebody begins who has signed in: what waits for them.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (w, roles) = (visit.words, at_work.roles);
    let waiting = if roles.has(Role::Lead) {
        let waiting = casework::waiting(at_work.half(), at_work.agency.agency).await;
        waiting.map_err(|error| unavailable(&error))?.len()
    } else {
        0
    };
    // What the keys store knows counts too; whoever holds no key renews none.
    let must_renew = if roles.hold_keys() {
        let must = casework::must_renew(at_work.half(), &at_work.keyring).await;
        must.map_err(|error| unavailable(&error))?
    } else {
        false
    };
    let is_editor = roles.has(Role::DirectoryEditor) || roles.has(Role::Lead);
    let round = if is_editor { asked(&app, &at_work, w).await? } else { None };
    let is_not_alone = roles.has(Role::Lead) && is_not_alone(&at_work).await?;
    // A lead who is here ends it, whether they have signed in since or were at work all along.
    let has_ended = roles.has(Role::Lead) && lead_is_here(&at_work).await?;
    let stepping_in = if roles.has(Role::Lead) { Vec::new() } else { stepping_in(&at_work, w).await? };
    let page = Page {
        f: Frame::new(&visit, w.t("work-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work"),
        done: Notice::of(query.as_deref())
            .or(has_ended.then_some(Notice::LeadIsHere))
            .map(|notice| notice.sentence(w)),
        is_ready: at_work.agency.is_ready,
        holds_keys: roles.hold_keys(),
        is_lead: roles.has(Role::Lead),
        is_holder: roles.has(Role::CaseHolder),
        is_editor,
        is_coordinator: at_work.coordinates,
        is_auditor: roles.has(Role::Auditor),
        must_renew,
        stepping_in,
        waiting,
        is_not_alone,
        round,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// What a round asks of an agency that is listed and has not confirmed since it began.
async fn asked(app: &App, at_work: &Working, w: Words) -> Result<Option<String>, Problem> {
    match listed(at_work) {
        Some(_) => round_of(app, at_work, w).await,
        None => Ok(None),
    }
}

async fn is_not_alone(at_work: &Working) -> Result<bool, Problem> {
    if at_work.agency.hosting == Hosting::Shared {
        return Ok(false);
    }
    let agencies = at_work.half().vault().agencies().await.map_err(|error| unavailable(&error.into()))?;
    Ok(agencies.len() > 1)
}

/// A lead has read what whoever runs the machine could do, now that others keep records on it too.
pub(crate) async fn acknowledge(at_work: AtWork) -> Result<Response, Problem> {
    let set = at_work.half().vault().set_hosting(at_work.agency.agency, Hosting::Shared).await;
    set.map_err(|error| unavailable(&error.into()))?;
    Ok(redirect(&format!("/at-work?done={}", Notice::Kept.code())))
}

async fn lead_is_here(at_work: &Working) -> Result<bool, Problem> {
    let (half, agency) = (at_work.half(), at_work.agency.agency);
    let said = casework::stepping_in(half, agency).await.map_err(|error| unavailable(&error))?;
    // Nearly never has anybody said it, and a look at the page writes nothing then.
    if said.is_empty() {
        return Ok(false);
    }
    casework::lead_is_here(half, &at_work.keyring).await.map_err(|error| unavailable(&error))
}

async fn stepping_in(at_work: &Working, w: Words) -> Result<Vec<(bool, String)>, Problem> {
    let said = casework::stepping_in(at_work.half(), at_work.agency.agency).await;
    let said = said.map_err(|error| unavailable(&error))?;
    if said.is_empty() || !at_work.roles.hold_keys() {
        return Ok(Vec::new());
    }
    let names = at_work.names().await?;
    let sentences = said.iter().map(|said| {
        let is_own = said.user == at_work.user();
        let (who, when) = (names.of(said.user, w), at_work.moment(said.from, w));
        let other = || w.all("step-in-other", &[("who", &who), ("when", &when)]);
        (is_own, if is_own { w.t("step-in-own") } else { other() })
    });
    Ok(sentences.collect())
}
