//! The pepper, as it stands in the store.

use seal::content::PepperBytes;
use seal::{Pepper, Sealed, StoreRoot};
use sql::Transaction;

use super::KeysError;
use super::stored::{Envelope, Stored};

const PART: &str = "store";
const FETCH: &str = "SELECT sealed, root_id FROM pepper WHERE part = $1";
const INSERT: &str = "INSERT INTO pepper (part, sealed, root_id, written_by) VALUES ($1, $2, $3, $4)";
const DELETE: &str = "DELETE FROM pepper";

pub(crate) async fn fetch(tx: &mut Transaction<'_>) -> Result<Envelope, KeysError> {
    match tx.fetch_optional(FETCH, &[PART.into()]).await? {
        Some(row) => Envelope::of(Stored { table: "pepper", row: &row }),
        None => Err(damaged("it is not there")),
    }
}

pub(crate) async fn replace(tx: &mut Transaction<'_>, pepper: &Envelope) -> Result<(), KeysError> {
    tx.execute(DELETE, &[]).await?;
    let Envelope { bytes, root } = pepper;
    let args = [PART.into(), bytes.as_slice().into(), root.to_string().into(), tx.name().into()];
    tx.execute(INSERT, &args).await?;
    Ok(())
}

pub(crate) fn open(envelope: &Envelope, root: &StoreRoot) -> Result<Pepper, KeysError> {
    let sealed: Result<Sealed<PepperBytes>, _> = envelope.sealed();
    sealed.and_then(|sealed| root.open_pepper(&sealed)).map_err(damaged)
}

/// The same under another root.
pub(crate) fn moved(
    envelope: &Envelope,
    from: &StoreRoot,
    to: &StoreRoot,
    random: &mut impl rand_core::CryptoRng,
) -> Result<Envelope, KeysError> {
    Ok(Envelope::new(&to.seal_pepper(&open(envelope, from)?, random), to.id()))
}

fn damaged(why: impl std::fmt::Display) -> KeysError {
    KeysError::Row { table: "pepper", row: format!("part {PART}"), problem: why.to_string() }
}
