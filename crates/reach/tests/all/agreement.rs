//! On random directories and profiles, the snapshot and the naive reference agree in everything.

use std::collections::{BTreeMap, BTreeSet};

use network::{Directory, Service, Visibility};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use reach::{
    Answer, Group, NeedAnswer, Out, Plan, Profile, Reachable, Snapshot, Standing, Verdict, WeightedProfile,
    answer, answer_first, out_of_reach, verdict, what_if,
};
use vocabulary::{Need, Word};

use crate::arbitrary::{TODAY, directory, needs, profile};
use crate::naive::{Case, Naive};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A profile does not print what it holds; a test that found a difference must.
fn shown(profile: &Profile) -> String {
    let Profile {
        needs,
        place,
        max_travel_km,
        languages,
        age,
        household,
        populations,
        cannot,
        must_have,
        avoid,
    } = profile;
    format!(
        "{needs:?} {place:?} {max_travel_km:?} {languages:?} {age:?} {household:?} {populations:?} {cannot:?} \
         {must_have:?} {avoid:?}"
    )
}

fn found(snapshot: &Snapshot, service: &Service) -> usize {
    snapshot.find(&service.agency, &service.id).expect("every public service is in the snapshot")
}

fn as_naive(snapshot: &Snapshot, service: usize, verdict: &Verdict) -> Naive {
    match verdict {
        Verdict::Reachable { standing, why } => Naive::Open {
            confirmed: *standing == Standing::Confirmed,
            why: why.iter().map(|why| why.code()).collect(),
        },
        Verdict::NearMiss { blocked_by, why } => Naive::Near {
            rules: blocked_by.iter().map(|at| snapshot.asked(service)[*at].kind.code().to_owned()).collect(),
            why: why.iter().map(|why| why.code()).collect(),
        },
        Verdict::OutOfReach(reason) => Naive::Out(*reason),
    }
}

/// What the whole answer says of each service.
fn listed(snapshot: &Snapshot, answer: &NeedAnswer, out: &[Out]) -> BTreeMap<usize, Naive> {
    let open = answer.reachable().map(|one| {
        let verdict = Verdict::Reachable { standing: one.standing, why: one.why.clone() };
        (one.service, as_naive(snapshot, one.service, &verdict))
    });
    let near = answer.near.first.iter().map(|one| {
        let verdict = Verdict::NearMiss { blocked_by: one.blocked_by.clone(), why: one.why.clone() };
        (one.service, as_naive(snapshot, one.service, &verdict))
    });
    let out = out.iter().map(|one| (one.service, Naive::Out(one.reason)));
    let all: Vec<(usize, Naive)> = open.chain(near).chain(out).collect();
    let count = all.len();
    let map: BTreeMap<usize, Naive> = all.into_iter().collect();
    assert_eq!(map.len(), count, "no service is listed twice");
    map
}

/// All are named, those that are out of reach in order, and what is counted is what is named.
fn check_counts(snapshot: &Snapshot, need: &NeedAnswer, out: &[Out]) {
    assert_eq!(need.confirmed.count, need.confirmed.first.len());
    assert_eq!(need.ask_first.count, need.ask_first.first.len());
    assert_eq!(need.near.count, need.near.first.len());
    for (code, count) in need.out_by_reason() {
        assert_eq!(out.iter().filter(|one| one.reason.code() == code).count(), count, "{code}");
    }
    assert_eq!(need.out_of_reach(), out.len());
    let order: Vec<_> =
        out.iter().map(|one| (one.reason.rank(), snapshot.service_name(one.service))).collect();
    assert!(order.is_sorted(), "{order:?}");
}

/// An answer that names the first of each group says the same as one that names all.
pub(crate) fn check_first(snapshot: &Snapshot, profile: &Profile, all: &Answer, most: usize) {
    fn cut<T: Clone>(group: &Group<T>, most: usize) -> Group<T> {
        Group { count: group.count, first: group.first.iter().take(most).cloned().collect() }
    }
    let mut expected = all.clone();
    for need in &mut expected.needs {
        need.confirmed = cut(&need.confirmed, most);
        need.ask_first = cut(&need.ask_first, most);
        need.near = cut(&need.near, most);
    }
    assert_eq!(answer_first(snapshot, profile, TODAY, most), expected, "{}", shown(profile));
}

