//! Putting a directory in: what is checked before, what is compared, and what is written.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use network::{Agency, Capacity, Directory, Place, Service};
use sql::Transaction;

use crate::capacity::Held;
use crate::keyed::KEYS;
use crate::owner::{Key, Owner, Which, sorted};
use crate::revision::{self, Part};
use crate::{
    By, Changes, MAX_ID_BYTES, ServiceChange, StoreError, Tally, agency, by_hand, capacity, changes,
    confidential, history, keep, place, service, since,
};

/// How many characters of an id that cannot be stored are shown.
const SHOWN: usize = 40;

/// Refuses a directory that could not be stored, whatever the store holds.
pub(crate) fn check(directory: &Directory) -> Result<(), StoreError> {
    check_ids(&directory.agencies)?;
    check_ids(&directory.places)?;
    check_ids(&directory.services)?;
    directory.places.iter().try_for_each(place::check_set_aside)
}

fn check_ids<T: Owner>(records: &[T]) -> Result<(), StoreError> {
    let mut seen = HashSet::with_capacity(records.len());
    for key in records.iter().map(Owner::key) {
        check_id("agency", key.agency)?;
        check_id(T::KIND, key.id)?;
        if !seen.insert(key) {
            return Err(StoreError::Twice { what: T::KIND, agency: key.agency.into(), id: key.id.into() });
        }
    }
    Ok(())
}

pub(crate) fn check_id(what: &'static str, id: &str) -> Result<(), StoreError> {
    let problem = if id.len() > MAX_ID_BYTES {
        format!("it has {} bytes, and {MAX_ID_BYTES} is the most", id.len())
    } else if id.contains('\0') {
        "it holds a NUL character (U+0000)".into()
    } else {
        return Ok(());
    };
    let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    Err(StoreError::Id { what, start: id.chars().take(SHOWN).map(shown).collect(), problem })
}

/// Whether a directory is put in, or only looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// Writes the difference.
    Writes,
    /// Says what the difference is, and leaves the store as it is.
    Looks,
}

/// The list that comes in: its name, and the day if that is known.
#[derive(Clone, Copy)]
struct List<'a> {
    source: &'a str,
    day: Option<Date>,
}

/// Puts a checked directory in, or says what that would change.
pub(crate) async fn put(
    tx: &mut Transaction<'_>,
    directory: &Directory,
    source: &str,
    day: Option<Date>,
    hand: Hand,
) -> Result<Changes, StoreError> {
    if hand == Hand::Writes {
        revision::await_turn(tx, Part::Directory).await?;
    }
    let directory = &*confidential::keep_aside(tx, directory).await?;
    let list = List { source, day };
    let mut changes = Changes::default();
    let there = There::of(directory);
    for agencies in directory.agencies.chunks(KEYS) {
        put_agencies(tx, agencies, source, hand, &mut changes.agencies).await?;
    }
    for places in directory.places.chunks(KEYS) {
        check_agencies(tx, places, &there).await?;
        put_places(tx, places, source, hand, &mut changes.places).await?;
    }
    let (mut tally, mut of_source) = (Tally::default(), 0);
    for services in directory.services.chunks(KEYS) {
        check_agencies(tx, services, &there).await?;
        check_places(tx, services, &there).await?;
        let put = put_services(tx, services, list, hand, &mut tally, &mut changes.services).await?;
        changes.capacities += put.capacities;
        of_source += put.of_source;
    }
    let Tally { added, changed, unchanged } = tally;
    let (no_longer_named, others) = service::others(tx, source, &directory.services, of_source).await?;
    changes.services.extend(others);
    let changes = Changes { added, changed, unchanged, no_longer_named, ..changes };
    if hand == Hand::Writes {
        if changes.directory() {
            revision::raise(tx, Part::Directory).await?;
            since::note(tx, &changes).await?;
        }
        if changes.capacities > 0 {
            revision::raise(tx, Part::Capacity).await?;
        }
    }
    Ok(changes)
}

