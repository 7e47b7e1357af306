//! Documents: pieces that come one by one, and count once the entry of the journal stands that names the document.

use seal::content::Notes;
use seal::{AgencyId, CaseId, RowId, Sealed};
use sql::Transaction;

use super::store::{NotNow, READ, WRITE};
use super::stored::{Stored, number};
use super::{VaultStore, journal};
use crate::StoreError;
use crate::keys::Now;

/// A piece of a document, as it stands in the vault.
#[derive(Debug, Clone)]
pub struct PieceRow {
    /// Whose case it is.
    pub agency: AgencyId,
    /// The case.
    pub case: CaseId,
    /// The document.
    pub document: RowId,
    /// Its number, from 1.
    pub piece: u64,
    /// The content.
    pub content: Sealed<Notes>,
}

/// What becomes of a document in the transaction in which an entry is appended that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfDocument {
    /// All of it has come.
    Kept(RowId),
    /// It goes.
    Goes(RowId),
}

// What is over, or was never begun, takes nothing in.
const BEGIN: &str = "INSERT INTO document_coming (agency_id, case_id, document_id, began_at, written_by) \
    SELECT agency_id, case_id, $3, $4, $5 FROM case_file WHERE agency_id = $1 AND case_id = $2 \
    AND NOT EXISTS (SELECT 1 FROM ending WHERE ending.agency_id = $1 AND share_of = 'case' AND id = $2)";
const BEGIN_COPY: &str = "INSERT INTO document_coming (agency_id, case_id, document_id, began_at, written_by) \
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (agency_id, case_id, document_id) DO NOTHING";
const ADD: &str = "INSERT INTO document (agency_id, case_id, document_id, piece, content, written_by) \
    SELECT agency_id, case_id, document_id, $4, $5, $6 FROM document_coming \
    WHERE agency_id = $1 AND case_id = $2 AND document_id = $3";
const HAS_COME: &str =
    "DELETE FROM document_coming WHERE agency_id = $1 AND case_id = $2 AND document_id = $3";
const DELETE: &str = "DELETE FROM document WHERE agency_id = $1 AND case_id = $2 AND document_id = $3";
const FETCH: &str = "SELECT agency_id, case_id, document_id, piece, content FROM document \
    WHERE agency_id = $1 AND case_id = $2 AND document_id = $3 AND piece = $4";
const CUT_OFF: &str = "SELECT agency_id, case_id, document_id FROM document_coming WHERE began_at <= $1 \
    ORDER BY agency_id, case_id, document_id";
const OF_CASE: &str = "SELECT CAST(COUNT(DISTINCT document_id) AS BIGINT) AS documents FROM document \
    WHERE agency_id = $1 AND case_id = $2";

fn key(agency: AgencyId, case: CaseId, document: RowId) -> [sql::Value<'static>; 3] {
    [agency.to_string().into(), case.to_string().into(), document.to_string().into()]
}

async fn begin(
    tx: &mut Transaction<'_>,
    sql: &'static str,
    (agency, case, document): (AgencyId, CaseId, RowId),
    now: i64,
) -> Result<bool, StoreError> {
    let [agency, case, document] = key(agency, case, document);
    let values = [agency, case, document, now.into(), tx.name().into()];
    Ok(tx.execute(sql, &values).await? == 1)
}

async fn add(tx: &mut Transaction<'_>, row: &PieceRow) -> Result<bool, StoreError> {
    let [agency, case, document] = key(row.agency, row.case, row.document);
    let (piece, content) = (number(row.piece).into(), row.content.bytes().into());
    let values = [agency, case, document, piece, content, tx.name().into()];
    Ok(tx.execute(ADD, &values).await? == 1)
}

/// Notes what becomes of a document; whether one that is to be kept was coming.
pub(super) async fn becomes(
    tx: &mut Transaction<'_>,
    (agency, case): (AgencyId, CaseId),
    of: OfDocument,
) -> Result<bool, StoreError> {
    match of {
        OfDocument::Kept(document) => Ok(tx.execute(HAS_COME, &key(agency, case, document)).await? == 1),
        OfDocument::Goes(document) => delete(tx, agency, case, document).await.map(|()| true),
    }
}

