use sql::{Database, Error, Migration, Schema, SchemaError, TransactionName};

use crate::engines::on_both;

const COUNT: TransactionName = TransactionName::new("count-rows");

const FIRST: Migration = Migration {
    number: 1,
    name: "agencies",
    sql: "-- two statements; the second would fail, or count, if it ran twice
        CREATE TABLE agency (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
        INSERT INTO agency (id, name) VALUES ('a;1', 'Harbour -- House');",
    oldest_program: 1,
};
const SECOND: Migration = Migration {
    number: 2,
    name: "places",
    sql: "ALTER TABLE agency ADD COLUMN place TEXT; INSERT INTO agency (id, name) VALUES ('b', 'Pier');",
    oldest_program: 1,
};
const BREAKING: Migration =
    Migration { number: 3, name: "split", sql: "DROP TABLE agency;", oldest_program: 3 };

static ONE: Schema = Schema { name: "network", program: 1, migrations: &[FIRST] };
static TWO: Schema = Schema { name: "network", program: 2, migrations: &[FIRST, SECOND] };
static THREE: Schema = Schema { name: "network", program: 3, migrations: &[FIRST, SECOND, BREAKING] };

async fn agencies(db: &Database) -> Result<i64, Error> {
    db.read(COUNT, |tx| {
        Box::pin(async { tx.fetch_one("SELECT COUNT(*) AS n FROM agency", &[]).await?.int("n") })
    })
    .await
}

async fn refusal(url: &str, schema: &'static Schema) -> SchemaError {
    match Database::open(url, schema).await.as_ref().map_err(Error::cause) {
        Err(Error::Schema(refusal)) => refusal.clone(),
        other => panic!("expected the schema to be refused, not {other:?}"),
    }
}

#[tokio::test]
async fn migrations_run_once() {
    on_both(async |url| {
        for (schema, expected) in [(&ONE, 1), (&ONE, 1), (&TWO, 2), (&TWO, 2)] {
            let db = Database::open(url, schema).await.unwrap();
            assert_eq!(agencies(&db).await.unwrap(), expected);
            db.close().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn openers_at_the_same_time_run_each_migration_once() {
    on_both(async |url| {
        let openers: Vec<_> = (0..8)
            .map(|_| {
                let url = url.to_owned();
                tokio::spawn(async move { Database::open(&url, &TWO).await })
            })
            .collect();
        for opener in openers {
            let db = opener.await.unwrap().unwrap();
            assert_eq!(agencies(&db).await.unwrap(), 2);
        }
    })
    .await;
}

#[tokio::test]
async fn an_edited_migration_is_refused_by_its_number() {
    static EDITED: Schema = Schema {
        name: "network",
        program: 2,
        migrations: &[FIRST, Migration { sql: "ALTER TABLE agency ADD COLUMN places TEXT;", ..SECOND }],
    };
    on_both(async |url| {
        Database::open(url, &TWO).await.unwrap().close().await;
        assert_eq!(refusal(url, &EDITED).await, SchemaError::Edited { number: 2, name: "places" });
    })
    .await;
}

#[tokio::test]
async fn an_older_program_opens_what_the_schema_lets_it_open_and_nothing_newer() {
    on_both(async |url| {
        Database::open(url, &TWO).await.unwrap().close().await;
        let older = Database::open(url, &ONE).await.unwrap();
        assert_eq!(agencies(&older).await.unwrap(), 2);
        older.close().await;

        Database::open(url, &THREE).await.unwrap().close().await;
        let newer = SchemaError::Newer { number: 3, name: "split".into(), oldest_program: 3, program: 1 };
        assert_eq!(refusal(url, &ONE).await, newer);
    })
    .await;
}

#[tokio::test]
async fn a_schema_that_is_not_known_is_refused() {
    static VAULT: Schema = Schema { name: "vault", program: 1, migrations: &[FIRST] };
    static GAP: Schema =
        Schema { name: "network", program: 3, migrations: &[FIRST, Migration { number: 3, ..SECOND }] };
    static DISORDER: Schema = Schema { name: "network", program: 2, migrations: &[SECOND, FIRST] };
    on_both(async |url| {
        Database::open(url, &TWO).await.unwrap().close().await;
        let other = SchemaError::Other { expected: "vault", found: "network".into() };
        assert_eq!(refusal(url, &VAULT).await, other);
        assert_eq!(refusal(url, &GAP).await, SchemaError::Unknown { number: 2 });
        assert_eq!(refusal(url, &DISORDER).await, SchemaError::Numbering { number: 1 });
    })
    .await;
}

#[tokio::test]
async fn a_database_of_another_program_is_left_alone() {
    static STRAY: Schema = Schema { name: "network", program: 1, migrations: &[FIRST] };
    on_both(async |url| {
        Database::open(url, &ONE).await.unwrap().close().await;
        forget_migrations(url).await;
        let foreign = SchemaError::Foreign { expected: "network", table: "agency".into() };
        assert_eq!(refusal(url, &STRAY).await, foreign);
    })
    .await;
}

/// Drops the record of migrations, so that the tables look like another program's.
async fn forget_migrations(url: &str) {
    let db = Database::open(url, &ONE).await.unwrap();
    db.write(TransactionName::new("forget"), |tx| {
        Box::pin(async { tx.execute("DROP TABLE schema_migration", &[]).await })
    })
    .await
    .unwrap();
    db.close().await;
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing_behind() {
    static BROKEN: Schema = Schema {
        name: "network",
        program: 2,
        migrations: &[
            FIRST,
            Migration { sql: "CREATE TABLE place (id TEXT NOT NULL PRIMARY KEY); SELEKT 1;", ..SECOND },
        ],
    };
    on_both(async |url| {
        let refusal = refusal(url, &BROKEN).await;
        assert!(matches!(refusal, SchemaError::Failed { number: 2, name: "places", .. }), "{refusal}");
        let db = Database::open(url, &ONE).await.unwrap();
        assert!(db.catalog().await.unwrap().iter().all(|column| column.table == "agency"));
        db.close().await;
    })
    .await;
}
