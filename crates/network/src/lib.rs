//! The directory of a network: agencies, services, places, what each service asks of people, and capacity.
//!
//! Network half: this crate knows no person. What enters are files of other systems ([`import`]); what leaves
//! are plain values ([`Directory`]) for the store to keep and for `reach` to search, and [`Finding`]s about
//! what was wrong with the files. No I/O beyond the readers that it is handed, no clock.

pub mod export;
pub mod finding;
mod formula;
pub mod import;
pub mod model;
mod own;
pub mod reading;
pub mod sheet;

pub use finding::{Example, Finding, Findings, Row};
pub use model::*;
