//! What gives keys to somebody, takes them away, or sends something of a person to others asks for the words of whoever is signed in once more: a session that
//! somebody left open on a desk does none of it. The form waits meanwhile, as it was filled in. Who has just said them is
//! not asked again for a few minutes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use askama::Template;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};

use crate::form::{Fields, MOST_AT_WORK, is_form, read};
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::step_up::WORDS;
use crate::work::{Held, Nav, SteppedUp, Working, held};

/// The routes whose forms ask for it. Where a page says first what will be erased or taken out, the question is in it.
pub const ROUTES: &[&str] = &[
    "/at-work/case/{case}/circle",
    "/at-work/case/{case}/release/{release}/packet",
    "/at-work/case/{case}/own-page/card",
    "/at-work/partners/{partner}/accept",
    "/at-work/staff/invite",
    "/at-work/staff/admit/{invitation}",
    "/at-work/staff/remove/{user}",
    "/at-work/staff/lift/{user}",
    "/at-work/staff/roles/{user}",
    "/at-work/circles",
    "/at-work/circle/{circle}",
    "/at-work/circle/{circle}/out/{user}",
    "/at-work/sheets",
];

/// For so many milliseconds nobody is asked again.
const FRESH: i64 = 5 * 60 * 1000;

/// Until when nobody asks again, by session. Held in memory: a server that starts anew, or another one, asks.
#[derive(Default)]
pub(super) struct SaidAgain(Mutex<HashMap<[u8; 32], i64>>);

impl SaidAgain {
    fn is_fresh(&self, session: &[u8; 32], now: i64) -> bool {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(session).is_some_and(|until| (now..=now + FRESH).contains(until))
    }

    fn note(&self, session: [u8; 32], now: i64) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, until| *until >= now);
        held.insert(session, now + FRESH);
    }
}

#[derive(Template)]
#[template(path = "work/words_again.html")]
struct Page {
    f: Frame,
    n: Nav,
    held: Held,
    is_wrong: bool,
    is_too_many: bool,
}

/// Gives the request on, once whoever is signed in has said that it is them; else the page that asks.
pub(super) async fn asked(at_work: &Working, route: &str, request: Request) -> Result<Request, Response> {
    let (said, now) = (&at_work.agencies.inner.said_again, at_work.now.millis());
    let asks = *request.method() == Method::POST && ROUTES.contains(&route);
    if !asks || said.is_fresh(&at_work.session, now) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let bytes = match is_form(&parts.headers) {
        true => read(body, MOST_AT_WORK).await.map_err(Problem::into_response)?,
        false => axum::body::Bytes::new(),
    };
    let fields = Fields::parse(&bytes);
    let visit = parts.extensions.get::<Visit>().cloned().ok_or_else(|| Problem::NotFound.into_response())?;
    let asked = match fields.get(WORDS) {
        None => None,
        Some(_) => match at_work.step_up(&fields).await {
            Ok(asked) => Some(asked),
            Err(problem) => return Err(held::came_back((&visit, problem), parts.uri.path(), &fields)),
        },
    };
    if asked == Some(SteppedUp::Yes) {
        said.note(at_work.session, now);
        return Ok(Request::from_parts(parts, Body::from(bytes)));
    }
    let w = visit.words;
    let mut f = Frame::new(&visit, w.t("step-up-title"), Switch::Link);
    f.path = "/at-work".into();
    let page = Page {
        f,
        n: Nav::of(at_work, w, ""),
        held: Held::new(parts.uri.path().to_owned(), &fields),
        is_wrong: asked == Some(SteppedUp::No),
        is_too_many: asked == Some(SteppedUp::TooMany),
    };
    let status = match asked {
        Some(SteppedUp::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    Err(respond(status, &page))
}
