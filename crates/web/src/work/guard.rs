//! Who is at work. Without a session every page of an agency leads to where one signs in; with one, a page that is not
//! theirs is not there.

use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use care::{Role, Roles};
use casework::Keyring;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rand::rngs::StdRng;
use seal::UserId;
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::AgencyRow;

use crate::App;
use crate::pages;
use crate::problem::Problem;
use crate::work::session::tokens;
use crate::work::{Agencies, held, routes, unavailable, words_again};

/// Somebody at work, with the keys that are theirs, for one request.
#[derive(Clone)]
pub(crate) struct AtWork(Arc<Working>);

pub(crate) struct Working {
    pub(crate) agencies: Agencies,
    /// Their agency.
    pub(crate) agency: AgencyRow,
    /// Their keys.
    pub(crate) keyring: Keyring,
    /// What they are there for.
    pub(crate) roles: Roles,
    /// Whether they coordinate the network: their agency is the one that does.
    pub(crate) coordinates: bool,
    /// What the keys store knows their session by.
    pub(crate) session: [u8; 32],
    pub(crate) now: Now,
    /// Today, where most of the directory is.
    pub(crate) today: Date,
    pub(crate) zone: TimeZone,
}

impl std::ops::Deref for AtWork {
    type Target = Working;

    fn deref(&self) -> &Working {
        &self.0
    }
}

impl Working {
    pub(crate) fn half(&self) -> &SealedHalf {
        self.agencies.half()
    }

    pub(crate) fn user(&self) -> UserId {
        self.keyring.user()
    }

    pub(crate) fn random(&self) -> StdRng {
        self.agencies.random()
    }
}

/// Lets those in who are at work, to the pages that are theirs.
pub(crate) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if !routes::is_at_work(request.uri().path()) {
        return next.run(request).await;
    }
    let Some(agencies) = app.agencies() else { return Problem::NotFound.into_response() };
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    match at_work(&app, agencies, request.headers()).await {
        Err(problem) => held::refused(request, problem).await,
        Ok(None) if *request.method() == Method::GET => pages::sign_in::show::lead(agencies).await,
        Ok(None) => pages::sign_in::show::hold(&app, agencies, request).await,
        Ok(Some(at_work)) => {
            let who = route.as_deref().and_then(routes::who);
            let is_theirs = who.is_some_and(|who| {
                who.is(at_work.roles) && (who != routes::COORDINATOR || at_work.coordinates)
            });
            if !is_theirs {
                return Problem::NotFound.into_response();
            }
            request.extensions_mut().insert(at_work.clone());
            match words_again::asked(&at_work, &route.unwrap_or_default(), request).await {
                Ok(request) => held::run(request, next).await,
                Err(page) => page,
            }
        }
    }
}

/// Whoever has this session, if it has not ended.
async fn at_work(app: &App, agencies: &Agencies, headers: &HeaderMap) -> Result<Option<AtWork>, Problem> {
    let now = agencies.now(app.now()).await?;
    for token in tokens(headers) {
        let held =
            agencies.half().session(&token.hash(), now).await.map_err(|error| unavailable(&error.into()))?;
        let Some(held) = held else { continue };
        let user =
            token.open(held.agency, held.user, &held.sealed).map_err(|error| unavailable(&error.into()))?;
        let agency = agencies.half().vault().agency(held.agency).await;
        let agency = agency.map_err(|error| unavailable(&error.into()))?.ok_or(Problem::NotFound)?;
        let keyring =
            Keyring::open(agencies.half(), &user, now).await.map_err(|error| unavailable(&error))?;
        // Who has come by an invitation and was not admitted yet is nobody so far.
        let roles = match keyring.roles(agencies.half()).await {
            Ok(roles) => roles,
            Err(casework::Error::NoKey | casework::Error::Broken(_)) => return Ok(None),
            Err(error) => return Err(unavailable(&error)),
        };
        let coordinates = roles.has(Role::Coordinator) && agencies.coordinates(held.agency).await?;
        let known = app.known();
        let (zone, today) = (known.lists.zone.clone(), app.today(&known));
        let agencies = agencies.clone();
        let session = token.hash();
        let working = Working { agencies, agency, keyring, roles, coordinates, session, now, today, zone };
        return Ok(Some(AtWork(Arc::new(working))));
    }
    Ok(None)
}

impl<S: Sync> FromRequestParts<S> for AtWork {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::NotFound)
    }
}
