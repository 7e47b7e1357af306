//! Which vault this is, and of which network.

use seal::NetworkId;
use sql::Transaction;

use super::stored::Stored;
use crate::StoreError;
use crate::keys::VaultId;

const PART: &str = "store";
const CLAIM: &str = "INSERT INTO about (part, network_id, vault_id, written_by) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (part) DO UPDATE SET vault_id = coalesce(about.vault_id, excluded.vault_id)";
const FETCH: &str = "SELECT part, network_id, vault_id FROM about WHERE part = $1";

/// The network of this vault and its id, which are these if it had none.
pub(super) async fn claim(
    tx: &mut Transaction<'_>,
    network: NetworkId,
    vault: VaultId,
) -> Result<(NetworkId, VaultId), StoreError> {
    let values = [PART.into(), network.to_string().into(), vault.to_string().into(), tx.name().into()];
    tx.execute(CLAIM, &values).await?;
    let row = tx.fetch_one(FETCH, &[PART.into()]).await?;
    let stored = Stored { table: "about", key: &["part"], row: &row };
    Ok((stored.id("network_id")?, stored.id("vault_id")?))
}
