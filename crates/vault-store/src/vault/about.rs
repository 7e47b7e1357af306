//! Which network a vault is of.

use seal::NetworkId;
use sql::Transaction;

use super::stored::Stored;
use crate::StoreError;

const PART: &str = "store";
const CLAIM: &str =
    "INSERT INTO about (part, network_id, written_by) VALUES ($1, $2, $3) ON CONFLICT (part) DO NOTHING";
const FETCH: &str = "SELECT part, network_id FROM about WHERE part = $1";

/// The network of this vault, which is this one if it had none.
pub(super) async fn claim(tx: &mut Transaction<'_>, network: NetworkId) -> Result<NetworkId, StoreError> {
    tx.execute(CLAIM, &[PART.into(), network.to_string().into(), tx.name().into()]).await?;
    let row = tx.fetch_one(FETCH, &[PART.into()]).await?;
    Stored { table: "about", key: &["part"], row: &row }.id("network_id")
}
