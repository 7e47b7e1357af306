use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use network::sheet::template_xlsx;
use vocabulary::Locale;

use crate::desk::AtDesk;
use crate::problem::Problem;

/// The media type of a workbook (ECMA-376, as registered).
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The spreadsheet to fill in, in one language.
pub(crate) async fn file(
    _: AtDesk,
    language: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let locale = locale_of(language)?;
    let name = match locale {
        Locale::En => "services.xlsx",
        Locale::Es => "servicios.xlsx",
    };
    let bytes = template_xlsx(locale).map_err(|_| Problem::Unavailable)?;
    Ok(download(name, XLSX, bytes))
}

/// The language that an address names.
pub(crate) fn locale_of(language: Result<Path<String>, PathRejection>) -> Result<Locale, Problem> {
    let Path(language) = language.map_err(|_| Problem::NotFound)?;
    Locale::ALL.into_iter().find(|locale| locale.tag() == language).ok_or(Problem::NotFound)
}

/// A file to keep, under a plain name.
pub(crate) fn download(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}
