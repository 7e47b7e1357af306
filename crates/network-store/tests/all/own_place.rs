//! An agency adds, corrects and takes off places of its own.

use network::{Address, AgencyId, Directory, Place, PlaceId};
use network_store::{NetworkStore, OwnPlace, PlaceEdit, StoreError};

use crate::both::{Fresh, on_both};
use crate::own::own;
use crate::{example, rows};

/// The example's directory as a list gives it: nothing is marked as confidential.
fn directory() -> Directory {
    let mut directory = example::directory();
    for service in &mut directory.services {
        service.confidential = false;
    }
    directory
}

async fn place(store: &NetworkStore, id: &str) -> Option<OwnPlace> {
    let own = store.own_places(&"a1".into()).await.unwrap();
    own.into_iter().find(|own| own.place.id.as_str() == id)
}

fn new(id: &str) -> Place {
    let mut place = Place { source: None, attributes: Vec::new(), ..example::place("a1", id) };
    place.address.street = Some("77 Heron Lane".into());
    place
}

fn edit<'a>(
    place: &'a Place,
    seen: Option<&OwnPlace>,
    services: &'a [network::ServiceId],
    is_confidential: bool,
) -> PlaceEdit<'a> {
    PlaceEdit { place, seen: seen.map(|own| own.edition), services, had: &[], is_confidential }
}

#[tokio::test]
async fn a_place_is_added_with_its_services_and_taken_off_for_good() {
    on_both(async |Fresh { store, .. }| {
        store.put(&directory(), example::SOURCE).await.unwrap();
        let added = new("p9");
        store.keep_place(edit(&added, None, &["s2".into()], false), 1).await.unwrap();
        assert_eq!(place(&store, "p9").await.unwrap().place, added);
        assert!(own(&store, "s2").await.service.places.contains(&"p9".into()));
        assert!(!own(&store, "s1").await.service.places.contains(&"p9".into()));
        let twice = store.keep_place(edit(&added, None, &[], false), 1).await;
        assert!(matches!(twice, Err(StoreError::Taken { .. })));

        let seen = place(&store, "p9").await.unwrap();
        let moved = Place { name: Some("The annexe".into()), ..added.clone() };
        let (s1, s2) = (["s1".into()], ["s2".into()]);
        let from_s2 = PlaceEdit { had: &s2, ..edit(&moved, Some(&seen), &s1, false) };
        store.keep_place(from_s2, 1).await.unwrap();
        assert!(own(&store, "s1").await.service.places.contains(&"p9".into()));
        assert!(!own(&store, "s2").await.service.places.contains(&"p9".into()));
        let late = PlaceEdit { had: &s1, ..edit(&added, Some(&seen), &[], false) };
        let late = store.keep_place(late, 1).await;
        assert!(matches!(late, Err(StoreError::Changed { .. })));
        assert!(own(&store, "s1").await.service.places.contains(&"p9".into()), "nothing of it was taken");

        // What somebody else said of a service meanwhile, on its own page, stays.
        let seen = place(&store, "p9").await.unwrap();
        let mut other = own(&store, "s1").await;
        other.service.places.retain(|place| place.as_str() != "p9");
        store.save_service(&other.service, other.edition).await.unwrap();
        let renamed = Place { name: Some("The yard".into()), ..moved.clone() };
        let same = PlaceEdit { had: &s1, ..edit(&renamed, Some(&seen), &s1, false) };
        store.keep_place(same, 1).await.unwrap();
        assert!(!own(&store, "s1").await.service.places.contains(&"p9".into()));

        // One that a list names does not come back with the list, nor do the services that name it.
        let (agency, id): (AgencyId, PlaceId) = ("a1".into(), "p1".into());
        let seen = place(&store, "p1").await.unwrap();
        store.remove_place(&agency, &id, seen.edition).await.unwrap();
        assert!(place(&store, "p1").await.is_none());
        let mut newer = directory();
        newer.services[1].places = vec!["p1".into()];
        store.put(&newer, example::SOURCE).await.unwrap();
        assert!(place(&store, "p1").await.is_none());
        assert!(!own(&store, "s2").await.service.places.contains(&id));
        let again = store.remove_place(&agency, &id, seen.edition).await;
        assert!(matches!(again, Err(StoreError::NotThere { .. })));
    })
    .await;
}

