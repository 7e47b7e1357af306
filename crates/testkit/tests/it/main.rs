//! The kit tried on itself.

mod postgres;
