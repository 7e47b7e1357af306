//! Services whose location their agency says is confidential: the address goes out of the store, and no newer list
//! brings it back.

use std::borrow::Cow;
use std::collections::BTreeSet;

use network::import::set_places_aside;
use network::{Address, Agency, AgencyId, Directory, Place, PlaceId, Service, ServiceId};
use sql::Transaction;

use crate::edition::{self, Edition};
use crate::owner::{Key, Owner as _, Which, sorted};
use crate::revision::{self, Part};
use crate::{
    ServiceField, StoreError, agency, by_hand, edit, history, own, place, published, service, since,
};

/// In the place of a masked address: whoever said that it is confidential has nothing to judge.
pub(crate) const MASK: &str = "•••";

/// Places that an agency set aside, those that it took off its listing since among them; places that it took off; and
/// services that it said are confidential.
const PLACES: &str = "
    SELECT p.agency_id, p.id FROM by_hand h JOIN place p ON p.agency_id = h.agency_id AND p.id = h.owner_id
    WHERE h.owner = 'place' AND p.set_aside IS NOT NULL
    UNION SELECT agency_id, owner_id AS id FROM by_hand WHERE owner = 'place' AND field = 'gone-aside'";
const GONE: &str = "SELECT agency_id, owner_id AS id FROM by_hand WHERE owner = 'place' AND field = 'gone'";
const SERVICES: &str = "
    SELECT s.agency_id, s.id FROM by_hand h JOIN service s ON s.agency_id = h.agency_id AND s.id = h.owner_id
    WHERE h.owner = 'service' AND h.field = 'confidential' AND s.confidential = 1";

/// Says that the location of a service is confidential, or that it is not. Of the places named, which are the
/// service's, nothing stays but the town; nor does their address in any text of the agency, in what is published of it,
/// or behind what its services asked. `now` is in Unix milliseconds.
pub(crate) async fn set(
    tx: &mut Transaction<'_>,
    (agency, service, seen): (&AgencyId, &ServiceId, Edition),
    aside: Option<&[PlaceId]>,
    now: i64,
) -> Result<Edition, StoreError> {
    edition::check_service(tx, agency, service, seen).await?;
    let key = Key { agency: agency.as_str(), id: service.as_str() };
    let mut one = edit::held(tx, key).await?;
    by_hand::note(tx, key, &[ServiceField::Confidential, ServiceField::Places]).await?;
    let Some(aside) = aside else {
        if one.confidential {
            one.confidential = false;
            edit::rewrite(tx, &one).await?;
        }
        return edit::edition(tx, &one).await;
    };
    let of_service = aside.iter().filter(|place| one.places.contains(place));
    let named = of_service.map(|place| (agency.clone(), place.clone())).collect();
    hide(tx, agency, (named, None), |other| other.key() == key, now).await?;
    edit::edition(tx, &one).await
}

/// Says that one place, which is there, is confidential, and so every service that is had there. What is typed of it
/// comes back as it may be kept: neither its own words nor any others of the agency tell the address that was kept or
/// the one that was typed. Its telephones stay, since who types one wants to be called, without their notes.
pub(crate) async fn set_place(
    tx: &mut Transaction<'_>,
    typed: &Place,
    now: i64,
) -> Result<Place, StoreError> {
    let named = BTreeSet::from([(typed.agency.clone(), typed.id.clone())]);
    let is_meant = |service: &Service| service.places.contains(&typed.id);
    let told = hide(tx, &typed.agency, (named, Some(typed)), is_meant, now).await?;
    let mut phones = typed.phones.clone();
    phones.iter_mut().for_each(|phone| phone.note = None);
    let mut kept = Place { id: typed.id.clone(), phones, ..told.unwrap_or_else(|| typed.clone()) };
    strip(&mut kept);
    kept.set_aside = Some(MASK.into());
    Ok(kept)
}

/// Leaves of a place's address the town, the state and the country.
pub(crate) fn strip(place: &mut Place) {
    let Address { city, state, country, .. } = std::mem::take(&mut place.address);
    place.address = Address { city, state, country, ..Address::default() };
    (place.point, place.transport) = (None, None);
    place.attributes.clear();
}

