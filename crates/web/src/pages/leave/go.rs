use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::mine;
use crate::pages::reply;
use crate::work::{end, end_as, forgotten};

/// Where *Leave this page* goes: a site that anybody may be looking at.
pub const NEUTRAL_SITE: &str = "https://www.weather.gov/";

/// Ends the session of whoever is at work, forgets the language and whatever else the browser kept of this site, and goes
/// elsewhere. It goes there also where the session cannot be ended just now: the browser forgets it.
pub(crate) async fn page(State(app): State<App>, headers: HeaderMap) -> Response {
    if let Some(agencies) = app.agencies()
        && (end(agencies, &headers).await.is_err()
            | end_as(mine::COOKIES, agencies, &headers).await.is_err()
            | end_as(reply::show::COOKIES, agencies, &headers).await.is_err())
    {
        tracing::warn!(target: "web", "somebody left whose session could not be ended");
    }
    let clear = HeaderName::from_static("clear-site-data");
    let forgets = [
        (header::LOCATION, NEUTRAL_SITE),
        (clear, "\"cache\", \"cookies\", \"storage\""),
        (header::SET_COOKIE, "lang=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly"),
    ];
    let mut response = (StatusCode::SEE_OTHER, forgets).into_response();
    for cookie in forgotten().into_iter().chain(mine::forgotten()).chain(reply::show::forgotten()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
