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

/// The names of a cookie: where the line is encrypted, and where it is not.
pub(crate) type Names = [&'static str; 2];

/// Those of staff.
const COOKIES: Names = ["__Host-session", "session"];

/// Signs somebody in who is at work: the cookie for their browser.
pub(crate) async fn begin(
    agencies: &Agencies,
    user: &UserSecret,
    headers: &HeaderMap,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<HeaderValue, Problem> {
    begin_as(COOKIES, agencies, user, (headers, now), random).await
}

/// Signs somebody in under a cookie of this name.
pub(crate) async fn begin_as(
    [over_tls, plain]: Names,
    agencies: &Agencies,
    user: &UserSecret,
    (headers, now): (&HeaderMap, Now),
    random: &mut impl CryptoRng,
) -> Result<HeaderValue, Problem> {
    let token = SessionToken::random(random);
    let sealed = token.seal(user, random);
    let whose = (user.agency(), user.user());
    let put = agencies.half().keys().put_session(&token.hash(), whose, &sealed, now).await;
    put.map_err(|error| unavailable(&error.into()))?;
    let token = Zeroizing::new(hex::encode(token.expose()));
    let cookie = if is_over_tls(headers) {
        format!("{over_tls}={}; Path=/; HttpOnly; SameSite=Strict; Secure", *token)
    } else {
        format!("{plain}={}; Path=/; HttpOnly; SameSite=Strict", *token)
    };
    let mut cookie = HeaderValue::try_from(cookie).map_err(|_| Problem::Unavailable)?;
    cookie.set_sensitive(true);
    Ok(cookie)
}

/// Ends the sessions of staff that a browser has.
pub(crate) async fn end(agencies: &Agencies, headers: &HeaderMap) -> Result<(), Problem> {
    end_as(COOKIES, agencies, headers).await
}

/// Ends the sessions that a browser has under these names.
pub(crate) async fn end_as(names: Names, agencies: &Agencies, headers: &HeaderMap) -> Result<(), Problem> {
    for token in sent(headers, &names) {
        let ended = agencies.half().keys().end_session(&token.hash()).await;
        ended.map_err(|error| unavailable(&error.into()))?;
    }
    Ok(())
}

/// The cookies that make a browser forget its sessions at work.
pub(crate) fn forgotten() -> [HeaderValue; 2] {
    forgotten_as(COOKIES)
}

/// Those that make it forget what is under these names.
pub(crate) fn forgotten_as([over_tls, plain]: Names) -> [HeaderValue; 2] {
    let forget = |name: &str, also: &str| {
        let cookie = format!("{name}=; Path=/; HttpOnly; SameSite=Strict;{also} Max-Age=0");
        // The names are ours, and are what a header can say.
        HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static("session=; Max-Age=0"))
    };
    [forget(over_tls, " Secure;"), forget(plain, "")]
}

/// What a browser says that its session is. Over an encrypted line only the cookie counts that no other site of the same
/// domain, and nobody on an unencrypted line, can have put there.
pub(crate) fn tokens(headers: &HeaderMap) -> Vec<SessionToken> {
    tokens_as(COOKIES, headers)
}

/// The same under these names.
pub(crate) fn tokens_as([over_tls, plain]: Names, headers: &HeaderMap) -> Vec<SessionToken> {
    sent(headers, &[if is_over_tls(headers) { over_tls } else { plain }])
}

/// The sessions in cookies of these names; no more than two, however many are sent.
fn sent(headers: &HeaderMap, names: &[&str]) -> Vec<SessionToken> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let named = pairs.filter(|(name, _)| names.contains(name));
    let tokens = named.filter_map(|(_, value)| hex::decode(value));
    tokens.take(COOKIES.len()).map(|mut bytes| SessionToken::from_bytes(&mut bytes)).collect()
}

/// Leads to another page, with what follows from a form that was sent.
pub(crate) fn redirect(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response()
}

