//! Shares, as they stand in the store.

use seal::content::ShareBytes;
use seal::{AgencyId, Id, Sealed, ShareOf, StoreRoot, kind};
use sql::{Row, Transaction, Value};

use super::KeysError;
use super::stored::{Envelope, Stored};

const ANY: &str = "SELECT id FROM share LIMIT 1";
const FETCH: &str = "SELECT agency_id, share_of, id, sealed, root_id, created_at FROM share \
     WHERE agency_id = $1 AND share_of = $2 AND id = $3";
const FETCH_OF_AGENCY: &str = "SELECT agency_id, share_of, id, sealed, root_id, created_at FROM share \
     WHERE agency_id = $1 ORDER BY share_of, id";
const FETCH_ALL: &str = "SELECT agency_id, share_of, id, sealed, root_id, created_at FROM share \
     ORDER BY agency_id, share_of, id";
const FETCH_OLDER: &str = "SELECT agency_id, share_of, id, created_at FROM share WHERE created_at < $1 \
     ORDER BY agency_id, share_of, id";
const INSERT: &str = "INSERT INTO share (agency_id, share_of, id, sealed, root_id, created_at, written_by) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";
const DELETE_ALL: &str = "DELETE FROM share";

/// What one share is of: the key of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Doomed {
    /// The agency.
    pub agency: AgencyId,
    /// What the share is of.
    pub of: ShareOf,
    /// The id of the case, wrap or message.
    pub id: [u8; 16],
}

impl Doomed {
    /// The share of something.
    pub fn new<Kind: seal::Shared>(agency: AgencyId, id: Id<Kind>) -> Self {
        Self { agency, of: Kind::OF, id: *id.bytes() }
    }

    pub(crate) fn args(&self) -> [Value<'static>; 3] {
        [self.agency.to_string().into(), self.of.code().into(), digits(self.id).into()]
    }

    pub(crate) fn damaged(&self, why: impl std::fmt::Display) -> KeysError {
        let row = format!("agency_id {}, share_of {}, id {}", self.agency, self.of.code(), digits(self.id));
        KeysError::Row { table: "share", row, problem: why.to_string() }
    }
}

/// An id, whatever it names, as it stands in a row.
pub(crate) fn digits(id: [u8; 16]) -> String {
    Id::<kind::Row>::from_bytes(id).to_string()
}

/// One row.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ShareRow {
    pub(crate) of: Doomed,
    pub(crate) envelope: Envelope,
    pub(crate) created_at: i64,
}

impl ShareRow {
    pub(crate) fn sealed(&self) -> Result<Sealed<ShareBytes>, KeysError> {
        self.envelope.sealed().map_err(|why| self.of.damaged(why))
    }

    /// The same under another root.
    pub(crate) fn moved(
        &self,
        from: &StoreRoot,
        to: &StoreRoot,
        random: &mut impl rand_core::CryptoRng,
    ) -> Result<Self, KeysError> {
        let Doomed { agency, of, id } = self.of;
        let moved = from.move_share(to, agency, (of, id), &self.sealed()?, random);
        let sealed = moved.map_err(|why| self.of.damaged(why))?;
        Ok(Self { envelope: Envelope::new(&sealed, to.id()), ..self.clone() })
    }

    fn read(row: &Row) -> Result<Self, KeysError> {
        let stored = Stored { table: "share", row };
        Ok(Self { of: key(row)?, envelope: Envelope::of(stored)?, created_at: row.int("created_at")? })
    }
}

fn key(row: &Row) -> Result<Doomed, KeysError> {
    let stored = Stored { table: "share", row };
    let id: Id<kind::Row> = stored.id("id")?;
    Ok(Doomed { agency: stored.id("agency_id")?, of: stored.share_of()?, id: *id.bytes() })
}

pub(crate) async fn fetch(tx: &mut Transaction<'_>, of: &Doomed) -> Result<Option<ShareRow>, KeysError> {
    tx.fetch_optional(FETCH, &of.args()).await?.as_ref().map(ShareRow::read).transpose()
}

/// Whether there is any share.
pub(crate) async fn any(tx: &mut Transaction<'_>) -> Result<bool, KeysError> {
    Ok(tx.fetch_optional(ANY, &[]).await?.is_some())
}

pub(crate) async fn of_agency(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Vec<ShareRow>, KeysError> {
    let rows = tx.fetch_all(FETCH_OF_AGENCY, &[agency.to_string().into()]).await?;
    rows.iter().map(ShareRow::read).collect()
}

pub(crate) async fn all(tx: &mut Transaction<'_>) -> Result<Vec<ShareRow>, KeysError> {
    tx.fetch_all(FETCH_ALL, &[]).await?.iter().map(ShareRow::read).collect()
}

pub(crate) async fn older(tx: &mut Transaction<'_>, before: i64) -> Result<Vec<(Doomed, i64)>, KeysError> {
    let rows = tx.fetch_all(FETCH_OLDER, &[before.into()]).await?;
    rows.iter().map(|row| Ok((key(row)?, row.int("created_at")?))).collect()
}

pub(crate) async fn insert(tx: &mut Transaction<'_>, rows: &[ShareRow]) -> Result<(), KeysError> {
    let written_by = tx.name();
    let rows = rows.iter().map(|row| {
        let [agency, of, id] = row.of.args();
        let Envelope { bytes, root } = &row.envelope;
        let sealed = bytes.as_slice().into();
        vec![agency, of, id, sealed, root.to_string().into(), row.created_at.into(), written_by.into()]
    });
    // Collected: a closure cannot promise what a future that moves between threads asks of it.
    let rows: Vec<_> = rows.collect();
    tx.execute_many(INSERT, rows).await?;
    Ok(())
}

pub(crate) async fn delete_all(tx: &mut Transaction<'_>) -> Result<(), KeysError> {
    tx.execute(DELETE_ALL, &[]).await?;
    Ok(())
}
