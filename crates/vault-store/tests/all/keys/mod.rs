//! The promises of the keys store.

mod copies;
mod destroyed;
mod example;
mod refused;
mod rows;
mod times;
