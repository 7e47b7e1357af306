//! The sealed half's statements, on SQLite or PostgreSQL. What enters and what leaves is sealed, or a column by which a
//! row is found: an id, a time, a number.
//!
//! - [`keys`]: the keys store. Shares, without which nothing of a case, a wrap or a message opens; heads of journals;
//!   the pepper; sessions; the mark that no clock falls behind. Small, with a copy that is always as new, and a root in
//!   a file of its own, so that what is destroyed there is destroyed everywhere.
//! - [`vault`]: files, journals, cards, drafts, wraps and messages of the agencies' cases, and how people sign in.
//!
//! No transaction spans two stores: a share is put before the row that needs it and destroyed before the row goes.

mod error;
pub mod keys;
mod sealed_half;
pub mod steps;
pub mod vault;

pub use error::StoreError;
pub use sealed_half::{
    AgencyCards, CardAtHand, CaseAtHand, Ending, Hashing, MOST_ORPHANS, MessageAtHand, ORPHAN_AGE,
    SealedHalf, SignInError, SignedIn, StoredJournal, Swept, TakenAway, WrapAtHand,
};
pub use vault::VaultStore;
