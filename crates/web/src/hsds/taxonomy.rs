use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use network::export::nested::{self, Fields};
use serde_json::Value;

use super::asked::Asked;
use super::endpoint::{self, Endpoint};
use super::list::{self, json_response};
use super::problem::Refused;

/// Taxonomies: ours.
pub(super) async fn list(uri: Uri, headers: HeaderMap) -> Result<Response, Refused> {
    list::of_known(&endpoint::TAXONOMIES, &[nested::taxonomy()], &uri, &headers)
}

/// One of them.
pub(super) async fn show(
    id: Result<Path<String>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    one(&endpoint::TAXONOMY, vec![nested::taxonomy()], id, &uri, &headers)
}

/// The terms of our taxonomy.
pub(super) async fn terms(uri: Uri, headers: HeaderMap) -> Result<Response, Refused> {
    list::of_known(&endpoint::TERMS, &nested::taxonomy_terms(), &uri, &headers)
}

/// One of them.
pub(super) async fn term(
    id: Result<Path<String>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    one(&endpoint::TERM, nested::taxonomy_terms(), id, &uri, &headers)
}

fn one(
    endpoint: &Endpoint,
    records: Vec<Fields>,
    id: Result<Path<String>, PathRejection>,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    Asked::read(uri.query().unwrap_or_default(), headers, endpoint.takes)?;
    let Path(id) = id.map_err(|_| Refused::NotFound)?;
    let mut records = records.into_iter();
    let record = records.find(|record| record.get("id").and_then(Value::as_str) == Some(id.as_str()));
    let text = Value::Object(record.ok_or(Refused::NotFound)?).to_string();
    Ok(list::known(headers, text, json_response))
}
