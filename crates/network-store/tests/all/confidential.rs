//! A location that its agency says is confidential is nowhere in the store any more.

use network::export::{IdKey, Listing, Public};
use network::{Place, Point, ServiceId, Visibility};
use network_store::{AskedChange, NetworkStore, StoreError};
use sql::Engine;

use crate::both::{Fresh, on_both};
use crate::own::own;
use crate::{example, rows};

const STREET: &str = "77 Canary Passage";
const KEY: IdKey = IdKey::new([7; 32]);
/// What tells where it is, in small letters.
const TELLING: [&str; 4] = ["canary", "60601-4321", "41.88", "heron"];

fn directory() -> network::Directory {
    let mut directory = example::directory();
    let place = &mut directory.places[0];
    place.address.street = Some(STREET.into());
    place.address.postal_code = Some("60601-4321".into());
    place.transport = Some("Tram to Heron Stairs, then up".into());
    let text = format!("Advice at {STREET}.");
    // Nothing in it looks sensitive by itself, so that all of it is published.
    for service in &mut directory.services {
        service.name = "Legal advice".into();
        (service.alternate_name, service.url, service.email) = (None, None, None);
        service.needs = vocabulary::Set::default();
        service.audience.clear();
        service.crisis_line = false;
        service.visible_to = Visibility::Public;
        service.confidential = false;
        service.places = vec!["p1".into()];
        service.description = Some(text.clone());
        service.attributes.clear();
    }
    directory.services[0].requirements[0].quote = Some(format!("an ID at {STREET}"));
    directory.agencies[0].description = Some(text);
    directory
}

async fn publish(store: &NetworkStore, now: i64) {
    let directory = store.directory().await.unwrap();
    let public = Public::of(&directory, &KEY);
    let revision = store.revision().await.unwrap();
    store.publish(&Listing::of(&public), revision, now).await.unwrap();
}

fn tells(row: &str) -> bool {
    let row = row.to_lowercase();
    TELLING.iter().any(|telling| row.contains(telling))
}

async fn found(url: &str) -> Vec<String> {
    let all = rows::all(url).await;
    all.values().flatten().filter(|row| tells(row)).cloned().collect()
}

#[tokio::test]
async fn marking_takes_the_address_out_of_every_row_and_every_byte() {
    on_both(async |Fresh { store, url, folder }| {
        store.put(&directory(), example::SOURCE).await.unwrap();
        publish(&store, 1_000).await;
        let (agency, id) = ("a1".into(), ServiceId::from("s1"));
        let edition = own(&store, "s1").await.edition;
        let why = format!("as at {STREET}");
        let day = jiff::civil::date(2026, 5, 4);
        let confirm = AskedChange::Confirm(0);
        let edition = store.change_asked((&agency, &id, edition), &confirm, Some(&why), day).await.unwrap();
        let there = rows::all(&url).await;
        for table in
            ["agency", "place", "service", "requirement_history", "published_record", "published_words"]
        {
            assert!(there[table].iter().any(|row| tells(row)), "there is something to find in {table}");
        }

        store.set_confidential((&agency, &id, edition), Some(&["p1".into()]), 2_000).await.unwrap();
        assert_eq!(found(&url).await, [""; 0]);
        let held = own(&store, "s1").await;
        assert!(held.service.confidential);
        assert!(own(&store, "s2").await.service.confidential, "it is had at the same place");
        assert_eq!(store.asked_history(&agency, &id).await.unwrap().len(), 1, "what became of it stays");
        publish(&store, 3_000).await;
        assert_eq!(found(&url).await, [""; 0]);

        // Neither the list that it came from brings it back, nor a new id for the same house.
        store.put(&directory(), example::SOURCE).await.unwrap();
        assert_eq!(found(&url).await, [""; 0]);
        let mut newer = directory();
        newer.places[0].id = "p-new".into();
        newer.services.iter_mut().for_each(|service| service.places = vec!["p-new".into()]);
        store.put(&newer, example::SOURCE).await.unwrap();
        publish(&store, 4_000).await;
        assert_eq!(found(&url).await, [""; 0]);

        let place = Place { attributes: Vec::new(), ..example::place("a1", "p1") };
        let own = store.own_places(&agency).await.unwrap();
        let seen = own.iter().find(|own| own.place.id.as_str() == "p1").unwrap().edition;
        let refused = store.save_place(&place, Some(seen)).await;
        assert!(matches!(refused, Err(StoreError::Confidential { .. })), "{refused:?}");

        store.close().await;
        if store.engine() == Engine::Sqlite {
            for file in std::fs::read_dir(folder.path()).unwrap() {
                let path = file.unwrap().path();
                let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
                for telling in TELLING {
                    let there = bytes.windows(telling.len()).any(|window| window == telling.as_bytes());
                    assert!(!there, "{telling} in {}", path.display());
                }
                let point = 41.88_f64.to_be_bytes().to_ascii_lowercase();
                assert!(!bytes.windows(8).any(|window| window == point.as_slice()), "{}", path.display());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_confidential_no_more_gets_its_address_from_the_agency_alone() {
    on_both(async |Fresh { store, .. }| {
        store.put(&directory(), example::SOURCE).await.unwrap();
        let (agency, id) = ("a1".into(), ServiceId::from("s1"));
        let edition = own(&store, "s1").await.edition;
        let places = ["p1".into(), "p-elsewhere".into()];
        let edition = store.set_confidential((&agency, &id, edition), Some(&places), 1).await.unwrap();
        store.set_confidential((&agency, &id, edition), None, 2).await.unwrap();
        let other = own(&store, "s2").await;
        store.set_confidential((&agency, &"s2".into(), other.edition), None, 3).await.unwrap();
        let held = store.own_places(&agency).await.unwrap().remove(0);
        assert_eq!((held.place.address.street.as_ref(), held.place.point), (None, None));
        assert!(!own(&store, "s1").await.service.confidential);
        store.put(&directory(), example::SOURCE).await.unwrap();
        assert!(!own(&store, "s1").await.service.confidential);

        let mut next = Place { set_aside: None, point: Point::new(41.9, -87.6), ..held.place };
        next.address.street = Some("1 Open Square".into());
        store.save_place(&next, Some(held.edition)).await.unwrap();
        assert_eq!(store.own_places(&agency).await.unwrap().remove(0).place, next);
    })
    .await;
}
