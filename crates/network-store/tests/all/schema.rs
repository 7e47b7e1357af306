//! The tables themselves: the same on both engines, and as DESIGN section 5 has them.

use network_store::{NetworkStore, SCHEMA, StoreError};
use sql::{ColumnInfo, Database, Engine, Kind, TransactionName};

use crate::both::{Fresh, fresh, on_both};
use crate::example;

async fn catalog(engine: Engine) -> Vec<ColumnInfo> {
    let fresh = fresh(engine).await;
    let database = Database::open(&fresh.url, &SCHEMA).await.unwrap();
    let catalog = database.catalog().await.unwrap();
    database.close().await;
    fresh.store.close().await;
    catalog
}

#[tokio::test]
async fn the_two_engines_have_the_same_tables() {
    assert_eq!(catalog(Engine::Sqlite).await, catalog(Engine::Postgres).await);
}

#[tokio::test]
async fn the_agency_leads_every_key_and_every_row_says_what_wrote_it() {
    let catalog = catalog(Engine::Sqlite).await;
    let mut tables: Vec<_> = catalog.iter().map(|column| column.table.as_str()).collect();
    tables.dedup();
    for table in tables {
        let columns: Vec<_> = catalog.iter().filter(|column| column.table == table).collect();
        let lead = columns.iter().find(|column| column.primary_key_position == Some(1)).unwrap();
        match table {
            "agency" => assert_eq!(lead.column, "id"),
            "revision" | "publication" | "id_key" => assert_eq!(lead.column, "part"),
            // A round asks all agencies.
            "confirmation_round" => assert_eq!(lead.column, "began"),
            // What is published has ids that are unique among all of a kind.
            published if published.starts_with("published") => {}
            _ => assert_eq!(lead.column, "agency_id", "{table}"),
        }
        let written_by = columns.iter().find(|column| column.column == "written_by").unwrap();
        assert!(!written_by.nullable && written_by.kind == Kind::Text, "{table}");
        assert!(
            columns.iter().all(|column| column.primary_key_position.is_none() || !column.nullable),
            "{table}"
        );
    }
}

#[test]
fn every_table_and_column_says_what_it_is() {
    let all = SCHEMA.migrations.iter().flat_map(|migration| migration.sql.lines());
    for (above, line) in all.clone().zip(all.skip(1)) {
        let declares = line.starts_with("    ")
            && [" TEXT", " BIGINT", " DOUBLE"].iter().any(|kind| line.contains(kind));
        assert!(!declares || line.contains("-- "), "{line}");
        assert!(!line.starts_with("CREATE TABLE") || above.starts_with("-- "), "{line}");
    }
}

#[tokio::test]
async fn a_code_that_is_no_longer_known_is_named_with_its_table_column_and_row() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        for (sql, expected) in [
            (
                "UPDATE requirement SET kind = 'passport-photo' WHERE ordinal = 1",
                "table requirement, column kind, row (agency_id a1, owner_id s1, ordinal 1): `passport-photo` is not",
            ),
            (
                "UPDATE word SET code = 'teleport' WHERE owner = 'service' AND vocabulary = 'feature'",
                "table word, column code, row (agency_id a1, owner_id s1, vocabulary feature): `teleport` is not",
            ),
            (
                "UPDATE service SET status = 'gone' WHERE id = 's1'",
                "table service, column status, row (agency_id a1, id s1): `gone` is not",
            ),
            (
                "UPDATE capacity SET as_of = 'soon'",
                "table capacity, column as_of, row (agency_id a1, owner_id s1): `soon` is not a date",
            ),
        ] {
            run(&url, sql).await;
            let error = store.directory().await.unwrap_err();
            assert!(error.to_string().starts_with(expected), "{error}");
            assert!(matches!(error, StoreError::Row { .. }));
            mend(&store, &url).await;
        }
    })
    .await;
}

/// Puts the example's values back.
async fn mend(store: &NetworkStore, url: &str) {
    let kind = example::directory().services[0].requirements[1].kind;
    run(url, format!("UPDATE requirement SET kind = '{kind}' WHERE ordinal = 1").leak()).await;
    run(url, "UPDATE word SET code = 'wheelchair' WHERE owner = 'service' AND vocabulary = 'feature'").await;
    run(url, "UPDATE service SET status = 'paused' WHERE id = 's1'").await;
    run(url, "UPDATE capacity SET as_of = '2026-04-01'").await;
    assert_eq!(store.directory().await.unwrap(), example::directory());
}

async fn run(url: &str, sql: &'static str) {
    let database = Database::open(url, &SCHEMA).await.unwrap();
    let changed: Result<u64, sql::Error> =
        database.write(TransactionName::new("spoil"), |tx| Box::pin(tx.execute(sql, &[]))).await;
    assert!(changed.unwrap() > 0);
    database.close().await;
}