/// Whether the line to the browser is encrypted, as the server in front of this one says. Who says so falsely
/// gets a cookie that their own browser does not send.
pub(crate) fn is_over_tls(headers: &HeaderMap) -> bool {
    let says = headers.get("x-forwarded-proto").and_then(|value| value.to_str().ok());
    // Of several servers in front each adds what it saw: the first is the one that the browser speaks with.
    let first = says.and_then(|says| says.split(',').next());
    first.is_some_and(|first| first.trim().eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(lines: &[&[u8]]) -> Vec<[u8; 32]> {
        let mut headers = HeaderMap::new();
        for line in lines {
            let Ok(value) = HeaderValue::from_bytes(line) else { continue };
            headers.append(header::COOKIE, value);
        }
        sent(&headers, &COOKIES).iter().map(|token| *token.expose()).collect()
    }

    #[test]
    fn over_an_encrypted_line_the_cookie_that_anybody_could_have_put_there_counts_for_nothing() {
        let (safe, other) = (hex::encode(&[1; 32]), hex::encode(&[2; 32]));
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("session={other}; __Host-session={safe}").parse().unwrap());
        let read =
            |headers: &HeaderMap| -> Vec<u8> { tokens(headers).iter().map(|one| one.expose()[0]).collect() };
        assert_eq!(read(&headers), [2]);
        for says in ["https", "HTTPS", " https , http"] {
            headers.insert("x-forwarded-proto", HeaderValue::from_static(says));
            assert_eq!(read(&headers), [1], "{says}");
        }
        headers.insert("x-forwarded-proto", HeaderValue::from_static("http, https"));
        assert_eq!(read(&headers), [2]);
    }

    #[test]
    fn what_is_no_session_takes_no_place_of_one() {
        let digits = hex::encode(&[1; 32]);
        let line = format!("session=x; session=; session={digits}");
        assert_eq!(read(&[line.as_bytes()]), [[1; 32]]);
    }

    #[test]
    fn a_session_is_found_among_whatever_other_cookies() {
        let digits = hex::encode(&[0xa7; 32]);
        let line = format!("lang=es;  session={digits} ; theme==; __Host-session={digits}");
        assert_eq!(read(&[line.as_bytes()]), [[0xa7; 32]; 2]);
        assert_eq!(read(&[format!("session={}", digits.to_uppercase()).as_bytes()]), [[0xa7; 32]]);
        for none in
            [format!("Session={digits}"), format!("session={digits}0"), format!("session={}", &digits[1..])]
        {
            assert!(read(&[none.as_bytes()]).is_empty(), "{none}");
        }
    }

    #[test]
    fn no_more_than_two_are_tried_however_many_are_sent() {
        let digits = hex::encode(&[1; 32]);
        let line = format!("session={digits};").repeat(200);
        assert_eq!(read(&[line.as_bytes(), line.as_bytes()]).len(), 2);
    }

    proptest! {
        #[test]
        fn what_stands_in_a_cookie_is_read_as_it_was_written(bytes in any::<[u8; 32]>(), over_tls in any::<bool>()) {
            let line = format!("{}={}", COOKIES[usize::from(!over_tls)], hex::encode(&bytes));
            prop_assert_eq!(read(&[line.as_bytes()]), [bytes]);
        }

        #[test]
        fn any_cookies_are_sessions_or_none(
            lines in prop::collection::vec(
                prop_oneof![
                    prop::collection::vec(any::<u8>(), 0..80),
                    "(__Host-)?session=([0-9a-fA-F]{62,66}|\\PC{0,40});? ?".prop_map(String::into_bytes),
                ],
                0..4,
            ),
        ) {
            let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
            prop_assert!(read(&lines).len() <= COOKIES.len());
        }

        #[test]
        fn digits_are_bytes_only_where_they_are_sixty_four(text in "[0-9a-fA-F]{0,70}|\\PC{0,64}") {
            match hex::decode(&text) {
                Some(bytes) => prop_assert_eq!(hex::encode(&bytes), text.to_ascii_lowercase()),
                None => prop_assert!(text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit())),
            }
        }
    }
}
