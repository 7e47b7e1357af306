//! Drafts: what somebody was writing and has not put into the journal.

use seal::{AgencyId, CaseId, RowId};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;

/// A draft as it stands in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Whose case it is.
    pub agency: AgencyId,
    /// The case.
    pub case: CaseId,
    /// The draft.
    pub draft: RowId,
    /// How often it was kept, from 1.
    pub revision: u64,
    /// The envelope. Of which part it is, only a key can tell.
    pub bytes: Vec<u8>,
}

// A case that is over takes none in. What was kept before is kept on from its revision alone: once a draft was taken away,
// a later revision of it is refused. A first one is not, since nothing tells it from a new draft: a page that was sent
// keeps no draft any more.
const PUT: &str = "INSERT INTO draft (agency_id, case_id, draft_id, revision, content, written_by) \
    SELECT agency_id, case_id, $3, $4, $5, $6 FROM case_file WHERE agency_id = $1 AND case_id = $2 \
    AND NOT EXISTS (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'case' AND id = $2) \
    AND ($4 = 1 OR EXISTS \
    (SELECT 1 FROM draft WHERE draft.agency_id = $1 AND draft.case_id = $2 AND draft.draft_id = $3)) \
    ON CONFLICT (agency_id, case_id, draft_id) DO UPDATE SET revision = excluded.revision, content = excluded.content, \
    written_by = excluded.written_by WHERE draft.revision = excluded.revision - 1";
const DELETE: &str = "DELETE FROM draft WHERE agency_id = $1 AND case_id = $2 AND draft_id = $3";
const OF_CASE: &str = "SELECT agency_id, case_id, draft_id, revision, content FROM draft \
    WHERE agency_id = $1 AND case_id = $2 ORDER BY draft_id";

/// Keeps a draft in place of its revision before; whether that was the one before.
pub(super) async fn put(tx: &mut Transaction<'_>, draft: &DraftRow) -> Result<bool, StoreError> {
    let (agency, case, id) = (draft.agency.to_string(), draft.case.to_string(), draft.draft.to_string());
    let (revision, name) = (number(draft.revision), tx.name());
    let values = [agency.into(), case.into(), id.into(), revision.into(), (&draft.bytes).into(), name.into()];
    Ok(tx.execute(PUT, &values).await? == 1)
}

pub(super) async fn delete(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
    draft: RowId,
) -> Result<(), StoreError> {
    let values = [agency.to_string().into(), case.to_string().into(), draft.to_string().into()];
    tx.execute(DELETE, &values).await?;
    Ok(())
}

pub(super) async fn of_case(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
) -> Result<Vec<DraftRow>, StoreError> {
    let rows = tx.fetch_all(OF_CASE, &[agency.to_string().into(), case.to_string().into()]).await?;
    let drafts = rows.iter().map(|row| {
        let stored = Stored { table: "draft", key: &["agency_id", "case_id", "draft_id"], row };
        Ok(DraftRow {
            agency: stored.id("agency_id")?,
            case: stored.id("case_id")?,
            draft: stored.id("draft_id")?,
            revision: stored.count("revision")?,
            bytes: row.bytes("content")?,
        })
    });
    drafts.collect()
}
