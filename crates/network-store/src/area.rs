use std::sync::LazyLock;

use network::{Area, County, Service};
use sql::{Transaction, Value};

use crate::keyed::Keyed;
use crate::owner::{self, Key, Which};
use crate::stored::Stored;
use crate::{StoreError, list};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "area",
        "SELECT agency_id, service_id AS owner_id, ordinal, kind, name, state, latitude, longitude, km
         FROM area WHERE {keys} ORDER BY agency_id, service_id, ordinal",
        &["agency_id", "service_id"],
    )
});

static DELETE: LazyLock<Keyed> =
    LazyLock::new(|| Keyed::new("area", "DELETE FROM area WHERE {keys}", &["agency_id", "service_id"]));

const INSERT: &str = "
    INSERT INTO area (agency_id, service_id, ordinal, kind, name, state, latitude, longitude, km, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Reads where people must live or be to use services.
pub(crate) async fn attach(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    services: &mut [Service],
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, services, |service, row| {
        service.areas.push(area(row)?);
        Ok(())
    })
    .await
}

fn area(row: &Stored<'_>) -> Result<Area, StoreError> {
    Ok(match row.str("kind")? {
        "country" => Area::Country(row.text("name")?),
        "state" => Area::State(row.text("name")?),
        "county" => Area::County(County { name: row.text("name")?, state: row.opt_text("state")? }),
        "city" => Area::City { name: row.text("name")?, state: row.opt_text("state")? },
        "postal-code" => Area::PostalCode(row.text("name")?),
        "circle" => Area::Circle {
            center: row.point()?.ok_or_else(|| row.null("latitude"))?,
            km: row.row.real("km")?,
        },
        "described" => Area::Described(row.text("name")?),
        other => return Err(row.error("kind", format!("`{other}` is not a kind of area"))),
    })
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
        |service| &service.areas,
        |area| values(area).into(),
    )
    .await
}

/// The columns from `kind` to `km`.
fn values(area: &Area) -> [Value<'_>; 6] {
    let (kind, name, state, circle) = match area {
        Area::Country(country) => ("country", Some(country.as_str()), None, None),
        Area::State(state) => ("state", Some(state.as_str()), None, None),
        Area::County(county) => ("county", Some(county.name.as_str()), county.state.as_deref(), None),
        Area::City { name, state } => ("city", Some(name.as_str()), state.as_deref(), None),
        Area::PostalCode(code) => ("postal-code", Some(code.as_str()), None, None),
        Area::Circle { center, km } => ("circle", None, None, Some((*center, *km))),
        Area::Described(words) => ("described", Some(words.as_str()), None, None),
    };
    [
        kind.into(),
        name.into(),
        state.into(),
        circle.map(|(center, _)| center.latitude()).into(),
        circle.map(|(center, _)| center.longitude()).into(),
        circle.map(|(_, km)| km).into(),
    ]
}