async fn put_agencies(
    tx: &mut Transaction<'_>,
    agencies: &[Agency],
    source: &str,
    hand: Hand,
    tally: &mut Tally,
) -> Result<(), StoreError> {
    let keys = sorted(agencies.iter().map(Owner::key));
    let stored = agency::fetch(tx, Which::These(&keys)).await?;
    let by_hand = by_hand::fetch(tx, Agency::KIND, &keys).await?;
    let keep = |next: &mut Agency, held: &Agency| {
        if by_hand.whole(held.key()) {
            next.clone_from(held);
        }
    };
    let differing = differing(agencies, &stored, source, tally, keep, |_, _| ())?;
    match hand {
        Hand::Writes => agency::write(tx, &differing, &keys_of_both(&differing, &stored)).await,
        Hand::Looks => Ok(()),
    }
}

async fn put_places(
    tx: &mut Transaction<'_>,
    places: &[Place],
    source: &str,
    hand: Hand,
    tally: &mut Tally,
) -> Result<(), StoreError> {
    let keys = sorted(places.iter().map(Owner::key));
    let stored = place::fetch(tx, Which::These(&keys)).await?;
    let by_hand = by_hand::fetch(tx, Place::KIND, &keys).await?;
    let keep = |next: &mut Place, held: &Place| {
        if by_hand.whole(held.key()) {
            next.clone_from(held);
        }
    };
    let differing = differing(places, &stored, source, tally, keep, |_, _| ())?;
    match hand {
        Hand::Writes => place::write(tx, &differing, &keys_of_both(&differing, &stored)).await,
        Hand::Looks => Ok(()),
    }
}

/// What came of some services.
struct Put {
    /// Those whose capacity is news.
    capacities: usize,
    /// Those that are there now and came from the source.
    of_source: usize,
}

async fn put_services(
    tx: &mut Transaction<'_>,
    services: &[Service],
    list: List<'_>,
    hand: Hand,
    tally: &mut Tally,
    named: &mut Vec<ServiceChange>,
) -> Result<Put, StoreError> {
    let source = list.source;
    let keys = sorted(services.iter().map(Owner::key));
    let stored = service::fetch(tx, Which::These(&keys)).await?;
    let by_hand = by_hand::fetch(tx, Service::KIND, &keys).await?;
    let keep = |next: &mut Service, held: &Service| {
        keep::keep_confirmed(next, held);
        keep::keep_by_hand(next, held, by_hand.of(held.key()));
    };
    let note = |next: &Service, held: Option<&Service>| changes::note(named, next, held);
    let differing = differing(services, &stored, source, tally, keep, note)?;
    if hand == Hand::Writes {
        service::write(tx, &differing, &keys_of_both(&differing, &stored)).await?;
        for next in &differing {
            if let Some(held) = find(&stored, next.key()) {
                history::note(tx, (held, next), By::Import(source.into()), list.day, None).await?;
            }
        }
    }

    // Another source that lists the same service does not speak for its room.
    let of_this_source = |service: &&Service| {
        let held = find(&stored, service.key()).map(|held| held.source.as_deref());
        held.is_none_or(|held| held == service.source.as_deref().or(Some(source)))
    };
    let told: Vec<(Key<'_>, &Capacity)> = services
        .iter()
        .filter(of_this_source)
        .filter_map(|service| Some((service.key(), service.capacity.as_ref()?)))
        .collect();
    let held = capacity::fetch(tx, Which::These(&sorted(told.iter().map(|(key, _)| *key)))).await?;
    let held: HashMap<Key<'_>, &Held> = held.iter().map(|held| (held.key(), held)).collect();
    let news: Vec<_> =
        told.into_iter().filter(|(key, next)| keep::is_news(next, held.get(key).copied())).collect();
    let capacities = news.len();
    if hand == Hand::Writes {
        capacity::write(tx, news, false).await?;
    }
    let is_of_source = |service: &&Service| match find(&stored, service.key()) {
        Some(held) => held.source.as_deref() == Some(source),
        None => hand == Hand::Writes && service.source.as_deref().unwrap_or(source) == source,
    };
    Ok(Put { capacities, of_source: services.iter().filter(is_of_source).count() })
}

/// The records that are new, or differ from what is stored once `keep` has brought in what must stay; `note` is
/// shown each, with what is stored of it.
fn differing<T: Owner>(
    records: &[T],
    stored: &[T],
    source: &str,
    tally: &mut Tally,
    keep: impl Fn(&mut T, &T),
    mut note: impl FnMut(&T, Option<&T>),
) -> Result<Vec<T>, StoreError> {
    let mut differing = Vec::new();
    for record in records {
        let mut next = record.clone();
        next.source_mut().get_or_insert_with(|| source.into());
        let Some(held) = find(stored, record.key()) else {
            tally.added += 1;
            note(&next, None);
            differing.push(next);
            continue;
        };
        keep(&mut next, held);
        if next == *held {
            tally.unchanged += 1;
        } else if next.source() == held.source() {
            tally.changed += 1;
            note(&next, Some(held));
            differing.push(next);
        } else {
            let given = std::mem::replace(next.source_mut(), held.source().map(Into::into));
            if next != *held {
                let Key { agency, id } = record.key();
                let held = held.source().map(Into::into);
                return Err(StoreError::OtherSource {
                    what: T::KIND,
                    agency: agency.into(),
                    id: id.into(),
                    held,
                    given,
                });
            }
            tally.unchanged += 1;
        }
    }
    Ok(differing)
}

/// The record of this key; the records are in order of keys.
fn find<'a, T: Owner>(stored: &'a [T], key: Key<'_>) -> Option<&'a T> {
    let at = stored.binary_search_by(|held| held.key().cmp(&key)).ok()?;
    stored.get(at)
}

/// The keys of the records that are stored too, in order.
fn keys_of_both<'a, T: Owner>(records: &'a [T], stored: &[T]) -> Vec<Key<'a>> {
    sorted(records.iter().map(Owner::key).filter(|key| find(stored, *key).is_some()))
}

