//! Messages on their way to another agency, until they were collected or end.

use seal::{AgencyId, CaseId, MessageId, RowId, WrapId};
use sql::Transaction;

use super::stored::Stored;
use crate::StoreError;

/// A message as it stands in the vault of its sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Who sends it.
    pub agency: AgencyId,
    /// The message.
    pub message: MessageId,
    /// The agency that it is for.
    pub recipient: AgencyId,
    /// The wrap of its key, which is part of it and has a share of its own.
    pub wrap: WrapId,
    /// The case that it is of.
    pub case: Option<CaseId>,
    /// When it ends, in Unix milliseconds.
    pub until: i64,
    /// What the release that allows it is known by to both sides, if it takes one.
    pub release: Option<RowId>,
    /// Whether somebody at the recipient has opened it.
    pub is_opened: bool,
    /// The message itself.
    pub bytes: Vec<u8>,
}

/// All messages to an agency, in order of senders and ids. They are from many: one that was changed keeps none of the others
/// from being read.
#[derive(Debug, Default)]
pub struct MessagesTo {
    /// Those that are what their rows say.
    pub messages: Vec<MessageRow>,
    /// The rows that are not, each with what is wrong.
    pub damaged: Vec<StoreError>,
}

const INSERT: &str = "INSERT INTO message (agency_id, message_id, recipient, wrap_id, case_id, until_at, content, release_id, written_by) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
// What is marked is over, whether or not its share could be destroyed yet.
const FETCH: &str = "SELECT agency_id, message_id, recipient, wrap_id, case_id, until_at, content, release_id, is_opened FROM message \
    WHERE agency_id = $1 AND message_id = $2 AND NOT EXISTS \
    (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'message' AND id = $2)";
const BY: &str = "SELECT agency_id, message_id FROM message WHERE agency_id = $1 ORDER BY message_id";
const TO: &str = "SELECT agency_id, message_id, recipient, wrap_id, case_id, until_at, content, release_id, is_opened FROM message \
    WHERE recipient = $1 AND NOT EXISTS (SELECT 1 FROM ending \
    WHERE ending.agency_id = message.agency_id AND share_of = 'message' AND id = message.message_id) \
    ORDER BY agency_id, message_id";

const OPENED: &str =
    "UPDATE message SET is_opened = 1, written_by = $3 WHERE agency_id = $1 AND message_id = $2";

pub(super) async fn insert(tx: &mut Transaction<'_>, message: &MessageRow) -> Result<(), StoreError> {
    let name = tx.name();
    let values = [
        message.agency.to_string().into(),
        message.message.to_string().into(),
        message.recipient.to_string().into(),
        message.wrap.to_string().into(),
        message.case.map(|case| case.to_string()).into(),
        message.until.into(),
        (&message.bytes).into(),
        message.release.map(|release| release.to_string()).into(),
        name.into(),
    ];
    tx.execute(INSERT, &values).await?;
    Ok(())
}

/// All that an agency has sent, in order of ids.
pub(super) async fn by(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Vec<MessageId>, StoreError> {
    let rows = tx.fetch_all(BY, &[agency.to_string().into()]).await?;
    let stored = |row| Stored { table: "message", key: &["agency_id", "message_id"], row }.id("message_id");
    rows.iter().map(stored).collect()
}

/// Keeps that somebody at the recipient has opened it.
pub(super) async fn mark_opened(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    message: MessageId,
) -> Result<(), StoreError> {
    let name = tx.name();
    tx.execute(OPENED, &[agency.to_string().into(), message.to_string().into(), name.into()]).await?;
    Ok(())
}

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    message: MessageId,
) -> Result<Option<MessageRow>, StoreError> {
    let row = tx.fetch_optional(FETCH, &[agency.to_string().into(), message.to_string().into()]).await?;
    row.as_ref().map(read).transpose()
}

/// All messages to an agency.
pub(super) async fn to(tx: &mut Transaction<'_>, recipient: AgencyId) -> Result<MessagesTo, StoreError> {
    let mut to = MessagesTo::default();
    for row in tx.fetch_all(TO, &[recipient.to_string().into()]).await? {
        match read(&row) {
            Ok(message) => to.messages.push(message),
            Err(error) => to.damaged.push(error),
        }
    }
    Ok(to)
}

fn read(row: &sql::Row) -> Result<MessageRow, StoreError> {
    let stored = Stored { table: "message", key: &["agency_id", "message_id"], row };
    let bytes = row.bytes("content")?;
    // What the message itself says, which is signed: a column that says otherwise was changed.
    let head = seal::message::Head::from_bytes(&bytes).map_err(|broken| stored.broken("content", broken))?;
    let (message, wrap, until) = (stored.id("message_id")?, stored.id("wrap_id")?, row.int("until_at")?);
    let (agency, recipient) = (stored.id("agency_id")?, stored.id("recipient")?);
    if (head.message, head.wrap, head.sender, head.recipient, head.until)
        != (message, wrap, agency, recipient, until)
    {
        return Err(stored.error("content", "is not the message that the other columns name"));
    }
    let (case, release) = (stored.opt_id("case_id")?, stored.opt_id("release_id")?);
    let is_opened = row.int("is_opened")? != 0;
    Ok(MessageRow { agency, message, recipient, wrap, case, until, release, is_opened, bytes })
}
