use std::sync::LazyLock;

use network::{Audience, Group, Service};
use sql::Transaction;
use vocabulary::Word;

use crate::StoreError;
use crate::insert::{insert, ordinal};
use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};
use crate::stored::Stored;

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "audience",
        "SELECT agency_id, service_id AS owner_id, ordinal, quote, field
         FROM audience WHERE {keys} ORDER BY agency_id, service_id, ordinal",
        &["agency_id", "service_id"],
    )
});

static SELECT_GROUPS: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "audience_group",
        "SELECT agency_id, service_id AS owner_id, audience_ordinal, ordinal, population, aged_from, aged_to
         FROM audience_group WHERE {keys} ORDER BY agency_id, service_id, audience_ordinal, ordinal",
        &["agency_id", "service_id"],
    )
});

static DELETE: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("audience", "DELETE FROM audience WHERE {keys}", &["agency_id", "service_id"])
});

static DELETE_GROUPS: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("audience_group", "DELETE FROM audience_group WHERE {keys}", &["agency_id", "service_id"])
});

const INSERT: &str = "
    INSERT INTO audience (agency_id, service_id, ordinal, quote, field, written_by)
    VALUES ($1, $2, $3, $4, $5, $6)";

const INSERT_GROUP: &str = "
    INSERT INTO audience_group (agency_id, service_id, audience_ordinal, ordinal, population, aged_from, aged_to,
                                written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Reads whom services are for.
pub(crate) async fn attach(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    services: &mut [Service],
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, services, |service, row| {
        let (quote, field) = (row.opt_text("quote")?, row.opt_text("field")?);
        service.audience.push(Audience { any_of: Vec::new(), quote, field });
        Ok(())
    })
    .await?;
    owner::attach(tx, &SELECT_GROUPS, which, services, |service, row| {
        let rule = row.number("audience_ordinal")?.and_then(|rule: usize| service.audience.get_mut(rule));
        let rule = rule.ok_or_else(|| row.error("audience_ordinal", "there is no such rule"))?;
        rule.any_of.push(group(row)?);
        Ok(())
    })
    .await
}

fn group(row: &Stored<'_>) -> Result<Group, StoreError> {
    if let (Some(from), Some(to)) = (row.number("aged_from")?, row.number("aged_to")?) {
        return Ok(Group::Aged { from, to });
    }
    Ok(Group::Population(row.word("population")?))
}

/// Writes it, in the place of what was there.
pub(crate) async fn write(
    tx: &mut Transaction<'_>,
    services: &[Service],
    changed: &[Key<'_>],
) -> Result<(), StoreError> {
    DELETE_GROUPS.execute(tx, Service::KIND, changed).await?;
    DELETE.execute(tx, Service::KIND, changed).await?;
    let rules = || {
        services.iter().flat_map(|service| {
            service.audience.iter().enumerate().map(|(place, rule)| (service.key(), place, rule))
        })
    };
    let rows = rules().map(|(key, place, rule)| {
        let values = vec![
            key.agency.into(),
            key.id.into(),
            ordinal(place),
            rule.quote.as_deref().into(),
            rule.field.as_deref().into(),
        ];
        (key, values)
    });
    insert(tx, "audience", INSERT, rows.collect()).await?;
    let rows = rules().flat_map(|(key, rule_place, rule)| {
        rule.any_of.iter().enumerate().map(move |(place, group)| {
            let (population, ages) = match group {
                Group::Population(population) => (Some(population.code()), None),
                Group::Aged { from, to } => (None, Some((u32::from(*from), u32::from(*to)))),
            };
            let values = vec![
                key.agency.into(),
                key.id.into(),
                ordinal(rule_place),
                ordinal(place),
                population.into(),
                ages.map(|(from, _)| from).into(),
                ages.map(|(_, to)| to).into(),
            ];
            (key, values)
        })
    });
    insert(tx, "audience_group", INSERT_GROUP, rows.collect()).await
}
