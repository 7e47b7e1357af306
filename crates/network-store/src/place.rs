use std::collections::HashSet;
use std::sync::LazyLock;

use network::{Address, Place};
use sql::Transaction;
use vocabulary::{Feature, Word};

use crate::insert::insert;
use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};
use crate::{StoreError, attribute, phone, schedule, word};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "place",
        "SELECT agency_id, id, name, street, city, county, state, postal_code, country, latitude, longitude,
                transport, open_always, hours_note, time_zone, set_aside, source
         FROM place WHERE {keys} ORDER BY agency_id, id",
        &["agency_id", "id"],
    )
});

static SELECT_KEYS: LazyLock<Keyed> = LazyLock::new(|| {
    let text = "SELECT agency_id, id AS owner_id FROM place WHERE {keys}";
    Keyed::new("place", text, &["agency_id", "id"])
});

const UPSERT: &str = "
    INSERT INTO place (agency_id, id, name, street, city, county, state, postal_code, country, latitude, longitude,
                       transport, open_always, hours_note, time_zone, set_aside, source, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
    ON CONFLICT (agency_id, id) DO UPDATE SET
        name = excluded.name, street = excluded.street, city = excluded.city, county = excluded.county,
        state = excluded.state, postal_code = excluded.postal_code, country = excluded.country,
        latitude = excluded.latitude, longitude = excluded.longitude, transport = excluded.transport,
        open_always = excluded.open_always, hours_note = excluded.hours_note, time_zone = excluded.time_zone,
        set_aside = excluded.set_aside, source = excluded.source, written_by = excluded.written_by,
        edition = place.edition + 1";

/// Places in order of their agencies and ids, with all that is theirs.
pub(crate) async fn fetch(tx: &mut Transaction<'_>, which: Which<'_>) -> Result<Vec<Place>, StoreError> {
    let mut places = Vec::new();
    SELECT
        .each(tx, Place::KIND, which, |row| {
            places.push(Place {
                id: row.str("id")?.into(),
                agency: row.str("agency_id")?.into(),
                name: row.opt_text("name")?,
                address: Address {
                    street: row.opt_text("street")?,
                    city: row.opt_text("city")?,
                    county: row.opt_text("county")?,
                    state: row.opt_text("state")?,
                    postal_code: row.opt_text("postal_code")?,
                    country: row.opt_text("country")?,
                },
                point: row.point()?,
                transport: row.opt_text("transport")?,
                features: vocabulary::Set::EMPTY,
                phones: Vec::new(),
                schedule: schedule::read(&row)?,
                set_aside: row.opt_text("set_aside")?,
                source: row.opt_text("source")?,
                attributes: Vec::new(),
            });
            Ok(())
        })
        .await?;
    word::attach(tx, which, &mut places, |place, row| {
        match row.str("vocabulary")? {
            Feature::VOCABULARY => place.features = row.words("code")?,
            other => return Err(row.error("vocabulary", format!("`{other}` is none of a place's"))),
        }
        Ok(())
    })
    .await?;
    phone::attach(tx, which, &mut places, |place| &mut place.phones).await?;
    schedule::attach(tx, which, &mut places, |place| &mut place.schedule).await?;
    attribute::attach(tx, which, &mut places, |place| &mut place.attributes).await?;
    Ok(places)
}

/// Which of these places are there.
pub(crate) async fn known<'a>(
    tx: &mut Transaction<'_>,
    keys: &[Key<'a>],
) -> Result<HashSet<Key<'a>>, StoreError> {
    owner::known(tx, &SELECT_KEYS, keys).await
}

/// Writes places; `changed` are the keys of those that are there already.
pub(crate) async fn write(
    tx: &mut Transaction<'_>,
    places: &[Place],
    changed: &[Key<'_>],
) -> Result<(), StoreError> {
    let rows = places.iter().map(|place| {
        let values = vec![
            place.agency.as_str().into(),
            place.id.as_str().into(),
            place.name.as_deref().into(),
            place.address.street.as_deref().into(),
            place.address.city.as_deref().into(),
            place.address.county.as_deref().into(),
            place.address.state.as_deref().into(),
            place.address.postal_code.as_deref().into(),
            place.address.country.as_deref().into(),
            place.point.map(|point| point.latitude()).into(),
            place.point.map(|point| point.longitude()).into(),
            place.transport.as_deref().into(),
            place.schedule.always.into(),
            place.schedule.note.as_deref().into(),
            place.schedule.time_zone.as_deref().into(),
            place.set_aside.as_deref().into(),
            place.source.as_deref().into(),
        ];
        (place.key(), values)
    });
    insert(tx, "place", UPSERT, rows.collect()).await?;
    let words = places.iter().flat_map(|place| word::rows(place, place.features)).collect();
    word::write::<Place>(tx, changed, words).await?;
    phone::write(tx, places, changed, |place| &place.phones).await?;
    schedule::write(tx, places, changed, |place| &place.schedule).await?;
    attribute::write(tx, places, changed, |place| &place.attributes).await
}

/// Refuses a place that still says where it is although its address was set aside.
pub(crate) fn check_set_aside(place: &Place) -> Result<(), StoreError> {
    let parts = [
        ("street", place.address.street.is_some()),
        ("postal code", place.address.postal_code.is_some()),
        ("point", place.point.is_some()),
        ("transport", place.transport.is_some()),
        ("columns of its own", !place.attributes.is_empty()),
    ];
    match parts.into_iter().find(|(_, said)| *said) {
        Some((part, _)) if place.set_aside.is_some() => {
            Err(StoreError::SetAside { agency: place.agency.clone(), place: place.id.clone(), part })
        }
        _ => Ok(()),
    }
}
