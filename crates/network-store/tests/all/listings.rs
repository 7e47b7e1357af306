//! One service's page, and a handful of them.

use network::Service;
use network_store::Listing;

use crate::both::{Fresh, on_both};
use crate::example;

#[tokio::test]
async fn a_listing_is_a_service_with_its_agency_and_its_places_in_order() {
    on_both(async |Fresh { store, .. }| {
        let directory = example::directory();
        store.put(&directory, example::SOURCE).await.unwrap();
        let expected = Listing {
            agency: directory.agencies[0].clone(),
            service: directory.services[0].clone(),
            places: vec![directory.places[1].clone(), directory.places[0].clone()],
        };
        let listing = store.listing(&"a1".into(), &"s1".into()).await.unwrap();
        assert_eq!(listing, Some(expected));
        for (agency, service) in [("a1", "s9"), ("a9", "s1"), ("a1", "s1\0"), ("", "")] {
            assert_eq!(store.listing(&agency.into(), &service.into()).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn listings_come_in_the_order_asked_for_without_those_that_are_gone() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        directory.agencies.push(example::agency("a2"));
        directory.services.extend((0..600).map(|number| {
            let service = example::plain("a2", &format!("s{number}"));
            Service { places: Vec::new(), ..service }
        }));
        store.put(&directory, example::SOURCE).await.unwrap();

        let mut ids: Vec<_> =
            (0..600).rev().map(|number| ("a2".into(), format!("s{number}").into())).collect();
        ids.insert(100, ("a1".into(), "s2".into()));
        ids.insert(200, ("a1".into(), "s404".into()));
        let listings = store.listings(&ids).await.unwrap();
        let found = listings.iter().map(|listing| (listing.agency.id.clone(), listing.service.id.clone()));
        ids.remove(200);
        assert_eq!(found.collect::<Vec<_>>(), ids);
        assert_eq!(store.listings(&[]).await.unwrap(), []);
    })
    .await;
}
