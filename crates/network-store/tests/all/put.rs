//! Putting directories in.

use network::{Directory, Place, Service};
use network_store::{Changes, Revision, Tally};
use proptest::test_runner::{Config, TestRunner};
use sql::Engine;

use crate::both::{Fresh, fresh, on_both};
use crate::{any, example, rows};

#[tokio::test]
async fn what_was_put_in_comes_back_with_every_field() {
    on_both(async |Fresh { store, .. }| {
        let directory = example::directory();
        let changes = store.put(&directory, example::SOURCE).await.unwrap();
        let expected = Changes {
            added: 2,
            agencies: Tally { added: 1, ..Tally::default() },
            places: Tally { added: 2, ..Tally::default() },
            capacities: 1,
            services: changes.services.clone(),
            ..Changes::default()
        };
        assert_eq!(changes, expected);
        assert_eq!(store.directory().await.unwrap(), directory);
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 1, capacity: 1 });
    })
    .await;
}

#[test]
fn any_directory_comes_back_as_it_was_and_a_second_time_changes_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (engine, cases) in [(Engine::Sqlite, 32), (Engine::Postgres, 16)] {
        let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
        let outcome = runner.run(&any::directory(), |directory| {
            runtime.block_on(comes_back(engine, &directory));
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("on {engine}: {error}"));
    }
}

async fn comes_back(engine: Engine, directory: &Directory) {
    let fresh = fresh(engine).await;
    let store = &fresh.store;
    store.put(directory, "any").await.unwrap();
    assert_eq!(store.directory().await.unwrap(), from("any", directory));
    let revision = store.revision().await.unwrap();
    assert!(!store.put(directory, "any").await.unwrap().any());
    assert_eq!(store.revision().await.unwrap(), revision);
    store.close().await;
}

/// The directory, with the source named where a record names none.
fn from(source: &str, directory: &Directory) -> Directory {
    let mut directory = directory.clone();
    let sources = (directory.agencies.iter_mut().map(|agency| &mut agency.source))
        .chain(directory.places.iter_mut().map(|place| &mut place.source))
        .chain(directory.services.iter_mut().map(|service| &mut service.source));
    for held in sources {
        held.get_or_insert_with(|| source.into());
    }
    directory
}

#[tokio::test]
async fn the_same_directory_again_leaves_every_row_as_it_is() {
    on_both(async |Fresh { store, url, .. }| {
        let directory = example::directory();
        store.put(&directory, example::SOURCE).await.unwrap();
        let before = rows::all(&url).await;
        let again = store.put(&directory, example::SOURCE).await.unwrap();
        let there = |unchanged| Tally { unchanged, ..Tally::default() };
        let expected = Changes { unchanged: 2, agencies: there(1), places: there(2), ..Changes::default() };
        assert_eq!(again, expected);
        assert_eq!(rows::all(&url).await, before);
    })
    .await;
}

#[tokio::test]
async fn services_that_a_newer_import_no_longer_names_stay_and_are_counted() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        directory.agencies.push(example::agency("a2"));
        directory.services.push(example::plain("a2", "s1"));
        // One that people entered, and one of another list.
        let by_hand = Service { source: Some("by hand".into()), ..example::plain("a1", "s7") };
        directory.services.insert(2, by_hand);
        assert_eq!(store.put(&directory, example::SOURCE).await.unwrap().no_longer_named, 0);

        let newer = Directory { services: vec![example::plain("a1", "s2")], ..example::directory() };
        let changes = store.put(&newer, example::SOURCE).await.unwrap();
        assert_eq!((changes.unchanged, changes.no_longer_named), (1, 2), "s1 of both agencies");
        assert!(!changes.any(), "nothing was changed by it");
        assert_eq!(store.directory().await.unwrap(), directory, "and nothing was taken out");

        let nothing = Directory::default();
        assert_eq!(store.put(&nothing, example::SOURCE).await.unwrap().no_longer_named, 3);
        assert_eq!(store.put(&nothing, "another list").await.unwrap().no_longer_named, 0);
    })
    .await;
}

#[tokio::test]
async fn a_newer_import_changes_what_it_names_and_leaves_the_rest() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        directory.agencies.push(example::agency("a2"));
        directory.services.push(example::plain("a2", "s1"));
        store.put(&directory, example::SOURCE).await.unwrap();

        // The first service as a new one of nothing but a name: every list of it is empty, all texts are gone.
        let mut newer = Directory {
            agencies: vec![example::agency("a1")],
            places: vec![Place { phones: Vec::new(), ..example::place("a1", "p1") }],
            services: vec![example::plain("a1", "s1"), example::service("a1", "s3")],
        };
        newer.agencies[0].phones.truncate(1);
        let changes = store.put(&newer, example::SOURCE).await.unwrap();
        let expected = Changes {
            added: 1,
            changed: 1,
            agencies: Tally { changed: 1, ..Tally::default() },
            places: Tally { changed: 1, ..Tally::default() },
            no_longer_named: 2,
            capacities: 1,
            services: changes.services.clone(),
            ..Changes::default()
        };
        assert_eq!(changes, expected);

        let (first, held) = (newer.services.remove(0), &directory.services[0]);
        let kept = Service { confirmed: held.confirmed, capacity: held.capacity.clone(), ..first };
        directory.agencies[0] = newer.agencies.remove(0);
        directory.places[0] = newer.places.remove(0);
        directory.services[0] = kept;
        directory.services.insert(2, newer.services.remove(0));
        assert_eq!(store.directory().await.unwrap(), directory);
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 2, capacity: 2 });
    })
    .await;
}
