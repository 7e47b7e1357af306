//! Where something sealed stands: the authenticated data of an envelope. What is sealed for one place opens in no
//! other.

use crate::pack::Pack;
use crate::{AgencyId, CaseId, CircleId, EpochOf, MessageId, NetworkId, RowId, UserId, suite};

/// The place of an envelope: which store, table, column and row, and of which case, in which order, after what.
///
/// There is a constructor for each column that holds something sealed, and no other way to make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    store: &'static str,
    table: &'static str,
    column: &'static str,
    agency: [u8; 16],
    row: [u8; 16],
    case: [u8; 16],
    sequence: u64,
    previous: [u8; 32],
}

/// The sixteen zeros that stand where a place has no such id. Ids are random, so none is this.
const NONE: [u8; 16] = [0; 16];

impl Place {
    const fn new(store: &'static str, table: &'static str, column: &'static str) -> Self {
        let (agency, row, case) = (NONE, NONE, NONE);
        Self { store, table, column, agency, row, case, sequence: 0, previous: [0; 32] }
    }

    /// Entry `sequence` (from 1) of a case's journal, after the entry whose hash is `previous`.
    pub(crate) fn entry(agency: AgencyId, case: CaseId, sequence: u64, previous: [u8; 32]) -> Self {
        let (agency, case) = (*agency.bytes(), *case.bytes());
        Self { agency, case, sequence, previous, ..Self::new("vault", "journal", "entry") }
    }

    /// The index card of a case, as it was written the `revision`th time (from 1).
    pub fn card(agency: AgencyId, case: CaseId, revision: u64) -> Self {
        let (agency, case) = (*agency.bytes(), *case.bytes());
        Self { agency, case, sequence: revision, ..Self::new("vault", "card", "card") }
    }

    /// A draft of a case, as it was kept the `revision`th time (from 1).
    pub fn draft(agency: AgencyId, case: CaseId, draft: RowId, revision: u64) -> Self {
        let (agency, case, row) = (*agency.bytes(), *case.bytes(), *draft.bytes());
        Self { agency, case, row, sequence: revision, ..Self::new("vault", "draft", "draft") }
    }

    /// A piece of a document of a case, by its number (from 1).
    pub fn document(agency: AgencyId, case: CaseId, document: RowId, piece: u64) -> Self {
        let (agency, case, row) = (*agency.bytes(), *case.bytes(), *document.bytes());
        Self { agency, case, row, sequence: piece, ..Self::new("vault", "document", "content") }
    }

    /// What a page of a case shows, as it was written the `revision`th time (from 1).
    pub fn page(agency: AgencyId, case: CaseId, page: RowId, revision: u64) -> Self {
        let (agency, case, row) = (*agency.bytes(), *case.bytes(), *page.bytes());
        Self { agency, case, row, sequence: revision, ..Self::new("vault", "page", "content") }
    }

    /// What somebody says on a page of a case, by its number (from 1).
    pub fn page_line(agency: AgencyId, case: CaseId, page: RowId, line: u64) -> Self {
        let (agency, case, row) = (*agency.bytes(), *case.bytes(), *page.bytes());
        Self { agency, case, row, sequence: line, ..Self::new("vault", "page_line", "content") }
    }

    /// The key of a case, sealed to a circle.
    pub fn case_key(agency: AgencyId, circle: CircleId, case: CaseId) -> Self {
        let (agency, case, row) = (*agency.bytes(), *case.bytes(), *circle.bytes());
        Self { agency, case, row, ..Self::new("vault", "case_file", "case_key") }
    }

    /// The secret of a user, sealed under their passphrase.
    pub fn user_secret(agency: AgencyId, user: UserId) -> Self {
        let (agency, row) = (*agency.bytes(), *user.bytes());
        Self { agency, row, ..Self::new("vault", "sign_in", "secret") }
    }

    /// The secret of a user's second factor.
    pub fn totp(agency: AgencyId, user: UserId) -> Self {
        let (agency, row) = (*agency.bytes(), *user.bytes());
        Self { agency, row, ..Self::new("vault", "sign_in", "totp") }
    }

    /// The words of an invitation, sealed for whoever made it.
    pub fn invitation(agency: AgencyId, invitation: RowId) -> Self {
        let (agency, row) = (*agency.bytes(), *invitation.bytes());
        Self { agency, row, ..Self::new("vault", "invitation", "words") }
    }

