//! Sheets are typed back from paper, so that it is known that they recover the agency before anybody needs them.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::Error;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, TypedSheets, Working, redirect, unavailable};

#[derive(Template)]
#[template(path = "recovery/check.html")]
struct Page {
    f: Frame,
    n: Nav,
    sheets: TypedSheets,
}

/// The form.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Response {
    show(&at_work, &visit, TypedSheets::empty())
}

fn show(at_work: &Working, visit: &Visit, sheets: TypedSheets) -> Response {
    let w = visit.words;
    let status = if sheets.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let f = Frame::new(visit, w.t("check-title"), Switch::Link);
    respond(status, &Page { f, n: Nav::of(at_work, w, "/at-work/staff"), sheets })
}

/// Finds that they recover the agency, or says what does not fit.
pub(crate) async fn check(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let w = visit.words;
    let mut typed = TypedSheets::of(&fields);
    if fields.has("more") {
        return Ok(show(&at_work, &visit, typed));
    }
    let Some(sheets) = typed.read(w) else { return Ok(show(&at_work, &visit, typed)) };
    let agency = at_work.agency.agency;
    match casework::check_sheets(at_work.half(), agency, &sheets, at_work.now).await {
        Ok(()) => return Ok(redirect(&format!("/at-work?done={}", Notice::Checked.code()))),
        Err(Error::NotRecovered(why)) => typed.not_recovered(&why, w),
        Err(Error::NoKey | Error::Broken(_)) => typed.not_ours(w),
        Err(error) => return Err(unavailable(&error)),
    }
    Ok(show(&at_work, &visit, typed))
}
