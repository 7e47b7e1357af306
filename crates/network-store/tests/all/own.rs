//! An agency's own staff change their listing: nothing that they set is lost, to a newer list or to each other.

use jiff::civil::date;
use network::{Agency, AgencyId, Directory, Place, Service, ServiceId, Status, Visibility};
use network_store::{Edition, NetworkStore, OwnService, ServiceField, StoreError};
use vocabulary::Word as _;

use crate::both::{Fresh, on_both};
use crate::{example, rows};

pub(crate) async fn own(store: &NetworkStore, service: &str) -> OwnService {
    store.own_service(&"a1".into(), &service.into()).await.unwrap().unwrap()
}

fn is_changed<T: std::fmt::Debug>(outcome: &Result<T, StoreError>) -> bool {
    matches!(outcome, Err(StoreError::Changed { .. }))
}

#[tokio::test]
async fn what_an_agency_sets_outlives_a_newer_list_and_the_rest_is_brought_up_to_date() {
    on_both(async |Fresh { store, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let held = own(&store, "s1").await;
        assert_eq!(held.service, example::service("a1", "s1"));
        assert_eq!(held.by_hand, []);
        let set = Service {
            name: "Beds, any night".into(),
            needs: vocabulary::Need::all().skip(3).take(1).collect(),
            visible_to: Visibility::Public,
            status: Status::Ended,
            ..held.service
        };
        store.save_service(&set, held.edition).await.unwrap();

        let mut newer = example::directory();
        newer.services[0].name = "NIGHT SHELTER".into();
        newer.services[0].fees = Some("Two dollars".into());
        let changes = store.put(&newer, example::SOURCE).await.unwrap();
        assert_eq!((changes.changed, changes.unchanged), (1, 1));
        let after = own(&store, "s1").await;
        assert_eq!(after.service, Service { fees: Some("Two dollars".into()), ..set });
        let expected =
            [ServiceField::Name, ServiceField::Status, ServiceField::Needs, ServiceField::VisibleTo];
        let mut by_hand = after.by_hand;
        by_hand.sort();
        assert_eq!(by_hand, expected);
        assert!(!store.put(&newer, example::SOURCE).await.unwrap().any());
    })
    .await;
}

#[tokio::test]
async fn of_two_who_save_at_once_the_later_learns_of_it_and_changes_nothing() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let (agency, id): (AgencyId, ServiceId) = ("a1".into(), "s2".into());
        let seen = own(&store, "s2").await;
        let first = Service { name: "Law".into(), ..seen.service.clone() };
        let later = Service { fees: Some("None".into()), ..seen.service.clone() };
        let edition = store.save_service(&first, seen.edition).await.unwrap();
        assert_ne!(edition, seen.edition);
        let before = rows::all(&url).await;
        assert!(is_changed(&store.save_service(&later, seen.edition).await));
        assert!(is_changed(&store.set_confidential((&agency, &id, seen.edition), Some(&[]), 1).await));
        let confirmed = store.confirm_listing(&agency, &[(id, seen.edition)], date(2026, 5, 1)).await;
        assert!(is_changed(&confirmed));
        assert_eq!(rows::all(&url).await, before);

        // Saving what is there already is no change; and a list that comes in meanwhile is one.
        assert_eq!(store.save_service(&first, edition).await.unwrap(), edition);
        let mut newer = example::directory();
        newer.services[1].email = Some("law@harbour.example".into());
        store.put(&newer, example::SOURCE).await.unwrap();
        assert!(is_changed(&store.save_service(&later, edition).await));

        let seen = store.own_agency(&agency).await.unwrap().unwrap();
        let next = Agency { site: Some("south".into()), ..seen.agency };
        store.save_agency(&next, seen.edition).await.unwrap();
        assert!(is_changed(&store.save_agency(&next, seen.edition).await));
        newer.agencies[0].name = "HARBOUR".into();
        store.put(&newer, example::SOURCE).await.unwrap();
        assert_eq!(store.own_agency(&agency).await.unwrap().unwrap().agency, next);
    })
    .await;
}

#[tokio::test]
async fn an_edit_tells_which_service_to_read_again() {
    on_both(async |Fresh { store, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let before = store.revision().await.unwrap();
        let held = own(&store, "s2").await;
        let next = Service { name: "Law".into(), ..held.service };
        store.save_service(&next, held.edition).await.unwrap();
        let new = Service::named("a1".into(), "s3".into(), "A third");
        store.add_service(&new).await.unwrap();
        let now = store.revision().await.unwrap();
        let changed = store.changed_services(before, now).await.unwrap();
        assert_eq!(changed, Some(vec![("a1".into(), "s2".into()), ("a1".into(), "s3".into())]));
        assert_eq!(own(&store, "s3").await.service, new);

        let place = Place { source: None, attributes: Vec::new(), ..example::place("a1", "p9") };
        store.save_place(&place, None).await.unwrap();
        assert!(matches!(store.save_place(&place, None).await, Err(StoreError::Taken { .. })));
        let later = store.revision().await.unwrap();
        assert_eq!(store.changed_services(now, later).await.unwrap(), None, "all is read again");
        assert!(matches!(store.add_service(&new).await, Err(StoreError::Taken { .. })));
        let elsewhere = Service::named("a7".into(), "s3".into(), "Nobody's");
        assert!(matches!(store.add_service(&elsewhere).await, Err(StoreError::NoAgency { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_service_of_another_agency_is_not_there() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        directory.agencies.push(example::agency("a2"));
        store.put(&directory, example::SOURCE).await.unwrap();
        let (other, id): (AgencyId, ServiceId) = ("a2".into(), "s1".into());
        let edition: Edition = own(&store, "s1").await.edition;
        assert!(store.own_service(&other, &id).await.unwrap().is_none());
        assert!(store.own_services(&other).await.unwrap().is_empty());
        let theirs = Service { name: "Mine now".into(), ..example::plain("a2", "s1") };
        let refused = store.save_service(&theirs, edition).await;
        assert!(matches!(refused, Err(StoreError::NoService { .. })));
        let refused = store.set_confidential((&other, &id, edition), None, 1).await;
        assert!(matches!(refused, Err(StoreError::NoService { .. })));
        let refused = store.confirm_listing(&other, &[(id, edition)], date(2026, 5, 1)).await;
        assert!(matches!(refused, Err(StoreError::NoService { .. })));
        assert_eq!(store.directory().await.unwrap(), Directory { ..directory });
    })
    .await;
}
