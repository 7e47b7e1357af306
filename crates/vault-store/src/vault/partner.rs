//! What an agency knows its partners by.

use seal::{AgencyId, Announcement, Broken, Pin};
use sql::{Row, Transaction};

use super::stored::Stored;
use crate::StoreError;

const PUT: &str = "INSERT INTO partner (agency_id, partner_id, pin, written_by) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (agency_id, partner_id) DO UPDATE SET pin = excluded.pin, written_by = excluded.written_by";
const ALL: &str = "SELECT agency_id, partner_id, pin FROM partner WHERE agency_id = $1 ORDER BY partner_id";
const FETCH: &str = "SELECT agency_id, partner_id, pin FROM partner WHERE agency_id = $1 AND partner_id = $2";

/// Looks at the pin and puts the newer one in one transaction, so that of two at once neither goes back.
pub(super) async fn accept(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    announcement: &Announcement,
) -> Result<Result<Pin, Broken>, StoreError> {
    let newer = match fetch(tx, agency, announcement.agency()).await? {
        Some(pin) => pin.accept(announcement),
        None => Ok(Pin::first(announcement)),
    };
    if let Ok(pin) = &newer {
        put(tx, agency, pin).await?;
    }
    Ok(newer)
}

/// Knows a partner by this from now on.
pub(super) async fn put(tx: &mut Transaction<'_>, agency: AgencyId, pin: &Pin) -> Result<(), StoreError> {
    let (partner, bytes, name) = (pin.agency().to_string(), pin.to_bytes(), tx.name());
    let values = [agency.to_string().into(), partner.into(), bytes.as_slice().into(), name.into()];
    tx.execute(PUT, &values).await?;
    Ok(())
}

pub(super) async fn all(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Vec<Pin>, StoreError> {
    tx.fetch_all(ALL, &[agency.to_string().into()]).await?.iter().map(read).collect()
}

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    partner: AgencyId,
) -> Result<Option<Pin>, StoreError> {
    let row = tx.fetch_optional(FETCH, &[agency.to_string().into(), partner.to_string().into()]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Pin, StoreError> {
    let stored = Stored { table: "partner", key: &["agency_id", "partner_id"], row };
    Pin::from_bytes(&row.bytes("pin")?).map_err(|broken| stored.broken("pin", broken))
}
