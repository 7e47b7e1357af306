//! What the API answers where it has no record: an object of JSON that says why (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::param::Param;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    /// There is no such address or record; or it is not public, which nobody is told.
    #[error("there is no such address or record")]
    NotFound,
    /// The address is there, but only for reading.
    #[error("this address is for reading: GET, HEAD and OPTIONS")]
    Method,
    /// A parameter holds what makes no sense.
    #[error("{name}: {says}")]
    Parameter {
        /// What it is called.
        name: String,
        /// What is wrong, or what it may hold.
        says: String,
    },
    /// Nothing is published yet, or too many ask at once.
    #[error("the directory cannot be read just now; ask again in a moment")]
    Unavailable,
}

/// What the media type of a problem is.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";
/// In how many seconds to ask again.
const AGAIN: HeaderValue = HeaderValue::from_static("5");
/// So much of a name that is not known is shown.
const SHOWN: usize = 40;

impl Refused {
    pub(crate) fn parameter(param: Param, says: &str) -> Self {
        Self::Parameter { name: param.name().into(), says: says.into() }
    }

    pub(crate) fn unknown(name: &str, takes: &[Param]) -> Self {
        let known: Vec<&str> = takes.iter().map(|param| param.name()).collect();
        let says = match known.as_slice() {
            [] => "this address takes no parameters".to_owned(),
            known => format!("this address does not take it; it takes {}", known.join(", ")),
        };
        Self::Parameter { name: name.chars().take(SHOWN).collect(), says }
    }

    /// The name of the parameter that was refused.
    #[cfg(test)]
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Parameter { name, .. } => Some(name),
            _ => None,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Parameter { .. } => StatusCode::BAD_REQUEST,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = self.status();
        let title = status.canonical_reason().unwrap_or_default();
        let mut body = json!({
            "type": "about:blank", "title": title, "status": status.as_u16(), "detail": self.to_string(),
        });
        if let (Self::Parameter { name, .. }, Some(fields)) = (&self, body.as_object_mut()) {
            fields.insert("parameter".into(), name.as_str().into());
        }
        let mut response = (status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        match self {
            Self::Method => {
                headers.insert(header::ALLOW, HeaderValue::from_static(super::headers::METHODS));
            }
            Self::Unavailable => {
                headers.insert(header::RETRY_AFTER, AGAIN);
            }
            Self::NotFound | Self::Parameter { .. } => {}
        }
        response
    }
}
