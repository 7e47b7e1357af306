//! What everyone may see, as records of HSDS that are found without reading the directory.
//!
//! They are brought up to date a stretch of ids at a time; [`Find`] says which are asked for. Nothing is found by what is not shown: all of it is made of records that [`network::export`] put together.

mod fetch;
mod find;
mod publication;
mod statements;
mod withdraw;
mod write;

pub use fetch::Records;
pub use find::{Find, Found, Near, Of, Postal};
pub use publication::{Publication, Published};

pub(crate) use fetch::{fetch, postal_point};
pub use find::MOST_WORDS;
pub(crate) use find::{count, one, page};
pub(crate) use publication::{begin, end, state};
pub(crate) use withdraw::{telling, withdraw};
pub(crate) use write::{CHUNK, Stretch, difference, publish};
