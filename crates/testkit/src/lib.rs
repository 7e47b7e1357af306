//! What tests need and nothing else may use: a throw-away PostgreSQL, a scripted Chromium, the real
//! files that may lie beside the repository, randomness that is the same in every run, and a way to
//! say aloud that a test could not run.
//!
//! `cargo xtask test` installs the programs and names them in the environment; under plain
//! `cargo test` they are looked for in the usual places. Everything here panics with a sentence
//! when it cannot go on: a test has no use for an error value.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "for tests only: a helper that cannot go on fails the test at once, with a sentence"
)]

mod at_rest;
pub mod browser;
mod files;
pub mod postgres;
mod programs;
mod random;

pub use at_rest::AtRest;
pub use browser::Browser;
pub use files::{fixtures, repository, skipped};
pub use programs::{checks_python, node_that_opens};
pub use random::{Known, Repeatable};
