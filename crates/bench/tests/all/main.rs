//! The promises of the bench, on directories of a few thousand services.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails at once")]

mod agreement;
mod figures;
mod made;
mod options;
mod pages;
mod report;
mod small;
mod statistics;
mod what_if;
mod work;
