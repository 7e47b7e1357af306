//! The pages of a case.

mod hands;
mod orders;
