use axum::http::StatusCode;
use axum::http::header::{self, HeaderName};
use axum::response::{IntoResponse, Response};

/// Where *Leave this page* goes: a site that anybody may be looking at.
pub const NEUTRAL_SITE: &str = "https://www.weather.gov/";

/// Forgets the language and whatever else the browser kept of this site, and goes elsewhere.
pub(crate) async fn page() -> Response {
    let clear = HeaderName::from_static("clear-site-data");
    let headers = [
        (header::LOCATION, NEUTRAL_SITE),
        (clear, "\"cache\", \"cookies\", \"storage\""),
        (header::SET_COOKIE, "lang=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly"),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}
