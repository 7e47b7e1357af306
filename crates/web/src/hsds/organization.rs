use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use network::export::RecordKind;
use network::export::nested::Fields;
use network_store::published::{Find, Found, Of};
use serde_json::Value;

use super::list::{CHUNK, json_response};
use super::pour::{Ended, Pour};
use super::problem::Refused;
use super::{assemble, by_id, endpoint, list, pour};
use crate::App;

/// Organizations.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refused> {
    list::answer(app, &endpoint::ORGANIZATIONS, RecordKind::Organization, &uri, &headers).await
}

/// One of them in full.
pub(super) async fn show(
    State(app): State<App>,
    id: Result<Path<String>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let kind = RecordKind::Organization;
    let (found, asked, tag) = by_id::find(&app, &endpoint::ORGANIZATION, kind, id, &uri, &headers).await?;
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let body = pour::body(async move |mut pour| {
        match self::pour(&app, &found, asked.full_service, "", &mut pour).await? {
            true => Ok(pour),
            false => Err(Ended::Refused),
        }
    });
    Ok(tag.on(json_response(body)))
}

/// Writes an organization in full: there may be any number of services. False where it is gone since.
pub(super) async fn pour(
    app: &App,
    found: &Found,
    full_service: bool,
    before: &str,
    pour: &mut Pour,
) -> Result<bool, Ended> {
    let records = assemble::read(app, RecordKind::Organization, [&found.id].into_iter()).await?;
    let Some(record) = records.into_values().next() else { return Ok(false) };
    let record = Value::Object(record).to_string();
    pour.write(before).await?;
    pour.write(record.strip_suffix('}').unwrap_or_default()).await?;
    for (name, kind) in [("locations", RecordKind::Location), ("services", RecordKind::Service)] {
        pour.write(&format!(",\"{name}\":[")).await?;
        let find = Find { organization: Some(found.id.clone()), ..Find::default() };
        let mut of = Of { after: String::new(), skip: 0, most: CHUNK };
        let mut between = "";
        loop {
            let part = app.find(kind, &find, &of).await?;
            let Some(last) = part.last() else { break };
            of.after.clone_from(&last.id);
            for nested in nested(app, kind, &part, full_service).await? {
                pour.write(between).await?;
                pour.write(&Value::Object(nested).to_string()).await?;
                between = ",";
            }
        }
        pour.write("]").await?;
    }
    pour.write("}").await?;
    Ok(true)
}

async fn nested(
    app: &App,
    kind: RecordKind,
    found: &[Found],
    full_service: bool,
) -> Result<Vec<Fields>, Refused> {
    match kind {
        RecordKind::Location => {
            Ok(assemble::read(app, kind, found.iter().map(|one| &one.id)).await?.into_values().collect())
        }
        _ if full_service => assemble::services_in_full(app, found, &Default::default()).await,
        _ => assemble::services_of_organization(app, found).await,
    }
}
