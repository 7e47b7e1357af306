//! What stays of a place that nobody is to find: its town, and an id that tells nothing.
//!
//! The one rule of what is hidden: a place whose address was set aside, whoever did it, and every place of a
//! confidential service. The public API and every export go by it; pages by its first half, see [`hide_on_page`].

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use vocabulary::Set;

use crate::{Address, Directory, Place, PlaceId, Schedule, Service};

/// What an id of such a place begins with.
const MADE: &str = "set-aside-";
/// So many digits follow.
const DIGITS: usize = 32;

/// What ids of hidden places are made with, so that nobody can tell by trying which street or house an id was made
/// of. A store keeps one for good: with the same key a place goes out under the same id.
#[derive(Clone, PartialEq, Eq)]
pub struct IdKey([u8; 32]);

impl IdKey {
    /// Of bytes that nobody can guess.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From its digits, as [`Self::digits`] writes them; none where they are no key.
    pub fn from_digits(digits: &str) -> Option<Self> {
        let mut key = [0; 32];
        let is_key = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        for (at, byte) in key.iter_mut().enumerate().filter(|_| is_key) {
            *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        is_key.then_some(Self(key))
    }

    /// Its digits, as a store keeps them.
    pub fn digits(&self) -> String {
        hexadecimal(&self.0)
    }

    /// The id under which a hidden place goes out: the first half of HMAC-SHA-256 (RFC 2104). One that was made so
    /// stays, so that an export that came back goes out as it came.
    fn id(&self, id: &PlaceId) -> PlaceId {
        if is_made(id.as_str()) {
            return id.clone();
        }
        // A key that is shorter than a block is followed by zeros.
        let key: [u8; 64] = std::array::from_fn(|at| self.0.get(at).copied().unwrap_or_default());
        let mac = Hmac::<Sha256>::new(&key.into()).chain_update(id.as_str()).finalize();
        let digits = hexadecimal(mac.into_bytes().as_slice());
        PlaceId::from(format!("{MADE}{}", digits.get(..DIGITS).unwrap_or_default()))
    }
}

/// It is never shown.
impl std::fmt::Debug for IdKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdKey")
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether an id is one that was made for a hidden place.
pub(super) fn is_made(id: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    id.strip_prefix(MADE).is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(is_digit))
}

/// The places of a directory that nobody is to find, by their ids: those that were set aside and those of
/// confidential services.
fn places(directory: &Directory) -> BTreeSet<PlaceId> {
    let aside = directory.places.iter().filter(|place| place.set_aside.is_some()).map(|place| &place.id);
    let confidential = directory.services.iter().filter(|service| service.confidential);
    aside.chain(confidential.flat_map(|service| &service.places)).cloned().collect()
}

/// Leaves of hidden places what may be known, and gives them ids that tell nothing. In the directory an id is of one
/// location alone.
pub(super) fn hide(directory: &mut Directory, key: &IdKey) {
    let ids: BTreeMap<PlaceId, PlaceId> =
        places(directory).into_iter().map(|id| (id.clone(), key.id(&id))).collect();
    hide_hours(directory, &ids);
    for place in &mut directory.places {
        if let Some(id) = ids.get(&place.id) {
            bare(place);
            place.id = id.clone();
        }
    }
    for service in &mut directory.services {
        for place in &mut service.places {
            if let Some(id) = ids.get(place) {
                *place = id.clone();
            }
        }
    }
}

/// Leaves of a service's places that were set aside what its page may show: their town, and when and by which numbers
/// they can be called, since nobody gets there otherwise. What else a confidential service names are the doors that it
/// wants to be found by; pages show them, and what goes out for others to republish does not.
pub fn hide_on_page(service: &mut Service, places: &mut [Place]) {
    for place in places.iter_mut().filter(|place| place.set_aside.is_some()) {
        let note = place.schedule.note.take();
        service.schedule.note = service.schedule.note.take().filter(|own| Some(own) != note.as_ref());
        let (schedule, mut phones) = (std::mem::take(&mut place.schedule), std::mem::take(&mut place.phones));
        phones.iter_mut().for_each(|phone| phone.note = None);
        bare(place);
        (place.schedule, place.phones) = (schedule, phones);
    }
}

/// Takes out of services the hours that are those of a hidden place: an import gives them to a service that says
/// nothing of its own.
fn hide_hours(directory: &mut Directory, ids: &BTreeMap<PlaceId, PlaceId>) {
    let hidden = directory.places.iter().filter(|place| ids.contains_key(&place.id));
    let hours: BTreeMap<&PlaceId, &Schedule> = hidden.map(|place| (&place.id, &place.schedule)).collect();
    for service in &mut directory.services {
        for of_place in service.places.iter().filter_map(|place| hours.get(place)) {
            let own = &mut service.schedule;
            if (own.always, &own.hours) == (of_place.always, &of_place.hours) {
                (own.always, own.time_zone) = (false, None);
                own.hours.clear();
            }
            own.note = own.note.take().filter(|note| Some(note) != of_place.note.as_ref());
        }
    }
}

/// Takes all but town, state and country.
fn bare(place: &mut Place) {
    let Address { city, state, country, .. } = std::mem::take(&mut place.address);
    *place = Place {
        id: place.id.clone(),
        agency: place.agency.clone(),
        name: None,
        address: Address { city, state, country, ..Address::default() },
        point: None,
        transport: None,
        features: Set::EMPTY,
        phones: Vec::new(),
        schedule: Schedule::default(),
        set_aside: place.set_aside.take(),
        source: place.source.take(),
        attributes: Vec::new(),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_nothing_stays_the_same_and_is_another_with_another_key() {
        let (one, other) = (IdKey::new([1; 32]), IdKey::new([2; 32]));
        let street = PlaceId::from("418-tamarisk-lane");
        let made = one.id(&street);
        assert_eq!(made, one.id(&street));
        assert_ne!(made, other.id(&street));
        assert!(is_made(made.as_str()) && !made.as_str().contains("tamarisk"));
        assert_eq!(other.id(&made), made, "what came back goes out as it came");
        for no in ["set-aside-tamarisk-lane-418", "set-aside-", "tamarisk"] {
            assert!(!is_made(no), "{no}");
        }
    }

    #[test]
    fn it_is_the_hash_that_others_make_too() {
        // RFC 4231, 4.3, has a key of four bytes, which zeros follow.
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let made = IdKey::new(key).id(&PlaceId::from("what do ya want for nothing?"));
        assert_eq!(made.as_str(), "set-aside-5bdcc146bf60754e6a042426089575c7");
    }

    #[test]
    fn a_key_is_kept_as_digits_and_never_shown() {
        let key = IdKey::new(std::array::from_fn(|at| u8::try_from(at * 7).unwrap()));
        assert_eq!(IdKey::from_digits(&key.digits()).as_ref(), Some(&key));
        assert_eq!(format!("{key:?}"), "IdKey");
        for no in ["", "zz", &"é".repeat(32), &"g".repeat(64), &"0".repeat(63)] {
            assert_eq!(IdKey::from_digits(no), None, "{no}");
        }
    }
}
