//! An agency at work.

mod browser;
mod circles;
mod me;
mod recovery;
mod setup;
mod staff;
