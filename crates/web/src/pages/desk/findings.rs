use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::sheet::findings_xlsx;

use crate::App;
use crate::desk::AtDesk;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::desk::template::{XLSX, download, locale_of};
use crate::problem::Problem;
use crate::view::findings::{FindingView, all};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/findings.html")]
struct Page {
    f: Frame,
    list: String,
    findings: Vec<FindingView>,
}

/// What is not right in a list, on a page to print.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    AtDesk(desk): AtDesk,
) -> Result<Response, Problem> {
    let held = desk.held(app.now());
    let (list, findings) = held.findings().ok_or(Problem::NotFound)?;
    let f = Frame::new(&visit, visit.words.t("findings-title"), Switch::Link);
    let page = Page { f, list: list.to_owned(), findings: all(findings, visit.words) };
    Ok(respond(StatusCode::OK, &page))
}

/// The same as a spreadsheet to send back to whoever keeps the list, in one language.
pub(crate) async fn file(
    State(app): State<App>,
    AtDesk(desk): AtDesk,
    language: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let locale = locale_of(language)?;
    let held = desk.held(app.now());
    let (list, findings) = held.findings().ok_or(Problem::NotFound)?;
    let bytes = findings_xlsx(list, findings, locale).map_err(|_| Problem::Unavailable)?;
    Ok(download("findings.xlsx", XLSX, bytes))
}
