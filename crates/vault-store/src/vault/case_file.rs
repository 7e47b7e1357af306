//! Files: the key of each case, sealed to its circle.

use seal::content::CaseKeyBytes;
use seal::{AgencyId, CaseId, CircleId, Sealed};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;

/// The key of a case, as it stands in the vault.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// Whose case it is.
    pub agency: AgencyId,
    /// The case.
    pub case: CaseId,
    /// The circle that can open it.
    pub circle: CircleId,
    /// The epoch of the circle's key that the case's key is sealed under.
    pub epoch: u64,
    /// The case's key.
    pub case_key: Sealed<CaseKeyBytes>,
}

// No case begins before somebody could recover its keys, nor under a key that somebody who has left knows.
const INSERT: &str = "INSERT INTO case_file (agency_id, case_id, circle_id, epoch, case_key, written_by) \
    SELECT $1, $2, $3, $4, $5, $6 \
    WHERE EXISTS (SELECT 1 FROM agency WHERE agency_id = $1 AND is_ready <> 0) \
    AND EXISTS (SELECT 1 FROM circle WHERE agency_id = $1 AND circle_id = $3 AND epoch = $4 AND must_renew = 0)";
// One that is written anew is none that begins: what stands in the way of that does not stand in the way of erasing.
const INSERT_ANEW: &str = "INSERT INTO case_file (agency_id, case_id, circle_id, epoch, case_key, written_by) \
    SELECT agency_id, $2, circle_id, epoch, $5, $6 FROM circle \
    WHERE agency_id = $1 AND circle_id = $3 AND epoch = $4 AND must_renew = 0";
const UPDATE: &str = "UPDATE case_file SET circle_id = $3, epoch = $4, case_key = $5, written_by = $6 \
    WHERE agency_id = $1 AND case_id = $2";
// What is marked is over, whether or not its share could be destroyed yet.
const FETCH: &str = "SELECT agency_id, case_id, circle_id, epoch, case_key FROM case_file \
    WHERE agency_id = $1 AND case_id = $2 AND NOT EXISTS \
    (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'case' AND id = $2)";
const OF_AGENCY: &str = "SELECT agency_id, case_id, circle_id, epoch, case_key FROM case_file \
    WHERE agency_id = $1 AND NOT EXISTS \
    (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'case' AND id = case_file.case_id) \
    ORDER BY case_id";

/// Keeps a new case; whether its agency is ready and its circle's key the newest, which nobody knows who has left.
pub(super) async fn insert(tx: &mut Transaction<'_>, file: &CaseFile) -> Result<bool, StoreError> {
    Ok(write(tx, INSERT, file).await? == 1)
}

/// Keeps a case that takes the place of another; whether its circle's key is the newest, which nobody knows who has left.
pub(super) async fn insert_anew(tx: &mut Transaction<'_>, file: &CaseFile) -> Result<bool, StoreError> {
    Ok(write(tx, INSERT_ANEW, file).await? == 1)
}

/// Puts the key of a case that is there under another circle or epoch; whether it is there.
pub(super) async fn update(tx: &mut Transaction<'_>, file: &CaseFile) -> Result<bool, StoreError> {
    Ok(write(tx, UPDATE, file).await? == 1)
}

async fn write(tx: &mut Transaction<'_>, sql: &'static str, file: &CaseFile) -> Result<u64, StoreError> {
    let (agency, case, circle) = (file.agency.to_string(), file.case.to_string(), file.circle.to_string());
    let epoch = number(file.epoch);
    let name = tx.name();
    let values =
        [agency.into(), case.into(), circle.into(), epoch.into(), file.case_key.bytes().into(), name.into()];
    Ok(tx.execute(sql, &values).await?)
}

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
) -> Result<Option<CaseFile>, StoreError> {
    let row = tx.fetch_optional(FETCH, &[agency.to_string().into(), case.to_string().into()]).await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn of_agency(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Vec<CaseFile>, StoreError> {
    let rows = tx.fetch_all(OF_AGENCY, &[agency.to_string().into()]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &sql::Row) -> Result<CaseFile, StoreError> {
    let stored = Stored { table: "case_file", key: &["agency_id", "case_id"], row };
    Ok(CaseFile {
        agency: stored.id("agency_id")?,
        case: stored.id("case_id")?,
        circle: stored.id("circle_id")?,
        epoch: stored.count("epoch")?,
        case_key: stored.sealed("case_key")?,
    })
}
