//! How long journals are known to be, as it stands in the store.

use seal::content::HeadBytes;
use seal::{AgencyId, CaseId, Head, Sealed, StoreRoot};
use sql::{Row, Transaction};

use super::KeysError;
use super::stored::{Envelope, Stored};

const FETCH: &str =
    "SELECT agency_id, case_id, sealed, root_id FROM head WHERE agency_id = $1 AND case_id = $2";
const FETCH_ALL: &str = "SELECT agency_id, case_id, sealed, root_id FROM head ORDER BY agency_id, case_id";
const PUT: &str = "INSERT INTO head (agency_id, case_id, sealed, root_id, written_by) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (agency_id, case_id) DO UPDATE SET sealed = excluded.sealed, root_id = excluded.root_id, \
     written_by = excluded.written_by";
const DELETE_ALL: &str = "DELETE FROM head";

/// One row.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct HeadRow {
    pub(crate) agency: AgencyId,
    pub(crate) case: CaseId,
    pub(crate) envelope: Envelope,
}

impl HeadRow {
    fn read(row: &Row) -> Result<Self, KeysError> {
        let stored = Stored { table: "head", row };
        let (agency, case) = (stored.id("agency_id")?, stored.id("case_id")?);
        Ok(Self { agency, case, envelope: Envelope::of(stored)? })
    }

    pub(crate) fn open(&self, root: &StoreRoot) -> Result<Head, KeysError> {
        let sealed: Result<Sealed<HeadBytes>, _> = self.envelope.sealed();
        let opened = sealed.and_then(|sealed| root.open_head(self.agency, self.case, &sealed));
        opened.map_err(|why| KeysError::Row {
            table: "head",
            row: format!("agency_id {}, case_id {}", self.agency, self.case),
            problem: why.to_string(),
        })
    }

    /// The same under another root.
    pub(crate) fn moved(
        &self,
        from: &StoreRoot,
        to: &StoreRoot,
        random: &mut impl rand_core::CryptoRng,
    ) -> Result<Self, KeysError> {
        let sealed = to.seal_head(self.agency, self.case, &self.open(from)?, random);
        Ok(Self { envelope: Envelope::new(&sealed, to.id()), ..*self })
    }
}

pub(crate) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
) -> Result<Option<HeadRow>, KeysError> {
    let args = [agency.to_string().into(), case.to_string().into()];
    tx.fetch_optional(FETCH, &args).await?.as_ref().map(HeadRow::read).transpose()
}

pub(crate) async fn all(tx: &mut Transaction<'_>) -> Result<Vec<HeadRow>, KeysError> {
    tx.fetch_all(FETCH_ALL, &[]).await?.iter().map(HeadRow::read).collect()
}

pub(crate) async fn put(tx: &mut Transaction<'_>, rows: &[HeadRow]) -> Result<(), KeysError> {
    let written_by = tx.name();
    let rows = rows.iter().map(|row| {
        let Envelope { bytes, root } = &row.envelope;
        let (agency, case) = (row.agency.to_string(), row.case.to_string());
        let sealed = bytes.as_slice().into();
        vec![agency.into(), case.into(), sealed, root.to_string().into(), written_by.into()]
    });
    // Collected: a closure cannot promise what a future that moves between threads asks of it.
    let rows: Vec<_> = rows.collect();
    tx.execute_many(PUT, rows).await?;
    Ok(())
}

pub(crate) async fn delete_all(tx: &mut Transaction<'_>) -> Result<(), KeysError> {
    tx.execute(DELETE_ALL, &[]).await?;
    Ok(())
}
