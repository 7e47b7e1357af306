//! A case holder goes on in the place of a lead who has lost their words: said first, and done after three days in which a
//! lead who is there ends it by signing in.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::Role;
use casework::{Error, Staff};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{
    AtWork, Nav, Notice, SteppedUp, Working, Wrongs, circles, redirect, too_many, unavailable,
};

#[derive(Template)]
#[template(path = "staff/step_in.html")]
struct Page {
    f: Frame,
    n: Nav,
    /// Who leads the agency.
    leads: String,
    /// The lead in whose place they go on first: their id, and what they are called.
    first: (String, String),
    /// From when on, once they have said it.
    from: Option<String>,
    /// Whether it is time.
    is_time: bool,
    /// Circles whose cases nobody would open any more without recovery sheets.
    alone_in: Vec<String>,
    wrong: Wrongs,
    is_wrong: bool,
    is_too_many: bool,
}

/// What it means, and how far it has come.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Result<Response, Problem> {
    show(&visit, &at_work, Wrongs::default(), SteppedUp::Yes).await
}

/// Says it, takes it back, or goes on in a lead's place.
pub(crate) async fn step_in(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let (half, keyring, now) = (at_work.half(), &at_work.keyring, at_work.now);
    let leads = leads(&at_work).await?;
    if fields.has("back") {
        casework::end_stepping_in(half, keyring).await.map_err(|error| unavailable(&error))?;
        return Ok(redirect("/at-work/step-in"));
    }
    let asked = at_work.step_up(&fields).await?;
    if asked != SteppedUp::Yes {
        return show(&visit, &at_work, Wrongs::default(), asked).await;
    }
    let Some(lead) = leads.iter().find(|one| one.user.to_string() == fields.text("lead")) else {
        casework::say_stepping_in(half, keyring, now).await.map_err(|error| unavailable(&error))?;
        return Ok(redirect("/at-work/step-in"));
    };
    let alone = casework::alone_in(half, keyring, lead.user).await;
    if !alone.map_err(|error| unavailable(&error))?.is_empty() && !fields.has("alone") {
        let wrong = Wrongs::one("alone", visit.words.t("remove-alone-say"));
        return show(&visit, &at_work, wrong, SteppedUp::Yes).await;
    }
    match casework::step_in(half, keyring, lead.user, now, &mut at_work.random()).await {
        Ok(()) if leads.len() > 1 => Ok(redirect("/at-work/step-in")),
        Ok(()) => Ok(redirect(&format!("/at-work?done={}", Notice::SteppedIn.code()))),
        // The page says from when on.
        Err(Error::NotYet) => show(&visit, &at_work, Wrongs::default(), SteppedUp::Yes).await,
        Err(error) => Err(unavailable(&error)),
    }
}

/// Who leads the agency. For a lead the page is not there: whoever leads removes others as they are.
async fn leads(at_work: &Working) -> Result<Vec<Staff>, Problem> {
    if at_work.roles.has(Role::Lead) {
        return Err(Problem::NotFound);
    }
    let leads = casework::leads(at_work.half(), &at_work.keyring).await;
    leads.map_err(|error| unavailable(&error))
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    wrong: Wrongs,
    asked: SteppedUp,
) -> Result<Response, Problem> {
    let (w, half) = (visit.words, at_work.half());
    let leads = leads(at_work).await?;
    let first = leads.first().ok_or(Problem::NotFound)?;
    let said = casework::stepping_in(half, at_work.agency.agency).await;
    let said = said.map_err(|error| unavailable(&error))?;
    let from = said.iter().find(|said| said.user == at_work.user()).map(|said| said.from);
    let alone = casework::alone_in(half, &at_work.keyring, first.user).await;
    let alone = alone.map_err(|error| unavailable(&error))?;
    let alone = at_work.circles().await?.into_iter().filter(|circle| alone.contains(&circle.id));
    let called = |one: &Staff| {
        let name = one.name.clone().filter(|name| !name.is_empty());
        name.unwrap_or_else(|| w.t("staff-no-name"))
    };
    let page = Page {
        f: Frame::new(visit, w.t("step-in-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/me"),
        leads: w.list(&leads.iter().map(called).collect::<Vec<_>>()),
        first: (first.user.to_string(), called(first)),
        from: from.map(|from| at_work.moment(from, w)),
        is_time: from.is_some_and(|from| from <= at_work.now.millis()),
        alone_in: alone.map(|circle| circles::called(&circle, w)).collect(),
        is_wrong: asked == SteppedUp::No,
        is_too_many: asked == SteppedUp::TooMany,
        wrong,
    };
    let is_right = asked == SteppedUp::Yes && page.wrong.is_empty();
    let status = if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = respond(status, &page);
    Ok(if asked == SteppedUp::TooMany { too_many(page) } else { page })
}
