//! A snapshot that was changed answers as one that was built anew.

use std::collections::{BTreeMap, BTreeSet};

use network::{AgencyId, Area, Directory, Place, Service, ServiceId, Visibility};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use reach::{Profile, ServiceChange, Snapshot, answer, out_of_reach};

use crate::arbitrary::{TODAY, directory, needs, profile};

type Key = (AgencyId, ServiceId);

fn by_key(directory: &Directory) -> BTreeMap<Key, &Service> {
    directory.services.iter().map(|service| ((service.agency.clone(), service.id.clone()), service)).collect()
}

/// The first directory with some of its services as another has them, others gone, and the other's own come.
fn changed(before: &Directory, other: &Directory, which: u64) -> Directory {
    let agencies: Vec<&AgencyId> = before.agencies.iter().map(|agency| &agency.id).collect();
    let theirs = by_key(other);
    let mut after = before.clone();
    after.services.retain(|service| !(which >> 32 & 7 == 0 && service.name.len() % 2 == 0));
    for (number, (key, service)) in theirs.into_iter().enumerate() {
        if which >> (number % 32) & 1 == 0 || !agencies.contains(&&key.0) {
            continue;
        }
        let held = after.services.iter().position(|held| (&held.agency, &held.id) == (&key.0, &key.1));
        let mut next = service.clone();
        // Most changes of a listing leave it where it is.
        if let Some(held) = held.and_then(|at| after.services.get(at)).filter(|_| which >> 35 & 3 != 0) {
            next.places = held.places.clone();
        }
        after.services.retain(|held| (&held.agency, &held.id) != (&key.0, &key.1));
        after.services.push(next);
    }
    after
}

fn with_changes(before: &Directory, after: &Directory) -> Option<Snapshot> {
    let (was, is) = (by_key(before), by_key(after));
    let places: BTreeMap<&AgencyId, Vec<Place>> = before
        .agencies
        .iter()
        .map(|agency| {
            let of = before.places.iter().filter(|place| place.agency == agency.id);
            (&agency.id, of.cloned().collect())
        })
        .collect();
    let keys = was.keys().chain(is.keys().filter(|key| !was.contains_key(*key)));
    let changes: Vec<ServiceChange<'_>> = keys
        .filter(|key| was.get(*key) != is.get(*key))
        .map(|key| ServiceChange {
            agency: &key.0,
            service: &key.1,
            now: is.get(key).map(|service| (*service, places[&key.0].as_slice())),
        })
        .collect();
    Snapshot::build(before, Visibility::Public).with_changes(&changes)
}

fn said(snapshot: &Snapshot, profile: &Profile) -> String {
    let mut said = answer(snapshot, profile, TODAY).to_json(snapshot).to_string();
    for need in needs() {
        for out in out_of_reach(snapshot, profile, TODAY, need) {
            let agency = snapshot.agency_id(snapshot.agency_of(out.service));
            said += &format!("\n{agency} {} {:?}", snapshot.service_id(out.service), out.reason);
        }
    }
    said
}

/// The counties that services say they serve.
fn counties(directory: &Directory) -> BTreeSet<String> {
    let areas = directory.services.iter().flat_map(|service| &service.areas);
    areas.filter(|area| matches!(area, Area::County(_))).map(|county| format!("{county:?}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_directory_answers_as_one_built_anew(
        before in directory(),
        other in directory(),
        which in any::<u64>(),
        profile in profile(),
    ) {
        let after = changed(&before, &other, which);
        if let Some(snapshot) = with_changes(&before, &after) {
            let built = Snapshot::build(&after, Visibility::Public);
            // What only a service told that is gone or serves elsewhere stays known until the next is built.
            if counties(&before).is_subset(&counties(&after)) {
                prop_assert_eq!(said(&snapshot, &profile), said(&built, &profile));
            }
            prop_assert_eq!(snapshot.len(), built.len());
            prop_assert!(snapshot.slots() >= built.slots());
        }
    }
}

#[test]
fn many_changes_need_no_directory_built_anew() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut draw = || directory().new_tree(&mut runner).unwrap().current();
    let mut made = 0;
    for number in 0..300_u64 {
        let (before, other) = (draw(), draw());
        let after = changed(&before, &other, number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        made += usize::from(after != before && with_changes(&before, &after).is_some());
    }
    assert!(made > 40, "{made}");
}
