//! The kit tried on itself.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

mod browser;
mod files;
mod postgres;
mod site;
