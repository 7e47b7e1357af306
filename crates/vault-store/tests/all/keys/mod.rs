//! The promises of the keys store.

mod backups;
mod bytes;
mod copies;
mod crash;
mod destroyed;
pub(crate) mod example;
mod refused;
mod rows;
mod times;
mod vectors;
