//! Wraps: keys for one recipient each.

use seal::{AgencyId, CaseId, Id, RowId, ShareOf, UserId, WrapId, Wrappable};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;
use crate::keys::Doomed;

/// Whom a key is wrapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// Somebody who signs in here.
    User(UserId),
    /// Another agency.
    Partner(AgencyId),
    /// A set of recovery sheets.
    Sheets(RowId),
}

impl Recipient {
    fn columns(self) -> (&'static str, String) {
        match self {
            Self::User(user) => ("user", user.to_string()),
            Self::Partner(agency) => ("partner", agency.to_string()),
            Self::Sheets(set) => ("sheets", set.to_string()),
        }
    }

    fn read(stored: &Stored<'_>) -> Result<Self, StoreError> {
        match stored.row.str("recipient_kind")? {
            "user" => Ok(Self::User(stored.id("recipient")?)),
            "partner" => Ok(Self::Partner(stored.id("recipient")?)),
            "sheets" => Ok(Self::Sheets(stored.id("recipient")?)),
            _ => Err(stored.error("recipient_kind", "is none of user, partner, sheets")),
        }
    }
}

/// A wrap as it stands in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrapRow {
    /// Who wrapped it.
    pub agency: AgencyId,
    /// The wrap.
    pub wrap: WrapId,
    /// What the key is for: a [`Wrappable::PURPOSE`].
    pub purpose: String,
    /// Whom it is for.
    pub recipient: Recipient,
    /// What the key is of: a circle, an agency, a case.
    pub subject: Id<()>,
    /// The epoch of the key that is wrapped; 0 where it has none.
    pub epoch: u64,
    /// The epoch of the key that signed it.
    pub sender_epoch: u64,
    /// The case that the key is of.
    pub case: Option<CaseId>,
    /// When it ends, in Unix milliseconds; `None`: when it is ended.
    pub until: Option<i64>,
    /// The wrap itself.
    pub bytes: Vec<u8>,
}

impl WrapRow {
    /// The wrap, of a key of this kind; of another it is an error that names the row.
    pub fn read<K: Wrappable>(&self) -> Result<seal::Wrap<K>, StoreError> {
        let error = |problem: String| StoreError::Row {
            table: "wrap",
            column: "wrapped",
            row: format!("{}, {}", self.agency, self.wrap),
            problem,
        };
        if self.purpose != K::PURPOSE {
            return Err(error(format!("holds a {}, not a {}", self.purpose, K::PURPOSE)));
        }
        seal::Wrap::from_bytes(&self.bytes).map_err(|broken| error(broken.to_string()))
    }
}

// Nothing is wrapped to somebody who has just left: who removes them and who wraps to them meet here.
const INSERT: &str = "INSERT INTO wrap (agency_id, wrap_id, purpose, recipient_kind, recipient, subject, epoch, \
    sender_epoch, case_id, until_at, wrapped, written_by) \
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 \
    WHERE $4 <> 'user' OR EXISTS (SELECT 1 FROM sign_in WHERE agency_id = $1 AND user_id = $5) \
    OR EXISTS (SELECT 1 FROM guest WHERE agency_id = $1 AND user_id = $5)";
// What is marked is over, whether or not its share could be destroyed yet.
const FETCH: &str = "SELECT agency_id, wrap_id, purpose, recipient_kind, recipient, subject, epoch, sender_epoch, \
    case_id, until_at, wrapped FROM wrap WHERE agency_id = $1 AND wrap_id = $2 AND NOT EXISTS \
    (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'wrap' AND id = $2)";
const TO: &str = "SELECT agency_id, wrap_id, purpose, recipient_kind, recipient, subject, epoch, sender_epoch, \
    case_id, until_at, wrapped FROM wrap \
    WHERE agency_id = $1 AND recipient = $3 AND recipient_kind = $2 AND NOT EXISTS \
    (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'wrap' AND id = wrap.wrap_id) \
    ORDER BY wrap_id";

/// Keeps a wrap; whether its recipient is still there, where it is for somebody who signs in here.
pub(super) async fn insert(tx: &mut Transaction<'_>, wrap: &WrapRow) -> Result<bool, StoreError> {
    let (kind, recipient) = wrap.recipient.columns();
    let values = [
        wrap.agency.to_string().into(),
        wrap.wrap.to_string().into(),
        (&wrap.purpose).into(),
        kind.into(),
        recipient.into(),
        wrap.subject.to_string().into(),
        number(wrap.epoch).into(),
        number(wrap.sender_epoch).into(),
        wrap.case.map(|case| case.to_string()).into(),
        wrap.until.into(),
        (&wrap.bytes).into(),
        tx.name().into(),
    ];
    Ok(tx.execute(INSERT, &values).await? == 1)
}

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    wrap: WrapId,
) -> Result<Option<WrapRow>, StoreError> {
    let row = tx.fetch_optional(FETCH, &[agency.to_string().into(), wrap.to_string().into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Something that has a share, if it is a wrap to somebody who signs in here: to whom, and the wrap.
pub(super) async fn to_user(
    tx: &mut Transaction<'_>,
    of: &Doomed,
) -> Result<Option<(UserId, WrapRow)>, StoreError> {
    if of.of != ShareOf::Wrap {
        return Ok(None);
    }
    let wrap = fetch(tx, of.agency, Id::from_bytes(of.id)).await?;
    Ok(wrap.and_then(|wrap| match wrap.recipient {
        Recipient::User(user) => Some((user, wrap)),
        Recipient::Partner(_) | Recipient::Sheets(_) => None,
    }))
}

/// All wraps to a recipient, in order of ids.
pub(super) async fn to(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    recipient: Recipient,
) -> Result<Vec<WrapRow>, StoreError> {
    let (kind, id) = recipient.columns();
    let rows = tx.fetch_all(TO, &[agency.to_string().into(), kind.into(), id.into()]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &sql::Row) -> Result<WrapRow, StoreError> {
    let stored = Stored { table: "wrap", key: &["agency_id", "wrap_id"], row };
    Ok(WrapRow {
        agency: stored.id("agency_id")?,
        wrap: stored.id("wrap_id")?,
        purpose: row.text("purpose")?,
        recipient: Recipient::read(&stored)?,
        subject: stored.id("subject")?,
        epoch: stored.count("epoch")?,
        sender_epoch: stored.count("sender_epoch")?,
        case: stored.opt_id("case_id")?,
        until: row.opt_int("until_at")?,
        bytes: row.bytes("wrapped")?,
    })
}
