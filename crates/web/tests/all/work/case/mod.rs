//! The pages of a case.

mod documents;
mod episodes;
mod hands;
mod orders;
mod typed;
