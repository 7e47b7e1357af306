//! What the pages promise.

mod bad_input;
mod headers;
mod log;
mod pages;
mod privacy;
mod routes;
mod support;
mod words;
