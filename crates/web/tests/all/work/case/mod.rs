//! The pages of a case.

mod episodes;
mod hands;
mod orders;
mod typed;
