//! Answers that may be kept for a while, and need not be sent again where they are the same.

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use super::asked::Format;

/// For how long an answer that is always the same may be kept without asking again.
const ALWAYS: HeaderValue = HeaderValue::from_static("public, max-age=60");
/// What is published may be kept, and is asked about each time before it is shown: a place that comes to be hidden is
/// not shown by somebody between for a minute more.
const PUBLISHED: HeaderValue = HeaderValue::from_static("no-cache");

/// What names the answer to a request: made of what was asked, and of the state of what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    text: String,
    kept: HeaderValue,
}

impl Tag {
    /// Of an answer that is made of what is published under this number. Where that changes while the answer is
    /// under way the number is the earlier one, so that nobody takes it for the later.
    pub(crate) fn of(number: i64, uri: &Uri, format: Format) -> Self {
        let asked = uri.path_and_query().map_or("/", |asked| asked.as_str());
        let asked = print(&[asked, &format!("{format:?}"), env!("CARGO_PKG_VERSION")]);
        Self { text: format!("\"{number}-{asked}\""), kept: PUBLISHED }
    }

    /// Of an answer whose bytes are these.
    pub(crate) fn of_bytes(bytes: &str) -> Self {
        Self { text: format!("\"{}\"", print(&[bytes])), kept: ALWAYS }
    }

    /// Whether the asker has it already (RFC 9110, 13.1.2).
    pub(crate) fn is_held(&self, headers: &HeaderMap) -> bool {
        let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
        tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.text)
    }

    /// The answer that says so.
    pub(crate) fn not_modified(&self) -> Response {
        self.on(StatusCode::NOT_MODIFIED.into_response())
    }

    /// Puts it on an answer.
    pub(crate) fn on(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, self.kept.clone());
        // Made of digits, letters and hyphens, so that it is one.
        if let Ok(tag) = HeaderValue::from_str(&self.text) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}

/// The first 8 bytes of the SHA-256 hash of these texts.
fn print(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.len().to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
