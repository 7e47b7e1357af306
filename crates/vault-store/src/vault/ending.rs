//! Ending: marks of what is about to lose its share, made before it does, and taken away with its rows after.

use seal::{AgencyId, CaseId, Id, MessageId, RowId, ShareOf, UserId, WrapId};
use sql::Transaction;

use super::card;
use super::stored::Stored;
use crate::StoreError;
use crate::keys::Doomed;

const CASE: &str = "INSERT INTO ending (agency_id, share_of, id, written_by) \
    SELECT agency_id, 'case', case_id, $3 FROM case_file WHERE agency_id = $1 AND case_id = $2 \
    UNION ALL SELECT agency_id, 'wrap', wrap_id, $3 FROM wrap WHERE agency_id = $1 AND case_id = $2 \
    UNION ALL SELECT agency_id, 'message', message_id, $3 FROM message WHERE agency_id = $1 AND case_id = $2 \
    UNION ALL SELECT agency_id, 'wrap', wrap_id, $3 FROM message WHERE agency_id = $1 AND case_id = $2 \
    ON CONFLICT (agency_id, share_of, id) DO UPDATE SET written_by = excluded.written_by";
const TO: &str = "INSERT INTO ending (agency_id, share_of, id, written_by) \
    SELECT agency_id, 'wrap', wrap_id, $3 FROM wrap \
    WHERE agency_id = $1 AND recipient = $2 AND recipient_kind = 'user' \
    ON CONFLICT (agency_id, share_of, id) DO UPDATE SET written_by = excluded.written_by";
const TO_SHEETS: &str = "INSERT INTO ending (agency_id, share_of, id, written_by) \
    SELECT agency_id, 'wrap', wrap_id, $3 FROM wrap \
    WHERE agency_id = $1 AND recipient = $2 AND recipient_kind = 'sheets' \
    ON CONFLICT (agency_id, share_of, id) DO UPDATE SET written_by = excluded.written_by";
const WRAP: &str = "INSERT INTO ending (agency_id, share_of, id, written_by) \
    SELECT agency_id, 'wrap', wrap_id, $3 FROM wrap WHERE agency_id = $1 AND wrap_id = $2 \
    ON CONFLICT (agency_id, share_of, id) DO UPDATE SET written_by = excluded.written_by";
const MESSAGE: &str = "INSERT INTO ending (agency_id, share_of, id, written_by) \
    SELECT agency_id, 'message', message_id, $3 FROM message WHERE agency_id = $1 AND message_id = $2 \
    UNION ALL SELECT agency_id, 'wrap', wrap_id, $3 FROM message WHERE agency_id = $1 AND message_id = $2 \
    ON CONFLICT (agency_id, share_of, id) DO UPDATE SET written_by = excluded.written_by";
const BY_TIME: &str = "INSERT INTO ending (agency_id, share_of, id, written_by) \
    SELECT agency_id, 'wrap', wrap_id, $2 FROM wrap WHERE until_at <= $1 \
    UNION ALL SELECT agency_id, 'message', message_id, $2 FROM message WHERE until_at <= $1 \
    UNION ALL SELECT agency_id, 'wrap', wrap_id, $2 FROM message WHERE until_at <= $1 \
    ON CONFLICT (agency_id, share_of, id) DO UPDATE SET written_by = excluded.written_by";
const ALL: &str = "SELECT agency_id, share_of, id FROM ending ORDER BY agency_id, share_of, id";
const HAS_CASE: &str = "SELECT agency_id FROM case_file WHERE agency_id = $1 AND case_id = $2";
const HAS_WRAP: &str = "SELECT agency_id FROM wrap WHERE agency_id = $1 AND wrap_id = $2 \
    UNION ALL SELECT agency_id FROM message WHERE agency_id = $1 AND wrap_id = $2";
const HAS_MESSAGE: &str = "SELECT agency_id FROM message WHERE agency_id = $1 AND message_id = $2";
const WITH_SHARES: &str = "SELECT agency_id, 'case' AS share_of, case_id AS id, \
    CAST(NULL AS TEXT) AS wrap_id, CAST(NULL AS TEXT) AS case_id FROM case_file \
    UNION ALL SELECT agency_id, 'wrap', wrap_id, CAST(NULL AS TEXT), case_id FROM wrap \
    UNION ALL SELECT agency_id, 'message', message_id, wrap_id, case_id FROM message \
    ORDER BY agency_id, share_of, id";

/// What goes with the share of each.
const FORGET: [(ShareOf, &[&str]); 3] = [
    (
        ShareOf::Case,
        &[
            "DELETE FROM journal WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM draft WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM document WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM document_coming WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM card WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM sign_in WHERE agency_id = $1 AND user_id IN \
            (SELECT user_id FROM page WHERE agency_id = $1 AND case_id = $2)",
            "DELETE FROM page_line WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM page WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM wrap WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM message WHERE agency_id = $1 AND case_id = $2",
            "DELETE FROM case_file WHERE agency_id = $1 AND case_id = $2",
        ],
    ),
    (ShareOf::Wrap, &["DELETE FROM wrap WHERE agency_id = $1 AND wrap_id = $2"]),
    (ShareOf::Message, &["DELETE FROM message WHERE agency_id = $1 AND message_id = $2"]),
];
const UNMARK: &str = "DELETE FROM ending WHERE agency_id = $1 AND share_of = $2 AND id = $3";

