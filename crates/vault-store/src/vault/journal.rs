//! Journals: appended to, one entry after the other, never changed.

use seal::{AgencyId, CaseId};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;

/// An entry as it stands in the vault. Of which part it is, only a key can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its number, from 1.
    pub sequence: u64,
    /// The envelope.
    pub bytes: Vec<u8>,
}

// Of two who write the same number, one meets the other's row; one who skips a number, or writes to a case that is not
// there or is being ended, finds no row to follow.
const APPEND: &str = "INSERT INTO journal (agency_id, case_id, sequence, entry, written_by) \
    SELECT case_file.agency_id, case_file.case_id, $3, $4, $5 FROM case_file \
    WHERE case_file.agency_id = $1 AND case_file.case_id = $2 \
    AND (SELECT CAST(COALESCE(MAX(sequence), 0) AS BIGINT) FROM journal WHERE agency_id = $1 AND case_id = $2) = $3 - 1 \
    AND NOT EXISTS (SELECT 1 FROM ending WHERE agency_id = $1 AND share_of = 'case' AND id = $2) \
    ON CONFLICT (agency_id, case_id, sequence) DO NOTHING";
const FETCH: &str = "SELECT agency_id, case_id, sequence, entry FROM journal WHERE agency_id = $1 AND case_id = $2 ORDER BY sequence";

const LENGTH: &str = "SELECT CAST(COALESCE(MAX(sequence), 0) AS BIGINT) AS entries FROM journal \
    WHERE agency_id = $1 AND case_id = $2";

/// How many entries a case has.
pub(super) async fn length(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
) -> Result<u64, StoreError> {
    let row = tx.fetch_one(LENGTH, &[agency.to_string().into(), case.to_string().into()]).await?;
    Stored { table: "journal", key: &[], row: &row }.count("entries")
}

/// Appends an entry as number `sequence`; whether that was the next.
pub(super) async fn append(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
    sequence: u64,
    entry: &[u8],
) -> Result<bool, StoreError> {
    let (agency, case, name) = (agency.to_string(), case.to_string(), tx.name());
    let values = [agency.into(), case.into(), number(sequence).into(), entry.into(), name.into()];
    Ok(tx.execute(APPEND, &values).await? == 1)
}

/// All entries of a case, in order.
pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
) -> Result<Vec<StoredEntry>, StoreError> {
    let rows = tx.fetch_all(FETCH, &[agency.to_string().into(), case.to_string().into()]).await?;
    let entries = rows.iter().map(|row| {
        let stored = Stored { table: "journal", key: &["agency_id", "case_id"], row };
        Ok(StoredEntry { sequence: stored.count("sequence")?, bytes: row.bytes("entry")? })
    });
    entries.collect()
}
