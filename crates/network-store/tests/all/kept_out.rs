//! What must not enter, and that nothing half-written stays behind.

use network::{Directory, Point, Service};
use network_store::{MAX_ID_BYTES, StoreError};
use sql::{Constraint, Database, TransactionName};

use crate::both::{Fresh, on_both};
use crate::{example, rows};

const HIDDEN: &str = "77 Canary Passage";

#[tokio::test]
async fn a_place_that_was_set_aside_never_says_where_it_is() {
    on_both(async |Fresh { store, folder, .. }| {
        let mut directory = example::directory();
        store.put(&directory, example::SOURCE).await.unwrap();

        let telling = [
            ("street", |directory: &mut Directory| directory.places[1].address.street = Some(HIDDEN.into())),
            ("postal code", |directory| directory.places[1].address.postal_code = Some(HIDDEN.into())),
            ("point", |directory| directory.places[1].point = Point::new(41.0, -87.0)),
            ("transport", |directory| directory.places[1].transport = Some(HIDDEN.into())),
            ("columns of its own", |directory| {
                let column = network::Attribute { name: "Field 7".into(), value: HIDDEN.into() };
                directory.places[1].attributes = vec![column];
            }),
        ] as [(&str, fn(&mut Directory)); 5];
        for (told, tell) in telling {
            let mut telling = directory.clone();
            tell(&mut telling);
            match store.put(&telling, example::SOURCE).await {
                Err(StoreError::SetAside { place, part, .. }) => {
                    assert_eq!((place.as_str(), part), ("p2", told));
                }
                other => panic!("{told}: {other:?}"),
            }
        }
        directory.places[1].set_aside = Some("7* C***** P******".into());
        store.put(&directory, example::SOURCE).await.unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(HIDDEN.len()).any(|window| window == HIDDEN.as_bytes()));
        }
    })
    .await;
}

#[tokio::test]
async fn the_schema_itself_refuses_a_street_beside_a_masked_address() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let database = Database::open(&url, &network_store::SCHEMA).await.unwrap();
        let sql = "UPDATE place SET street = $1 WHERE id = 'p2'";
        let outcome: Result<u64, sql::Error> = database
            .write(TransactionName::new("tell"), |tx| {
                Box::pin(async move { tx.execute(sql, &[HIDDEN.into()]).await })
            })
            .await;
        let refused = matches!(outcome, Err(sql::Error::Constraint { constraint: Constraint::Check, .. }));
        assert!(refused, "{outcome:?}");
        database.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_id_of_another_source_is_refused_by_name_unless_it_says_the_same() {
    on_both(async |Fresh { store, url, .. }| {
        let ours = example::directory();
        store.put(&ours, example::SOURCE).await.unwrap();
        let before = rows::all(&url).await;

        let mut theirs = ours.clone();
        theirs.agencies[0].source = None;
        theirs.places.iter_mut().for_each(|place| place.source = None);
        theirs.services.iter_mut().for_each(|service| service.source = None);
        theirs.services[0].capacity = Some(example::capacity(99));
        assert!(!store.put(&theirs, "neighbour").await.unwrap().any());

        theirs.services[1].name = "Something else".into();
        theirs.agencies.push(example::agency("a2"));
        let refusal = store.put(&theirs, "neighbour").await.unwrap_err().to_string();
        assert_eq!(
            refusal,
            "service s2 of agency a1 belongs to the source helpline, and the source neighbour says something else \
             about it"
        );
        assert_eq!(rows::all(&url).await, before);
    })
    .await;
}

#[tokio::test]
async fn an_error_in_the_middle_leaves_the_store_as_it_was() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let before = rows::all(&url).await;

        // Enough services that many are written before the one that cannot be.
        let mut directory = example::directory();
        directory.agencies[0].name = "Changed".into();
        let more = (0..700).map(|number| example::service("a1", &format!("more-{number}")));
        directory.services.extend(more);
        directory.services.last_mut().unwrap().requirements[1].quote = Some("cut\0off".into());
        let refusal = store.put(&directory, example::SOURCE).await.unwrap_err().to_string();
        assert_eq!(refusal, "table requirement, agency a1, more-699: a text holds a NUL character (U+0000)");
        assert_eq!(rows::all(&url).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_text_of_a_megabyte_comes_back_whole() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        directory.services[0].description = Some("ñ\n\u{1}😀 ".repeat(120_000));
        directory.services[0].requirements[0].quote = Some("x".repeat(1_000_000));
        store.put(&directory, example::SOURCE).await.unwrap();
        assert_eq!(store.directory().await.unwrap(), directory);
    })
    .await;
}

#[tokio::test]
async fn the_longest_ids_are_stored_and_longer_ones_refused_by_name() {
    on_both(async |Fresh { store, .. }| {
        // Of letters in no order, since PostgreSQL would squeeze the same one.
        let mut state = 1_u32;
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'!' + u8::try_from(state >> 24).unwrap() % 90)
        };
        let mut id = || (0..MAX_ID_BYTES).map(|_| letter()).collect::<String>();
        let (agency, place, service) = (id(), id(), id());
        let mut directory = Directory {
            agencies: vec![example::agency(&agency)],
            places: vec![example::place(&agency, &place)],
            services: vec![Service {
                places: vec![place.as_str().into()],
                ..example::service(&agency, &service)
            }],
        };
        store.put(&directory, example::SOURCE).await.unwrap();
        assert_eq!(store.directory().await.unwrap(), directory);

        directory.services[0].id = "s".repeat(1_000_000).into();
        let refusal = store.put(&directory, example::SOURCE).await.unwrap_err().to_string();
        let expected = format!(
            "the service id that begins with `{}` cannot be stored: it has 1000000 bytes, and 1000 is the most",
            "s".repeat(40)
        );
        assert_eq!(refusal, expected);

        directory.services[0].id = "s\0".into();
        let refusal = store.put(&directory, example::SOURCE).await.unwrap_err().to_string();
        assert!(refusal.contains("it holds a NUL character"), "{refusal}");
    })
    .await;
}

#[tokio::test]
async fn records_that_hang_in_the_air_are_refused_by_name() {
    on_both(async |Fresh { store, url, .. }| {
        let before = rows::all(&url).await;
        let directory = example::directory();

        let mut twice = directory.clone();
        twice.services.push(example::plain("a1", "s2"));
        let refusal = store.put(&twice, example::SOURCE).await.unwrap_err();
        assert_eq!(refusal.to_string(), "the directory has the service s2 of agency a1 twice");

        let mut orphan = directory.clone();
        orphan.places.push(example::place("a9", "p9"));
        let refusal = store.put(&orphan, example::SOURCE).await.unwrap_err();
        assert_eq!(refusal.to_string(), "the place p9 is of agency a9, which is not there");

        let mut nowhere = directory.clone();
        nowhere.services[1].places = vec!["p1".into(), "p7".into()];
        let refusal = store.put(&nowhere, example::SOURCE).await.unwrap_err();
        assert_eq!(refusal.to_string(), "service s2 of agency a1 is at place p7, which is not there");

        let mut endless = directory;
        let center = Point::new(1.0, 1.0).unwrap();
        endless.services[0].areas = vec![network::Area::Circle { center, km: f64::INFINITY }];
        let refusal = store.put(&endless, example::SOURCE).await.unwrap_err();
        assert_eq!(refusal.to_string(), "table area, agency a1, s1: a number is not finite");

        assert_eq!(rows::all(&url).await, before);
    })
    .await;
}
