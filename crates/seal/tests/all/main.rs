//! What sealing promises, told from outside the crate.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops with the error; clippy sees helpers as no tests"
)]

mod agencies;
mod example;
mod ids;
mod independent;
mod invitations;
mod journals;
mod keys_store;
mod known;
mod members;
mod messages;
mod one_time;
mod properties;
mod recovery;
mod refused;
mod sheets;
mod strengths;
mod types;
mod users;
mod vectors;
mod words;
mod wraps;
