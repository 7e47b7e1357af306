//! All cryptography of Continuum, and nothing else: no I/O, no clock, no randomness of its own.
//!
//! What it does to the byte is specified in `docs/sealing.md`; the two say the same, and a change to one is a change to
//! the other. Primitives are those of well-kept libraries; none is written here.
//!
//! Secrets are types that cannot be printed, cloned, compared with `==` or serialised, and that wipe themselves. What
//! is sealed has its kind in its type: a [`Sealed<content::Identity>`] is opened by a
//! [`SealingKey<content::Identity>`] alone, in the [`Place`] that it was sealed for.

mod agency;
mod broken;
mod circle;
pub mod content;
mod derive;
mod envelope;
mod epoch;
mod file;
mod hybrid;
mod id;
mod journal;
mod member;
pub mod message;
mod one_time;
mod pack;
pub mod pad;
mod page;
pub mod passphrase;
mod place;
mod raw;
mod secret;
mod share;
mod signing;
mod store_root;
pub mod suite;
#[cfg(test)]
mod told;
mod user;
pub mod words;
mod wrap;

pub use agency::{AgencyKey, Announcement, IdentityKey, Known, Pin};
pub use broken::Broken;
pub use circle::{CaseKey, CircleKey};
pub use envelope::{Opened, Sealed, SealingKey, TooLong};
pub use epoch::{EpochMark, EpochOf};
pub use file::{NoFile, open_file, seal_file};
pub use hybrid::{PrivateKey, PublicKey};
pub use id::{
    AgencyId, CaseId, CircleId, Id, MessageId, NetworkId, NoId, RootId, RowId, UserId, WrapId, kind,
};
pub use journal::{Entry, Head, JournalReader};
pub use member::{Member, Recipient, Vouched, Who};
pub use message::Message;
pub use one_time::OneTimeSecret;
pub use page::{PageCard, PageKey, PagePerson};
pub use passphrase::{NoName, Passphrase, Pepper};
pub use place::{Place, ShareOf};
pub use raw::OVERHEAD;
pub use share::{CaseShare, MessageShare, Share, Shared, WrapShare};
pub use signing::VerifyingKey;
pub use store_root::{RootFile, StoreRoot};
pub use user::{NotSignedIn, SecondFactorKey, SessionToken, SignIn, UserSecret};
pub use words::{GeneratedPassphrase, Invitation, Language, RecoveryKey, Sheet};
pub use wrap::{CannotWrap, Of, Terms, WRAP_LENGTH, Wrap, Wrappable};