/// What a directory itself brings along: it need not be in the store for others to refer to it.
#[derive(Default)]
pub(crate) struct There<'d> {
    agencies: HashSet<&'d str>,
    places: HashSet<Key<'d>>,
}

impl<'d> There<'d> {
    fn of(directory: &'d Directory) -> Self {
        Self {
            agencies: directory.agencies.iter().map(|agency| agency.id.as_str()).collect(),
            places: directory.places.iter().map(Owner::key).collect(),
        }
    }
}

/// Refuses places or services whose agency is not there.
pub(crate) async fn check_agencies<T: Owner>(
    tx: &mut Transaction<'_>,
    records: &[T],
    there: &There<'_>,
) -> Result<(), StoreError> {
    let missing = || records.iter().map(Owner::key).filter(|key| !there.agencies.contains(key.agency));
    let known = agency::known(tx, &sorted(missing().map(Key::of_agency))).await?;
    match missing().find(|key| !known.contains(&key.of_agency())) {
        Some(Key { agency, id }) => {
            Err(StoreError::NoAgency { what: T::KIND, id: id.into(), agency: agency.into() })
        }
        None => Ok(()),
    }
}

/// Refuses services at places that are not there.
pub(crate) async fn check_places(
    tx: &mut Transaction<'_>,
    services: &[Service],
    there: &There<'_>,
) -> Result<(), StoreError> {
    let missing = || {
        let named =
            services.iter().flat_map(|service| service.places.iter().map(move |place| (service, place)));
        named.filter(|(service, place)| !there.places.contains(&service.key().of_place(place)))
    };
    let known =
        place::known(tx, &sorted(missing().map(|(service, place)| service.key().of_place(place)))).await?;
    match missing().find(|(service, place)| !known.contains(&service.key().of_place(place))) {
        Some((service, place)) => Err(StoreError::NoPlace {
            agency: service.agency.clone(),
            service: service.id.clone(),
            place: place.clone(),
        }),
        None => Ok(()),
    }
}
