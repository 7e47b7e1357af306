//! How fast [`reach`] is, beside what else one would use: three databases and a plain scan, each with the best
//! indexing found for it.
//!
//! The directories and questions are made here, the same each time ([`directory`], [`questions`]). Every side
//! answers each question, and the answers must agree ([`agreement`]) before their times count. For building and
//! testing alone: nothing that is shipped depends on this crate. `cargo xtask bench reach` runs it, and
//! `cargo xtask bench pages` what serves the pages over such a directory ([`pages`]), `cargo xtask bench seal` how long
//! sealing takes ([`sealing`]).

pub mod agreement;
pub mod change;
mod clock;
pub mod country;
pub mod directory;
pub mod document;
pub mod duckdb;
mod error;
pub mod facts;
pub mod figures;
pub mod gains;
mod grid;
pub mod numbers;
mod offers;
pub mod options;
pub mod ours;
pub mod pages;
pub mod plot;
pub mod postgres;
pub mod posting;
pub mod questions;
pub mod report;
pub mod run;
pub mod sealing;
pub mod side;
pub mod sqlite;
pub mod statistics;
pub mod what_if;

pub use error::Error;
