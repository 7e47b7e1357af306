//! What an agency has agreed on for itself: numbers of days, which name no person and stand openly.

use seal::AgencyId;
use sql::Transaction;

use super::VaultStore;
use super::store::{READ, WRITE};
use crate::StoreError;

const KEEP: &str = "INSERT INTO agency_rule (agency_id, rule, days, written_by) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (agency_id, rule) DO UPDATE SET days = excluded.days, written_by = excluded.written_by";
const FETCH: &str = "SELECT rule, days FROM agency_rule WHERE agency_id = $1 ORDER BY rule";

async fn put(tx: &mut Transaction<'_>, agency: AgencyId, rules: &[(&str, u16)]) -> Result<(), StoreError> {
    let name = tx.name();
    for (rule, days) in rules {
        let values = [agency.to_string().into(), (*rule).into(), i64::from(*days).into(), name.into()];
        tx.execute(KEEP, &values).await?;
    }
    Ok(())
}

async fn fetch(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Vec<(String, u16)>, StoreError> {
    let rows = tx.fetch_all(FETCH, &[agency.to_string().into()]).await?;
    let rules = rows.iter().map(|row| {
        let days = u16::try_from(row.int("days")?).unwrap_or(u16::MAX);
        Ok((row.text("rule")?, days))
    });
    rules.collect()
}

impl VaultStore {
    /// Keeps rules, each by its code with a number of days; others stay as they are.
    pub async fn put_rules(&self, agency: AgencyId, rules: &[(&str, u16)]) -> Result<(), StoreError> {
        self.database().write(WRITE, |tx| Box::pin(put(tx, agency, rules))).await
    }

    /// The rules that an agency has kept.
    pub async fn rules(&self, agency: AgencyId) -> Result<Vec<(String, u16)>, StoreError> {
        self.database().read(READ, |tx| Box::pin(fetch(tx, agency))).await
    }
}
