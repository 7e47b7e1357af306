use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};
use casework::Error;
use seal::{AgencyId, NotSignedIn, Passphrase};

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::sign_in::show::show;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{Door, Held, Notice, begin, redirect, unavailable};

#[derive(Template)]
#[template(path = "sign_in/again.html")]
struct Again {
    f: Frame,
    held: Held,
}

/// Signs somebody in, and leads to where they work. A form that waited is shown to be sent again.
pub(crate) async fn enter(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let now = agencies.now(app.now()).await?;
    let (name, chosen) = (fields.text("name"), fields.text("agency"));
    let held = Held::of(&fields);
    // What is no agency's id and what are no words cost what wrong ones do.
    let agency = chosen.parse().unwrap_or_else(|_| AgencyId::from_bytes([0; 16]));
    let words = Passphrase::typed(fields.text("words")).or_else(|_| Passphrase::typed("-x-"));
    let words = words.map_err(|_| Problem::NotAForm)?;
    let (half, hashing) = agencies.stores();
    let stores = (half, hashing, agencies.tries(Door::AtWork));
    let signed_in = casework::sign_in(stores, (agency, name), words, now).await.and_then(|signed_in| {
        casework::check_code(agencies.codes(), &signed_in, fields.text("code"), now).map(|()| signed_in)
    });
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        // Nobody is told which of them it was.
        Err(Error::NotSignedIn(NotSignedIn::NotRight) | Error::NoCode) => {
            let wrong = Some(visit.words.t("sign-in-wrong"));
            return show(agencies, &visit, status, (name, wrong, chosen), held).await;
        }
        Err(Error::TooMany(_)) => {
            let (status, wrong) = (StatusCode::TOO_MANY_REQUESTS, Some(visit.words.t("sign-in-too-many")));
            return show(agencies, &visit, status, (name, wrong, chosen), held).await;
        }
        Err(error) => return Err(unavailable(&error)),
    };
    let user = signed_in.secret;
    let row = agencies.half().vault().member(user.agency(), user.user()).await;
    if row.map_err(|error| unavailable(&error.into()))?.is_none() {
        // They have come by an invitation, and somebody has to admit them first.
        let wrong = Some(visit.words.t("sign-in-waits"));
        return show(agencies, &visit, status, (name, wrong, chosen), held).await;
    }
    let ended = casework::sign_of_a_lead(half, &user, now).await.map_err(|error| unavailable(&error))?;
    let cookie = begin(agencies, &user, &headers, now, &mut agencies.random()).await?;
    let mut response = match held {
        Some(held) => {
            let f = Frame::new(&visit, visit.words.t("sign-in-again-title"), Switch::Link);
            respond(StatusCode::OK, &Again { f, held })
        }
        None if ended => redirect(&format!("/at-work?done={}", Notice::LeadIsHere.code())),
        None => redirect("/at-work"),
    };
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response.into_response())
}