/// A service that is watched for is judged as in the lane of any need that it meets.
fn check_watched(snapshot: &Snapshot, case: &Case<'_>) {
    let all: Vec<usize> = case.directory.services.iter().map(|service| found(snapshot, service)).collect();
    let asked: vocabulary::Set<Need> = case.profile.needs.iter().copied().collect();
    let verdicts = snapshot.watch(&all, asked).verdicts(snapshot, case.profile, TODAY);
    let mut expected = BTreeMap::new();
    for service in &case.directory.services {
        if let Some(need) = service.needs.intersection(asked).iter().next() {
            expected.insert(found(snapshot, service), case.verdict(service, need));
        }
    }
    let verdicts = verdicts.iter().map(|(at, verdict)| (*at, as_naive(snapshot, *at, verdict)));
    assert_eq!(verdicts.collect::<BTreeMap<_, _>>(), expected);
}

fn check_verdicts(directory: &Directory, profile: &Profile) {
    let snapshot = Snapshot::build(directory, Visibility::Public);
    let case = Case { directory, profile, as_of: TODAY };
    let answer = answer(&snapshot, profile, TODAY);
    assert_eq!(answer.needs.iter().map(|need| need.need).collect::<Vec<_>>(), profile.needs);
    for need in &answer.needs {
        let out = out_of_reach(&snapshot, profile, TODAY, need.need);
        check_counts(&snapshot, need, &out);
        let listed = listed(&snapshot, need, &out);
        for service in &directory.services {
            let at = found(&snapshot, service);
            let expected = case.verdict(service, need.need);
            let alone = verdict(&snapshot, profile, TODAY, need.need, at);
            assert_eq!(
                as_naive(&snapshot, at, &alone),
                expected,
                "{service:?}\n{}\n{:?}",
                shown(profile),
                directory.places
            );
            match expected {
                Naive::Out(reach::Reason::Need) => assert!(!listed.contains_key(&at)),
                expected => assert_eq!(listed.get(&at), Some(&expected)),
            }
        }
        check_order(&snapshot, directory, &case, need);
    }
    check_watched(&snapshot, &case);
    check_plan(&snapshot, directory, &case, &answer);
    check_first(&snapshot, profile, &answer, directory.places.len() % 4);
}

fn service_at<'d>(snapshot: &Snapshot, directory: &'d Directory, at: usize) -> &'d Service {
    directory.services.iter().find(|service| found(snapshot, service) == at).unwrap()
}

/// Confirmed, room, wait, distance, name, id.
fn check_order(snapshot: &Snapshot, directory: &Directory, case: &Case<'_>, need: &NeedAnswer) {
    let key = |at: usize| {
        let service = service_at(snapshot, directory, at);
        let capacity = service.capacity.clone().filter(|capacity| capacity.visible_to == Visibility::Public);
        let capacity =
            capacity.filter(|capacity| (0..=7).contains(&TODAY.since(capacity.as_of).unwrap().get_days()));
        let room = capacity.as_ref().is_some_and(|capacity| capacity.open.is_some_and(|open| open > 0));
        let wait = if room { Some(0) } else { capacity.and_then(|capacity| capacity.wait_days) };
        let metres = match case.km(service) {
            _ if service.remote => 0,
            Some(km) => (km * 1000.0).round() as u64,
            None => u64::MAX,
        };
        let id = (service.agency.clone(), service.id.clone());
        (!room, wait.unwrap_or(u32::MAX), metres, service.name.clone(), id)
    };
    let open: Vec<_> =
        need.reachable().map(|one| (one.standing == Standing::AskFirst, key(one.service))).collect();
    assert!(open.is_sorted(), "{open:#?}");
    for one in need.reachable() {
        let km = case.km(service_at(snapshot, directory, one.service));
        assert_eq!(one.km.is_some(), km.is_some());
        assert!((one.km.unwrap_or_default() - km.unwrap_or_default()).abs() < 1e-4, "{:?} {km:?}", one.km);
    }
    let hardest = |one: &reach::NearMiss| {
        let asked = snapshot.asked(one.service);
        let waivers = one.blocked_by.iter().map(|at| match asked[*at].waiver {
            network::Waiver::By(_) => 0,
            network::Waiver::Unknown => 1,
            network::Waiver::No => 2,
        });
        waivers.max()
    };
    let near: Vec<_> =
        need.near.first.iter().map(|one| (one.blocked_by.len(), hardest(one), key(one.service))).collect();
    assert!(near.is_sorted(), "{near:#?}");
}