    /// What colleagues call somebody of the staff.
    pub fn staff(agency: AgencyId, user: UserId) -> Self {
        let (agency, row) = (*agency.bytes(), *user.bytes());
        Self { agency, row, ..Self::new("vault", "member", "staff") }
    }

    /// How much there was of what was erased, as it was written the `revision`th time (from 1).
    pub fn tally(agency: AgencyId, revision: u64) -> Self {
        Self { agency: *agency.bytes(), sequence: revision, ..Self::new("vault", "tally", "content") }
    }

    /// The receipt of what was erased.
    pub fn receipt(agency: AgencyId, receipt: RowId) -> Self {
        let (agency, row) = (*agency.bytes(), *receipt.bytes());
        Self { agency, row, ..Self::new("vault", "receipt", "content") }
    }

    /// What a circle is called, under its key of this epoch.
    pub fn circle_name(agency: AgencyId, circle: CircleId, epoch: u64) -> Self {
        let (agency, row) = (*agency.bytes(), *circle.bytes());
        Self { agency, row, sequence: epoch, ..Self::new("vault", "circle", "name") }
    }

    /// What somebody takes along: in no store.
    pub(crate) fn file() -> Self {
        Self::new("file", "file", "content")
    }

    /// What a message holds. The agency is the one that sent it.
    pub(crate) fn message(sender: AgencyId, message: MessageId) -> Self {
        let (agency, row) = (*sender.bytes(), *message.bytes());
        Self { agency, row, ..Self::new("message", "message", "content") }
    }

    /// A share of a keys store, of a case, a wrap or a message.
    pub(crate) fn share(agency: AgencyId, of: ShareOf, id: [u8; 16]) -> Self {
        Self { agency: *agency.bytes(), row: id, ..Self::new("keys", "share", of.code()) }
    }

    /// How long a case's journal is known to be.
    pub(crate) fn head(agency: AgencyId, case: CaseId) -> Self {
        let (agency, case) = (*agency.bytes(), *case.bytes());
        Self { agency, case, ..Self::new("keys", "head", "head") }
    }

    /// How far the epochs of a key of an agency have come.
    pub(crate) fn epoch(agency: AgencyId, of: EpochOf) -> Self {
        Self { agency: *agency.bytes(), row: of.id(), ..Self::new("keys", "epoch", of.code()) }
    }

    /// What every passphrase of a network is hashed with.
    pub(crate) fn pepper(network: NetworkId) -> Self {
        Self { row: *network.bytes(), ..Self::new("keys", "pepper", "pepper") }
    }

    /// A user's secret while they are signed in; `session` is what the keys store knows the session by.
    pub(crate) fn session(agency: AgencyId, user: UserId, session: [u8; 32]) -> Self {
        let (agency, row) = (*agency.bytes(), *user.bytes());
        Self { agency, row, previous: session, ..Self::new("keys", "session", "secret") }
    }

    /// The authenticated data of an envelope here, of this part and version.
    pub(crate) fn authenticated(&self, part: &str, version: u32) -> Pack {
        Pack::new("continuum/1/envelope")
            .bytes(&[suite::ENVELOPE])
            .text(self.store)
            .text(self.table)
            .text(self.column)
            .bytes(&self.agency)
            .bytes(&self.row)
            .bytes(&self.case)
            .text(part)
            .number(version.into())
            .number(self.sequence)
            .bytes(&self.previous)
    }
}

#[cfg(test)]
impl Place {
    /// A place of which no field is empty, and for each field, by its name, one that differs in it alone.
    pub(crate) fn and_others() -> (Self, [(&'static str, Self); 8]) {
        let place = Self {
            store: "vault",
            table: "journal",
            column: "entry",
            agency: [1; 16],
            row: [2; 16],
            case: [3; 16],
            sequence: 4,
            previous: [5; 32],
        };
        let others = [
            ("store", Self { store: "keys", ..place }),
            ("table", Self { table: "card", ..place }),
            ("column", Self { column: "entri", ..place }),
            ("agency", Self { agency: [9; 16], ..place }),
            ("row", Self { row: [9; 16], ..place }),
            ("case", Self { case: [9; 16], ..place }),
            ("sequence", Self { sequence: 5, ..place }),
            ("previous", Self { previous: [9; 32], ..place }),
        ];
        (place, others)
    }
}

/// What a share is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ShareOf {
    /// A case.
    Case,
    /// A wrap.
    Wrap,
    /// A message.
    Message,
}

impl ShareOf {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Case, Self::Wrap, Self::Message];

    /// As it stands in a keys store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Wrap => "wrap",
            Self::Message => "message",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.code() == code)
    }
}
