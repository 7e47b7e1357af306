//! Which store this is, and how often it has changed.

use seal::{Id, NetworkId, RootId};
use sql::{Row, Transaction};

use super::stored::Stored;
use super::{KeysError, share};

const PART: &str = "store";
const FETCH: &str = "SELECT network_id, root_id, revision, shares_revision, created_at, copied_at, has_copy, vault_id, \
     line_id, line_before, line_since FROM about WHERE part = $1";
const INSERT: &str = "INSERT INTO about (part, network_id, root_id, revision, shares_revision, created_at, copied_at, \
     has_copy, vault_id, line_id, line_before, line_since, written_by) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const UPDATE: &str = "UPDATE about SET root_id = $2, revision = $3, shares_revision = $4, has_copy = $5, \
     vault_id = $6, line_id = $7, line_before = $8, line_since = $9, written_by = $10 WHERE part = $1";
const OTHER_ROOT: &str = "SELECT root_id FROM share WHERE root_id <> $1 \
     UNION ALL SELECT root_id FROM head WHERE root_id <> $1 \
     UNION ALL SELECT root_id FROM epoch WHERE root_id <> $1 \
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
    /// The changes that it has had, as against those that a copy had apart from it.
    pub(crate) line: Line,
    /// Whether there is a copy that every change has to go to as well.
    pub(crate) has_copy: bool,
    /// The vault whose shares these are, once there was one.
    pub(crate) vault: Option<VaultId>,
}

/// A line of changes. A store and its copy are of one; a store that goes on alone begins its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) id: LineId,
    /// The line that it began from, if any.
    pub(crate) before: Option<LineId>,
    /// The store's revision when it began.
    pub(crate) since: i64,
}

/// Names a [`Line`]: 16 random bytes.
pub(crate) type LineId = Id<Line>;

impl Line {
    /// A line that begins from nothing.
    pub(crate) fn new(id: LineId) -> Self {
        Self { id, before: None, since: 0 }
    }
}

/// A vault, as it calls itself: 16 random bytes.
pub type VaultId = Id<Vault>;

/// What a [`VaultId`] is the id of.
pub enum Vault {}

const APART: &str = "they changed apart from each other";

impl About {
    /// After one more change.
    pub(crate) fn changed(self, shares_too: bool) -> Self {
        let store = self.revision.store + 1;
        let shares = if shares_too { store } else { self.revision.shares };
        Self { revision: Revision { store, shares }, ..self }
    }

    /// Why another state is none that this one came from, if it is none: what only the other has would be lost, and what
    /// it still has would live on.
    pub(crate) fn why_not_after(&self, other: &Self) -> Option<&'static str> {
        let (is, was) = (&self.line, &other.line);
        if self.network != other.network {
            Some("they are of two networks")
        } else if self.created_at != other.created_at {
            Some("they were created at two times")
        } else if self.revision == other.revision && self.root != other.root {
            Some(APART)
        } else if is.id == was.id {
            (other.revision.store > self.revision.store).then_some("the copy is newer")
        } else {
            let is_after = is.before == Some(was.id) && other.revision.store <= is.since;
            (!is_after).then_some(APART)
        }
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
        line: Line {
            id: stored.id("line_id")?,
            before: row.opt_str("line_before")?.map(|_| stored.id("line_before")).transpose()?,
            since: row.int("line_since")?,
        },
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
    let Line { id, before, since } = about.line;
    let args = [
        PART.into(),
        root.into(),
        store.into(),
        shares.into(),
        has_copy.into(),
        vault.into(),
        id.to_string().into(),
        before.map(|before| before.to_string()).into(),
        since.into(),
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

/// Writes down that there is no copy any more. From here on the store goes its own way, in a line of this name: what is
/// left of the copy is one of its states as long as it does not change.
pub(crate) async fn give_up_copy(tx: &mut Transaction<'_>, line: LineId) -> Result<(), KeysError> {
    let held = held(tx).await?;
    if held.has_copy {
        let line = Line { id: line, before: Some(held.line.id), since: held.revision.store };
        update(tx, &About { has_copy: false, line, ..held }).await?;
    }
    Ok(())
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
        about.line.id.to_string().into(),
        about.line.before.map(|before| before.to_string()).into(),
        about.line.since.into(),
        tx.name().into(),
    ];
    tx.execute(INSERT, &args).await?;
    Ok(())
}

/// A root that some row names and `about` does not, where there is one: the rows are not of one store.
pub(crate) async fn other_root(tx: &mut Transaction<'_>) -> Result<Option<RootId>, KeysError> {
    let Some(about) = fetch(tx).await? else { return Ok(None) };
    let row = tx.fetch_optional(OTHER_ROOT, &[about.root.to_string().into()]).await?;
    row.map(|row| Stored { table: "share, head, epoch or pepper", row: &row }.id("root_id")).transpose()
}
