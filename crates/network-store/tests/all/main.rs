//! The store's promises, each kept on SQLite and on PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops with the error; clippy sees helpers as no tests"
)]

mod any;
mod asked;
mod both;
mod capacity;
mod changes;
mod confidential;
mod confirmed;
mod example;
mod kept_out;
mod listings;
mod moving;
mod own;
mod own_place;
mod published;
mod put;
mod report;
mod round;
mod rows;
mod schema;
mod since;
mod together;
mod withdrawn;
