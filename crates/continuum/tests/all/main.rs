//! The command as it is typed: what it prints, what it refuses, and how it ends.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests; a test that cannot go on says so by panicking"
)]

mod backup;
mod bad_input;
mod command;
mod demo;
mod export;
mod keys;
mod moving;
mod read;
mod read_requirements;
mod real_sets;
mod serve;
mod serving;
mod sheet;
mod story;
