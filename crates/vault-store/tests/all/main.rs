//! The promises of the sealed half's stores, each kept on SQLite and on PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops with the error; clippy sees helpers as no tests"
)]

mod both;
mod cut;
mod events;
mod keys;
mod schema;
mod sealed_half;
mod the_end;
