//! The promises of the keys store.

mod copies;
mod crash;
mod destroyed;
pub(crate) mod example;
mod refused;
mod rows;
mod times;