async fn delete(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
    document: RowId,
) -> Result<(), StoreError> {
    tx.execute(HAS_COME, &key(agency, case, document)).await?;
    tx.execute(DELETE, &key(agency, case, document)).await?;
    Ok(())
}

async fn fetch(
    tx: &mut Transaction<'_>,
    (agency, case, document): (AgencyId, CaseId, RowId),
    piece: u64,
) -> Result<Option<PieceRow>, StoreError> {
    let [of_agency, of_case, of_document] = key(agency, case, document);
    let values = [of_agency, of_case, of_document, number(piece).into()];
    let Some(row) = tx.fetch_optional(FETCH, &values).await? else { return Ok(None) };
    let stored = Stored { table: "document", key: &["agency_id", "case_id", "document_id"], row: &row };
    Ok(Some(PieceRow { agency, case, document, piece, content: stored.sealed("content")? }))
}

async fn sweep(tx: &mut Transaction<'_>, before: i64) -> Result<u64, StoreError> {
    let rows = tx.fetch_all(CUT_OFF, &[before.into()]).await?;
    for row in &rows {
        let stored = Stored { table: "document_coming", key: &["agency_id", "case_id", "document_id"], row };
        let (agency, case) = (stored.id("agency_id")?, stored.id("case_id")?);
        delete(tx, agency, case, stored.id("document_id")?).await?;
    }
    Ok(rows.len() as u64)
}

impl VaultStore {
    /// Begins to take a document in; whether its case is there. Until an entry of the journal says that it is
    /// [kept](OfDocument::Kept) it is none.
    pub async fn begin_document(&self, of: (AgencyId, CaseId, RowId), now: Now) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(begin(tx, BEGIN, of, now.millis()))).await
    }

    /// Begins to take in a document of a case that is being written anew, and is not there yet.
    pub async fn begin_copy(&self, of: (AgencyId, CaseId, RowId), now: Now) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(begin(tx, BEGIN_COPY, of, now.millis()))).await
    }

    /// Takes a piece in; whether its document is coming.
    pub async fn add_piece(&self, piece: &PieceRow) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(add(tx, piece))).await
    }

    /// A piece of a document.
    pub async fn piece(
        &self,
        of: (AgencyId, CaseId, RowId),
        piece: u64,
    ) -> Result<Option<PieceRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(fetch(tx, of, piece))).await
    }

    /// How many documents of a case have content here.
    pub async fn documents(&self, agency: AgencyId, case: CaseId) -> Result<u64, StoreError> {
        let count = async |tx: &mut Transaction<'_>| -> Result<u64, StoreError> {
            let row = tx.fetch_one(OF_CASE, &[agency.to_string().into(), case.to_string().into()]).await?;
            Stored { table: "document", key: &[], row: &row }.count("documents")
        };
        self.database().read(READ, |tx| Box::pin(count(tx))).await
    }

    /// Takes away what has come of a document that is not to be kept.
    pub async fn drop_document(&self, of: (AgencyId, CaseId, RowId)) -> Result<(), StoreError> {
        let (agency, case, document) = of;
        self.database().write(WRITE, |tx| Box::pin(delete(tx, agency, case, document))).await
    }

    /// Takes away what began to come before a time and was cut off; how many documents that were to be.
    pub(crate) async fn sweep_documents(&self, before: i64) -> Result<u64, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(sweep(tx, before))).await
    }

    /// Appends an entry as number `sequence`, and does with a document what it says, both or neither; whether that was the
    /// next, and a document that is kept was coming.
    pub(crate) async fn append_of_document(
        &self,
        (agency, case): (AgencyId, CaseId),
        (sequence, entry): (u64, &[u8]),
        of: OfDocument,
    ) -> Result<bool, StoreError> {
        let write = async |tx: &mut Transaction<'_>| -> Result<(), NotNow> {
            let written = journal::append(tx, agency, case, sequence, entry).await?
                && becomes(tx, (agency, case), of).await?;
            if written { Ok(()) } else { Err(NotNow::Late) }
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }
}
