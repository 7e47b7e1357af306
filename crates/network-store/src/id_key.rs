//! What ids of hidden places are made with.

use network::export::IdKey;
use sql::Transaction;

use crate::StoreError;
use crate::stored::Stored;

const PART: &str = "place";
const FETCH: &str = "SELECT part, key FROM id_key WHERE part = $1";
const KEEP: &str =
    "INSERT INTO id_key (part, key, written_by) VALUES ($1, $2, $3) ON CONFLICT (part) DO NOTHING";

/// The store's key, if it has one.
pub(crate) async fn fetch(tx: &mut Transaction<'_>) -> Result<Option<IdKey>, StoreError> {
    let row = tx.fetch_optional(FETCH, &[PART.into()]).await?;
    row.map(|row| {
        let stored = Stored { table: "id_key", row: &row };
        // What stands there is in no message.
        IdKey::from_digits(stored.str("key")?).ok_or_else(|| stored.error("key", "is no key"))
    })
    .transpose()
}

/// The store's key, which is this one where it has had none.
pub(crate) async fn keep(tx: &mut Transaction<'_>, fresh: &IdKey) -> Result<IdKey, StoreError> {
    tx.execute(KEEP, &[PART.into(), fresh.digits().into(), tx.name().into()]).await?;
    Ok(fetch(tx).await?.unwrap_or_else(|| fresh.clone()))
}
