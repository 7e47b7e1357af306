//! An agency at work.

mod me;
mod recovery;
mod setup;
mod staff;
