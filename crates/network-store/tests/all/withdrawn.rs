//! What the directory hides is out of what is published at once, whatever else is being published.

use network::export::{IdKey, Listing, Public, RecordKind};
use network::{Directory, Service, Visibility};
use network_store::published::{Find, Of};
use network_store::{NetworkStore, SCHEMA};
use sql::{Database, Engine, TransactionName};

use crate::both::{Fresh, fresh, on_both};
use crate::{any, example};

const KEY: IdKey = IdKey::new([7; 32]);
const ALL: Of = Of { after: String::new(), skip: 0, most: 1_000_000 };
const KINDS: [RecordKind; 4] =
    [RecordKind::Organization, RecordKind::Service, RecordKind::Location, RecordKind::ServiceAtLocation];

/// Two agencies, each with a service at a place of its own; with the same ids, but for those of the agencies.
fn open() -> Directory {
    let mut directory = Directory::default();
    for (agency, code) in [("a1", "95001"), ("a2", "95777")] {
        directory.agencies.push(example::agency(agency));
        let mut place = example::directory().places.remove(0);
        (place.agency, place.id) = (agency.into(), "418-tamarisk-lane".into());
        (place.set_aside, place.attributes) = (None, Vec::new());
        place.address.postal_code = Some(code.into());
        place.address.street = Some(format!("{} Tamarisk Lane", agency.len() * 200));
        place.point = network::Point::new(39.5, if agency == "a1" { -89.6 } else { -88.6 });
        directory.places.push(place);
        let mut service = Service::named(agency.into(), "s".into(), "Lessons");
        service.places = vec!["418-tamarisk-lane".into()];
        directory.services.push(service);
    }
    directory
}

/// Ways in which the first agency comes to hide something.
fn hidden() -> Vec<Directory> {
    let mut by_service = open();
    by_service.services[0].confidential = true;
    let mut by_members = open();
    by_members.services[0].visible_to = Visibility::Members;
    let mut by_place = open();
    let place = &mut by_place.places[0];
    (place.set_aside, place.point, place.transport) = (Some("4•• T••• Lane".into()), None, None);
    (place.address.street, place.address.postal_code) = (None, None);
    vec![by_service, by_members, by_place]
}

async fn publish(store: &NetworkStore, directory: &Directory, revision: network_store::Revision) {
    store.publish(&Listing::of(&Public::of(directory, &KEY)), revision, 1_000).await.unwrap();
}

/// How many records each agency has published.
async fn counts(store: &NetworkStore) -> [usize; 2] {
    let mut counts = [0, 0];
    for kind in KINDS {
        for found in store.find_published(kind, &Find::default(), &ALL).await.unwrap() {
            counts[usize::from(found.organization == "a2")] += 1;
        }
    }
    counts
}

#[tokio::test]
async fn what_is_hidden_is_out_at_once_and_all_else_stays() {
    for directory in hidden() {
        on_both(async |Fresh { store, .. }| {
            store.put(&open(), "test").await.unwrap();
            publish(&store, &open(), store.revision().await.unwrap()).await;
            assert_eq!(counts(&store).await, [4, 4]);
            let before = store.publication().await.unwrap();
            store.withdraw_hidden(2_000).await.unwrap();
            assert_eq!(store.publication().await.unwrap(), before, "nothing is hidden yet");
            assert!(store.postal_point("95001").await.unwrap().is_some());

            store.put(&directory, "test").await.unwrap();
            let revision = store.withdraw_hidden(3_000).await.unwrap();
            assert_eq!(revision, store.revision().await.unwrap());
            assert_eq!(counts(&store).await, [0, 4]);
            assert_eq!(store.postal_point("95001").await.unwrap(), None, "where it is was its middle");
            assert!(store.postal_point("95777").await.unwrap().is_some());
            let word = Find { words: vec!["tamarisk".into()], ..Find::default() };
            let found = store.find_published(RecordKind::ServiceAtLocation, &word, &ALL).await.unwrap();
            assert!(found.iter().all(|found| found.organization == "a2") && found.len() == 1);
            let after = store.publication().await.unwrap();
            assert!(after.number > before.number, "who has the answer from before is told of another");

            publish(&store, &directory, revision).await;
            let published = store.publication().await.unwrap();
            store.withdraw_hidden(4_000).await.unwrap();
            assert_eq!(store.publication().await.unwrap(), published, "as it is published, it is hidden");
            assert_eq!(counts(&store).await[1], 4);
        })
        .await;
    }
}

#[tokio::test]
async fn a_publication_that_began_before_does_not_bring_it_back() {
    for directory in hidden() {
        on_both(async |Fresh { store, .. }| {
            store.put(&open(), "test").await.unwrap();
            let began = store.revision().await.unwrap();
            store.put(&directory, "test").await.unwrap();
            publish(&store, &open(), began).await;
            assert_eq!(counts(&store).await[0], 0);
        })
        .await;
    }
}

#[tokio::test]
async fn where_nothing_can_be_published_it_is_hidden_all_the_same() {
    let fresh = fresh(Engine::Sqlite).await;
    let (store, url) = (&fresh.store, &fresh.url);
    store.put(&open(), "test").await.unwrap();
    publish(store, &open(), store.revision().await.unwrap()).await;
    let database = Database::open(url, &SCHEMA).await.unwrap();
    let sql =
        "CREATE TRIGGER full BEFORE INSERT ON published BEGIN SELECT RAISE(ABORT, 'the disk is full'); END";
    let stop = database
        .write(TransactionName::new("fill"), |tx| Box::pin(async move { tx.execute(sql, &[]).await }))
        .await;
    stop.unwrap();
    database.close().await;

    let [directory, ..] = &hidden()[..] else { unreachable!() };
    store.put(directory, "test").await.unwrap();
    let revision = store.revision().await.unwrap();
    let listed = Public::of(directory, &KEY);
    assert!(store.publish(&Listing::of(&listed), revision, 2_000).await.is_err());
    store.withdraw_hidden(3_000).await.unwrap();
    assert_eq!(counts(store).await, [0, 4]);
}

#[tokio::test]
async fn nothing_that_is_published_as_it_should_be_is_withdrawn() {
    use proptest::strategy::{Strategy as _, ValueTree as _};
    let rng = proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    let mut runner =
        proptest::test_runner::TestRunner::new_with_rng(proptest::test_runner::Config::default(), rng);
    let directories: Vec<Directory> =
        (0..12).map(|_| any::directory().new_tree(&mut runner).unwrap().current()).collect();
    for directory in &directories {
        on_both(async |Fresh { store, .. }| {
            store.put(directory, "test").await.unwrap();
            let held = store.directory().await.unwrap();
            publish(&store, &held, store.revision().await.unwrap()).await;
            let published = store.publication().await.unwrap();
            store.withdraw_hidden(9_000).await.unwrap();
            assert_eq!(store.publication().await.unwrap(), published);
        })
        .await;
    }
}
