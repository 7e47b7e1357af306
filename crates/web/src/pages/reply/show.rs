//! What somebody was asked who keeps no records here: opened with the words that they were told by phone, and answered in
//! two clicks, until it is gone. Nobody is told whether it was the address or the words.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use care::Question;
use casework::{Error, Keyring, Received};
use seal::{AgencyId, NotSignedIn, Passphrase};
use vault_store::keys::Now;

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::view::{question, time};
use crate::visit::Visit;
use crate::work::{
    Agencies, CookieNames, Door, Wrongs, begin_as, forgotten_as, redirect, tokens_as, unavailable,
};

/// The names of a guest's cookie: where the line is encrypted, and where it is not. They say nothing.
pub(crate) const COOKIES: CookieNames = ["__Host-reply", "reply"];

#[derive(Template)]
#[template(path = "reply/enter.html")]
struct EnterPage {
    f: Frame,
    guest: String,
    /// Why nothing was opened.
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "reply/question.html")]
struct QuestionPage {
    f: Frame,
    action: String,
    from: String,
    lines: Vec<(String, String)>,
    until: String,
    is_answered: bool,
    answers: Vec<(&'static str, String)>,
    noes: Vec<(&'static str, String)>,
    wrong: Wrongs,
}

/// A guest who has said their words.
struct Asked {
    keyring: Keyring,
    question: Received<Question>,
    now: Now,
}

/// What stands in an address; what is none is known to nobody.
fn guest(typed: &str) -> AgencyId {
    typed.parse().unwrap_or(AgencyId::from_bytes([0; 16]))
}

/// The question, or where the words are typed.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(typed): Path<String>,
) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let guest = guest(&typed);
    match asked(&app, agencies, &headers, guest).await? {
        Some(asked) => show(&app, agencies, &visit, (guest, &asked), Wrongs::default()).await,
        None => Ok(enter(&visit, guest, StatusCode::OK, None)),
    }
}

/// Opens it with the words; or answers it. The latest answer counts.
pub(crate) async fn keep(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(typed): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    let guest = guest(&typed);
    if fields.get("words").is_some() {
        return open(&app, &visit, &headers, guest, fields.text("words")).await;
    }
    let Some(asked) = asked(&app, agencies, &headers, guest).await? else {
        return Ok(enter(&visit, guest, StatusCode::UNAUTHORIZED, None));
    };
    let Some(answer) = question::read(fields.text("answer")) else {
        let wrong = Wrongs::one("answers", visit.words.t("answer-say-what"));
        return show(&app, agencies, &visit, (guest, &asked), wrong).await;
    };
    let (half, mut random) = (agencies.half(), agencies.random());
    let answers =
        casework::answer_as_guest(half, &asked.keyring, (&asked.question, answer), asked.now, &mut random);
    answers.await.map_err(|error| unavailable(&error))?;
    Ok(redirect(&format!("/reply/{guest}")))
}

async fn open(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    guest: AgencyId,
    typed: &str,
) -> Result<Response, Problem> {
    let (agencies, w) = (app.agencies().ok_or(Problem::NotFound)?, visit.words);
    let now = agencies.now(app.now()).await?;
    // What are no words costs what wrong ones do.
    let words = Passphrase::typed(typed).or_else(|_| Passphrase::typed("-x-"));
    let words = words.map_err(|_| Problem::NotFound)?;
    let (half, hashing) = agencies.stores();
    match casework::sign_in_guest((half, hashing, agencies.tries(Door::Reply)), guest, words, now).await {
        Ok(signed_in) => {
            let mut random = agencies.random();
            let cookie = begin_as(COOKIES, agencies, &signed_in.secret, (headers, now), &mut random).await?;
            let mut response = redirect(&format!("/reply/{guest}"));
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(Error::NotSignedIn(NotSignedIn::NotRight)) => {
            let wrong = Some(w.t("reply-wrong"));
            Ok(enter(visit, guest, StatusCode::UNPROCESSABLE_ENTITY, wrong))
        }
        Err(Error::TooMany(_)) => {
            let wrong = Some(w.t("sign-in-too-many"));
            Ok(enter(visit, guest, StatusCode::TOO_MANY_REQUESTS, wrong))
        }
        Err(error) => Err(unavailable(&error)),
    }
}

/// What was asked of whoever is signed in as this guest; nothing, where nobody is, or it is gone.
async fn asked(
    app: &App,
    agencies: &Agencies,
    headers: &HeaderMap,
    guest: AgencyId,
) -> Result<Option<Asked>, Problem> {
    let (half, now) = (agencies.half(), agencies.now(app.now()).await?);
    for token in tokens_as(COOKIES, headers) {
        let held = half.session_of_guest(&token.hash(), now).await;
        let held = held.map_err(|error| unavailable(&error.into()))?;
        let Some(held) = held.filter(|held| held.agency == guest) else { continue };
        let user = token.open(held.agency, held.user, &held.sealed);
        let user = user.map_err(|error| unavailable(&error.into()))?;
        let keyring = Keyring::of_guest(half, &user, now).await.map_err(|error| unavailable(&error))?;
        let questions = casework::questions(half, &keyring, now).await;
        let question = questions.map_err(|error| unavailable(&error))?.received.into_iter().next();
        return Ok(question.map(|question| Asked { keyring, question, now }));
    }
    Ok(None)
}

fn enter(visit: &Visit, guest: AgencyId, status: StatusCode, wrong: Option<String>) -> Response {
    let f = Frame::new(visit, visit.words.t("reply-enter-title"), Switch::Link);
    respond(status, &EnterPage { f, guest: guest.to_string(), wrong })
}

async fn show(
    app: &App,
    agencies: &Agencies,
    visit: &Visit,
    (guest, asked): (AgencyId, &Asked),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let (w, question) = (visit.words, &asked.question);
    let all = agencies.half().vault().agencies().await.map_err(|error| unavailable(&error.into()))?;
    let from = all.into_iter().find(|row| row.agency == question.from).map(|row| row.name);
    let until = time::moment(question.until, &app.known().lists.zone, w);
    let page = QuestionPage {
        f: Frame::new(visit, w.t("reply-title"), Switch::Link),
        action: format!("/reply/{guest}"),
        from: from.unwrap_or_else(|| w.t("inbox-somebody")),
        lines: question::lines(&question.what, w),
        until: w.with("question-until", "when", &until),
        is_answered: question.is_opened,
        answers: question::ANSWERS.iter().map(|(code, words, _)| (*code, w.t(words))).collect(),
        noes: question::NOES.iter().map(|why| question::no(*why, w)).collect(),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// The cookies that make a browser forget that somebody answered here.
pub(crate) fn forgotten() -> [HeaderValue; 2] {
    forgotten_as(COOKIES)
}
