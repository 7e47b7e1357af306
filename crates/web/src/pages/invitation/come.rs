//! Whoever was invited comes: with the words that they were told, and a name and words of their own. Then somebody has to
//! admit them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::{Error, NewPerson};
use seal::{AgencyId, GeneratedPassphrase, Passphrase, RowId};
use vault_store::vault::AgencyRow;

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::staff::list::ending;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{Agencies, NewWords, Wrongs, redirect, unavailable, why_not};

#[derive(Template)]
#[template(path = "invitation/come.html")]
struct Page<'a> {
    f: Frame,
    /// What the agency is called.
    agency: String,
    path: String,
    name: &'a str,
    words: &'a NewWords,
    wrong: Wrongs,
}

#[derive(Template)]
#[template(path = "invitation/came.html")]
struct Came {
    f: Frame,
    agency: String,
    ending: String,
}

#[derive(Template)]
#[template(path = "invitation/gone.html")]
struct Gone {
    f: Frame,
}

/// How an invitation is.
enum How {
    /// Whoever has its words may come.
    Open(AgencyRow),
    /// Somebody has come, and waits.
    Came(AgencyRow, RowId),
    /// It has ended, or there is none: nobody is told which.
    Gone,
}

async fn how(app: &App, agencies: &Agencies, agency: &str, invitation: &str) -> Result<How, Problem> {
    let (Ok(agency), Ok(invitation)) = (agency.parse::<AgencyId>(), invitation.parse::<RowId>()) else {
        return Ok(How::Gone);
    };
    let now = agencies.now(app.now()).await?;
    let vault = agencies.half().vault();
    let row = vault.invitation(agency, invitation).await.map_err(|error| unavailable(&error.into()))?;
    let agency = vault.agency(agency).await.map_err(|error| unavailable(&error.into()))?;
    Ok(match (row, agency) {
        (Some(row), Some(agency)) if row.came.is_some() => How::Came(agency, row.invitation),
        (Some(row), Some(agency)) if row.until > now.millis() => How::Open(agency),
        _ => How::Gone,
    })
}

/// The form, that somebody has come, or that there is no such invitation.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((agency, invitation)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let w = visit.words;
    match how(&app, agencies, &agency, &invitation).await? {
        How::Open(row) => {
            let words = NewWords::made(w, &mut agencies.random());
            Ok(show(&visit, row, ("", &words), Wrongs::default()))
        }
        How::Came(row, invitation) => {
            let f = Frame::new(&visit, w.t("came-title"), Switch::Link);
            Ok(respond(StatusCode::OK, &Came { f, agency: row.name, ending: ending(invitation) }))
        }
        How::Gone => Ok(gone(&visit)),
    }
}

fn gone(visit: &Visit) -> Response {
    let f = Frame::new(visit, visit.words.t("invitation-gone-title"), Switch::Link);
    respond(StatusCode::NOT_FOUND, &Gone { f })
}

fn show(visit: &Visit, agency: AgencyRow, (name, words): (&str, &NewWords), wrong: Wrongs) -> Response {
    let f = Frame::new(visit, visit.words.t("come-title"), Switch::Link);
    let path = f.path.clone();
    respond(wrong.status(), &Page { f, agency: agency.name, path, name, words, wrong })
}

/// Notes that they came, and leads to what comes next.
pub(crate) async fn come(
    State(app): State<App>,
    visit: Visit,
    Path((agency, invitation)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let w = visit.words;
    let How::Open(row) = how(&app, agencies, &agency, &invitation).await? else { return Ok(gone(&visit)) };
    let invitation: RowId = invitation.parse().map_err(|_| Problem::NotFound)?;
    let mut random = agencies.random();
    let (name, words) = (fields.text("name"), NewWords::shown(&fields, w, &mut random));
    let told = GeneratedPassphrase::typed(fields.text("told"));
    let typed_back = words.typed_back(&fields);
    let mut wrong = Wrongs::default();
    if let Err(why) = &told {
        wrong.note(true, "told", || why_not(why, w));
    }
    wrong.note(Passphrase::typed(name).is_err(), "name", || w.t("setup-no-name"));
    wrong.note(typed_back.is_none(), "typed-words", || w.t("words-differ"));
    let (Ok(told), Some(own), true) = (told, typed_back, wrong.is_empty()) else {
        return Ok(show(&visit, row, (name, &words), wrong));
    };
    let now = agencies.now(app.now()).await?;
    let (id, person) = ((row.agency, invitation), NewPerson { name, words: own });
    match casework::come(agencies.stores(), id, &told, person, now, &mut random).await {
        Ok(_) => Ok(redirect(&format!("/invitation/{}/{invitation}", row.agency))),
        Err(Error::NotFromThem(_)) => {
            Ok(show(&visit, row, (name, &words), Wrongs::one("told", w.t("told-others"))))
        }
        Err(Error::Name) => Ok(show(&visit, row, (name, &words), Wrongs::one("name", w.t("name-taken")))),
        Err(Error::Late) => Ok(gone(&visit)),
        Err(error) => Err(unavailable(&error)),
    }
}
