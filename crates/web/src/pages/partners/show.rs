//! Another agency whose keys are not what they were: what that can mean, and how a lead accepts the new ones.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use care::Role;
use casework::Error;

use super::list::{name, partners};
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::hex;
use crate::pages::case::releases;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, language, redirect, unavailable};

#[derive(Template)]
#[template(path = "partners/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    id: String,
    name: String,
    words: String,
    /// What they announce now: its mark, and its words.
    changed: Option<(String, String)>,
    is_lead: bool,
    wrong: Wrongs,
}

/// The agency.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(partner): Path<String>,
) -> Result<Response, Problem> {
    show(&visit, &at_work, &partner, Wrongs::default()).await
}

/// Knows them from now on by what was compared.
pub(crate) async fn accept(
    visit: Visit,
    at_work: AtWork,
    Path(partner): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let w = visit.words;
    let Some(compared) = hex::decode(fields.text("compared")) else {
        let wrong = Wrongs::one("compared", w.t("partner-look-again"));
        return show(&visit, &at_work, &partner, wrong).await;
    };
    if !fields.has("same") {
        return show(&visit, &at_work, &partner, Wrongs::one("same", w.t("partner-compare-first"))).await;
    }
    let id = partner.parse().map_err(|_| Problem::NotFound)?;
    if !partners(&at_work).await?.iter().any(|one| one.agency() == id) {
        return Err(Problem::NotFound);
    }
    match casework::accept_partner(at_work.half(), &at_work.keyring, (id, compared)).await {
        Ok(()) => Ok(redirect(&format!("/at-work/partners?done={}", Notice::Kept.code()))),
        Err(Error::Late) => {
            let wrong = Wrongs::one("compared", w.t("partner-look-again"));
            show(&visit, &at_work, &partner, wrong).await
        }
        Err(error) => Err(unavailable(&error)),
    }
}

async fn show(visit: &Visit, at_work: &Working, partner: &str, wrong: Wrongs) -> Result<Response, Problem> {
    let w = visit.words;
    let all = partners(at_work).await?;
    let one = all.iter().find(|one| one.agency().to_string() == partner).ok_or(Problem::NotFound)?;
    let name = name(&releases::partners(at_work).await?, one.agency());
    let mut f = Frame::new(visit, name.clone(), Switch::Link);
    f.path = format!("/at-work/partners/{partner}");
    let page = Page {
        f,
        n: Nav::of(at_work, w, "/at-work/partners"),
        id: partner.to_owned(),
        name,
        words: one.words(language(w)),
        changed: one.changed(language(w)).map(|(mark, words)| (hex::encode(&mark), words)),
        is_lead: at_work.roles.has(Role::Lead),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
