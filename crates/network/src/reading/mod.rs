//! Reading what a service asks from the prose of its listing.
//!
//! What enters is one text and the field that it stands in; what leaves are [`Reading`]s: a subject, whether it
//! is asked, and the place of the words that say so. What counts as asked is defined kind by kind beside the
//! phrases, in `vocabulary`'s `phrases.toml`. Nothing here decides anything about a person: what was read is
//! shown with its quote as not confirmed, and never puts a service out of reach by itself.
//!
//! A text is taken apart into words and marks (`token`), phrases are found among them (`pattern`), and each
//! sentence is judged by itself (`sentence`): a *thing* such as a photo ID is asked where the words around it
//! ask for it, or where the field lists papers.

mod error;
mod listing;
mod pattern;
mod reader;
mod sentence;
mod token;

pub use error::PhraseError;
pub use listing::WAITING_LIST;
pub(crate) use listing::papers_in;
pub use reader::{Polarity, Reader, Reading, Room};
