//! What an agency's own staff change in their listing, with what each change brings along: what they set stays when a
//! newer list comes in, and whoever holds the directory in memory learns what to read again.

use network::{Agency, Place, Service};
use sql::Transaction;

use crate::edition::{self, Edition};
use crate::owner::{Key, Owner, Which};
use crate::put::{self, There};
use crate::revision::{self, Part};
use crate::{ServiceField, StoreError, agency, by_hand, place, service, since};

/// The parts of a service that [`save_service`] leaves to others: what is asked, whether its location is confidential,
/// when it was confirmed, and what only a list says.
const OF_OTHERS: [ServiceField; 5] = [
    ServiceField::Requirements,
    ServiceField::Confidential,
    ServiceField::Confirmed,
    ServiceField::Checked,
    ServiceField::Attributes,
];

/// One of an agency's services, which is there.
pub(crate) async fn held(tx: &mut Transaction<'_>, key: Key<'_>) -> Result<Service, StoreError> {
    let held = service::fetch(tx, Which::These(&[key])).await?.pop();
    held.ok_or_else(|| StoreError::NoService { agency: key.agency.into(), service: key.id.into() })
}

/// Writes a service that changed, and counts the change.
pub(crate) async fn rewrite(tx: &mut Transaction<'_>, next: &Service) -> Result<(), StoreError> {
    let key = [next.key()];
    service::write(tx, std::slice::from_ref(next), &key).await?;
    revision::raise(tx, Part::Directory).await?;
    since::note_services(tx, &key).await
}

/// Adds a service that nobody listed before.
pub(crate) async fn add_service(tx: &mut Transaction<'_>, next: &Service) -> Result<Edition, StoreError> {
    revision::await_turn(tx, Part::Directory).await?;
    let one = std::slice::from_ref(next);
    put::check_id(Service::KIND, next.id.as_str())?;
    put::check_agencies(tx, one, &There::default()).await?;
    put::check_places(tx, one, &There::default()).await?;
    if service::exists(tx, next.key()).await? {
        return Err(taken(next));
    }
    let next = Service { source: None, requirements: Vec::new(), confidential: false, ..next.clone() };
    service::write(tx, std::slice::from_ref(&next), &[]).await?;
    let key = [next.key()];
    by_hand::note(tx, next.key(), ServiceField::ALL).await?;
    revision::raise(tx, Part::Directory).await?;
    since::note_services(tx, &key).await?;
    edition(tx, &next).await
}

/// Saves what the agency says of a service, all but the parts of others.
pub(crate) async fn save_service(
    tx: &mut Transaction<'_>,
    next: &Service,
    seen: Edition,
) -> Result<Edition, StoreError> {
    edition::check_service(tx, &next.agency, &next.id, seen).await?;
    put::check_places(tx, std::slice::from_ref(next), &There::default()).await?;
    let held = held(tx, next.key()).await?;
    let mut next = next.clone();
    for field in OF_OTHERS {
        field.bring(&held, &mut next);
    }
    next.source.clone_from(&held.source);
    let fields = ServiceField::between(&next, &held);
    if !fields.is_empty() {
        by_hand::note(tx, next.key(), &fields).await?;
        rewrite(tx, &next).await?;
    }
    edition(tx, &next).await
}

/// The edition of a service that is there.
pub(crate) async fn edition(tx: &mut Transaction<'_>, service: &Service) -> Result<Edition, StoreError> {
    let found = edition::of_service(tx, &service.agency, &service.id).await?;
    found.ok_or_else(|| StoreError::NoService { agency: service.agency.clone(), service: service.id.clone() })
}

/// Adds an agency that nobody listed before.
pub(crate) async fn add_agency(tx: &mut Transaction<'_>, next: &Agency) -> Result<(), StoreError> {
    revision::await_turn(tx, Part::Directory).await?;
    let key = next.key();
    put::check_id(Agency::KIND, next.id.as_str())?;
    if edition::of_agency(tx, &next.id).await?.is_some() {
        return Err(taken(next));
    }
    let next = Agency { source: None, ..next.clone() };
    agency::write(tx, std::slice::from_ref(&next), &[]).await?;
    by_hand::note_whole(tx, Agency::KIND, key).await?;
    revision::raise(tx, Part::Directory).await?;
    since::note_services(tx, &[]).await
}

