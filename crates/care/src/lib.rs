//! What an agency writes down of a person, and what it comes to: the content of a case's parts, the path through
//! services, reminders, how long things are kept. Rules alone: no I/O, no clock, no cryptography.
//!
//! A case is a journal of [`Entry`]s, each of one part and sealed under that part's key. Nothing in a journal is ever
//! changed, so what is written is always *what somebody told or did, and when*: [`Versions`] say what counts now, and
//! keep what was said before. [`Case`] is all entries of a journal, taken together.
//!
//! What may enter: bytes that were opened, and what a form says. What may leave: bytes to be sealed, and values for the
//! agency's own pages. Nothing here knows the network half but by the codes of its vocabulary.

mod access;
mod as_digits;
mod board;
mod card;
mod case;
mod contact;
mod disclosure;
mod document;
mod draft;
mod entry;
mod episode;
mod erasing;
mod fields;
mod format;
mod ids;
mod journey;
mod limits;
mod meeting;
mod note;
mod own_page;
mod packet;
mod part;
mod path;
mod preview;
mod question;
mod referral;
mod release;
mod reminder;
mod retention;
mod role;
mod rules;
mod sending;
mod signing;
mod tally;
mod text;
mod version;

pub use access::{Access, AccessEntry, Looked};
pub use board::{Board, DomainBoard};
pub use card::{Awaits, Card};
pub use case::{Case, Trouble};
pub use contact::{Channel, ChannelKind, Contact, ContactEntry, Voicemail};
pub use disclosure::{Attempt, Compelled, Missing};
pub use document::DocumentFacts;
pub use draft::Draft;
pub use entry::{Entry, Undecodable, Unwritable};
pub use episode::{Episode, EpisodeFacts, Interruption, Move, Moved, Reason, ServiceName, State};
pub use erasing::{Holding, Receipt, stays_without};
pub use fields::{Field, HealthField, IdentityField, LegalField, SafetyField, Sheet, Told};
pub use ids::{EntryId, ItemId};
pub use journey::{Holders, Journey, JourneyEntry};
pub use limits::{AvoidedPlace, Limits, StatedNeed, StayAway};
pub use meeting::{Confirmed, Meeting, Side};
pub use note::{Note, NoteEntry, Notes};
pub use own_page::{
    AskedShown, Became, Follows, Heard, LONGEST_NOTE, Line, LookShown, MOST_LINES, Making, Message, OwnPage,
    PERSON, PageEntry, PageShown, ReleaseShown, Section, ServiceShown, ServiceStands, Stands, Taken, Wish,
    follows,
};
pub use packet::{Asks, JourneyShown, Packet, Reply, ReplySays, Snapshot};
pub use part::{OfPart, Part};
pub use path::{Path, Stay, phases};
pub use preview::Preview;
pub use question::{Answer, Answered, Asked, NoRegion, QUESTION_FOR, Question, Region};
pub use referral::{
    Approach, Decline, MovedReferral, Outcome, Referral, ReferralFacts, ReferralState, Step, WhoseNo,
    withdrawn_by,
};
pub use release::{
    ExplainedBy, Kept, Lacks, Recipient, Release, ReleaseEntry, Releases, Sent, Signed, SignedHow,
    SigningDay, Standing, Stopped, USUAL_DAYS, Way,
};
pub use reminder::Reminder;
pub use retention::{Due, Policy};
pub use role::{NoSuchRoles, Role, Roles};
pub use rules::Rules;
pub use signing::{Cosigner, Signatures, StandsAs, Unsigned, Whose};
pub use tally::{EndingCount, Tally};
pub use text::{LONGEST_TEXT, Text, TextTooLong};
pub use version::{History, Said, Version, Versions};
