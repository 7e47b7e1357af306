//! For how long an agency keeps parts of its cases. It names no person, and stands openly.

use seal::AgencyId;
use sql::Transaction;

use super::VaultStore;
use super::store::{READ, WRITE};
use crate::StoreError;

const FORGET: &str = "DELETE FROM retention WHERE agency_id = $1";
const KEEP: &str = "INSERT INTO retention (agency_id, part, months, written_by) VALUES ($1, $2, $3, $4)";
const FETCH: &str = "SELECT part, months FROM retention WHERE agency_id = $1 ORDER BY part";

async fn put(tx: &mut Transaction<'_>, agency: AgencyId, months: &[(&str, u16)]) -> Result<(), StoreError> {
    let name = tx.name();
    tx.execute(FORGET, &[agency.to_string().into()]).await?;
    for (part, months) in months {
        let values = [agency.to_string().into(), (*part).into(), i64::from(*months).into(), name.into()];
        tx.execute(KEEP, &values).await?;
    }
    Ok(())
}

async fn fetch(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Vec<(String, u16)>, StoreError> {
    let rows = tx.fetch_all(FETCH, &[agency.to_string().into()]).await?;
    let months = rows.iter().map(|row| {
        let months = u16::try_from(row.int("months")?).unwrap_or(u16::MAX);
        Ok((row.text("part")?, months))
    });
    months.collect()
}

impl VaultStore {
    /// Says for how many months after the last activity parts are kept, each by its code; no other part has an end then.
    pub async fn put_retention(&self, agency: AgencyId, months: &[(&str, u16)]) -> Result<(), StoreError> {
        self.database().write(WRITE, |tx| Box::pin(put(tx, agency, months))).await
    }

    /// For how many months parts are kept.
    pub async fn retention(&self, agency: AgencyId) -> Result<Vec<(String, u16)>, StoreError> {
        self.database().read(READ, |tx| Box::pin(fetch(tx, agency))).await
    }
}
