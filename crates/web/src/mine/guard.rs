//! Who is on their own page. Without a session each of its pages leads to where one signs in.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::header::{self, HeaderMap};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use care::Wish;
use casework::OpenPage;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use seal::{Passphrase, UserSecret, seal_file};
use vault_store::keys::Now;
use zeroize::Zeroizing;

use super::{COOKIES, MINE, forgotten};
use crate::App;
use crate::form::{Fields, MOST_AT_WORK, is_form, read};
use crate::pages::mine::enter;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{Agencies, Door, begin_as, end_as, redirect, tokens_as, unavailable};

/// Where somebody writes to themselves, and the field in which they do.
const NOTES: &str = "/mine/notes";
const NOTE: &str = "note";

/// Somebody on their own page, for one request.
#[derive(Clone)]
pub(crate) struct Mine(Arc<Person>);

pub(crate) struct Person {
    agencies: Agencies,
    user: UserSecret,
    now: Now,
    /// Today, where most of the directory is.
    pub(crate) today: Date,
    pub(crate) zone: TimeZone,
}

impl std::ops::Deref for Mine {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

impl Person {
    /// Their page, opened.
    pub(crate) async fn page(&self) -> Result<OpenPage, Problem> {
        let page = OpenPage::open(self.agencies.half(), &self.user, self.now).await;
        page.map_err(|error| unavailable(&error))
    }

    /// What they take along, sealed under words.
    pub(crate) async fn sealed(&self, text: String, words: Passphrase) -> Result<Vec<u8>, Problem> {
        let (_, hashing) = self.agencies.stores();
        let mut random = self.agencies.random();
        let text = Zeroizing::new(text);
        let sealed = hashing.run(move || seal_file(text.as_bytes(), &words, &mut random)).await;
        sealed.ok().and_then(Result::ok).ok_or_else(|| {
            tracing::error!(target: "web", "a file to take along was not made");
            Problem::Unavailable
        })
    }

    /// Says something on it.
    pub(crate) async fn say(&self, page: &mut OpenPage, wish: Wish) -> Result<(), casework::Error> {
        let (half, when) = (self.agencies.half(), (self.now, self.today));
        page.say(half, wish, when, &mut self.agencies.random()).await
    }
}

/// Lets those in who have signed in.
pub(crate) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/mine/") {
        return next.run(request).await;
    }
    let Some(agencies) = app.agencies() else { return Problem::NotFound.into_response() };
    match person(&app, agencies, request.headers()).await {
        Err(problem) => problem.into_response(),
        Ok(None) => closed(request).await,
        Ok(Some(mine)) => {
            request.extensions_mut().insert(mine);
            next.run(request).await
        }
    }
}

/// It has closed meanwhile: they open it again. What they wrote to themselves is there to be copied.
async fn closed(request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let is_note = parts.method == Method::POST && parts.uri.path() == NOTES && is_form(&parts.headers);
    let visit = parts.extensions.get::<Visit>().cloned().filter(|_| is_note);
    let Some(visit) = visit else { return redirect(MINE) };
    match read(body, MOST_AT_WORK).await {
        Ok(bytes) => match Fields::parse(&bytes).text(NOTE) {
            "" => redirect(MINE),
            note => enter::closed(&visit, note.to_owned()),
        },
        Err(problem) => problem.into_response(),
    }
}

/// Whoever has this session, if it has not ended.
async fn person(app: &App, agencies: &Agencies, headers: &HeaderMap) -> Result<Option<Mine>, Problem> {
    let now = agencies.now(app.now()).await?;
    for token in tokens_as(COOKIES, headers) {
        let held = agencies.half().session_with_card(&token.hash(), now).await;
        let Some(held) = held.map_err(|error| unavailable(&error.into()))? else { continue };
        let user = token.open(held.agency, held.user, &held.sealed);
        let user = user.map_err(|error| unavailable(&error.into()))?;
        let known = app.known();
        let (zone, today) = (known.lists.zone.clone(), app.today(&known));
        let agencies = agencies.clone();
        return Ok(Some(Mine(Arc::new(Person { agencies, user, now, today, zone }))));
    }
    Ok(None)
}

/// Signs somebody in with what they typed, and leads to their page.
pub(crate) async fn sign_in(
    app: &App,
    headers: &HeaderMap,
    (card, typed): (&str, &str),
) -> Result<Response, casework::Error> {
    let agencies = app.agencies().ok_or(casework::Error::NoKey)?;
    let now = agencies.half().keys().admit(app.now().as_millisecond()).await?;
    // What are no words costs what wrong ones do.
    let words = Passphrase::typed(typed).or_else(|_| Passphrase::typed("-x-"));
    let words = words.map_err(|_| casework::Error::NoKey)?;
    let (half, hashing) = agencies.stores();
    let tries = agencies.tries(Door::Mine);
    let signed_in = casework::sign_in_with_card((half, hashing, tries), card, words, now).await?;
    let cookie = begin_as(COOKIES, agencies, &signed_in.secret, (headers, now), &mut agencies.random()).await;
    let mut response = redirect("/mine/home");
    match cookie {
        Ok(cookie) => drop(response.headers_mut().append(header::SET_COOKIE, cookie)),
        Err(problem) => response = problem.into_response(),
    }
    Ok(response)
}

/// Signs them out, and leads to where one signs in.
pub(crate) async fn sign_out(app: &App, headers: &HeaderMap) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    end_as(COOKIES, agencies, headers).await?;
    let mut response = redirect(MINE);
    for cookie in forgotten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

impl<S: Sync> FromRequestParts<S> for Mine {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::NotFound)
    }
}
