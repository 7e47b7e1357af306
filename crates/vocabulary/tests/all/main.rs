//! The promises of the shared words, one module for each.

#![expect(clippy::unwrap_used, reason = "helpers of tests; a test may stop at once")]

mod codes;
mod kinds;
mod labels;
mod languages;
mod lists;
mod mappings;
mod sets;
mod texts;
mod unknown;
mod wording;
