//! The promises of the keys store.
