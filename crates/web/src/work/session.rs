//! Sessions: 32 random bytes in a cookie, without which the server itself opens nothing.

use axum::http::header::{self, HeaderMap};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rand_core::CryptoRng;
use seal::{SessionToken, UserSecret};
use vault_store::keys::Now;
use zeroize::Zeroizing;

use crate::hex;
use crate::problem::Problem;
use crate::work::{Agencies, unavailable};

/// The names of the cookie: where the line is encrypted, and where it is not.
const COOKIES: [&str; 2] = ["__Host-session", "session"];

/// Signs somebody in: the cookie for their browser.
pub(crate) async fn begin(
    agencies: &Agencies,
    user: &UserSecret,
    headers: &HeaderMap,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<HeaderValue, Problem> {
    let token = SessionToken::random(random);
    let sealed = token.seal(user, random);
    let whose = (user.agency(), user.user());
    let put = agencies.half().keys().put_session(&token.hash(), whose, &sealed, now).await;
    put.map_err(|error| unavailable(&error.into()))?;
    let token = Zeroizing::new(hex::encode(token.expose()));
    let [over_tls, plain] = COOKIES;
    let cookie = if is_over_tls(headers) {
        format!("{over_tls}={}; Path=/; HttpOnly; SameSite=Strict; Secure", *token)
    } else {
        format!("{plain}={}; Path=/; HttpOnly; SameSite=Strict", *token)
    };
    let mut cookie = HeaderValue::try_from(cookie).map_err(|_| Problem::Unavailable)?;
    cookie.set_sensitive(true);
    Ok(cookie)
}

/// Ends the sessions that a browser has, and gives the cookie that makes it forget them.
pub(crate) async fn end(agencies: &Agencies, headers: &HeaderMap) -> Result<[HeaderValue; 2], Problem> {
    for token in tokens(headers) {
        let ended = agencies.half().keys().end_session(&token.hash()).await;
        ended.map_err(|error| unavailable(&error.into()))?;
    }
    Ok([
        HeaderValue::from_static("__Host-session=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0"),
        HeaderValue::from_static("session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"),
    ])
}

/// What a browser says that its sessions are; two of them where it had one over an encrypted line and one without.
pub(crate) fn tokens(headers: &HeaderMap) -> Vec<SessionToken> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let sent = pairs.filter(|(name, _)| COOKIES.contains(name)).take(COOKIES.len());
    sent.filter_map(|(_, value)| hex::decode(value))
        .map(|mut bytes| SessionToken::from_bytes(&mut bytes))
        .collect()
}

/// Leads to another page, with what follows from a form that was sent.
pub(crate) fn redirect(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response()
}

/// Whether the line to the browser is encrypted, as the server in front of this one says. Who says so falsely
/// gets a cookie that their own browser does not send.
pub(crate) fn is_over_tls(headers: &HeaderMap) -> bool {
    let says = headers.get("x-forwarded-proto").and_then(|value| value.to_str().ok());
    says.is_some_and(|says| says.trim().eq_ignore_ascii_case("https"))
}
