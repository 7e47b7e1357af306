//! An agency comes back from its sheets, when nobody has their words any more: whoever types them leads it on.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::Response;
use casework::{Error, NewPerson};
use seal::{AgencyId, Passphrase};
use vault_store::vault::AgencyRow;

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{
    Agencies, NewWords, Notice, TypedSheets, Wrongs, begin as begin_session, redirect, unavailable,
};

#[derive(Template)]
#[template(path = "recovery/recover.html")]
struct Page<'a> {
    f: Frame,
    /// Id, name, and whether it is chosen.
    agencies: Vec<(String, String, bool)>,
    sheets: TypedSheets,
    called: &'a str,
    name: &'a str,
    words: &'a NewWords,
    wrong: Wrongs,
}

/// The form.
pub(crate) async fn page(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let words = NewWords::made(visit.words, &mut agencies.random());
    show(agencies, &visit, (&Fields::default(), &words), TypedSheets::empty(), Wrongs::default()).await
}

async fn show(
    agencies: &Agencies,
    visit: &Visit,
    (fields, words): (&Fields, &NewWords),
    sheets: TypedSheets,
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let rows = agencies.half().vault().agencies().await.map_err(|error| unavailable(&error.into()))?;
    let chosen = fields.text("agency");
    let choice = |row: AgencyRow| {
        let id = row.agency.to_string();
        let is_chosen = id == chosen;
        (id, row.name, is_chosen)
    };
    let is_right = wrong.is_empty() && sheets.is_right();
    let status = if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        f: Frame::new(visit, visit.words.t("recover-title"), Switch::Link),
        agencies: rows.into_iter().map(choice).collect(),
        sheets,
        called: fields.text("called"),
        name: fields.text("name"),
        words,
        wrong,
    };
    Ok(respond(status, &page))
}

/// Brings the agency back, and signs whoever did in.
pub(crate) async fn recover(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let w = visit.words;
    let mut random = agencies.random();
    let words = NewWords::shown(&fields, w, &mut random);
    let mut typed = TypedSheets::of(&fields);
    if fields.has("more") {
        return show(agencies, &visit, (&fields, &words), typed, Wrongs::default()).await;
    }
    let (sheets, name, own) = (typed.read(w), fields.text("name"), words.typed_back(&fields));
    let agency: Option<AgencyId> = fields.text("agency").parse().ok();
    let mut wrong = Wrongs::default();
    wrong.note(agency.is_none(), "agency", || w.t("recover-no-agency"));
    wrong.note(Passphrase::typed(name).is_err(), "name", || w.t("setup-no-name"));
    wrong.note(own.is_none(), "typed-words", || w.t("words-differ"));
    let (Some(sheets), Some(agency), Some(own), true) = (sheets, agency, own, wrong.is_empty()) else {
        return show(agencies, &visit, (&fields, &words), typed, wrong).await;
    };
    let now = agencies.now(app.now()).await?;
    let called = if fields.text("called").is_empty() { name } else { fields.text("called") };
    let person = (NewPerson { name, words: own }, called);
    match casework::recover(agencies.stores(), (agency, &sheets), person, now, &mut random).await {
        Ok(user) => {
            let cookie = begin_session(agencies, &user, &headers, now, &mut random).await?;
            let mut response = redirect(&format!("/at-work/staff?done={}", Notice::Recovered.code()));
            response.headers_mut().append(header::SET_COOKIE, cookie);
            return Ok(response);
        }
        Err(Error::NotRecovered(why)) => typed.not_recovered(&why, w),
        Err(Error::NoKey | Error::Broken(_)) => typed.not_ours(w),
        Err(Error::Name) => wrong.note(true, "name", || w.t("name-taken")),
        Err(error) => return Err(unavailable(&error)),
    }
    show(agencies, &visit, (&fields, &words), typed, wrong).await
}