/// Saves what an agency says of itself.
pub(crate) async fn save_agency(
    tx: &mut Transaction<'_>,
    next: &Agency,
    seen: Edition,
) -> Result<(), StoreError> {
    revision::await_turn(tx, Part::Directory).await?;
    let key = next.key();
    let now = edition::of_agency(tx, &next.id).await?;
    check(Agency::KIND, key, now, seen)?;
    let Some(held) = agency::fetch(tx, Which::These(&[key])).await?.pop() else {
        return Err(not_there(Agency::KIND, key));
    };
    let (source, attributes) = (held.source.clone(), held.attributes.clone());
    let next = Agency { source, attributes, ..next.clone() };
    if next == held {
        return Ok(());
    }
    agency::write(tx, std::slice::from_ref(&next), &[key]).await?;
    by_hand::note_whole(tx, Agency::KIND, key).await?;
    revision::raise(tx, Part::Directory).await?;
    since::note_services(tx, &[]).await
}

/// Saves a place, or adds it where none was seen. One whose address was set aside gets it back only when nothing that
/// is had there is confidential.
pub(crate) async fn save_place(
    tx: &mut Transaction<'_>,
    next: &Place,
    seen: Option<Edition>,
) -> Result<(), StoreError> {
    revision::await_turn(tx, Part::Directory).await?;
    let key = next.key();
    put::check_id(Place::KIND, next.id.as_str())?;
    put::check_agencies(tx, std::slice::from_ref(next), &There::default()).await?;
    let held = place::fetch(tx, Which::These(&[key])).await?.pop();
    let mut next = next.clone();
    match (&held, seen) {
        (None, None) => next.source = None,
        (Some(_), None) => return Err(taken(&next)),
        (None, Some(_)) => return Err(not_there(Place::KIND, key)),
        (Some(held), Some(seen)) => {
            check(Place::KIND, key, edition::of_place(tx, &next.agency, &next.id).await?, seen)?;
            next.source.clone_from(&held.source);
            next.attributes.clone_from(&held.attributes);
        }
    }
    if held.as_ref() == Some(&next) {
        return Ok(());
    }
    place::check_set_aside(&next)?;
    let was_aside = held.as_ref().is_some_and(|held| held.set_aside.is_some());
    if was_aside && next.set_aside.is_none() && is_confidential(tx, key).await? {
        return Err(StoreError::Confidential { agency: next.agency.clone(), place: next.id.clone() });
    }
    let there = [key];
    let there = if held.is_some() { &there[..] } else { &[] };
    place::write(tx, std::slice::from_ref(&next), there).await?;
    by_hand::note_whole(tx, Place::KIND, key).await?;
    revision::raise(tx, Part::Directory).await?;
    since::note_services(tx, &[]).await
}

/// Whether a confidential service is had at a place.
async fn is_confidential(tx: &mut Transaction<'_>, key: Key<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS one FROM service_place a
               JOIN service s ON s.agency_id = a.agency_id AND s.id = a.service_id
               WHERE a.agency_id = $1 AND a.place_id = $2 AND s.confidential = 1 LIMIT 1";
    Ok(tx.fetch_optional(sql, &[key.agency.into(), key.id.into()]).await?.is_some())
}

pub(crate) fn check(
    what: &'static str,
    key: Key<'_>,
    now: Option<Edition>,
    seen: Edition,
) -> Result<(), StoreError> {
    match now {
        None => Err(not_there(what, key)),
        Some(now) if now != seen => {
            Err(StoreError::Changed { what, agency: key.agency.into(), id: key.id.into() })
        }
        Some(_) => Ok(()),
    }
}

pub(crate) fn not_there(what: &'static str, key: Key<'_>) -> StoreError {
    StoreError::NotThere { what, agency: key.agency.into(), id: key.id.into() }
}

fn taken<T: Owner>(record: &T) -> StoreError {
    let Key { agency, id } = record.key();
    StoreError::Taken { what: T::KIND, agency: agency.into(), id: id.into() }
}
