use axum::http::StatusCode;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::desk::AtDesk;

/// Ends the session, and forgets what was held.
pub(crate) async fn end(AtDesk(desk): AtDesk) -> Response {
    desk.end();
    let cookie = "desk=; Path=/desk; Max-Age=0; HttpOnly; SameSite=Strict";
    (StatusCode::SEE_OTHER, [(header::LOCATION, "/"), (header::SET_COOKIE, cookie)]).into_response()
}
