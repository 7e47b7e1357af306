//! What an agency keeps of what was erased: its tally and its receipts, under its own key.

use care::{Receipt, Tally};
use rand_core::CryptoRng;
use seal::{Place, RowId};
use vault_store::SealedHalf;
use vault_store::vault::{Counted, ReceiptRow, TallyRow};

use crate::{Error, Keyring};

/// The tally of what was erased; nothing was, where there is none.
pub async fn tally(half: &SealedHalf, keyring: &Keyring) -> Result<Tally, Error> {
    match half.vault().tally(keyring.agency()).await? {
        Some(row) => opened(keyring, &row),
        None => Ok(Tally::default()),
    }
}

fn opened(keyring: &Keyring, row: &TallyRow) -> Result<Tally, Error> {
    let key = keyring.key(row.epoch)?.tally_key();
    let opened = key.open(&Place::tally(row.agency, row.revision), &row.content)?;
    Ok(Tally::from_bytes(opened.expose())?)
}

/// The receipts of what was erased, the newest first. One that does not open is passed over.
pub async fn receipts(half: &SealedHalf, keyring: &Keyring) -> Result<Vec<Receipt>, Error> {
    keyring.newest()?;
    let rows = half.vault().receipts(keyring.agency()).await?;
    let receipts = rows.iter().filter_map(|row| {
        let key = keyring.key(row.epoch).ok()?.receipt_key();
        let opened = key.open(&Place::receipt(row.agency, row.receipt), &row.content).ok()?;
        Receipt::from_bytes(opened.expose()).ok()
    });
    let mut receipts: Vec<Receipt> = receipts.collect();
    receipts.sort_by_key(|receipt| std::cmp::Reverse(receipt.at));
    Ok(receipts)
}

/// The tally with something more in it, and a receipt: to be kept with what is erased. A tally that does not open any more
/// is begun anew, since nothing is to stand in the way of erasing.
pub(crate) async fn counted(
    half: &SealedHalf,
    keyring: &Keyring,
    count: impl FnOnce(&mut Tally),
    (receipt, says): (RowId, &Receipt),
    random: &mut impl CryptoRng,
) -> Result<Counted, Error> {
    let (agency, key) = (keyring.agency(), keyring.newest()?);
    let held = half.vault().tally(agency).await?;
    let mut tally = held.as_ref().and_then(|row| opened(keyring, row).ok()).unwrap_or_default();
    count(&mut tally);
    let (epoch, revision) = (key.epoch(), held.map_or(0, |row| row.revision) + 1);
    let content = key.tally_key().seal(&Place::tally(agency, revision), &tally.to_bytes()?, random)?;
    let tally = TallyRow { agency, epoch, revision, content };
    let content = key.receipt_key().seal(&Place::receipt(agency, receipt), &says.to_bytes()?, random)?;
    Ok(Counted { tally, receipt: ReceiptRow { agency, receipt, epoch, content } })
}
