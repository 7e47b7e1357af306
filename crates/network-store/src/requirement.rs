use std::sync::LazyLock;

use network::{AppliesTo, Requirement, Service, Source, Strength, Visibility, Waiver};
use sql::{Transaction, Value};
use vocabulary::{Kind, Word};

use crate::keyed::Keyed;
use crate::owner::{self, Key, Which};
use crate::stored::Stored;
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
        service.requirements.push(read(row, "", row.word("kind")?)?);
        Ok(())
    })
    .await
}

/// The requirement in the columns that begin so.
pub(crate) fn read(row: &Stored<'_>, prefix: &str, kind: Kind) -> Result<Requirement, StoreError> {
    let column = |name: &str| format!("{prefix}{name}");
    Ok(Requirement {
        kind,
        strength: row.code(&column("strength"), Strength::from_code)?,
        applies_to: row.code(&column("applies_to"), AppliesTo::from_code)?,
        waiver: row.code(&column("waiver"), Waiver::from_code)?,
        source: row.code(&column("source"), Source::from_code)?,
        quote: row.opt_text(&column("quote"))?,
        field: row.opt_text(&column("field"))?,
        seen: row.number(&column("seen"))?,
        confirmed: row.date(&column("confirmed"))?,
        visible_to: row.code(&column("visible_to"), Visibility::from_code)?,
    })
}

/// What the columns hold after the kind, in their order.
pub(crate) fn values(requirement: &Requirement) -> [Value<'_>; 9] {
    [
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
        |requirement| std::iter::once(requirement.kind.code().into()).chain(values(requirement)).collect(),
    )
    .await
}