/// Takes the addresses of these places out of all that the agency has, and makes these services confidential. A place
/// as it was typed is treated beside the same as it is kept, and comes back.
async fn hide(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    (mut named, typed): (BTreeSet<(AgencyId, PlaceId)>, Option<&Place>),
    is_meant: impl Fn(&Service) -> bool + Send,
    now: i64,
) -> Result<Option<Place>, StoreError> {
    let own =
        agency::fetch(tx, Which::These(&[Key { agency: agency.as_str(), id: agency.as_str() }])).await?;
    let services = own::services(tx, agency).await?.into_iter().map(|own| own.service).collect();
    let places = own::places(tx, agency).await?.into_iter().map(|own| own.place).collect();
    let before = Directory { agencies: own, places, services };
    let mut after = before.clone();
    if let Some(typed) = typed {
        // No id has this letter.
        let id = PlaceId::from(format!("{}\0typed", typed.id).as_str());
        named.insert((agency.clone(), id.clone()));
        after.places.push(Place { id, set_aside: None, ..typed.clone() });
    }
    set_places_aside(&mut after, &named);
    let typed = typed.and_then(|_| after.places.pop());
    for place in &mut after.places {
        let is_named = named.contains(&(place.agency.clone(), place.id.clone()));
        if is_named
            || place.set_aside != before_of(&before.places, place).and_then(|was| was.set_aside.clone())
        {
            place.set_aside = Some(MASK.into());
            strip(place);
        }
    }
    for service in after.services.iter_mut().filter(|service| is_meant(service)) {
        service.confidential = true;
    }
    write(tx, &before, &after).await?;
    history::forget_words(tx, Key { agency: agency.as_str(), id: agency.as_str() }).await?;
    published::withdraw(tx, now).await?;
    Ok(typed)
}

fn before_of<'p>(places: &'p [Place], place: &Place) -> Option<&'p Place> {
    places.iter().find(|was| was.id == place.id)
}

/// Writes what differs.
async fn write(tx: &mut Transaction<'_>, before: &Directory, after: &Directory) -> Result<(), StoreError> {
    for (was, is) in before.agencies.iter().zip(&after.agencies).filter(|(was, is)| was != is) {
        agency::write(tx, std::slice::from_ref(is), &[was.key()]).await?;
        by_hand::note_whole(tx, Agency::KIND, is.key()).await?;
    }
    for (was, is) in before.places.iter().zip(&after.places).filter(|(was, is)| was != is) {
        place::check_set_aside(is)?;
        place::write(tx, std::slice::from_ref(is), &[was.key()]).await?;
        by_hand::note_whole(tx, Place::KIND, is.key()).await?;
    }
    for (was, is) in before.services.iter().zip(&after.services).filter(|(was, is)| was != is) {
        service::write(tx, std::slice::from_ref(is), &[was.key()]).await?;
        let own: Vec<ServiceField> = ServiceField::between(is, was)
            .into_iter()
            .filter(|field| *field != ServiceField::Requirements)
            .collect();
        by_hand::note(tx, is.key(), &own).await?;
    }
    if before != after {
        revision::raise(tx, Part::Directory).await?;
        since::note_services(tx, &[]).await?;
    }
    Ok(())
}

/// The directory of a list, without the addresses that its agencies said are confidential: those of the places that
/// they set aside, and those that the list is the first to give for a service whose location is confidential; and without the
/// places that they took off.
pub(crate) async fn keep_aside<'d>(
    tx: &mut Transaction<'_>,
    directory: &'d Directory,
) -> Result<Cow<'d, Directory>, StoreError> {
    let aside = keys(tx, PLACES).await?;
    let services = keys(tx, SERVICES).await?;
    let gone = keys(tx, GONE).await?;
    if aside.is_empty() && services.is_empty() && gone.is_empty() {
        return Ok(Cow::Borrowed(directory));
    }
    let of = |(agency, id): &(String, String)| (AgencyId::from(agency.as_str()), PlaceId::from(id.as_str()));
    let mut places: BTreeSet<(AgencyId, PlaceId)> = aside.iter().map(of).collect();
    let is_confidential =
        |service: &&Service| services.contains(&(service.agency.to_string(), service.id.to_string()));
    let named: Vec<(AgencyId, PlaceId)> = directory
        .services
        .iter()
        .filter(is_confidential)
        .flat_map(|service| service.places.iter().map(|place| (service.agency.clone(), place.clone())))
        .collect();
    let named_keys =
        sorted(named.iter().map(|(agency, id)| Key { agency: agency.as_str(), id: id.as_str() }));
    let known = place::known(tx, &named_keys).await?;
    let is_new = |(agency, id): &&(AgencyId, PlaceId)| {
        !known.contains(&Key { agency: agency.as_str(), id: id.as_str() })
    };
    places.extend(named.iter().filter(is_new).cloned());
    let mut directory = directory.clone();
    set_places_aside(&mut directory, &places);
    let is_gone =
        |agency: &AgencyId, place: &PlaceId| gone.contains(&(agency.to_string(), place.to_string()));
    directory.places.retain(|place| !is_gone(&place.agency, &place.id));
    for service in &mut directory.services {
        let agency = service.agency.clone();
        service.places.retain(|place| !is_gone(&agency, place));
    }
    Ok(Cow::Owned(directory))
}

async fn keys(tx: &mut Transaction<'_>, sql: &'static str) -> Result<BTreeSet<(String, String)>, StoreError> {
    let rows = tx.fetch_all(sql, &[]).await?;
    rows.iter().map(|row| Ok((row.text("agency_id")?, row.text("id")?))).collect()
}
