//! Erasing: what would go, what stays of a case whose parts go, and the receipt.

use jiff::civil::Date;
use seal::UserId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Case, Entry, JourneyEntry, Part, Undecodable, Unwritable, format};

/// What a case holds: what erasing it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holding {
    /// How many entries each part has, in the order in which a page has them; none that is empty.
    pub parts: Vec<(Part, u64)>,
    /// How many entries the log has of who looked.
    pub looks: u64,
    /// How many documents there are.
    pub documents: u64,
    /// How many bytes these have.
    pub document_bytes: u64,
    /// How many reminders lie ahead.
    pub reminders_ahead: u64,
    /// How many compelled disclosures are not closed.
    pub open_disclosures: u64,
    /// Who holds it.
    pub holders: Vec<UserId>,
}

impl Holding {
    /// What a case holds on a day.
    pub fn of(case: &Case, today: Date) -> Self {
        let parts = Part::ALL.into_iter().map(|part| (part, case.entries_in(part)));
        let documents = || case.notes.documents.standing().map(|(_, facts)| facts);
        let ahead = case.journey.reminders.standing();
        let ahead = ahead.filter(|(_, reminder)| !reminder.is_done && reminder.on >= today);
        let open = case.access.compelled.standing().filter(|(_, compelled)| !compelled.is_closed());
        Self {
            parts: parts.filter(|(_, entries)| *entries > 0).collect(),
            looks: case.access.log.len() as u64,
            documents: documents().count() as u64,
            document_bytes: documents().fold(0, |sum, facts| sum.saturating_add(facts.bytes)),
            reminders_ahead: ahead.count() as u64,
            open_disclosures: open.count() as u64,
            holders: case.journey.holders.now(&()).iter().flat_map(|holders| holders.iter()).collect(),
        }
    }
}

/// Whether an entry stays in a case that is written anew without some of its parts: it is of none of them, or it is what
/// the case is found by, as it stands. `part` is under whose key it was.
pub fn stays_without(case: &Case, gone: &[Part], part: &str, bytes: &[u8]) -> bool {
    // The log is no part, and stays.
    let Some(known) = Part::from_code(part) else { return true };
    if !gone.contains(&known) {
        return true;
    }
    if known != Part::Journey {
        return false;
    }
    let Ok(entry) = Entry::<JourneyEntry>::from_bytes(bytes) else { return false };
    let standing = match entry.what {
        JourneyEntry::Handle(_) => case.journey.handle.history(&()).map(|history| history.standing()),
        JourneyEntry::Holders(_) => case.journey.holders.history(&()).map(|history| history.standing()),
        _ => None,
    };
    standing.is_some_and(|standing| standing.contains(&entry.id))
}

/// That something was erased. It names nobody, and not the case either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// A number to ask about it by: random, and of nothing.
    pub number: String,
    /// When it was erased, in Unix milliseconds.
    pub at: i64,
    /// Whether all of a case was, and not parts of one.
    pub is_whole: bool,
    /// How many entries went of each part.
    pub parts: Vec<(Part, u64)>,
    /// How many documents.
    pub documents: u64,
    /// How many drafts.
    pub drafts: u64,
    /// How many entries of the log of who looked.
    pub looks: u64,
    /// How many releases of it to others ended with it.
    pub released: u64,
    /// How many messages on their way.
    pub messages: u64,
    /// From when on no backup can bring it back, in Unix milliseconds.
    pub gone_by: i64,
}

impl Receipt {
    /// A receipt of nothing yet, from a moment in Unix milliseconds; backups can bring it back until `gone_by`.
    pub fn new(number: String, (at, gone_by): (i64, i64), is_whole: bool) -> Self {
        Self {
            number,
            at,
            is_whole,
            parts: Vec::new(),
            documents: 0,
            drafts: 0,
            looks: 0,
            released: 0,
            messages: 0,
            gone_by,
        }
    }

    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a receipt. One of a newer program is refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}
