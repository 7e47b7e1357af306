//! A form may be sent from our own pages alone.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;

/// Refuses what another site's page sends. Browsers say so in `Sec-Fetch-Site`; older ones, and any over a line
/// that is not encrypted, in `Origin`. Our own pages send it, since they name themselves to their own site and to
/// no other; `null` is a page that hides where it is from.
pub(crate) async fn ours(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && is_from_elsewhere(request.headers()) {
        return Problem::OtherSite.into_response();
    }
    next.run(request).await
}

fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        let hidden = text(header::ORIGIN) == Some("null");
        return site != "same-origin" && (site != "none" || hidden);
    }
    match text(header::ORIGIN) {
        None => false,
        Some(origin) => origin.split_once("://").map(|(_, host)| host) != text(header::HOST),
    }
}
