use std::sync::LazyLock;

use network::Attribute;
use sql::Transaction;

use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};
use crate::{StoreError, list};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "attribute",
        "SELECT agency_id, owner_id, ordinal, name, value
         FROM attribute WHERE owner = $1 AND {keys} ORDER BY agency_id, owner_id, ordinal",
        &["agency_id", "owner_id"],
    )
});

static DELETE: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("attribute", "DELETE FROM attribute WHERE owner = $1 AND {keys}", &["agency_id", "owner_id"])
});

const INSERT: &str = "
    INSERT INTO attribute (agency_id, owner, owner_id, ordinal, name, value, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Reads the attributes of agencies, places or services.
pub(crate) async fn attach<T: Owner>(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    owners: &mut [T],
    attributes: impl Fn(&mut T) -> &mut Vec<Attribute>,
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, owners, |owner, row| {
        attributes(owner).push(Attribute { name: row.text("name")?, value: row.text("value")? });
        Ok(())
    })
    .await
}

/// Writes them, in the place of those that were there.
pub(crate) async fn write<T: Owner>(
    tx: &mut Transaction<'_>,
    owners: &[T],
    changed: &[Key<'_>],
    attributes: impl Fn(&T) -> &[Attribute],
) -> Result<(), StoreError> {
    list::replace(tx, (&DELETE, INSERT), owners, changed, attributes, |attribute| {
        vec![(&attribute.name).into(), (&attribute.value).into()]
    })
    .await
}
