//! What people confirmed by hand outlives a newer import.

use jiff::civil::date;
use network::{AppliesTo, Directory, Requirement, Service, Source, Strength};
use network_store::NetworkStore;
use proptest::collection::vec;
use proptest::strategy::Strategy as _;
use proptest::test_runner::{Config, TestRunner};
use sql::Engine;

use crate::both::{Fresh, fresh, on_both};
use crate::{any, example};

/// Puts the example in with these requirements, and gives what the store then holds.
async fn after(store: &NetworkStore, requirements: &[Requirement]) -> Service {
    store.put(&asking(requirements), example::SOURCE).await.unwrap();
    store.directory().await.unwrap().services.remove(0)
}

/// The example, asking this.
fn asking(requirements: &[Requirement]) -> Directory {
    let service = Service { requirements: requirements.to_vec(), ..example::plain("a1", "s1") };
    Directory { agencies: vec![example::agency("a1")], places: Vec::new(), services: vec![service] }
}

/// What the agency said about a kind, on a day of May.
fn confirmed(kind: usize, strength: Strength, day: i8) -> Requirement {
    Requirement {
        strength,
        source: Source::Declared,
        confirmed: Some(date(2026, 5, day)),
        ..example::requirement(kind, AppliesTo::Everyone)
    }
}

#[tokio::test]
async fn a_confirmed_listing_stays_confirmed_when_a_newer_import_is_silent() {
    on_both(async |Fresh { store, .. }| {
        let confirmed = example::directory();
        store.put(&confirmed, example::SOURCE).await.unwrap();
        let mut newer = confirmed.clone();
        newer.services[0].confirmed = None;
        newer.services[0].name = "Beds for tonight".into();
        assert_eq!(store.put(&newer, example::SOURCE).await.unwrap().changed, 1);
        let held = store.directory().await.unwrap().services.remove(0);
        assert_eq!(held.name, "Beds for tonight");
        assert_eq!(held.confirmed, confirmed.services[0].confirmed);
    })
    .await;
}

#[tokio::test]
async fn a_requirement_that_the_agency_withdrew_is_not_read_back_in() {
    on_both(async |Fresh { store, .. }| {
        let read = example::requirement(0, AppliesTo::Adults);
        let other = example::requirement(1, AppliesTo::Everyone);
        let withdrawn = confirmed(0, Strength::Never, 1);
        after(&store, &[withdrawn.clone(), other.clone()]).await;
        let held = after(&store, &[other.clone(), read.clone()]).await;
        assert_eq!(held.requirements, [other, withdrawn.clone()]);
        let held = after(&store, &[]).await;
        assert_eq!(held.requirements, [withdrawn]);
    })
    .await;
}

#[tokio::test]
async fn a_later_confirmation_takes_the_place_of_an_earlier_one_and_never_the_reverse() {
    on_both(async |Fresh { store, .. }| {
        let (early, late) = (confirmed(0, Strength::Always, 1), confirmed(0, Strength::Sometimes, 9));
        let (early, late) = ([early], [late]);
        after(&store, &early).await;
        assert_eq!(after(&store, &late).await.requirements, late);
        assert_eq!(after(&store, &early).await.requirements, late);
    })
    .await;
}

#[test]
fn whatever_was_confirmed_a_second_import_of_the_same_changes_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    // Few kinds and few people, so that they meet.
    let requirement = || {
        (any::requirement(), 0_usize..3, 0..2).prop_map(|(asked, kind, whom)| Requirement {
            kind: example::requirement(kind, AppliesTo::Adults).kind,
            applies_to: if whom == 0 { AppliesTo::Everyone } else { AppliesTo::Adults },
            ..asked
        })
    };
    let lists = (vec(requirement(), 0..5), vec(requirement(), 0..5));
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&lists, |(first, second)| {
        runtime.block_on(async {
            let fresh = fresh(Engine::Sqlite).await;
            let before = after(&fresh.store, &first).await;
            let held = after(&fresh.store, &second).await;
            assert_eq!(after(&fresh.store, &second).await, held);
            for kept in before.requirements.iter().filter(|asked| asked.confirmed.is_some()) {
                let stands =
                    |asked: &&Requirement| asked.kind == kept.kind && asked.confirmed >= kept.confirmed;
                assert!(held.requirements.iter().any(|asked| stands(&asked)), "lost {kept:?}");
            }
            fresh.store.close().await;
        });
        Ok(())
    });
    outcome.unwrap();
}
