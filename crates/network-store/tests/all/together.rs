//! Several at once.

use network::Directory;
use network_store::{NetworkStore, Revision};

use crate::both::{Fresh, on_both};
use crate::example;

/// An agency with forty services.
fn directory(agency: &str) -> Directory {
    Directory {
        agencies: vec![example::agency(agency)],
        places: vec![example::place(agency, "p1"), example::set_aside(agency, "p2")],
        services: (0..40).map(|number| example::service(agency, &format!("s{number:02}"))).collect(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn imports_at_once_lose_nothing() {
    on_both(async |Fresh { store, url, .. }| {
        // Another process has connections of its own.
        let other = NetworkStore::open(&url).await.unwrap();
        let agencies = ["a1", "a2", "a3", "a4"];
        let imports = agencies.into_iter().enumerate().map(|(number, agency)| {
            let store = if number % 2 == 0 { store.clone() } else { other.clone() };
            tokio::spawn(async move { store.put(&directory(agency), example::SOURCE).await.unwrap() })
        });
        for import in imports.collect::<Vec<_>>() {
            assert_eq!(import.await.unwrap().added, 40);
        }
        let mut expected = Directory::default();
        for one in agencies.map(directory) {
            expected.agencies.extend(one.agencies);
            expected.places.extend(one.places);
            expected.services.extend(one.services);
        }
        assert_eq!(store.directory().await.unwrap(), expected);
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 4, capacity: 4 });
        other.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_imports_of_the_same_count_as_one_change() {
    on_both(async |Fresh { store, .. }| {
        let puts = [0, 1].map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.put(&directory("a1"), example::SOURCE).await.unwrap() })
        });
        let mut added = 0;
        for put in puts {
            added += put.await.unwrap().added;
        }
        assert_eq!(added, 40);
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 1, capacity: 1 });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bed_counts_at_once_are_all_counted_while_an_import_runs() {
    on_both(async |Fresh { store, .. }| {
        store.put(&directory("a1"), example::SOURCE).await.unwrap();
        let import = {
            let store = store.clone();
            tokio::spawn(async move { store.put(&directory("a2"), example::SOURCE).await.unwrap() })
        };
        let counts = (0..6).map(|number: u32| {
            let store = store.clone();
            tokio::spawn(async move {
                let (agency, service) = ("a1".into(), format!("s{number:02}").into());
                store.set_capacity(&agency, &service, Some(&example::capacity(100 + number))).await.unwrap();
            })
        });
        for count in counts.collect::<Vec<_>>() {
            count.await.unwrap();
        }
        import.await.unwrap();
        let open: Vec<_> = store.capacities().await.unwrap().iter().map(|held| held.2.open).collect();
        let expected = (100..106).chain(std::iter::repeat_n(3, 34 + 40)).map(Some);
        assert_eq!(open, expected.collect::<Vec<_>>());
        assert_eq!(store.revision().await.unwrap(), Revision { directory: 2, capacity: 8 });
    })
    .await;
}
