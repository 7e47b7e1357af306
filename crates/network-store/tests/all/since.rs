//! Who holds the directory of a revision learns which services have changed since.

use network::Directory;
use network_store::{NAMED, NetworkStore};

use crate::both::{Fresh, on_both};
use crate::example;

async fn put(store: &NetworkStore, directory: &Directory) -> network_store::Revision {
    store.put(directory, example::SOURCE).await.unwrap();
    store.revision().await.unwrap()
}

#[tokio::test]
async fn the_services_of_each_change_are_known_for_a_while() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        let first = put(&store, &directory).await;
        directory.services[0].name = "Beds tonight".into();
        let second = put(&store, &directory).await;
        directory.services[1].name = "Law at noon".into();
        directory.services[0].name = "Beds".into();
        let third = put(&store, &directory).await;
        directory.services.push(example::plain("a1", "s9"));
        let fourth = put(&store, &directory).await;
        let ids = async |before, now| {
            let changed = store.changed_services(before, now).await.unwrap();
            changed.map(|all| all.into_iter().map(|(_, id)| id.to_string()).collect::<Vec<_>>())
        };
        let some = |ids: &[&str]| Some(ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        assert_eq!(ids(first, first).await, some(&[]));
        assert_eq!(ids(first, second).await, some(&["s1"]));
        assert_eq!(ids(second, third).await, some(&["s1", "s2"]));
        assert_eq!(ids(first, fourth).await, some(&["s1", "s2", "s9"]));

        // The first import brought agencies and places; before it nothing is known.
        let nothing = network_store::Revision { directory: first.directory - 1, ..first };
        assert_eq!(ids(nothing, fourth).await, None);

        // A place has changed, and with it more than services.
        directory.places[0].name = Some("The other house".into());
        let fifth = put(&store, &directory).await;
        assert_eq!(ids(fourth, fifth).await, None);
        assert_eq!(ids(first, fifth).await, None);
        assert_eq!(ids(fifth, fifth).await, some(&[]));
    })
    .await;
}

#[tokio::test]
async fn a_change_of_many_services_names_none() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        let mut before = put(&store, &directory).await;
        for (count, known) in [(NAMED, true), (NAMED + 1, false)] {
            let from = directory.services.len();
            directory
                .services
                .extend((0..count).map(|number| example::plain("a1", &format!("n{}", from + number))));
            let now = put(&store, &directory).await;
            let changed = store.changed_services(before, now).await.unwrap();
            assert_eq!(changed.map(|all| all.len()), Some(count).filter(|_| known));
            before = now;
        }
    })
    .await;
}

#[tokio::test]
async fn a_bed_count_is_no_change_of_a_service() {
    on_both(async |Fresh { store, .. }| {
        let directory = example::directory();
        let before = put(&store, &directory).await;
        let capacity = example::capacity(3);
        let service = &directory.services[0];
        store.set_capacity(&service.agency, &service.id, Some(&capacity)).await.unwrap();
        let now = store.revision().await.unwrap();
        assert_ne!(before, now);
        assert_eq!(store.changed_services(before, now).await.unwrap(), Some(Vec::new()));
    })
    .await;
}
