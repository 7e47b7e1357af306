//! How far the epochs of keys have come, as it stands in the store.

use std::collections::BTreeMap;

use seal::content::EpochBytes;
use seal::{AgencyId, EpochMark, EpochOf, Id, Sealed, StoreRoot};
use sql::{Row, Transaction};

use super::KeysError;
use super::share::digits;
use super::stored::{Envelope, Stored};

const FETCH: &str = "SELECT agency_id, epoch_of, id, sealed, root_id FROM epoch \
     WHERE agency_id = $1 AND epoch_of = $2 AND id = $3";
const FETCH_OF_AGENCY: &str = "SELECT agency_id, epoch_of, id, sealed, root_id FROM epoch WHERE agency_id = $1 \
     ORDER BY epoch_of, id";
const FETCH_ALL: &str =
    "SELECT agency_id, epoch_of, id, sealed, root_id FROM epoch ORDER BY agency_id, epoch_of, id";
const PUT: &str = "INSERT INTO epoch (agency_id, epoch_of, id, sealed, root_id, written_by) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agency_id, epoch_of, id) DO UPDATE SET \
     sealed = excluded.sealed, root_id = excluded.root_id, written_by = excluded.written_by";
const DELETE_ALL: &str = "DELETE FROM epoch";

/// How far the epochs of an agency's keys have come, each that is known.
pub type Epochs = BTreeMap<EpochOf, EpochMark>;

/// One row.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct EpochRow {
    pub(crate) agency: AgencyId,
    pub(crate) of: EpochOf,
    pub(crate) envelope: Envelope,
}

impl EpochRow {
    fn read(row: &Row) -> Result<Self, KeysError> {
        let stored = Stored { table: "epoch", row };
        let (agency, id): (AgencyId, Id<()>) = (stored.id("agency_id")?, stored.id("id")?);
        let of = EpochOf::from_code(row.str("epoch_of")?, *id.bytes());
        let of = of.ok_or_else(|| stored.error("epoch_of", "it is not a kind that this program knows"))?;
        Ok(Self { agency, of, envelope: Envelope::of(stored)? })
    }

    pub(crate) fn open(&self, root: &StoreRoot) -> Result<EpochMark, KeysError> {
        let sealed: Result<Sealed<EpochBytes>, _> = self.envelope.sealed();
        let opened = sealed.and_then(|sealed| root.open_epoch(self.agency, self.of, &sealed));
        opened.map_err(|why| KeysError::Row {
            table: "epoch",
            row: format!(
                "agency_id {}, epoch_of {}, id {}",
                self.agency,
                self.of.code(),
                digits(self.of.id())
            ),
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
        let sealed = to.seal_epoch(self.agency, self.of, self.open(from)?, random);
        Ok(Self { envelope: Envelope::new(&sealed, to.id()), ..*self })
    }

    /// The order in which a store gives its rows.
    pub(crate) fn order(&self) -> (AgencyId, &'static str, [u8; 16]) {
        (self.agency, self.of.code(), self.of.id())
    }
}

pub(crate) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    of: EpochOf,
) -> Result<Option<EpochRow>, KeysError> {
    let args = [agency.to_string().into(), of.code().into(), digits(of.id()).into()];
    tx.fetch_optional(FETCH, &args).await?.as_ref().map(EpochRow::read).transpose()
}

pub(crate) async fn of_agency(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Vec<EpochRow>, KeysError> {
    let rows = tx.fetch_all(FETCH_OF_AGENCY, &[agency.to_string().into()]).await?;
    rows.iter().map(EpochRow::read).collect()
}

pub(crate) async fn all(tx: &mut Transaction<'_>) -> Result<Vec<EpochRow>, KeysError> {
    tx.fetch_all(FETCH_ALL, &[]).await?.iter().map(EpochRow::read).collect()
}

pub(crate) async fn put(tx: &mut Transaction<'_>, rows: &[EpochRow]) -> Result<(), KeysError> {
    let written_by = tx.name();
    let rows = rows.iter().map(|row| {
        let Envelope { bytes, root } = &row.envelope;
        let (agency, id) = (row.agency.to_string(), digits(row.of.id()));
        let (of, sealed) = (row.of.code(), bytes.as_slice().into());
        vec![agency.into(), of.into(), id.into(), sealed, root.to_string().into(), written_by.into()]
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
