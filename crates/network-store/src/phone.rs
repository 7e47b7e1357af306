use std::sync::LazyLock;

use network::{Phone, PhoneUse};
use sql::Transaction;

use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};
use crate::{StoreError, list};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "phone",
        "SELECT agency_id, owner_id, ordinal, number, extension, used_for, note
         FROM phone WHERE owner = $1 AND {keys} ORDER BY agency_id, owner_id, ordinal",
        &["agency_id", "owner_id"],
    )
});

static DELETE: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("phone", "DELETE FROM phone WHERE owner = $1 AND {keys}", &["agency_id", "owner_id"])
});

const INSERT: &str = "
    INSERT INTO phone (agency_id, owner, owner_id, ordinal, number, extension, used_for, note, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Reads the telephone numbers of agencies, places or services.
pub(crate) async fn attach<T: Owner>(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    owners: &mut [T],
    phones: impl Fn(&mut T) -> &mut Vec<Phone>,
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, owners, |owner, row| {
        phones(owner).push(Phone {
            number: row.text("number")?,
            extension: row.opt_text("extension")?,
            used_for: row.code("used_for", PhoneUse::from_code)?,
            note: row.opt_text("note")?,
        });
        Ok(())
    })
    .await
}

/// Writes them, in the place of those that were there.
pub(crate) async fn write<T: Owner>(
    tx: &mut Transaction<'_>,
    owners: &[T],
    changed: &[Key<'_>],
    phones: impl Fn(&T) -> &[Phone],
) -> Result<(), StoreError> {
    list::replace(tx, (&DELETE, INSERT), owners, changed, phones, |phone| {
        vec![
            (&phone.number).into(),
            phone.extension.as_deref().into(),
            phone.used_for.code().into(),
            phone.note.as_deref().into(),
        ]
    })
    .await
}
