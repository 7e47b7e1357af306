//! An agency at work.

mod circles;
mod me;
mod recovery;
mod setup;
mod staff;
