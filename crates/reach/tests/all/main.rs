//! The promises of `reach`, against a naive reference and by hand.

mod agreement;
mod arbitrary;
mod naive;
mod naive_place;
mod profile;
mod semantics;
