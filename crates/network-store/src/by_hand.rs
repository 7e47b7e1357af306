//! What agencies set themselves, so that no newer list changes it.

use std::collections::HashMap;
use std::sync::LazyLock;

use sql::Transaction;

use crate::insert::insert;
use crate::keyed::Keyed;
use crate::owner::{Key, Which};
use crate::{ServiceField, StoreError};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "by_hand",
        "SELECT agency_id, owner_id, field FROM by_hand WHERE owner = $1 AND {keys}
         ORDER BY agency_id, owner_id, field",
        &["agency_id", "owner_id"],
    )
});

const INSERT: &str = "
    INSERT INTO by_hand (agency_id, owner, owner_id, field, written_by) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (agency_id, owner, owner_id, field) DO NOTHING";

/// The whole of an agency or a place.
pub(crate) const ALL: &str = "all";

/// A place that its agency took off, and that no newer list brings back; one whose address was set aside then.
const GONE: &str = "gone";
const GONE_ASIDE: &str = "gone-aside";

/// Parts by whose they are.
#[derive(Default)]
pub(crate) struct ByHand {
    fields: HashMap<(String, String), Vec<ServiceField>>,
    whole: HashMap<(String, String), ()>,
}

impl ByHand {
    /// The parts of a service.
    pub(crate) fn of(&self, key: Key<'_>) -> &[ServiceField] {
        self.fields.get(&owned(key)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether an agency or a place was set as a whole.
    pub(crate) fn whole(&self, key: Key<'_>) -> bool {
        self.whole.contains_key(&owned(key))
    }
}

fn owned(key: Key<'_>) -> (String, String) {
    (key.agency.into(), key.id.into())
}

/// What was set of these; the keys are in order.
pub(crate) async fn fetch(
    tx: &mut Transaction<'_>,
    owner: &'static str,
    keys: &[Key<'_>],
) -> Result<ByHand, StoreError> {
    let mut found = ByHand::default();
    SELECT
        .each(tx, owner, Which::These(keys), |row| {
            let key = (row.text("agency_id")?, row.text("owner_id")?);
            match row.str("field")? {
                ALL => {
                    found.whole.insert(key, ());
                }
                GONE | GONE_ASIDE => {}
                _ => {
                    let field = row.code("field", ServiceField::from_code)?;
                    found.fields.entry(key).or_default().push(field);
                }
            }
            Ok(())
        })
        .await?;
    Ok(found)
}

/// Notes parts of a service that its agency set.
pub(crate) async fn note(
    tx: &mut Transaction<'_>,
    key: Key<'_>,
    fields: &[ServiceField],
) -> Result<(), StoreError> {
    let row = |field: &ServiceField| {
        (key, vec![key.agency.into(), "service".into(), key.id.into(), field.code().into()])
    };
    insert(tx, "by_hand", INSERT, fields.iter().map(row).collect()).await
}

/// Notes that an agency set the whole of itself or of a place.
pub(crate) async fn note_whole(
    tx: &mut Transaction<'_>,
    owner: &'static str,
    key: Key<'_>,
) -> Result<(), StoreError> {
    let row = vec![key.agency.into(), owner.into(), key.id.into(), ALL.into()];
    insert(tx, "by_hand", INSERT, vec![(key, row)]).await
}

/// Notes that an agency took a place off.
pub(crate) async fn note_gone(
    tx: &mut Transaction<'_>,
    key: Key<'_>,
    was_aside: bool,
) -> Result<(), StoreError> {
    let fields = [Some(GONE), was_aside.then_some(GONE_ASIDE)].into_iter().flatten();
    let row =
        |field: &str| (key, vec![key.agency.into(), "place".into(), key.id.into(), field.to_owned().into()]);
    insert(tx, "by_hand", INSERT, fields.map(row).collect()).await
}
