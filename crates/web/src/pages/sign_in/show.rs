use askama::Template;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use vault_store::vault::AgencyRow;

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{Agencies, Held, redirect, unavailable};

#[derive(Template)]
#[template(path = "sign_in/show.html")]
struct Page {
    f: Frame,
    agencies: Vec<Choice>,
    name: String,
    /// Why nobody was signed in.
    wrong: Option<String>,
    held: Option<Held>,
}

struct Choice {
    id: String,
    name: String,
    is_chosen: bool,
}

/// Where one signs in.
pub(crate) async fn page(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let agencies = app.agencies().ok_or(Problem::NotFound)?;
    show(agencies, &visit, StatusCode::OK, ("", None, ""), None).await
}

/// Leads there.
pub(crate) async fn lead(_: &Agencies) -> Response {
    redirect("/sign-in")
}

/// Holds a form that came without a session in the page where one signs in. Files are not: they are still where they were.
pub(crate) async fn hold(app: &App, agencies: &Agencies, request: Request) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(visit) = visit else { return redirect("/sign-in") };
    let path = request.uri().path().to_owned();
    let Ok(fields) = Fields::from_request(request, app).await else { return redirect("/sign-in") };
    let held = Held::new(path, &fields);
    let shown = show(agencies, &visit, StatusCode::UNAUTHORIZED, ("", None, ""), Some(held)).await;
    shown.unwrap_or_else(IntoResponse::into_response)
}

/// The page, with what was typed but for the words.
pub(crate) async fn show(
    agencies: &Agencies,
    visit: &Visit,
    status: StatusCode,
    (name, wrong, chosen): (&str, Option<String>, &str),
    held: Option<Held>,
) -> Result<Response, Problem> {
    let rows = agencies.half().vault().agencies().await.map_err(|error| unavailable(&error.into()))?;
    let choice = |row: AgencyRow| {
        let id = row.agency.to_string();
        Choice { is_chosen: id == chosen, id, name: row.name }
    };
    let mut f = Frame::new(visit, visit.words.t("sign-in-title"), Switch::Link);
    f.path = "/sign-in".into();
    let agencies = rows.into_iter().map(choice).collect();
    Ok(respond(status, &Page { f, agencies, name: name.to_owned(), wrong, held }))
}
