use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use network::export::RecordKind;

use super::asked::Asked;
use super::problem::Refused;
use super::{assemble, by_id, endpoint, list};
use crate::App;

const KIND: RecordKind = RecordKind::ServiceAtLocation;

/// Services at locations.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refused> {
    list::answer(app, &endpoint::AT_LOCATIONS, KIND, &uri, &headers).await
}

/// One of them in full.
pub(super) async fn show(
    State(app): State<App>,
    id: Result<Path<String>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (found, _, tag) = by_id::find(&app, &endpoint::AT_LOCATION, KIND, id, &uri, &headers).await?;
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let records = assemble::records(&app, KIND, &Asked::in_full(), &[found]).await?;
    by_id::respond(records, &tag)
}
