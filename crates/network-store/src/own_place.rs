//! An agency's own places: added, corrected and taken off, together with which of its services are had there.

use network::{AgencyId, Place, PlaceId, Schedule, Service, ServiceId};
use sql::Transaction;

use crate::edition::{self, Edition};
use crate::owner::{Key, Owner as _, Which};
use crate::revision::{self, Part};
use crate::{ServiceField, StoreError, by_hand, confidential, edit, own, place, since};

const DELETE: &str = "DELETE FROM place WHERE agency_id = $1 AND id = $2";

/// What an agency says of one of its places.
#[derive(Clone, Copy, Debug)]
pub struct PlaceEdit<'a> {
    /// The place. Of a confidential one, nothing but its town and state is kept.
    pub place: &'a Place,
    /// The edition that was looked at; none for a new one.
    pub seen: Option<Edition>,
    /// Which of the agency's services are had there.
    pub services: &'a [ServiceId],
    /// Which were, when it was looked at. Of what differs from them alone anything is said: what somebody else changed
    /// of the others since stays.
    pub had: &'a [ServiceId],
    /// Whether where it is must stay confidential.
    pub is_confidential: bool,
}

/// Saves or adds it. `now` is in Unix milliseconds.
pub(crate) async fn save(tx: &mut Transaction<'_>, given: PlaceEdit<'_>, now: i64) -> Result<(), StoreError> {
    revision::await_turn(tx, Part::Directory).await?;
    let (agency, id, key) = (&given.place.agency, &given.place.id, given.place.key());
    let held = place::fetch(tx, Which::These(&[key])).await?.pop();
    let was_aside = held.as_ref().and_then(|held| held.set_aside.clone());
    let mut next = Place { set_aside: None, ..given.place.clone() };
    let mut bare = next.clone();
    confidential::strip(&mut bare);
    match (&held, given.seen) {
        (Some(_), Some(seen)) => {
            edit::check(Place::KIND, key, edition::of_place(tx, agency, id).await?, seen)?;
        }
        // Nothing that may tell where it is comes in before it is known what does.
        (None, None) if given.is_confidential => {
            let (phones, schedule) = (Vec::new(), Schedule::default());
            let first = Place { name: None, phones, schedule, set_aside: None, ..bare.clone() };
            edit::save_place(tx, &first, None).await?;
        }
        _ => edit::save_place(tx, &next, given.seen).await?,
    }
    put_services(tx, given).await?;
    if given.is_confidential {
        let tells = was_aside.is_none() || bare != next;
        next = if tells { confidential::set_place(tx, &next, now).await? } else { bare };
        next.set_aside = Some(was_aside.unwrap_or_else(|| confidential::MASK.into()));
    }
    let seen = edition::of_place(tx, agency, id).await?;
    edit::save_place(tx, &next, seen).await
}

/// Writes at which services the place stands, where that differs.
async fn put_services(tx: &mut Transaction<'_>, given: PlaceEdit<'_>) -> Result<(), StoreError> {
    for own in own::services(tx, &given.place.agency).await? {
        let (mut next, id) = (own.service.clone(), &given.place.id);
        match (given.had.contains(&next.id), given.services.contains(&next.id)) {
            (false, true) if !next.places.contains(id) => next.places.push(id.clone()),
            (true, false) => next.places.retain(|place| place != id),
            _ => {}
        }
        next.confidential |= given.is_confidential && next.places.contains(id);
        write(tx, &own.service, &next).await?;
    }
    Ok(())
}

async fn write(tx: &mut Transaction<'_>, held: &Service, next: &Service) -> Result<(), StoreError> {
    if held == next {
        return Ok(());
    }
    by_hand::note(tx, next.key(), &ServiceField::between(next, held)).await?;
    edit::rewrite(tx, next).await
}

/// Takes a place off: no service is had there any more, and no newer list brings it back.
pub(crate) async fn remove(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    id: &PlaceId,
    seen: Edition,
) -> Result<(), StoreError> {
    revision::await_turn(tx, Part::Directory).await?;
    let key = Key { agency: agency.as_str(), id: id.as_str() };
    edit::check(Place::KIND, key, edition::of_place(tx, agency, id).await?, seen)?;
    let Some(held) = place::fetch(tx, Which::These(&[key])).await?.pop() else {
        return Err(edit::not_there(Place::KIND, key));
    };
    for own in own::services(tx, agency).await? {
        let mut next = own.service.clone();
        next.places.retain(|place| place != id);
        write(tx, &own.service, &next).await?;
    }
    // Without anything of its own, it leaves no row behind.
    let bare = Place {
        features: vocabulary::Set::EMPTY,
        phones: Vec::new(),
        schedule: Schedule::default(),
        attributes: Vec::new(),
        ..held.clone()
    };
    place::write(tx, &[bare], &[key]).await?;
    tx.execute(DELETE, &[key.agency.into(), key.id.into()]).await?;
    by_hand::note_gone(tx, key, held.set_aside.is_some()).await?;
    revision::raise(tx, Part::Directory).await?;
    since::note_services(tx, &[]).await
}
