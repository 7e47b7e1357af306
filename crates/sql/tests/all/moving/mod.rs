//! A store that is moved, on all four ways between two engines.

mod again;
mod any;
mod interrupted;
mod refused;
pub(crate) mod stores;