#[tokio::test]
async fn of_a_confidential_place_nothing_but_the_town_is_ever_stored() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&directory(), example::SOURCE).await.unwrap();
        let given = new("p9");
        store.keep_place(edit(&given, None, &["s2".into()], true), 1).await.unwrap();
        let tells = |rows: &std::collections::BTreeMap<_, Vec<String>>| {
            rows.values().flatten().any(|row| row.contains("Heron"))
        };
        assert!(!tells(&rows::all(&url).await));
        let seen = place(&store, "p9").await.unwrap();
        let Address { city, state, country, .. } = given.address.clone();
        assert_eq!(seen.place.address, Address { city, state, country, ..Address::default() });
        assert!(seen.place.point.is_none() && seen.place.transport.is_none());
        assert!(own(&store, "s2").await.service.confidential, "what is had there is confidential");

        // Its address does not come back while something there is confidential.
        let refused = store.keep_place(edit(&given, Some(&seen), &["s2".into()], false), 1).await;
        assert!(matches!(refused, Err(StoreError::Confidential { .. })));

        // One that was public is taken out of the store with its address; a list does not bring it back, not even
        // when the place was taken off since.
        let public = new("p8");
        store.keep_place(edit(&public, None, &["s1".into()], false), 1).await.unwrap();
        assert!(tells(&rows::all(&url).await));
        let seen = place(&store, "p8").await.unwrap();
        store.keep_place(edit(&public, Some(&seen), &["s1".into()], true), 2).await.unwrap();
        assert!(!tells(&rows::all(&url).await));
        let seen = place(&store, "p8").await.unwrap();
        store.remove_place(&"a1".into(), &"p8".into(), seen.edition).await.unwrap();
        let mut newer = directory();
        newer.places.push(public);
        newer.places.sort_by(|a, b| a.id.cmp(&b.id));
        newer.agencies[0].description = Some("Ring at 77 Heron Lane.".into());
        store.put(&newer, example::SOURCE).await.unwrap();
        assert!(!tells(&rows::all(&url).await), "the list's own texts do not tell it either");
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_beside_a_confidential_address_does_not_tell_it() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&directory(), example::SOURCE).await.unwrap();
        let telling = |id: &str| {
            let mut place = new(id);
            place.name = Some("The house at 77 Heron Lane".into());
            place.schedule.note = Some("Ring twice at 77 Heron Lane.".into());
            place.phones[0].note = Some("At 77 Heron Lane.".into());
            place
        };
        let tells = |rows: &std::collections::BTreeMap<_, Vec<String>>| {
            rows.values().flatten().any(|row| row.contains("Heron"))
        };
        // A new one, while the agency's own words had the address already.
        let mut agency = store.own_agency(&"a1".into()).await.unwrap().unwrap();
        agency.agency.description = Some("Come to 77 Heron Lane.".into());
        store.save_agency(&agency.agency, agency.edition).await.unwrap();
        let given = telling("p9");
        store.keep_place(edit(&given, None, &["s2".into()], true), 1).await.unwrap();
        assert!(!tells(&rows::all(&url).await), "a new place");
        let kept = place(&store, "p9").await.unwrap().place;
        assert_eq!(
            kept.phones[0].number, given.phones[0].number,
            "whoever typed a number wants to be called"
        );

        // One that was public.
        let given = telling("p8");
        store.keep_place(edit(&given, None, &["s1".into()], false), 1).await.unwrap();
        let seen = place(&store, "p8").await.unwrap();
        store.keep_place(edit(&given, Some(&seen), &["s1".into()], true), 2).await.unwrap();
        assert!(!tells(&rows::all(&url).await), "a place that was public");

        // One that is confidential already, with its address typed again.
        let seen = place(&store, "p8").await.unwrap();
        store.keep_place(edit(&given, Some(&seen), &["s1".into()], true), 3).await.unwrap();
        assert!(!tells(&rows::all(&url).await), "a place that was confidential");
    })
    .await;
}

#[tokio::test]
async fn a_post_box_can_be_confidential() {
    on_both(async |Fresh { store, .. }| {
        store.put(&directory(), example::SOURCE).await.unwrap();
        let mut given = new("p9");
        given.address.street = Some("PO Box 12".into());
        (given.point, given.transport) = (None, None);
        store.keep_place(edit(&given, None, &["s2".into()], false), 1).await.unwrap();
        let seen = place(&store, "p9").await.unwrap();
        store.keep_place(edit(&given, Some(&seen), &["s2".into()], true), 2).await.unwrap();
        let kept = place(&store, "p9").await.unwrap().place;
        assert!(kept.set_aside.is_some() && kept.address.street.is_none());
    })
    .await;
}
