//! Records by their ids, as they were published.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use network::export::RecordKind;
use sql::Transaction;

use crate::StoreError;
use crate::keyed::Keyed;
use crate::owner::{Key, Which, sorted};

/// Records as objects of JSON, by their ids.
pub type Records = BTreeMap<String, String>;

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "published_record",
        "SELECT id, record FROM published_record WHERE kind = $1 AND {keys} ORDER BY id",
        &["id"],
    )
});

/// Those of these that are there.
pub(crate) async fn fetch(
    tx: &mut Transaction<'_>,
    kind: RecordKind,
    ids: &[String],
) -> Result<Records, StoreError> {
    let mut records = Records::new();
    let keys = sorted(ids.iter().map(|id| Key { agency: id, id }));
    SELECT
        .each(tx, kind.code(), Which::These(&keys), |row| {
            records.insert(row.text("id")?, row.text("record")?);
            Ok(())
        })
        .await?;
    Ok(records)
}

/// The middle of the locations of a postal code.
pub(crate) async fn postal_point(
    tx: &mut Transaction<'_>,
    code: &str,
) -> Result<Option<[f64; 3]>, StoreError> {
    let sql = "SELECT x, y, z FROM published WHERE kind = $1 AND id = $2";
    let Some(row) = tx.fetch_optional(sql, &[RecordKind::PostalCode.code().into(), code.into()]).await?
    else {
        return Ok(None);
    };
    let parts = (row.opt_real("x")?, row.opt_real("y")?, row.opt_real("z")?);
    Ok(match parts {
        (Some(x), Some(y), Some(z)) => Some([x, y, z]),
        _ => None,
    })
}
