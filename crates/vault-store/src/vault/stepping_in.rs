//! Who would go on in a lead's place, and since when they have said so.

use seal::{AgencyId, UserId};
use sql::Transaction;

use super::VaultStore;
use super::store::{READ, WRITE};
use super::stored::Stored;
use crate::StoreError;

// Who says it again waits no longer for it, and no shorter.
const SAY: &str = "INSERT INTO stepping_in (agency_id, user_id, said_at, written_by) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (agency_id, user_id) DO NOTHING";
const ALL: &str =
    "SELECT agency_id, user_id, said_at FROM stepping_in WHERE agency_id = $1 ORDER BY said_at, user_id";
const END: &str = "DELETE FROM stepping_in WHERE agency_id = $1";
const END_OF: &str = "DELETE FROM stepping_in WHERE agency_id = $1 AND user_id = $2";
const FORGET: &str = "DELETE FROM stepping_in";

async fn say(
    tx: &mut Transaction<'_>,
    (agency, user): (AgencyId, UserId),
    at: i64,
) -> Result<(), StoreError> {
    let values = [agency.to_string().into(), user.to_string().into(), at.into(), tx.name().into()];
    tx.execute(SAY, &values).await?;
    Ok(())
}

async fn all(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Vec<(UserId, i64)>, StoreError> {
    let rows = tx.fetch_all(ALL, &[agency.to_string().into()]).await?;
    let said = rows.iter().map(|row| {
        let stored = Stored { table: "stepping_in", key: &["agency_id", "user_id"], row };
        Ok((stored.id("user_id")?, row.int("said_at")?))
    });
    said.collect()
}

/// Ends it for one of them.
pub(super) async fn end_of(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    user: UserId,
) -> Result<(), StoreError> {
    tx.execute(END_OF, &[agency.to_string().into(), user.to_string().into()]).await?;
    Ok(())
}

/// Ends it for everybody of all agencies: in a vault that was restored, a lead may have signed in since.
pub(super) async fn forget(tx: &mut Transaction<'_>) -> Result<(), StoreError> {
    tx.execute(FORGET, &[]).await?;
    Ok(())
}

async fn end(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<bool, StoreError> {
    Ok(tx.execute(END, &[agency.to_string().into()]).await? > 0)
}

impl VaultStore {
    /// Writes down that somebody would go on in a lead's place. Who has said so before said it then.
    pub async fn say_stepping_in(&self, agency: AgencyId, user: UserId, at: i64) -> Result<(), StoreError> {
        self.database().write(WRITE, |tx| Box::pin(say(tx, (agency, user), at))).await
    }

    /// Who would go on in a lead's place, and since when, in Unix milliseconds; who said it first comes first.
    pub async fn stepping_in(&self, agency: AgencyId) -> Result<Vec<(UserId, i64)>, StoreError> {
        self.database().read(READ, |tx| Box::pin(all(tx, agency))).await
    }

    /// Ends it for one of them.
    pub async fn end_stepping_in(&self, agency: AgencyId, user: UserId) -> Result<(), StoreError> {
        self.database().write(WRITE, |tx| Box::pin(end_of(tx, agency, user))).await
    }

    /// Ends it for everybody; whether anybody had said it.
    pub async fn end_all_stepping_in(&self, agency: AgencyId) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(end(tx, agency))).await
    }
}
