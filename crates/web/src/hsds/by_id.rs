//! Records that are asked for by their id.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use network::export::RecordKind;
use network::export::nested::Fields;
use network_store::published::Found;
use serde_json::Value;

use super::asked::{Asked, Format};
use super::conditional::Tag;
use super::endpoint::Endpoint;
use super::list::json_response;
use super::problem::Refused;
use crate::App;

/// The record, what else was asked, and what names the answer.
pub(super) async fn find(
    app: &App,
    endpoint: &Endpoint,
    kind: RecordKind,
    id: Result<Path<String>, PathRejection>,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<(Found, Asked, Tag), Refused> {
    let asked = Asked::read(uri.query().unwrap_or_default(), headers, endpoint.takes)?;
    let Path(id) = id.map_err(|_| Refused::NotFound)?;
    let number = app.publication().await?.number;
    let found = app.found(kind, &id).await?;
    Ok((found, asked, Tag::of(number, uri, Format::Json)))
}

/// The answer with the record; it may be gone since.
pub(super) fn respond(records: Vec<Fields>, tag: &Tag) -> Result<Response, Refused> {
    let record = records.into_iter().next().ok_or(Refused::NotFound)?;
    Ok(tag.on(json_response(Value::Object(record).to_string())))
}
