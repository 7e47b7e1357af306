//! What stays of what was erased: an agency's tally and its receipts, both sealed under its key.

use seal::content::{Receipt, Tally};
use seal::{AgencyId, RowId, Sealed};
use sql::Transaction;

use super::VaultStore;
use super::store::READ;
use super::stored::{Stored, number};
use crate::StoreError;

/// A tally as it stands in the vault.
#[derive(Debug, Clone)]
pub struct TallyRow {
    /// Whose it is.
    pub agency: AgencyId,
    /// The epoch of the agency's key that it is sealed under.
    pub epoch: u64,
    /// How often it was written, from 1.
    pub revision: u64,
    /// What it says.
    pub content: Sealed<Tally>,
}

/// A receipt as it stands in the vault.
#[derive(Debug, Clone)]
pub struct ReceiptRow {
    /// Whose it is.
    pub agency: AgencyId,
    /// The receipt.
    pub receipt: RowId,
    /// The epoch of the agency's key that it is sealed under.
    pub epoch: u64,
    /// What it says.
    pub content: Sealed<Receipt>,
}

/// What is written in the transaction in which something is erased.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The tally, in place of its revision before.
    pub tally: TallyRow,
    /// The receipt.
    pub receipt: ReceiptRow,
}

const INSERT: &str = "INSERT INTO tally (agency_id, epoch, content, revision, written_by) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (agency_id) DO NOTHING";
const UPDATE: &str = "UPDATE tally SET epoch = $2, content = $3, revision = $4, written_by = $5 \
    WHERE agency_id = $1 AND revision = $4 - 1";
const FETCH: &str = "SELECT agency_id, epoch, revision, content FROM tally WHERE agency_id = $1";
const KEEP: &str = "INSERT INTO receipt (agency_id, receipt_id, epoch, content, written_by) \
    VALUES ($1, $2, $3, $4, $5)";
const RECEIPTS: &str = "SELECT agency_id, receipt_id, epoch, content FROM receipt WHERE agency_id = $1 \
    ORDER BY receipt_id";

/// Keeps both; whether the tally's revision is the next.
pub(super) async fn keep(tx: &mut Transaction<'_>, counted: &Counted) -> Result<bool, StoreError> {
    let Counted { tally, receipt } = counted;
    let name = tx.name();
    let values = [
        tally.agency.to_string().into(),
        number(tally.epoch).into(),
        tally.content.bytes().into(),
        number(tally.revision).into(),
        name.into(),
    ];
    let sql = if tally.revision == 1 { INSERT } else { UPDATE };
    if tx.execute(sql, &values).await? != 1 {
        return Ok(false);
    }
    let values = [
        receipt.agency.to_string().into(),
        receipt.receipt.to_string().into(),
        number(receipt.epoch).into(),
        receipt.content.bytes().into(),
        name.into(),
    ];
    tx.execute(KEEP, &values).await?;
    Ok(true)
}

async fn fetch(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Option<TallyRow>, StoreError> {
    let Some(row) = tx.fetch_optional(FETCH, &[agency.to_string().into()]).await? else { return Ok(None) };
    let stored = Stored { table: "tally", key: &["agency_id"], row: &row };
    let (epoch, revision) = (stored.count("epoch")?, stored.count("revision")?);
    Ok(Some(TallyRow { agency, epoch, revision, content: stored.sealed("content")? }))
}

async fn receipts(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Vec<ReceiptRow>, StoreError> {
    let rows = tx.fetch_all(RECEIPTS, &[agency.to_string().into()]).await?;
    let receipts = rows.iter().map(|row| {
        let stored = Stored { table: "receipt", key: &["agency_id", "receipt_id"], row };
        let (receipt, epoch) = (stored.id("receipt_id")?, stored.count("epoch")?);
        Ok(ReceiptRow { agency, receipt, epoch, content: stored.sealed("content")? })
    });
    receipts.collect()
}

impl VaultStore {
    /// The tally of an agency.
    pub async fn tally(&self, agency: AgencyId) -> Result<Option<TallyRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(fetch(tx, agency))).await
    }

    /// The receipts of an agency, in order of ids.
    pub async fn receipts(&self, agency: AgencyId) -> Result<Vec<ReceiptRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(receipts(tx, agency))).await
    }
}