/// Tries every set of agencies.
fn check_plan(snapshot: &Snapshot, directory: &Directory, case: &Case<'_>, answer: &Answer) {
    let plan = &answer.plan;
    let open = |need: Need, agency: &network::Agency, confirmed: bool| {
        directory.services.iter().filter(|service| service.agency == agency.id).any(|service| {
            match case.verdict(service, need) {
                Naive::Open { confirmed: is, .. } => is || !confirmed,
                _ => false,
            }
        })
    };
    let agencies = &directory.agencies;
    let anywhere = |need: Need, confirmed| agencies.iter().any(|agency| open(need, agency, confirmed));
    let unmet: Vec<Need> =
        case.profile.needs.iter().copied().filter(|need| !anywhere(*need, false)).collect();
    assert_eq!(plan.unmet, unmet);
    let reachable: Vec<Need> =
        case.profile.needs.iter().copied().filter(|need| anywhere(*need, false)).collect();
    let first_surely = reachable.first().is_some_and(|first| anywhere(*first, true));
    // How each set of agencies meets the needs, in their order: surely, perhaps.
    let surety = |set: usize| -> Option<Vec<bool>> {
        let chosen = |confirmed: bool, need: Need| {
            (0..agencies.len()).any(|at| set >> at & 1 == 1 && open(need, &agencies[at], confirmed))
        };
        let unsure: Vec<bool> = reachable.iter().map(|need| !chosen(true, *need)).collect();
        let all_met = reachable.iter().all(|need| chosen(false, *need));
        (all_met && !(first_surely && unsure[0])).then_some(unsure)
    };
    let travel = |set: usize| {
        let nearest = |at: usize| {
            let offered = directory.services.iter().filter(|service| service.agency == agencies[at].id);
            let offered = offered.filter(|service| {
                reachable.iter().any(|need| matches!(case.verdict(service, *need), Naive::Open { .. }))
            });
            let ways = offered.map(|service| match case.km(service) {
                _ if service.remote => (0, 0),
                Some(km) => (0, (km * 1000.0).round() as u64),
                None => (1, 0),
            });
            ways.min().unwrap_or((9, 0))
        };
        let ways = (0..agencies.len()).filter(|at| set >> at & 1 == 1).map(nearest);
        ways.fold((0, 0), |sum, way| (sum.0 + way.0, sum.1 + way.1))
    };
    let sets = 0..1_usize << agencies.len();
    let best = sets
        .filter_map(|set| surety(set).map(|unsure| (set.count_ones(), unsure, travel(set))))
        .min()
        .expect("all agencies together reach every need that can be reached");
    let chosen: usize = plan
        .doors
        .iter()
        .map(|door| {
            let id = snapshot.agency_id(door.agency);
            1 << agencies.iter().position(|agency| agency.id == *id).unwrap()
        })
        .sum();
    let ours = (chosen.count_ones(), surety(chosen).expect("the plan meets the needs"), travel(chosen));
    assert_eq!(ours, best, "{plan:#?}");
    assert!(plan.exact);
    assert_eq!(plan.at_least, plan.doors.len());
    check_doors(snapshot, plan, answer, &reachable);
}

