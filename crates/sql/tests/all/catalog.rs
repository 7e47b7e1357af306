use sql::{ColumnInfo, Database, Error, Kind, Migration, Schema, SchemaError};

use crate::engines::{on_both, with_both};

static SCHEMA: Schema = Schema {
    name: "network",
    program: 1,
    migrations: &[Migration {
        number: 1,
        name: "services",
        sql: "CREATE TABLE service (
                agency TEXT NOT NULL, name TEXT, id TEXT NOT NULL, km DOUBLE PRECISION, seal BYTEA NOT NULL,
                PRIMARY KEY (id, agency)
            );
            CREATE TABLE \"Agency\" (n BIGINT NOT NULL PRIMARY KEY);
            CREATE INDEX service_name ON service (name);
            ALTER TABLE service ADD COLUMN since BIGINT;
            ALTER TABLE service DROP COLUMN km;",
        oldest_program: 1,
    }],
};

fn column(table: &str, column: &str, kind: Kind, nullable: bool, primary_key: Option<u32>) -> ColumnInfo {
    let (table, column) = (table.to_owned(), column.to_owned());
    ColumnInfo { table, column, kind, nullable, primary_key_position: primary_key }
}

#[tokio::test]
async fn the_catalogs_of_both_engines_are_the_same() {
    with_both(&SCHEMA, async |db| {
        let expected = [
            column("Agency", "n", Kind::Int, false, Some(1)),
            column("service", "agency", Kind::Text, false, Some(2)),
            column("service", "name", Kind::Text, true, None),
            column("service", "id", Kind::Text, false, Some(1)),
            column("service", "seal", Kind::Bytes, false, None),
            column("service", "since", Kind::Int, true, None),
        ];
        assert_eq!(db.catalog().await.unwrap(), expected);
    })
    .await;
}

#[tokio::test]
async fn a_type_that_the_engines_do_not_share_is_refused() {
    static VARCHAR: Schema = Schema {
        name: "network",
        program: 1,
        migrations: &[Migration {
            number: 1,
            name: "stray",
            sql: "CREATE TABLE stray (id TEXT NOT NULL PRIMARY KEY, amount NUMERIC);",
            oldest_program: 1,
        }],
    };
    on_both(async |url| {
        let db = Database::open(url, &VARCHAR).await.unwrap();
        let error = db.catalog().await.unwrap_err();
        assert!(matches!(error.cause(), Error::Schema(SchemaError::Column { .. })), "{error}");
        assert!(error.to_string().starts_with("column stray.amount: the type NUMERIC"), "{error}");
        db.close().await;
    })
    .await;
}
