//! The promises of the keys store.

mod backups;
mod bytes;
mod copies;
mod crash;
mod destroyed;
mod epochs;
pub(crate) mod example;
mod refused;
mod rows;
mod times;
mod vectors;
