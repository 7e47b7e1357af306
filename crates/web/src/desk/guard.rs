//! Nothing below `/desk` is there for who is not at the desk, whatever the address and the method.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{self, HeaderMap};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::desk::{COOKIES, Desk};
use crate::problem::Problem;

/// Proof that somebody is at the desk; a page that asks for it cannot be had without.
#[derive(Clone)]
pub(crate) struct AtDesk(pub(crate) Desk);

/// Where the secret is exchanged.
const ENTER: &str = "/desk/enter";

/// Lets those in who are at the desk.
pub(crate) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path != "/desk" && !path.starts_with("/desk/") {
        return next.run(request).await;
    }
    let Some(desk) = app.desk() else { return Problem::NotFound.into_response() };
    let session = sessions(request.headers()).find(|session| desk.admits(session, app.now()));
    if session.is_some() {
        let at_desk = AtDesk(desk.clone());
        request.extensions_mut().insert(at_desk);
    } else if path != ENTER {
        return Problem::NotFound.into_response();
    }
    next.run(request).await
}

fn sessions(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| COOKIES.contains(name))
        .map(|(_, value)| value)
}

impl<S: Sync> FromRequestParts<S> for AtDesk {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::NotFound)
    }
}
