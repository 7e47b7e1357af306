use std::sync::LazyLock;

use network::{AppliesTo, Requirement, Service, Source, Strength, Visibility, Waiver};
use sql::Transaction;
use vocabulary::Word;

use crate::keyed::Keyed;
use crate::owner::{self, Key, Which};
use crate::{StoreError, list};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "requirement",
        "SELECT agency_id, service_id AS owner_id, ordinal, kind, strength, applies_to, waiver, source, quote, field,
                seen, confirmed, visible_to
         FROM requirement WHERE {keys} ORDER BY agency_id, service_id, ordinal",
        &["agency_id", "service_id"],
    )
});

static DELETE: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("requirement", "DELETE FROM requirement WHERE {keys}", &["agency_id", "service_id"])
});

const INSERT: &str = "
    INSERT INTO requirement (agency_id, service_id, ordinal, kind, strength, applies_to, waiver, source, quote, field,
                             seen, confirmed, visible_to, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

/// Reads what services ask of people.
pub(crate) async fn attach(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    services: &mut [Service],
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, services, |service, row| {
        service.requirements.push(Requirement {
            kind: row.word("kind")?,
            strength: row.code("strength", Strength::from_code)?,
            applies_to: row.code("applies_to", AppliesTo::from_code)?,
            waiver: row.code("waiver", Waiver::from_code)?,
            source: row.code("source", Source::from_code)?,
            quote: row.opt_text("quote")?,
            field: row.opt_text("field")?,
            seen: row.number("seen")?,
            confirmed: row.date("confirmed")?,
            visible_to: row.code("visible_to", Visibility::from_code)?,
        });
        Ok(())
    })
    .await
}

/// Writes it, in the place of what was there.
pub(crate) async fn write(
    tx: &mut Transaction<'_>,
    services: &[Service],
    changed: &[Key<'_>],
) -> Result<(), StoreError> {
    list::replace(
        tx,
        (&DELETE, INSERT),
        services,
        changed,
        |service| &service.requirements,
        |requirement| {
            vec![
                requirement.kind.code().into(),
                requirement.strength.code().into(),
                requirement.applies_to.code().into(),
                requirement.waiver.code().into(),
                requirement.source.code().into(),
                requirement.quote.as_deref().into(),
                requirement.field.as_deref().into(),
                requirement.seen.into(),
                requirement.confirmed.map(|day| day.to_string()).into(),
                requirement.visible_to.code().into(),
            ]
        },
    )
    .await
}
