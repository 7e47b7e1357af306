//! The vault: what is sealed, and the columns that find it. Nothing enters but envelopes, wraps, public keys and ids.
//!
//! One file for each noun holds its SQL beside the struct that it fills. In which order vault and keys store are written
//! is for [`crate::SealedHalf`] to know.

mod about;
mod agency;
mod announcement;
mod backup;
mod card;
mod case_file;
mod circle;
mod document;
mod draft;
mod ending;
mod erasing;
mod guest;
mod invitation;
mod journal;
mod member;
mod message;
mod page;
mod partner;
mod people;
mod records;
mod retention;
mod rule;
mod sign_in;
mod stepping_in;
mod store;
mod stored;
mod tally;
mod wrap;

pub use agency::{AgencyRow, Hosting};
pub use card::{CardRevision, CardRow, Cards};
pub use case_file::CaseFile;
pub use circle::CircleRow;
pub use document::{OfDocument, PieceRow};
pub use draft::DraftRow;
pub use erasing::{AsRead, Beside, Rewritten};
pub use guest::GuestRow;
pub use invitation::InvitationRow;
pub use journal::StoredEntry;
pub use member::MemberRow;
pub use message::{MessageRow, MessagesTo};
pub use page::{LineRow, NewCard, PageRow, PageStands, RewrittenPage};
pub use people::{AgencyEpoch, Founding, NewEpoch};
pub use records::{CircleNameRow, NewRecords};
pub use sign_in::SignInRow;
pub use store::{SCHEMA, VaultStore};
pub use tally::{Counted, ReceiptRow, TallyRow};
pub use wrap::{Recipient, WrapRow};

pub(crate) use ending::{End, Needs};
pub(crate) use people::NewMember;
