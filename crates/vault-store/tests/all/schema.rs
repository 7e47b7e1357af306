//! The tables themselves: the same on both engines, and as docs/sealing.md has them.

use sql::{ColumnInfo, Database, Kind, Schema};
use vault_store::{keys, vault};

use crate::both::on_both;

const SCHEMAS: [&Schema; 2] = [&keys::SCHEMA, &vault::SCHEMA];

async fn catalog(url: &str, schema: &'static Schema) -> Vec<ColumnInfo> {
    let database = Database::open(url, schema).await.unwrap();
    let catalog = database.catalog().await.unwrap();
    database.close().await;
    catalog
}

#[tokio::test]
async fn the_two_engines_have_the_same_tables() {
    for schema in SCHEMAS {
        let catalogs = std::cell::RefCell::new(Vec::new());
        on_both(async |place| {
            let catalog = catalog(&place.url(schema.name), schema).await;
            catalogs.borrow_mut().push(catalog);
        })
        .await;
        let [sqlite, postgres] = catalogs.into_inner().try_into().unwrap();
        assert_eq!(sqlite, postgres);
    }
}

#[tokio::test]
async fn the_agency_leads_every_key_and_every_row_says_what_wrote_it() {
    on_both(async |place| {
        for schema in SCHEMAS {
            let catalog = catalog(&place.url(schema.name), schema).await;
            for column in &catalog {
                let first = catalog
                    .iter()
                    .find(|other| other.table == column.table && other.primary_key_position == Some(1));
                let lead = first.unwrap().column.as_str();
                match column.table.as_str() {
                    // One row for the whole store.
                    "about" | "pepper" | "clock" => assert_eq!(lead, "part"),
                    // Looked for before it is known whose it is.
                    "session" => assert_eq!(lead, "hash"),
                    table => assert_eq!(lead, "agency_id", "{table}"),
                }
                let written_by =
                    catalog.iter().find(|other| other.table == column.table && other.column == "written_by");
                assert!(written_by.is_some_and(|column| !column.nullable && column.kind == Kind::Text));
                assert!(column.primary_key_position.is_none() || !column.nullable, "{column:?}");
            }
        }
    })
    .await;
}

#[test]
fn every_table_and_column_says_what_it_is() {
    let migrations = SCHEMAS.iter().flat_map(|schema| schema.migrations);
    let all = migrations.flat_map(|migration| migration.sql.lines());
    for (above, line) in all.clone().zip(all.skip(1)) {
        let declares =
            line.starts_with("    ") && [" TEXT", " BIGINT", " BYTEA"].iter().any(|kind| line.contains(kind));
        assert!(!declares || line.contains("-- "), "{line}");
        assert!(!line.starts_with("CREATE TABLE") || above.starts_with("-- "), "{line}");
    }
}
