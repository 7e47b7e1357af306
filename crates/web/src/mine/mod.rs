//! A person on their own page: who they are, and which pages there are for them.
//!
//! They are none of the staff, whose cookie is another: neither opens what is the other's.

mod guard;

use axum::http::HeaderValue;

pub(crate) use guard::{Mine, guard, sign_in, sign_out};

use crate::work::{CookieNames, forgotten_as};

/// The names of their cookie: where the line is encrypted, and where it is not. They say nothing.
pub(crate) const COOKIES: CookieNames = ["__Host-page", "page"];

/// Where they sign in: for everybody, where agencies keep records.
pub(crate) const MINE: &str = "/mine";

/// Every route behind that with its methods. Without a session each of them leads there.
pub const MINE_ROUTES: &[(&str, &[&str])] = &[
    ("/mine/home", &["GET"]),
    ("/mine/release/{release}", &["GET", "POST"]),
    ("/mine/asked/{release}", &["GET", "POST"]),
    ("/mine/service/{episode}", &["GET", "POST"]),
    ("/mine/notes", &["GET", "POST"]),
    ("/mine/ask", &["GET", "POST"]),
    ("/mine/take", &["GET", "POST"]),
    ("/mine/lock", &["POST"]),
    ("/mine/out", &["POST"]),
];

/// The cookies that make a browser forget that they were here.
pub(crate) fn forgotten() -> [HeaderValue; 2] {
    forgotten_as(COOKIES)
}
