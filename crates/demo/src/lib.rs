//! The made-up network that `continuum demo` shows: three sites, some sixty agencies and three hundred
//! services, with rules as such places have them.
//!
//! Nothing in it exists. Agencies, towns, counties, streets and postal codes are invented; telephone numbers
//! are of the exchange that is kept for fiction; people appear only as roles ("the shelter manager"). Pages
//! label it *made up*; this crate does not.
//!
//! The content is data, in `data/`: `agencies/` says who there is and what each offers, `types/` how a kind
//! of service is written about and what it tends to ask, `asks.toml` how agencies put what they ask. The code
//! expands it. What is not written down is drawn from a generator of fixed seed, by agency and service, so
//! that the same day always gives the same directory and a new agency changes no other.

mod build;
mod data;
mod needs;
mod questions;
mod random;
mod records;
mod sites;

pub use build::directory;
pub use needs::needs;
pub use questions::{Question, questions};
pub use records::{AGENCY, CardAndWords, People, RECEIVING, SignIn, began_at, records};
pub use sites::{Site, sites};
