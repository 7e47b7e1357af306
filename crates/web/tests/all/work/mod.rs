//! An agency at work.

mod setup;
mod staff;
