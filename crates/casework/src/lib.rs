//! An agency at work: whose keys open what, who comes and goes, cases that are begun, read and written.
//!
//! It puts together what [`seal`] makes, [`vault_store`] keeps and [`care`] means. What may enter: who is signed in, and
//! what they say. What may leave: what they may read. Keys live as long as a [`Keyring`], which is as long as one request.
//!
//! Time and randomness are handed in.

mod cases;
mod circles;
mod documents;
mod drafts;
mod erasing;
mod error;
mod exchange;
mod extent;
mod founding;
mod guests;
mod keeping;
mod keyring;
mod leaving;
mod own_page;
mod own_sign_in;
mod partners;
mod people;
mod person;
mod recovery;
mod releases;
mod renewing;
mod retention;
mod rewriting;
mod roles;
mod rules;
mod second_factor;
mod stepping_in;
mod tally;
mod tries;
mod wrapping;

pub use cases::{CaseloadCard, OpenCase, begin, caseload};
pub use circles::{
    Circle, alone_in, begin_circle, bring_into_circle, circles, give_sheets_circle, lost_with, name_circle,
    take_out_of_circle,
};
pub use documents::{DocumentReader, LONGEST_DOCUMENT, NewDocument};
pub use drafts::{HeldDraft, drafts, keep_draft, take_draft_away};
pub use erasing::{ErasePreview, Erasure, KEYS_BACKUP_DAYS, erase, erase_preview};
pub use error::Error;
pub use exchange::{
    Going, Inbox, Received, Underway, answer, ask, carry_packet, packets, questions, read_packet, replies,
    take_back, tell, underway,
};
pub use extent::{Extent, NoExtent};
pub use founding::{Founded, found};
pub use guests::{Guest, answer_as_guest, invite_guest, sign_in_guest};
pub use keeping::keep_packet;
pub use keyring::Keyring;
pub use leaving::{remove, remove_though_cases_are_lost};
pub use own_page::{
    Agreed, GivenCard, OpenPage, PageRules, agree, answer_wish, attend, close_page, give_card, lock_page,
    sign_in_with_card,
};
pub use own_sign_in::{NewWords, change_words, sign_in};
pub use partners::{Partner, accept_partner, knows, own_words, partners};
pub use people::{Invited, admit, come, invite, waiting};
pub use person::{LONGEST_NAME, NewPerson, Staff, name_person, staff};
pub use recovery::{Set, check_sheets, make_sheets, recover};
pub use releases::{end_of, end_what_is_over, send_packet, sign_release, stop_release};
pub use renewing::{must_renew, renew};
pub use retention::{DueCase, due, erase_parts, policy, set_policy};
pub use rewriting::move_case;
pub use roles::change_roles;
pub use rules::{rules, set_rules};
pub use second_factor::{
    UsedCodes, check_code, confirm_second_factor, lift_second_factor, second_factor_uri,
    take_second_factor_away,
};
pub use stepping_in::{
    STEP_IN_AFTER, SteppingIn, end_stepping_in, lead_is_here, leads, say_stepping_in, sign_of_a_lead,
    step_in, stepping_in,
};
pub use tally::{receipts, tally};
pub use tries::{BY_NAME, IN_ALL, NAMES, Pace, TooMany, Tries};
