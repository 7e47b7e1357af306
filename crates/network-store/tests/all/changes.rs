//! What a newer list changed is said: which services, and which parts of them.

use network::{Directory, Service};
use network_store::{Changes, NAMED, ServiceChange, ServiceField, StoreError, What};

use crate::both::{Fresh, on_both};
use crate::{example, rows};

fn change(agency: &str, service: &str, name: &str, what: What) -> ServiceChange {
    ServiceChange { agency: agency.into(), service: service.into(), name: name.into(), what }
}

/// Every part of a service different from what [`example::plain`] has.
fn newer() -> Directory {
    let mut directory = example::directory();
    directory.services[0].name = "Beds tonight".into();
    directory.services[0].phones.clear();
    directory.services[0].requirements.clear();
    directory.services[1] = example::plain("a1", "s3");
    directory
}

#[tokio::test]
async fn each_service_that_changed_is_named_with_what_changed() {
    on_both(async |Fresh { store, .. }| {
        let first = store.put(&example::directory(), example::SOURCE).await.unwrap();
        let names: Vec<_> =
            example::directory().services.iter().map(|service| service.name.clone()).collect();
        let added = |id: &str, name: &str| change("a1", id, name, What::Added);
        assert_eq!(first.services, [added("s1", &names[0]), added("s2", &names[1])]);

        let changes = store.put(&newer(), example::SOURCE).await.unwrap();
        let fields = vec![ServiceField::Name, ServiceField::Phones, ServiceField::Requirements];
        // Requirements that people confirmed stay, so the part has changed only by the others.
        assert_eq!(
            changes.services,
            [
                change("a1", "s1", "Beds tonight", What::Changed(fields)),
                added("s3", &newer().services[1].name),
                change("a1", "s2", &names[1], What::NoLongerNamed),
            ]
        );
        assert_eq!((changes.added, changes.changed, changes.no_longer_named), (1, 1, 1));
        assert_eq!(
            store.put(&newer(), example::SOURCE).await.unwrap().services.len(),
            1,
            "s2 is still not named"
        );
    })
    .await;
}

#[tokio::test]
async fn a_comparison_says_what_an_import_would_and_writes_nothing() {
    on_both(async |Fresh { store, url, .. }| {
        let before = rows::all(&url).await;
        let expected = store.compare(&example::directory(), example::SOURCE).await.unwrap();
        assert_eq!(rows::all(&url).await, before);
        assert_eq!(store.put(&example::directory(), example::SOURCE).await.unwrap(), expected);

        let before = rows::all(&url).await;
        let expected = store.compare(&newer(), example::SOURCE).await.unwrap();
        assert_eq!(rows::all(&url).await, before);
        assert_eq!(store.put(&newer(), example::SOURCE).await.unwrap(), expected);
        assert_eq!(store.sources().await.unwrap(), [example::SOURCE]);

        // What would be refused is refused before.
        let mut other = newer();
        other.services.iter_mut().for_each(|service| service.source = Some("another".into()));
        other.services[0].name = "Something else".into();
        let refused = store.compare(&other, "another").await;
        assert!(matches!(refused, Err(StoreError::OtherSource { .. })), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn many_changes_are_counted_and_the_first_named() {
    on_both(async |Fresh { store, .. }| {
        let many = |from: usize| {
            let named = |at: usize| Service::named("a1".into(), format!("s{at:04}").as_str().into(), "Beds");
            let services = (from..from + NAMED + 50).map(named).collect();
            Directory { agencies: vec![example::agency("a1")], places: Vec::new(), services }
        };
        let count = |changes: &Changes, code: &str| {
            changes.services.iter().filter(|change| change.what.code() == code).count()
        };
        let first = store.put(&many(0), example::SOURCE).await.unwrap();
        assert_eq!((first.added, count(&first, "added")), (NAMED + 50, NAMED));
        let next = store.put(&many(1000), example::SOURCE).await.unwrap();
        assert_eq!((next.no_longer_named, count(&next, "no-longer-named")), (NAMED + 50, NAMED));
        let firsts = next.services.iter().filter(|change| change.what == What::NoLongerNamed);
        assert!(firsts.map(|change| change.service.as_str()).is_sorted());
    })
    .await;
}
