use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::Response;
use serde_json::json;

use super::asked::Asked;
use super::list::{self, json_response};
use super::problem::Refused;
use super::{BASE, VERSION, endpoint};
use crate::App;

/// Where the standard is described.
const PROFILE: &str = "https://docs.openreferral.org/en/latest/hsds/";

/// What this API is, and where its description for programs is.
pub(super) async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refused> {
    Asked::read(uri.query().unwrap_or_default(), &headers, endpoint::ABOUT.takes)?;
    let says = match app.made_up() {
        true => "A made-up directory, to try this program with: no service in it exists.",
        false => "A network's directory of services: what everyone may see.",
    };
    let mut about = json!({"version": VERSION, "profile": PROFILE, "description": says});
    if let (Some(origin), Some(fields)) = (origin(&headers), about.as_object_mut()) {
        fields.insert("openapi_url".into(), format!("{origin}{BASE}/openapi.json").into());
    }
    Ok(list::known(&headers, about.to_string(), json_response))
}

/// Where this is reached, as the asker or the proxy before us says; none where that is no address.
fn origin(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let good = !host.is_empty() && host.chars().all(plain);
    let secure = headers.get("x-forwarded-proto").is_some_and(|said| said.as_bytes() == b"https");
    good.then(|| format!("{}://{host}", if secure { "https" } else { "http" }))
}