/// What is to be ended.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    /// A case, with the wraps of its key and its messages.
    Case(AgencyId, CaseId),
    /// Every wrap of an agency to one of its own who leaves.
    WrapsTo(AgencyId, UserId),
    /// Every wrap of an agency to a set of its recovery sheets.
    WrapsToSheets(AgencyId, RowId),
    /// A wrap.
    Wrap(AgencyId, WrapId),
    /// A message, with the wrap that is part of it.
    Message(AgencyId, MessageId),
    /// All wraps and messages that end by a time, of every agency.
    By(i64),
}

/// Marks what is to be ended; how many shares that are, those among them that were marked before and still stand.
pub(super) async fn mark(tx: &mut Transaction<'_>, end: End) -> Result<u64, StoreError> {
    let name = tx.name();
    let (sql, agency, id) = match end {
        End::By(now) => {
            return Ok(tx.execute(BY_TIME, &[now.into(), name.into()]).await?);
        }
        End::Case(agency, case) => (CASE, agency, case.to_string()),
        End::WrapsTo(agency, recipient) => (TO, agency, recipient.to_string()),
        End::WrapsToSheets(agency, set) => (TO_SHEETS, agency, set.to_string()),
        End::Wrap(agency, wrap) => (WRAP, agency, wrap.to_string()),
        End::Message(agency, message) => (MESSAGE, agency, message.to_string()),
    };
    Ok(tx.execute(sql, &[agency.to_string().into(), id.into(), name.into()]).await?)
}

/// Whether something with a share has a row that needs it.
pub(super) async fn has_row(tx: &mut Transaction<'_>, of: &Doomed) -> Result<bool, StoreError> {
    let sql = match of.of {
        ShareOf::Case => HAS_CASE,
        ShareOf::Wrap => HAS_WRAP,
        ShareOf::Message => HAS_MESSAGE,
    };
    let id = Id::<()>::from_bytes(of.id).to_string();
    Ok(tx.fetch_optional(sql, &[of.agency.to_string().into(), id.into()]).await?.is_some())
}

/// Something that has a share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Needs {
    /// What it is.
    pub(crate) what: Doomed,
    /// The share of the wrap that is part of it.
    pub(crate) wrap: Option<Doomed>,
    /// The share of the case that it is of.
    pub(crate) case: Option<Doomed>,
}

/// All that has a share, and the shares without which it does not open.
pub(super) async fn all_with_shares(tx: &mut Transaction<'_>) -> Result<Vec<Needs>, StoreError> {
    let rows = tx.fetch_all(WITH_SHARES, &[]).await?;
    let all = rows.iter().map(|row| {
        let of = ShareOf::from_code(row.str("share_of")?);
        let table = match of {
            Some(ShareOf::Wrap) => "wrap",
            Some(ShareOf::Message) => "message",
            Some(ShareOf::Case) | None => "case_file",
        };
        let stored = Stored { table, key: &["agency_id", "id"], row };
        let agency = stored.id("agency_id")?;
        let id: Id<()> = stored.id("id")?;
        let wrap: Option<WrapId> = stored.opt_id("wrap_id")?;
        let case: Option<CaseId> = stored.opt_id("case_id")?;
        let of = of.ok_or_else(|| stored.error("share_of", "is none of case, wrap, message"))?;
        Ok(Needs {
            what: Doomed { agency, of, id: *id.bytes() },
            wrap: wrap.map(|wrap| Doomed::new(agency, wrap)),
            case: case.map(|case| Doomed::new(agency, case)),
        })
    });
    all.collect()
}

/// All that is marked.
pub(super) async fn marked(tx: &mut Transaction<'_>) -> Result<Vec<Doomed>, StoreError> {
    let rows = tx.fetch_all(ALL, &[]).await?;
    let endings = rows.iter().map(|row| {
        let stored = Stored { table: "ending", key: &["agency_id", "share_of", "id"], row };
        let of = ShareOf::from_code(row.str("share_of")?);
        let id: Id<()> = stored.id("id")?;
        Ok(Doomed {
            agency: stored.id("agency_id")?,
            of: of.ok_or_else(|| stored.error("share_of", "is none of case, wrap, message"))?,
            id: *id.bytes(),
        })
    });
    endings.collect()
}

/// Takes away the rows of what was ended, and its mark.
pub(super) async fn forget(tx: &mut Transaction<'_>, ending: &Doomed) -> Result<(), StoreError> {
    let (agency, id) = (ending.agency.to_string(), Id::<()>::from_bytes(ending.id).to_string());
    for sql in FORGET.iter().filter(|(of, _)| *of == ending.of).flat_map(|(_, statements)| *statements) {
        tx.execute(sql, &[(&agency).into(), (&id).into()]).await?;
    }
    if ending.of == ShareOf::Case {
        card::went(tx, ending.agency).await?;
    }
    tx.execute(UNMARK, &[agency.into(), ending.of.code().into(), id.into()]).await?;
    Ok(())
}
