//! How much room a service has: a number of its own, beside the directory.

use jiff::civil::date;
use network::Capacity;
use network_store::{Revision, StoreError};

use crate::both::{Fresh, on_both};
use crate::{example, rows};

#[tokio::test]
async fn a_bed_count_leaves_the_directory_as_it_is() {
    on_both(async |Fresh { store, .. }| {
        let directory = example::directory();
        store.put(&directory, example::SOURCE).await.unwrap();
        let (agency, service) = ("a1".into(), "s2".into());

        let count = example::capacity(0);
        store.set_capacity(&agency, &service, Some(&count)).await.unwrap();
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 1, capacity: 2 });
        let first = ("a1".into(), "s1".into(), example::capacity(3));
        let second = (agency.clone(), service.clone(), count);
        assert_eq!(store.capacities().await.unwrap(), [first.clone(), second]);

        store.set_capacity(&agency, &service, None).await.unwrap();
        assert_eq!(store.capacities().await.unwrap(), [first]);
        assert_eq!(store.directory().await.unwrap(), directory);
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 1, capacity: 3 });
    })
    .await;
}

#[tokio::test]
async fn the_same_count_again_changes_nothing() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let (agency, service) = ("a1".into(), "s1".into());
        store.set_capacity(&agency, &service, Some(&example::capacity(5))).await.unwrap();
        let before = rows::all(&url).await;
        store.set_capacity(&agency, &service, Some(&example::capacity(5))).await.unwrap();
        store.set_capacity(&agency, &"s2".into(), None).await.unwrap();
        assert_eq!(rows::all(&url).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_count_for_a_service_that_is_not_there_is_refused() {
    on_both(async |Fresh { store, .. }| {
        let outcome = store.set_capacity(&"a1".into(), &"s1".into(), Some(&example::capacity(1))).await;
        assert!(matches!(outcome, Err(StoreError::NoService { .. })), "{outcome:?}");
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 0, capacity: 0 });
    })
    .await;
}

#[tokio::test]
async fn an_import_replaces_a_count_set_by_hand_only_with_later_news() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        store.put(&directory, example::SOURCE).await.unwrap();
        store.set_capacity(&"a1".into(), &"s1".into(), Some(&example::capacity(0))).await.unwrap();

        // The import's is of the same day; and an import that says nothing forgets nothing.
        assert_eq!(store.put(&directory, example::SOURCE).await.unwrap().capacities, 0);
        directory.services[0].capacity = None;
        assert_eq!(store.put(&directory, example::SOURCE).await.unwrap().capacities, 0);
        assert_eq!(store.capacities().await.unwrap()[0].2, example::capacity(0));

        let later = Capacity { as_of: date(2026, 4, 2), ..example::capacity(9) };
        directory.services[0].capacity = Some(later.clone());
        let changes = store.put(&directory, example::SOURCE).await.unwrap();
        assert_eq!((changes.capacities, changes.changed), (1, 0));
        assert_eq!(store.capacities().await.unwrap()[0].2, later);
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 1, capacity: 3 });
    })
    .await;
}
