//! An agency at work, on both engines.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops with the error; clippy sees helpers as no tests"
)]

mod cases;
mod circles;
mod documents;
mod drafts;
mod earlier;
mod erasing;
mod example;
mod exchange;
mod guests;
mod keeping;
mod leaving;
mod naming;
mod own_page;
mod people;
mod recovery;
mod releases;
mod renewing;
mod signing_in;
mod stepping_in;
mod tries;
