//! The ids of what is exported. Those of agencies, places and services stay; rows that only HSDS has get theirs
//! from what they belong to, so that the same directory gives the same ids.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::hidden::is_made;
use crate::import::{good_id, kept};
use crate::{Agency, AgencyId, Directory, Place, PlaceId, Service, ServiceId};

/// An id made of what it stands for: the first bytes of its SHA-256 hash, as a UUID of version 8 (RFC 9562, 5.8).
pub(super) fn derived(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    let hash = hash.finalize();
    let mut bytes: [u8; 16] = std::array::from_fn(|at| hash.get(at).copied().unwrap_or_default());
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

/// Under which ids a row of one of these tables goes out as long as nobody hides it, each after its organization's:
/// its own, or the one that it gets where its own cannot stand or is taken.
pub fn open_ids(table: RowOf, agency: &str, id: &str) -> Vec<(String, String)> {
    let table = match table {
        RowOf::Services => "service",
        RowOf::Places if is_made(id) => return Vec::new(),
        RowOf::Places => "place",
    };
    let agencies = [agency.to_owned(), derived(&["agency", agency])];
    let ids = |agency: String| {
        let other = derived(&[table, &agency, id]);
        [(agency.clone(), id.to_owned()), (agency, other)]
    };
    agencies.into_iter().flat_map(ids).collect()
}

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOf {
    /// The table of services.
    Services,
    /// The table of places.
    Places,
}

/// Gives every agency, place and service the id under which it goes out, and brings them in the order of these. In
/// HSDS an id is unique among all of its kind, here among those of an agency: of several the first keeps it. A
/// place of several agencies that says the same for each is one location ([`owner`]).
pub(super) fn settle(directory: &mut Directory) {
    agencies(directory);
    services(directory);
    places(directory);
}

fn agencies(directory: &mut Directory) {
    let mut taken = BTreeSet::new();
    let mut ids: BTreeMap<AgencyId, AgencyId> = BTreeMap::new();
    for Agency { id, .. } in &mut directory.agencies {
        let given = AgencyId::from(free(&mut taken, id.as_str(), &["agency", id.as_str()]));
        ids.insert(std::mem::replace(id, given.clone()), given);
    }
    let places = directory.places.iter_mut().map(|place| &mut place.agency);
    for agency in places.chain(directory.services.iter_mut().map(|service| &mut service.agency)) {
        if let Some(given) = ids.get(agency) {
            *agency = given.clone();
        }
    }
    directory.agencies.sort_by(|a, b| a.id.cmp(&b.id));
}

fn services(directory: &mut Directory) {
    let mut taken = BTreeSet::new();
    directory.services.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
    for Service { id, agency, .. } in &mut directory.services {
        let parts = ["service", agency.as_str(), id.as_str()];
        let given = free(&mut taken, id.as_str(), &parts);
        *id = ServiceId::from(given);
    }
    directory.services.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
}

fn places(directory: &mut Directory) {
    directory.places.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
    let mut ids: BTreeMap<(AgencyId, PlaceId), PlaceId> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let key = |place: &Place| (place.agency.clone(), place.id.clone());
    // Ids that stay come first, so that none that is made takes one of them.
    let used = used(directory);
    for (id, all) in by_id(directory) {
        let Some(own) = owner(&all, &used) else { continue };
        let given =
            PlaceId::from(free(&mut taken, id.as_str(), &["place", own.agency.as_str(), id.as_str()]));
        for place in all {
            let same = Place { agency: own.agency.clone(), ..place.clone() } == *own;
            if same && (place.agency == own.agency || used.contains(&(&place.agency, id))) {
                ids.insert(key(place), given.clone());
            }
        }
    }
    for place in &directory.places {
        ids.entry(key(place)).or_insert_with(|| {
            let parts = ["place", place.agency.as_str(), place.id.as_str()];
            PlaceId::from(free(&mut taken, &derived(&parts), &parts))
        });
    }
    for service in &mut directory.services {
        let given = service.places.iter().filter_map(|id| ids.get(&(service.agency.clone(), id.clone())));
        let given: BTreeSet<PlaceId> = given.cloned().collect();
        service.places = given.into_iter().collect();
    }
    for place in &mut directory.places {
        if let Some(given) = ids.get(&key(place)) {
            place.id = given.clone();
        }
    }
    directory.places.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
}

fn by_id(directory: &Directory) -> BTreeMap<&PlaceId, Vec<&Place>> {
    let mut by_id: BTreeMap<&PlaceId, Vec<&Place>> = BTreeMap::new();
    for place in &directory.places {
        by_id.entry(&place.id).or_default().push(place);
    }
    by_id
}

/// Which places are named by a service of their agency.
fn used(directory: &Directory) -> BTreeSet<(&AgencyId, &PlaceId)> {
    let services = directory.services.iter();
    services.flat_map(|service| service.places.iter().map(|place| (&service.agency, place))).collect()
}

/// Of places that are one location, the one whose agency it is: one that no service of its agency names is there
/// only if it is the agency's own.
fn owner<'p>(places: &[&'p Place], used: &BTreeSet<(&AgencyId, &PlaceId)>) -> Option<&'p Place> {
    let own = places.iter().find(|place| !used.contains(&(&place.agency, &place.id)));
    own.or(places.first()).copied()
}

/// The places that are locations of their own in a settled directory, by their agency.
pub(super) fn locations(directory: &Directory) -> BTreeMap<&AgencyId, Vec<&Place>> {
    let used = used(directory);
    let mut locations: BTreeMap<&AgencyId, Vec<&Place>> = BTreeMap::new();
    for place in by_id(directory).values().filter_map(|all| owner(all, &used)) {
        locations.entry(&place.agency).or_default().push(place);
    }
    locations
}

/// The id itself where it can stand and is free, else one made of these parts.
fn free(taken: &mut BTreeSet<String>, id: &str, parts: &[&str]) -> String {
    // A mark of the order of bytes is no letter: readers of files pass it over.
    let is_marked = id.contains('\u{feff}');
    let stays = |good: &&str| *good == id && kept(id).as_deref() == Some(id) && !is_marked;
    let own = good_id(Some(id)).ok().filter(stays).map(str::to_owned);
    let mut given = own.filter(|own| !taken.contains(own)).unwrap_or_else(|| derived(parts));
    while taken.contains(&given) {
        given = derived(&["again", &given]);
    }
    taken.insert(given.clone());
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_its_parts_and_of_nothing_else() {
        assert_eq!(derived(&["phone", "a1", "0"]), derived(&["phone", "a1", "0"]));
        assert_ne!(derived(&["phone", "a", "10"]), derived(&["phone", "a1", "0"]));
        let id = derived(&[]);
        assert_eq!((id.len(), id.chars().nth(14), id.matches('-').count()), (36, Some('8'), 4));
    }
}