/// Each need has one door, which has a service that is open for it, and no door is for nothing.
fn check_doors(snapshot: &Snapshot, plan: &Plan, answer: &Answer, reachable: &[Need]) {
    let mut met: Vec<Need> = Vec::new();
    for door in &plan.doors {
        assert!(!door.services.is_empty());
        for (need, service) in &door.services {
            let listed = answer.needs.iter().find(|one| one.need == *need).unwrap();
            let of_agency = |one: &&Reachable| snapshot.agency_of(one.service) == door.agency;
            assert_eq!(listed.reachable().find(of_agency), Some(service), "the agency's first in the list");
            met.push(*need);
        }
    }
    met.sort();
    let mut expected = reachable.to_vec();
    expected.sort();
    assert_eq!(met, expected);
}

/// The needs that are out of reach today, each with the rules in the way of each service.
type Unmet = Vec<(u32, Vec<(network::AgencyId, BTreeSet<String>)>)>;

fn unmet(directory: &Directory, profiles: &[(Profile, u32)]) -> Unmet {
    let mut unmet = Vec::new();
    for (profile, weight) in profiles {
        let case = Case { directory, profile, as_of: TODAY };
        for need in &profile.needs {
            let offering: Vec<&Service> =
                directory.services.iter().filter(|service| service.needs.contains(*need)).collect();
            let open = |service: &&Service| matches!(case.verdict(service, *need), Naive::Open { .. });
            if !offering.iter().any(open) {
                let in_the_way = offering.iter().filter_map(|service| {
                    case.waivable(service).map(|rules| (service.agency.clone(), rules))
                });
                unmet.push((*weight, in_the_way.collect()));
            }
        }
    }
    unmet
}

/// How much is gained when these rules are waived, everywhere or at one agency.
fn gain(unmet: &Unmet, waived: &[&str], at: Option<&network::AgencyId>) -> u32 {
    let reaches = |(agency, rules): &(network::AgencyId, BTreeSet<String>)| {
        at.is_none_or(|at| at == agency) && rules.iter().all(|rule| waived.contains(&rule.as_str()))
    };
    unmet.iter().filter(|(_, ways)| ways.iter().any(reaches)).map(|(weight, _)| weight).sum()
}

fn check_what_if(directory: &Directory, profiles: &[(Profile, u32)]) {
    let snapshot = Snapshot::build(directory, Visibility::Public);
    let weighted: Vec<WeightedProfile> = profiles
        .iter()
        .map(|(profile, weight)| WeightedProfile { profile: profile.clone(), weight: f64::from(*weight) })
        .collect();
    let found = what_if(&snapshot, &weighted, TODAY, None);
    let unmet = unmet(directory, profiles);
    let total: u32 = unmet.iter().map(|(weight, _)| weight).sum();
    assert_eq!(found.out_of_reach, f64::from(total));

    let rules: BTreeSet<&str> =
        unmet.iter().flat_map(|(_, ways)| ways).flat_map(|(_, rules)| rules).map(String::as_str).collect();
    let mut singles: BTreeMap<String, f64> = BTreeMap::new();
    let mut by_agency: BTreeMap<(String, String), f64> = BTreeMap::new();
    for rule in &rules {
        singles.insert((*rule).into(), f64::from(gain(&unmet, &[rule], None)));
        for agency in &directory.agencies {
            let gain = f64::from(gain(&unmet, &[rule], Some(&agency.id)));
            by_agency.insert((agency.id.to_string(), (*rule).into()), gain);
        }
    }
    singles.retain(|_, gain| *gain > 0.0);
    by_agency.retain(|_, gain| *gain > 0.0);
    assert_eq!(
        found.singles.iter().map(|s| (s.waive.code().into(), s.needs)).collect::<BTreeMap<_, _>>(),
        singles
    );
    let agencies = found
        .agencies
        .iter()
        .map(|by| ((snapshot.agency_id(by.agency).to_string(), by.waive.code().to_owned()), by.needs));
    assert_eq!(agencies.collect::<BTreeMap<_, _>>(), by_agency);

    let listed: BTreeMap<BTreeSet<&str>, (f64, f64)> = found
        .pairs
        .iter()
        .map(|p| ([p.waive.0.code(), p.waive.1.code()].into(), (p.needs, p.only_together)))
        .collect();
    for first in &rules {
        for second in rules.iter().filter(|second| *second > first) {
            let both = gain(&unmet, &[first, second], None);
            let alone = [gain(&unmet, &[first], None), gain(&unmet, &[second], None)];
            let either: u32 = unmet
                .iter()
                .filter(|need| {
                    let just = vec![(*need).clone()];
                    gain(&just, &[first], None) > 0 || gain(&just, &[second], None) > 0
                })
                .map(|(weight, _)| weight)
                .sum();
            match listed.get(&BTreeSet::from([*first, *second])) {
                Some(pair) => assert_eq!(*pair, (f64::from(both), f64::from(both - either))),
                // A pair that is not listed gains no more than its better half.
                None => assert_eq!(both, alone[0].max(alone[1])),
            }
        }
    }
    check_sequence(&unmet, &rules, &found);
}

