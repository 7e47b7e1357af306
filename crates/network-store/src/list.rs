//! Tables that hold a list for each of their owners, in the order of the source.

use sql::{Transaction, Value};

use crate::StoreError;
use crate::insert::{insert, ordinal};
use crate::keyed::Keyed;
use crate::owner::{Key, Owner};

/// Writes lists, in the place of those that were there; `changed` are the keys of owners that are there already.
///
/// The first columns of the `INSERT` are the agency's id, the kind of owner where several kinds share the table,
/// the owner's id and `ordinal`; `values` gives those that follow.
pub(crate) async fn replace<'o, T: Owner, I: 'o>(
    tx: &mut Transaction<'_>,
    (delete, sql): (&'static Keyed, &'static str),
    owners: &'o [T],
    changed: &[Key<'_>],
    list: impl Fn(&'o T) -> &'o [I],
    values: impl Fn(&'o I) -> Vec<Value<'o>>,
) -> Result<(), StoreError> {
    delete.execute(tx, T::KIND, changed).await?;
    let mut rows = Vec::new();
    for owner in owners {
        let key = owner.key();
        for (place, item) in list(owner).iter().enumerate() {
            let mut row = vec![key.agency.into()];
            row.extend(delete.by_kind.then(|| T::KIND.into()));
            row.extend([key.id.into(), ordinal(place)]);
            row.extend(values(item));
            rows.push((key, row));
        }
    }
    insert(tx, delete.table, sql, rows).await
}
