//! A network's store goes to another engine and back, with everything in it.

use std::ops::ControlFlow;

use network::export::{IdKey, Listing, Public};
use network::{Month, Outcome, Report, Service, Visibility};
use network_store::{AskedChange, ConfirmationRound, MoveProgress, NetworkStore, StoreError};
use sql::Engine;

use crate::both::fresh;
use crate::{example, rows};

fn go_on(_: MoveProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

const KEY: IdKey = IdKey::new([7; 32]);

/// A store in which every table has rows. Whoever adds a table adds a row of it here.
async fn filled(engine: Engine) -> crate::both::Fresh {
    let fresh = fresh(engine).await;
    let store = &fresh.store;
    let mut earlier = example::directory();
    earlier.services[0].name = "As it was called before".into();
    store.put(&earlier, example::SOURCE).await.unwrap();
    store.put(&example::directory(), example::SOURCE).await.unwrap();
    let capacity = example::capacity(2);
    store.set_capacity(&"a1".into(), &"s2".into(), Some(&capacity)).await.unwrap();
    let report = Report {
        agency: "a1".into(),
        service: "s1".into(),
        kind: "photo-id".parse().unwrap(),
        month: Some(Month::of(jiff::civil::date(2026, 3, 11))),
        outcome: Some(Outcome::TurnedAway),
    };
    store.tell(&[report.clone(), report]).await.unwrap();
    let day = jiff::civil::date(2026, 5, 4);
    store.begin_round(ConfirmationRound { began: day, until: jiff::civil::date(2026, 6, 1) }).await.unwrap();
    let own = store.own_service(&"a1".into(), &"s1".into()).await.unwrap().unwrap();
    let name = "As the agency calls it".into();
    let edition = store.save_service(&Service { name, ..own.service }, own.edition).await.unwrap();
    let of = (&"a1".into(), &"s1".into(), edition);
    store.change_asked(of, &AskedChange::Confirm(1), Some("asked at the door"), day).await.unwrap();
    let mut directory = store.directory().await.unwrap();
    directory.services.iter_mut().for_each(|service| service.visible_to = Visibility::Public);
    let public = Public::of(&directory, &KEY);
    store.id_key(|| Ok::<_, StoreError>(KEY)).await.unwrap();
    let revision = store.revision().await.unwrap();
    store.publish(&Listing::of(&public), revision, 1_000).await.unwrap();
    fresh
}

/// The database's tables by PostgreSQL's own view, without what the catalog of `sql` makes of them.
fn tables_of_postgres(url: &str) -> Vec<String> {
    let sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE \"C\"";
    let tables = testkit::postgres::query(url, sql);
    tables.lines().filter(|table| *table != "schema_migration").map(str::to_owned).collect()
}

#[tokio::test]
async fn no_table_is_left_behind_on_the_way_there_and_back() {
    let (sqlite, postgres) = (Engine::Sqlite, Engine::Postgres);
    for (near, far) in [(sqlite, postgres), (postgres, sqlite)] {
        let start = filled(near).await;
        let folder = tempfile::tempdir().unwrap();
        let new = |engine: Engine, name: &str| match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.path().join(name).display()),
            Engine::Postgres => testkit::postgres::database(),
        };
        let (there, back) = (new(far, "there.sqlite"), new(near, "back.sqlite"));
        let forth = NetworkStore::move_between(&start.url, &there, &go_on).await.unwrap();
        let home = NetworkStore::move_between(&there, &back, &go_on).await.unwrap();

        let before = rows::all(&start.url).await;
        let empty: Vec<_> = before.iter().filter(|(_, rows)| rows.is_empty()).collect();
        assert!(empty.is_empty(), "fill these in `filled`, so that they are seen to move: {empty:?}");
        assert_eq!(rows::all(&there).await, before);
        assert_eq!(rows::all(&back).await, before);
        assert_eq!(forth.checksum, home.checksum);
        assert_eq!((forth.kept, forth.again), (0, 0));

        let on_postgres = [&start.url, &there].into_iter().find(|url| url.starts_with("postgres:")).unwrap();
        let moved: Vec<_> = forth.checksum.tables.iter().map(|table| table.table.clone()).collect();
        assert_eq!(moved, tables_of_postgres(on_postgres));
        assert!(moved.contains(&"service".to_owned()), "{moved:?}");
        assert!(forth.checksum.tables.iter().all(|table| table.rows > 0), "{:?}", forth.checksum);

        let store = NetworkStore::open(&back).await.unwrap();
        let old = &start.store;
        assert_eq!(store.checksum(&go_on).await.unwrap(), forth.checksum);
        assert_eq!(store.directory().await.unwrap(), old.directory().await.unwrap());
        assert_eq!(store.revision().await.unwrap(), old.revision().await.unwrap());
        assert_eq!(store.capacities().await.unwrap(), old.capacities().await.unwrap());
        assert_eq!(store.told(&"a1".into()).await.unwrap(), old.told(&"a1".into()).await.unwrap());
        assert_eq!(store.held_id_key().await.unwrap(), Some(KEY), "ids stay on the way");
        let again = store.put(&example::directory(), example::SOURCE).await.unwrap();
        assert!(!again.any(), "a newer import finds nothing new: {again:?}");
        store.close().await;
    }
}

#[tokio::test]
async fn a_checksum_tells_of_a_report_which_no_revision_does() {
    let start = filled(Engine::Sqlite).await;
    let (before, revision) =
        (start.store.checksum(&go_on).await.unwrap(), start.store.revision().await.unwrap());
    let told = start.store.told(&"a1".into()).await.unwrap();
    start.store.tell(&[told[0].report.clone()]).await.unwrap();
    assert_eq!(start.store.revision().await.unwrap(), revision);
    assert_ne!(start.store.checksum(&go_on).await.unwrap().sha256, before.sha256);
}
