//! Which store this is, and how often it has changed.

use seal::{Id, NetworkId, RootId};
use sql::{Row, Transaction};

use super::stored::Stored;
use super::{KeysError, share};

const PART: &str = "store";
const FETCH: &str = "SELECT network_id, root_id, revision, shares_revision, created_at, copied_at, has_copy, vault_id \
     FROM about WHERE part = $1";
const INSERT: &str = "INSERT INTO about (part, network_id, root_id, revision, shares_revision, created_at, copied_at, \
     has_copy, vault_id, written_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const UPDATE: &str = "UPDATE about SET root_id = $2, revision = $3, shares_revision = $4, has_copy = $5, \
     vault_id = $6, written_by = $7 WHERE part = $1";
const OTHER_ROOT: &str = "SELECT root_id FROM share WHERE root_id <> $1 \
     UNION ALL SELECT root_id FROM head WHERE root_id <> $1 \
     UNION ALL SELECT root_id FROM pepper WHERE root_id <> $1 LIMIT 1";
const DELETE: &str = "DELETE FROM about";

/// How often a store has changed. Both count up and never back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision {
    /// Every change of what a copy holds too.
    pub store: i64,
    /// The revision of the store with which a share was last put or destroyed: as long as it is the same, shares that
    /// somebody keeps in memory are all there are.
    pub shares: i64,
}

/// What two copies of one store have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) network: NetworkId,
    /// The root that rows are sealed under.
    pub(crate) root: RootId,
    pub(crate) revision: Revision,
    pub(crate) created_at: i64,
    /// Whether there is a copy that every change has to go to as well.
    pub(crate) has_copy: bool,
    /// The vault whose shares these are, once there was one.
    pub(crate) vault: Option<VaultId>,
}

/// A vault, as it calls itself: 16 random bytes.
pub type VaultId = Id<Vault>;

/// What a [`VaultId`] is the id of.
pub enum Vault {}

impl About {
    /// After one more change.
    pub(crate) fn changed(self, shares_too: bool) -> Self {
        let store = self.revision.store + 1;
        let shares = if shares_too { store } else { self.revision.shares };
        Self { revision: Revision { store, shares }, ..self }
    }

    /// Refuses whoever does not know of the copy that there is.
    pub(crate) fn check_copy_is_named(&self, is_named: bool, store: &str) -> Result<(), KeysError> {
        if self.has_copy && !is_named {
            return Err(KeysError::CopyNotNamed { store: store.to_owned() });
        }
        Ok(())
    }
}

pub(crate) async fn fetch(tx: &mut Transaction<'_>) -> Result<Option<About>, KeysError> {
    tx.fetch_optional(FETCH, &[PART.into()]).await?.map(|row| read(&row)).transpose()
}

/// The same, of a store that has been opened and so has one.
pub(crate) async fn held(tx: &mut Transaction<'_>) -> Result<About, KeysError> {
    read(&tx.fetch_one(FETCH, &[PART.into()]).await?)
}

fn read(row: &Row) -> Result<About, KeysError> {
    let stored = Stored { table: "about", row };
    Ok(About {
        network: stored.id("network_id")?,
        root: stored.id("root_id")?,
        revision: Revision { store: row.int("revision")?, shares: row.int("shares_revision")? },
        created_at: row.int("created_at")?,
        has_copy: row.int("has_copy")? != 0,
        vault: row.opt_str("vault_id")?.map(|_| stored.id("vault_id")).transpose()?,
    })
}

/// When the store was last copied whole from the other, in Unix milliseconds.
pub(crate) async fn copied_at(tx: &mut Transaction<'_>) -> Result<Option<i64>, KeysError> {
    let row = tx.fetch_one(FETCH, &[PART.into()]).await?;
    Ok(row.opt_int("copied_at")?)
}

/// Writes a change down.
pub(crate) async fn update(tx: &mut Transaction<'_>, about: &About) -> Result<(), KeysError> {
    let (root, Revision { store, shares }) = (about.root.to_string(), about.revision);
    let (has_copy, vault) = (i64::from(about.has_copy), about.vault.map(|vault| vault.to_string()));
    let args = [
        PART.into(),
        root.into(),
        store.into(),
        shares.into(),
        has_copy.into(),
        vault.into(),
        tx.name().into(),
    ];
    tx.execute(UPDATE, &args).await?;
    Ok(())
}

/// Writes down whether there is a copy.
pub(crate) async fn set_has_copy(tx: &mut Transaction<'_>, has_copy: bool) -> Result<(), KeysError> {
    let about = About { has_copy, ..held(tx).await? };
    update(tx, &about).await
}

/// Writes down whose shares these are, where none was or there are no shares: from then on they are of this vault.
/// Gives the vault whose they are.
pub(crate) async fn bind(tx: &mut Transaction<'_>, vault: VaultId) -> Result<VaultId, KeysError> {
    let about = held(tx).await?;
    match about.vault {
        Some(held) if held == vault => Ok(held),
        Some(held) if share::any(tx).await? => Ok(held),
        _ => {
            update(tx, &About { vault: Some(vault), ..about }).await?;
            Ok(vault)
        }
    }
}

/// Writes down which store this is from now on.
pub(crate) async fn replace(
    tx: &mut Transaction<'_>,
    about: &About,
    copied_at: Option<i64>,
) -> Result<(), KeysError> {
    tx.execute(DELETE, &[]).await?;
    let args = [
        PART.into(),
        about.network.to_string().into(),
        about.root.to_string().into(),
        about.revision.store.into(),
        about.revision.shares.into(),
        about.created_at.into(),
        copied_at.into(),
        i64::from(about.has_copy).into(),
        about.vault.map(|vault| vault.to_string()).into(),
        tx.name().into(),
    ];
    tx.execute(INSERT, &args).await?;
    Ok(())
}

/// A root that some row names and `about` does not, where there is one: the rows are not of one store.
pub(crate) async fn other_root(tx: &mut Transaction<'_>) -> Result<Option<RootId>, KeysError> {
    let Some(about) = fetch(tx).await? else { return Ok(None) };
    let row = tx.fetch_optional(OTHER_ROOT, &[about.root.to_string().into()]).await?;
    row.map(|row| Stored { table: "share, head or pepper", row: &row }.id("root_id")).transpose()
}
