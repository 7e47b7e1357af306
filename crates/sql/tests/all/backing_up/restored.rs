//! What was backed up comes back, on either engine.

use sql::{Engine, Migration, Schema};

use super::{THEN, back_up, folder, name, restore, segments};
use crate::moving::stores::{SCHEMA, change, checksum, contents, entries, fill, go_on, on_every_way};

#[tokio::test]
async fn a_backup_restores_to_the_same_checksum_on_either_engine() {
    on_every_way(async |place| {
        let (from, to, folder) = (place.source(), place.target(), folder(&place));
        let mut rows = entries(5_500);
        rows.push((Some(i64::MIN), Some(-0.0), Some("Ünïcode\u{1f333}\"\n".to_owned()), Some(vec![0, 255])));
        rows.push((None, Some(f64::INFINITY), Some(String::new()), Some(Vec::new())));
        // A row that is longer than any segment.
        rows.push((None, None, None, Some(vec![7; 700 << 10])));
        fill(&from, &rows).await;
        let made = back_up(&from, &folder, THEN).await.unwrap();
        assert_eq!(made.checksum, checksum(&from).await);
        assert_eq!(name(&made), "stock-2027-01-15T08-00-00.000Z");
        assert_eq!((made.written, made.reused, made.mended), (made.segments, 0, 0));
        assert_eq!(segments(&folder).len() as u64, made.segments);

        let restored = restore(&folder, &to).await.unwrap();
        assert_eq!(restored.checksum, made.checksum);
        assert_eq!(restored.made_at, "2027-01-15T08:00:00.000Z");
        assert_eq!(contents(&to).await, contents(&from).await);
    })
    .await;
}

#[tokio::test]
async fn an_empty_store_comes_back_empty() {
    on_every_way(async |place| {
        let (from, to, folder) = (place.source(), place.target(), folder(&place));
        sql::Database::open(&from, &SCHEMA).await.unwrap().close().await;
        change(&from, "DELETE FROM counter").await;
        let made = back_up(&from, &folder, THEN).await.unwrap();
        assert_eq!((made.segments, made.checksum.rows), (0, 0));
        assert_eq!(restore(&folder, &to).await.unwrap().checksum, made.checksum);
        assert!(contents(&to).await.is_empty(), "and without the row that a migration puts in");
    })
    .await;
}

#[tokio::test]
async fn each_backup_in_a_folder_can_be_asked_for_and_the_newest_comes_by_itself() {
    on_every_way(async |place| {
        let (from, folder) = (place.source(), folder(&place));
        fill(&from, &entries(5)).await;
        let first = back_up(&from, &folder, THEN).await.unwrap();
        change(&from, "UPDATE entry SET t = 'later' WHERE n = 1").await;
        let second = back_up(&from, &folder, THEN + 1).await.unwrap();
        assert_ne!(first.checksum, second.checksum);
        assert_eq!(sql::manifests(&folder).await.unwrap(), [name(&first), name(&second)]);
        assert_eq!(restore(&folder, &place.target()).await.unwrap().checksum, second.checksum);
        let named = name(&first);
        let restored = sql::restore(&folder, Some(&named), &place.target(), &SCHEMA, &go_on).await.unwrap();
        assert_eq!(restored.checksum, first.checksum);
    })
    .await;
}

/// The store as the program before this one made it.
static OLDER: Schema = Schema { migrations: &[SCHEMA.migrations[0]], ..SCHEMA };
/// A migration that counts on what the rows were before it.
static LATER: Schema = Schema {
    migrations: &[
        SCHEMA.migrations[0],
        SCHEMA.migrations[1],
        Migration {
            number: 3,
            name: "notes",
            sql: "UPDATE zone SET note = 'was ' || name WHERE note IS NULL;",
            oldest_program: 1,
        },
    ],
    ..SCHEMA
};

#[tokio::test]
async fn a_backup_of_an_older_store_is_restored_as_it_was_and_then_brought_up_to_date() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = crate::moving::stores::Place::between(engine, engine);
        let (from, to, folder) = (place.source(), place.target(), folder(&place));
        let db = sql::Database::open(&from, &OLDER).await.unwrap();
        let insert = sql::TransactionName::new("insert");
        let sql = "INSERT INTO zone (id, name) VALUES ('a', 'b')";
        let written: Result<u64, sql::Error> = db.write(insert, |tx| Box::pin(tx.execute(sql, &[]))).await;
        assert_eq!(written.unwrap(), 1);
        let made = sql::back_up(&db, &OLDER, &folder, THEN, &go_on).await.unwrap();
        db.close().await;
        let restored = sql::restore(&folder, None, &to, &LATER, &go_on).await.unwrap();
        assert_eq!(restored.checksum, made.checksum, "what was backed up was compared");
        let db = sql::Database::open(&to, &LATER).await.unwrap();
        let sql = "SELECT note FROM zone";
        let row: Result<sql::Row, sql::Error> = db.read(insert, |tx| Box::pin(tx.fetch_one(sql, &[]))).await;
        assert_eq!(row.unwrap().str("note").unwrap(), "was b", "later migrations ran over its rows");
        db.close().await;
    }
}
