//! An agency at work.

mod browser;
mod circles;
mod listing;
mod me;
mod recovery;
mod setup;
mod staff;
