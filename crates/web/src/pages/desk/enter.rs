use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::desk::COOKIES;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::is_over_tls;

#[derive(Template)]
#[template(path = "desk/enter.html")]
struct Page {
    f: Frame,
    key: String,
}

/// One button. The address alone uses nothing up, so that a program that looks at addresses before a person does
/// cannot.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let key = query.split('&').find_map(|pair| pair.strip_prefix("key=")).unwrap_or_default().to_owned();
    app.desk().filter(|desk| desk.opens(&key)).ok_or(Problem::NotFound)?;
    let mut f = Frame::new(&visit, visit.words.t("desk-title"), Switch::Link);
    f.query = format!("&key={key}");
    Ok(respond(StatusCode::OK, &Page { f, key }))
}

/// The session in exchange for the secret. The cookie goes to the desk's pages alone, and no script sees it.
pub(crate) async fn exchange(
    State(app): State<App>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Problem> {
    let key = fields.iter().find(|field| field.name == "key").ok_or(Problem::NotFound)?;
    let desk = app.desk().ok_or(Problem::NotFound)?;
    let session = desk.enter(&key.value, app.now()).ok_or(Problem::NotFound)?;
    let [over_tls, plain] = COOKIES;
    let cookie = if is_over_tls(&headers) {
        format!("{over_tls}={session}; Path=/desk; HttpOnly; SameSite=Strict; Secure")
    } else {
        format!("{plain}={session}; Path=/desk; HttpOnly; SameSite=Strict")
    };
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, "/desk".to_owned()), (header::SET_COOKIE, cookie)])
        .into_response())
}
