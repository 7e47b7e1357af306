use std::collections::HashSet;
use std::sync::LazyLock;

use network::Agency;
use sql::Transaction;

use crate::insert::insert;
use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};
use crate::{StoreError, attribute, phone};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "agency",
        "SELECT id, name, alternate_name, description, website, email, site, source
         FROM agency WHERE {keys} ORDER BY id",
        &["id"],
    )
});

static SELECT_KEYS: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("agency", "SELECT id AS agency_id, id AS owner_id FROM agency WHERE {keys}", &["id"])
});

const UPSERT: &str = "
    INSERT INTO agency (id, name, alternate_name, description, website, email, site, source, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, alternate_name = excluded.alternate_name, description = excluded.description,
        website = excluded.website, email = excluded.email, site = excluded.site, source = excluded.source,
        written_by = excluded.written_by,
        edition = agency.edition + 1";

/// Agencies in order of their ids, with all that is theirs.
pub(crate) async fn fetch(tx: &mut Transaction<'_>, which: Which<'_>) -> Result<Vec<Agency>, StoreError> {
    let mut agencies = Vec::new();
    SELECT
        .each(tx, Agency::KIND, which, |row| {
            agencies.push(Agency {
                alternate_name: row.opt_text("alternate_name")?,
                description: row.opt_text("description")?,
                website: row.opt_text("website")?,
                email: row.opt_text("email")?,
                site: row.opt_text("site")?,
                source: row.opt_text("source")?,
                ..Agency::named(row.str("id")?.into(), row.text("name")?)
            });
            Ok(())
        })
        .await?;
    phone::attach(tx, which, &mut agencies, |agency| &mut agency.phones).await?;
    attribute::attach(tx, which, &mut agencies, |agency| &mut agency.attributes).await?;
    Ok(agencies)
}

/// Which of these agencies are there.
pub(crate) async fn known<'a>(
    tx: &mut Transaction<'_>,
    keys: &[Key<'a>],
) -> Result<HashSet<Key<'a>>, StoreError> {
    owner::known(tx, &SELECT_KEYS, keys).await
}

/// Writes agencies; `changed` are the keys of those that are there already.
pub(crate) async fn write(
    tx: &mut Transaction<'_>,
    agencies: &[Agency],
    changed: &[Key<'_>],
) -> Result<(), StoreError> {
    let rows = agencies.iter().map(|agency| {
        let values = vec![
            agency.id.as_str().into(),
            (&agency.name).into(),
            agency.alternate_name.as_deref().into(),
            agency.description.as_deref().into(),
            agency.website.as_deref().into(),
            agency.email.as_deref().into(),
            agency.site.as_deref().into(),
            agency.source.as_deref().into(),
        ];
        (agency.key(), values)
    });
    insert(tx, "agency", UPSERT, rows.collect()).await?;
    phone::write(tx, agencies, changed, |agency| &agency.phones).await?;
    attribute::write(tx, agencies, changed, |agency| &agency.attributes).await
}
