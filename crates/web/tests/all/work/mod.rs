//! An agency at work.

mod setup;
