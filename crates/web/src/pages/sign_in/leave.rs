use axum::extract::State;
use axum::http::header::{self, HeaderMap};
use axum::response::Response;

use crate::App;
use crate::problem::Problem;
use crate::work::{end, forgotten, redirect};

/// Signs out: the session is over, whoever still has its cookie.
pub(crate) async fn leave(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    end(agencies, &headers).await?;
    let mut response = redirect("/sign-in");
    for cookie in forgotten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
