//! The body of a form, from bytes to names and values.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use percent_encoding::percent_decode;

use crate::problem::Problem;
use crate::work::is_at_work;

/// The most that a form may send. Every box of the longest form ticked is a tenth of it.
const MOST_BYTES: usize = 64 * 1024;

/// The most that a form of an agency at work may send: some texts of the longest, each letter written as three. A text that is
/// longer than that comes back with a sentence, and is not lost.
pub(crate) const MOST_AT_WORK: usize = 16 * care::LONGEST_TEXT;

/// How long a form may take to arrive.
const LONGEST: Duration = Duration::from_secs(30);

/// What a form sent: names and values in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<Field>);

/// One name with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// The value, with what could not be read replaced by `�`.
    pub(crate) value: String,
    /// Whether all of it could be read.
    pub(crate) readable: bool,
}

impl Fields {
    /// Reads `application/x-www-form-urlencoded` (WHATWG URL, 5.1). No bytes are refused: what is not UTF-8,
    /// and control characters other than those of a line's end, are replaced and remembered.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let pairs = bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| {
                    let (name, value) =
                        pair.split_at(pair.iter().position(|b| *b == b'=').unwrap_or(pair.len()));
                    let (name, _) = decode(name);
                    let (value, readable) = decode(value.strip_prefix(b"=").unwrap_or(value));
                    Field { name, value, readable }
                })
                .collect(),
        )
    }

    /// All, in the order in which they were sent.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Field> {
        self.0.iter()
    }

    /// The value of this name; nothing, where it was not sent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|field| field.name == name).map(|field| field.value.as_str())
    }

    /// The value of this name, without space at its ends; empty, where it was not sent.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default().trim()
    }

    /// All values of this name.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |field| field.name == name).map(|field| field.value.as_str())
    }

    /// Whether anything has this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|field| field.name == name)
    }
}

fn decode(bytes: &[u8]) -> (String, bool) {
    // Most of what a form sends stands for itself.
    let plain = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'%' | b'+');
    if bytes.iter().all(plain) {
        return (String::from_utf8_lossy(bytes).into_owned(), true);
    }
    let spaced: Vec<u8> = bytes.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    let decoded = percent_decode(&spaced);
    let strict = decoded.clone().decode_utf8().is_ok();
    let text = decoded.decode_utf8_lossy();
    let odd = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
    let readable = strict && !text.contains(odd);
    (text.chars().map(|c| if odd(c) { char::REPLACEMENT_CHARACTER } else { c }).collect(), readable)
}

impl<S: Sync> FromRequest<S> for Fields {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !is_form(request.headers()) {
            return Err(Problem::NotAForm);
        }
        let most = if is_at_work(request.uri().path()) { MOST_AT_WORK } else { MOST_BYTES };
        Ok(Self::parse(&read(request.into_body(), most).await?))
    }
}

/// The bytes of a form, no more of them than these, and not for ever.
pub(crate) async fn read(body: Body, most: usize) -> Result<Bytes, Problem> {
    match tokio::time::timeout(LONGEST, to_bytes(body, most)).await {
        Err(_) => Err(Problem::BrokenOff),
        Ok(Ok(bytes)) => Ok(bytes),
        // The only other reason is a connection that broke; nobody is there to read either.
        Ok(Err(error)) if error.to_string().contains("limit") => Err(Problem::TooLarge),
        Ok(Err(_)) => Err(Problem::BrokenOff),
    }
}

/// Whether a browser sent it as a form without files.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media| media.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<(String, String, bool)> {
        Fields::parse(bytes).0.into_iter().map(|f| (f.name, f.value, f.readable)).collect()
    }

    #[test]
    fn names_and_values_keep_their_order() {
        let read = read(b"need=dental&need=education&where=Juniper+Flat%2C+CA&&far=");
        let pairs: Vec<(&str, &str)> = read.iter().map(|(n, v, _)| (n.as_str(), v.as_str())).collect();
        assert_eq!(
            pairs,
            [("need", "dental"), ("need", "education"), ("where", "Juniper Flat, CA"), ("far", "")]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_form_that_never_ends_is_not_waited_for() {
        let endless = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
        assert_eq!(super::read(endless, MOST_BYTES).await, Err(Problem::BrokenOff));
    }

    #[test]
    fn what_cannot_be_read_is_replaced_and_remembered() {
        assert_eq!(read(b"where=%FF%FEx"), [("where".into(), "\u{fffd}\u{fffd}x".into(), false)]);
        assert_eq!(read(b"where=a%00b"), [("where".into(), "a\u{fffd}b".into(), false)]);
        assert_eq!(read(b"avoid=a%0D%0Ab"), [("avoid".into(), "a\r\nb".into(), true)]);
        assert_eq!(read(b"%zz"), [("%zz".into(), String::new(), true)]);
    }
}
