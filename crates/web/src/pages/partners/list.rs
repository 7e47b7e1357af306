//! The other agencies, by the words of their keys, which people compare by phone.

use askama::Template;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use casework::Partner;
use seal::AgencyId;

use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::releases;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, language, unavailable};

#[derive(Template)]
#[template(path = "partners/list.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    /// The words of this agency.
    own: String,
    partners: Vec<Line>,
}

struct Line {
    id: String,
    name: String,
    words: String,
    is_changed: bool,
}

/// All with whom something was exchanged, those first who are to be called.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let w = visit.words;
    let own = casework::own_words(at_work.half(), &at_work.keyring, language(w)).await;
    let names = releases::partners(&at_work).await?;
    let mut partners: Vec<Line> = partners(&at_work)
        .await?
        .iter()
        .map(|one| Line {
            id: one.agency().to_string(),
            name: name(&names, one.agency()),
            words: one.words(language(w)),
            is_changed: one.changed(language(w)).is_some(),
        })
        .collect();
    partners.sort_by(|one, other| (!one.is_changed, &one.name).cmp(&(!other.is_changed, &other.name)));
    let page = Page {
        f: Frame::new(&visit, w.t("partners-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work/partners"),
        done: Notice::of(query.as_deref()).map(|notice| notice.sentence(w)),
        own: own.map_err(|error| unavailable(&error))?,
        partners,
    };
    Ok(respond(StatusCode::OK, &page))
}

pub(super) async fn partners(at_work: &Working) -> Result<Vec<Partner>, Problem> {
    let partners = casework::partners(at_work.half(), &at_work.keyring).await;
    partners.map_err(|error| unavailable(&error))
}

/// What an agency is called; its id, where nobody here is called that any more.
pub(super) fn name(names: &[(AgencyId, String)], agency: AgencyId) -> String {
    let named = names.iter().find(|(id, _)| *id == agency);
    named.map_or_else(|| agency.to_string(), |(_, name)| name.clone())
}
