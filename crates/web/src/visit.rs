//! One request as the pages see it: in which language, of which page, and whether all is made up.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use vocabulary::Locale;

use crate::App;
use crate::problem::Problem;
use crate::words::Words;

/// What a page knows of the visit. Nothing of it outlives the response.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The words of the visitor's language.
    pub(crate) words: Words,
    /// The path, for the link that shows the same page in the other language.
    pub(crate) path: String,
    /// Whether the directory is made up.
    pub(crate) made_up: bool,
    /// Whether agencies keep records here.
    pub(crate) is_staffed: bool,
}

/// The name of the only cookie that a visitor gets; who is at the desk has one more.
const COOKIE: &str = "lang";

/// Finds out the language, hands it to the page, and turns a problem into its page.
pub(crate) async fn know(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let chosen = query_language(request.uri().query().unwrap_or_default());
    let locale = chosen.or_else(|| cookie_language(request.headers()));
    let locale = locale.unwrap_or_else(|| accepted_language(request.headers()));
    let path = request.uri().path().to_owned();
    let visit =
        Visit { words: Words(locale), path, made_up: app.made_up(), is_staffed: app.agencies().is_some() };
    request.extensions_mut().insert(visit.clone());

    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions().get::<Problem>().copied() {
        response = problem.page(&visit);
    }
    let headers = response.headers_mut();
    headers.entry(header::VARY).or_insert(HeaderValue::from_static("accept-language, cookie"));
    if let Some(locale) = chosen.filter(|_| !headers.contains_key(header::SET_COOKIE)) {
        let cookie = match locale {
            Locale::En => "lang=en; Path=/; SameSite=Lax; HttpOnly",
            Locale::Es => "lang=es; Path=/; SameSite=Lax; HttpOnly",
        };
        headers.insert(header::SET_COOKIE, HeaderValue::from_static(cookie));
    }
    response
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().cloned();
        Ok(known.unwrap_or_else(|| Self {
            words: Words(Locale::default()),
            path: "/".into(),
            made_up: false,
            is_staffed: false,
        }))
    }
}

fn query_language(query: &str) -> Option<Locale> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(known)
}

fn cookie_language(headers: &HeaderMap) -> Option<Locale> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE).then(|| known(value)).flatten())
}

/// The first of the browser's languages that the pages speak, by weight and then by place (RFC 9110, 12.5.4).
fn accepted_language(headers: &HeaderMap) -> Locale {
    let header =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best = (0.0, Locale::default());
    for part in header.split(',').take(20) {
        let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        let weight = weight.trim().parse::<f32>().ok().filter(|weight| (0.0..=1.0).contains(weight));
        if let (Some(locale), Some(weight)) = (Locale::from_tag(tag.trim()), weight)
            && weight > best.0
        {
            best = (weight, locale);
        }
    }
    best.1
}

fn known(tag: &str) -> Option<Locale> {
    Locale::ALL.into_iter().find(|locale| locale.tag() == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_languages_are_weighed() {
        let of = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(value));
            accepted_language(&headers)
        };
        assert_eq!(of("es-MX,es;q=0.9,en;q=0.8"), Locale::Es);
        assert_eq!(of("fr, es;q=0.2, en;q=0.1"), Locale::Es);
        assert_eq!(of("en;q=0.3, es;q=0.3"), Locale::En);
        assert_eq!(of("es;q=0"), Locale::En);
        assert_eq!(of("es;q=NaN, *"), Locale::En);
        assert_eq!(of(""), Locale::En);
    }
}
