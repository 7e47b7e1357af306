//! What `sql` promises. Each story is told once and runs on both engines.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "helpers of tests; a test may stop at once, and says on which engine"
)]

mod backing_up;
mod bulk;
mod catalog;
mod engines;
mod migrations;
mod moving;
mod opening;
mod transactions;
mod values;