/// Each step gains what it says; no single rule gains more; and at the end nothing is left to gain.
fn check_sequence(unmet: &Unmet, rules: &BTreeSet<&str>, found: &reach::WhatIf) {
    let mut waived: Vec<&str> = Vec::new();
    // A need with a service in whose way no rule stands would be reachable, so nothing is gained for nothing.
    let mut gained = gain(unmet, &waived, None);
    assert_eq!(gained, 0);
    for step in &found.sequence {
        let with = |rule: &str| gain(unmet, &[waived.as_slice(), &[rule]].concat(), None);
        let best_single = rules.iter().map(|rule| with(rule)).max().unwrap_or(gained) - gained;
        if best_single > 0 {
            assert_eq!(step.waive.len(), 1);
            assert_eq!(step.gain, f64::from(best_single));
        }
        waived.extend(step.waive.iter().map(|barrier| barrier.code()));
        let now = gain(unmet, &waived, None);
        assert_eq!(step.gain, f64::from(now - gained));
        gained = now;
    }
    let all: Vec<&str> = rules.iter().copied().collect();
    assert_eq!(gained, gain(unmet, &all, None));
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn every_verdict_order_and_plan_is_the_naive_one(directory in directory(), profile in profile()) {
        check_verdicts(&directory, &profile);
    }

    #[test]
    fn the_same_question_always_gives_the_same_answer(directory in directory(), profile in profile()) {
        let mut turned = directory.clone();
        turned.services.reverse();
        turned.places.reverse();
        let snapshot = Snapshot::build(&directory, Visibility::Public);
        let other = Snapshot::build(&turned, Visibility::Public);
        let json = answer(&snapshot, &profile, TODAY).to_json(&snapshot);
        prop_assert_eq!(json, answer(&other, &profile, TODAY).to_json(&other));
    }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn every_what_if_count_is_the_naive_one(
        directory in directory(),
        profiles in vec((profile(), 1..5_u32), 1..6),
    ) {
        check_what_if(&directory, &profiles);
    }
}

#[test]
fn the_random_directories_meet_every_verdict() {
    // Guards the generator: an agreement about nothing would be worth nothing.
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..400 {
        let directory = directory().new_tree(&mut runner).unwrap().current();
        let profile = profile().new_tree(&mut runner).unwrap().current();
        let case = Case { directory: &directory, profile: &profile, as_of: TODAY };
        for service in &directory.services {
            for need in needs() {
                let name = match case.verdict(service, need) {
                    Naive::Open { confirmed: true, .. } => "confirmed".into(),
                    Naive::Open { confirmed: false, .. } => "ask-first".into(),
                    Naive::Near { .. } => "near".into(),
                    Naive::Out(reason) => reason.code().to_owned(),
                };
                *seen.entry(name).or_default() += 1;
            }
        }
    }
    for verdict in reach::Reason::ALL.iter().chain(&["confirmed", "ask-first", "near"]) {
        assert!(seen.get(*verdict).is_some_and(|count| *count > 5), "{verdict}: {seen:?}");
    }
}
