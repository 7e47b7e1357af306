//! One line for each request: the method, the *pattern* of the route, the status and how long it took.
//!
//! Never the address itself, the query, the body, a header, an id or who asked: what a visitor looks for is
//! theirs. A test fills every field with a canary and looks for it here.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::Clock;

/// Writes the line.
pub(crate) async fn requests(State(clock): State<Clock>, request: Request, next: Next) -> Response {
    let method = known(request.method().as_str());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let start = clock.now();
    let response = next.run(request).await;
    let milliseconds = clock.now().duration_since(start).as_millis();
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    tracing::info!(target: "web", method, route, status = response.status().as_u16(), ms = milliseconds, "answered");
    response
}

/// A method may be any word that a visitor chose to send.
fn known(method: &str) -> &'static str {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or("other")
}
