//! What the pages promise.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails at once")]

mod bad_input;
mod desk;
mod headers;
mod hsds;
mod log;
mod mine;
mod pages;
mod privacy;
mod reply;
mod routes;
mod support;
mod words;
mod work;
