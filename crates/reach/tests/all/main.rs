//! The promises of `reach`, against a naive reference and by hand.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test that cannot go on says so by panicking, and its numbers are small"
)]

mod agreement;
mod arbitrary;
mod change;
mod crowd;
mod naive;
mod naive_place;
mod profile;
mod semantics;
