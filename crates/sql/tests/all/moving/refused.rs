//! What is not moved, and what is not moved into. Nothing is ever written over.

use sql::{Database, Engine, Error, Migration, MoveError, Schema, SchemaError};

use super::stores::{Place, SCHEMA, change, checksum, contents, entries, fill, go, go_until, on_every_way};

static OTHER: Schema = Schema {
    name: "elsewhere",
    program: 1,
    migrations: &[Migration {
        number: 1,
        name: "things",
        sql: "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY);",
        oldest_program: 1,
    }],
};

static NEWER: Schema = Schema {
    name: "stock",
    program: 2,
    migrations: &[
        SCHEMA.migrations[0],
        SCHEMA.migrations[1],
        Migration {
            number: 3,
            name: "more",
            sql: "CREATE TABLE more (id BIGINT NOT NULL PRIMARY KEY); INSERT INTO more (id) VALUES (7);
                ALTER TABLE zone ADD COLUMN more TEXT;",
            oldest_program: 1,
        },
    ],
};

async fn make(url: &str, schema: &'static Schema) {
    Database::open(url, schema).await.unwrap().close().await;
}

fn move_error(result: Result<sql::Moved, Error>) -> MoveError {
    match result {
        Err(Error::Move(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_target_that_holds_anything_is_refused_and_stays_as_it_is() {
    on_every_way(async |place| {
        let from = place.source();
        fill(&from, &entries(5)).await;
        let (store, empty, other) = (place.target(), place.target(), place.target());
        fill(&store, &entries(3)).await;
        make(&empty, &SCHEMA).await;
        make(&other, &OTHER).await;
        let before = contents(&store).await;
        for to in [&store, &empty, &other] {
            let error = move_error(go(&from, to).await);
            assert!(matches!(error, MoveError::Occupied { .. }), "{error}");
            assert!(error.to_string().contains("is not empty"), "{error}");
        }
        assert_eq!(contents(&store).await, before);
        make(&other, &OTHER).await;
    })
    .await;
}

#[tokio::test]
async fn a_move_goes_on_from_its_own_source_alone() {
    on_every_way(async |place| {
        let (from, other, to) = (place.source(), place.source(), place.target());
        fill(&from, &entries(5_500)).await;
        fill(&other, &entries(5_500)).await;
        move_error(go_until(&from, &to, 2).await);
        let error = move_error(go(&other, &to).await);
        assert!(matches!(error, MoveError::OtherSource { .. }), "{error}");
        let schema = sql::move_database(&from, &to, &OTHER, &super::stores::go_on).await.unwrap_err();
        assert!(matches!(schema.cause(), Error::Schema(SchemaError::Other { .. })), "{schema}");
        assert_eq!(go(&from, &to).await.unwrap().checksum, checksum(&from).await);
    })
    .await;
}

#[tokio::test]
async fn it_is_said_which_of_the_two_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let url = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let store = url("store.sqlite");
    fill(&store, &entries(3)).await;
    std::fs::write(folder.path().join("letter.txt"), "no database ".repeat(99)).unwrap();
    let nobody = "postgres://ana:hunter2@127.0.0.1:1/db";
    for (from, to, which) in [
        ("network", &*store, "where to move from: "),
        (&*store, "network", "where to move to: "),
        (&*store, nobody, "postgres://127.0.0.1:1/db: "),
        (nobody, &*url("new.sqlite"), "postgres://127.0.0.1:1/db: "),
        (&*url("letter.txt"), &*url("new.sqlite"), &*format!("{}: ", url("letter.txt"))),
        (&*store, &*url("letter.txt"), &*format!("{}: ", url("letter.txt"))),
    ] {
        let error = go(from, to).await.unwrap_err().to_string();
        assert!(error.contains(which) && !error.contains("hunter2"), "{from} to {to}: {error}");
    }
}

#[tokio::test]
async fn a_half_moved_store_is_no_source() {
    on_every_way(async |place| {
        let (from, half, to) = (place.source(), place.target(), place.target());
        fill(&from, &entries(5_500)).await;
        move_error(go_until(&from, &half, 2).await);
        let error = go(&half, &to).await.unwrap_err();
        assert!(matches!(error.cause(), Error::Schema(SchemaError::HalfMoved { .. })), "{error}");
        go(&from, &to).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_source_that_is_not_there_is_not_made() {
    let place = Place::between(Engine::Sqlite, Engine::Sqlite);
    let (from, to) = (place.source(), place.target());
    assert!(matches!(move_error(go(&from, &to).await), MoveError::NoSource { .. }));
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 0, "nor is the target");
}

#[tokio::test]
async fn a_store_is_not_moved_into_itself_however_its_address_is_written() {
    on_every_way(async |place| {
        let from = place.source();
        fill(&from, &entries(5)).await;
        let again = match from.strip_prefix("sqlite:") {
            Some(path) => {
                let (folder, name) = path.rsplit_once('/').unwrap();
                format!("sqlite:{folder}/./{name}")
            }
            None => from.replace("postgres://continuum@", "postgresql://continuum:secret@"),
        };
        for to in [&from, &again] {
            let error = move_error(go(&from, to).await);
            assert!(matches!(error, MoveError::Same { .. }), "{error}");
            assert!(!error.to_string().contains("secret"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_source_of_a_newer_program_or_with_a_table_of_its_own_is_not_half_copied() {
    on_every_way(async |place| {
        let newer = place.source();
        make(&newer, &NEWER).await;
        let to = place.target();
        assert!(matches!(move_error(go(&newer, &to).await), MoveError::Newer { newest: 2, .. }));

        let odd = place.source();
        fill(&odd, &entries(5)).await;
        let db = Database::open(&odd, &SCHEMA).await.unwrap();
        let name = sql::TransactionName::new("by-hand");
        let sql = "CREATE TABLE by_hand (id BIGINT NOT NULL PRIMARY KEY)";
        let made: Result<u64, Error> = db.write(name, |tx| Box::pin(tx.execute(sql, &[]))).await;
        made.unwrap();
        db.close().await;
        let error = move_error(go(&odd, &to).await);
        assert!(matches!(&error, MoveError::Shape { table, .. } if table == "by_hand"), "{error}");
    })
    .await;
}

/// The move was begun by one program and goes on with a newer one.
#[tokio::test]
async fn a_newer_program_ends_what_an_older_one_began() {
    on_every_way(async |place| {
        let (from, to) = (place.source(), place.target());
        fill(&from, &entries(5_500)).await;
        move_error(go_until(&from, &to, 3).await);
        let moved = sql::move_database(&from, &to, &NEWER, &super::stores::go_on).await.unwrap();
        let tables: Vec<_> =
            moved.checksum.tables.iter().map(|table| (table.table.as_str(), table.rows)).collect();
        assert_eq!(tables, [("Empty", 0), ("counter", 1), ("entry", 5_500), ("more", 1), ("zone", 3)]);
        // And an older one finds what the newer left, as far as that lets it.
        assert_eq!(contents(&to).await, contents(&from).await);
    })
    .await;
}

#[tokio::test]
async fn a_target_that_something_else_wrote_into_is_not_vouched_for() {
    for from in [Engine::Sqlite, Engine::Postgres] {
        let place = Place::between(from, Engine::Postgres);
        let (from, to) = (place.source(), place.target());
        fill(&from, &entries(5_500)).await;
        move_error(go_until(&from, &to, 4).await);
        testkit::postgres::query(&to, "UPDATE entry SET t = 'meddled' WHERE n = 3");
        let error = move_error(go(&from, &to).await);
        assert!(matches!(&error, MoveError::NotTheSame { table, .. } if table == "entry"), "{error}");
        let half = Database::open(&to, &SCHEMA).await.unwrap_err();
        assert!(matches!(half.cause(), Error::Schema(SchemaError::HalfMoved { .. })), "{half}");
    }
}

/// Programs from before there were moves look at the record of migrations alone.
#[tokio::test]
async fn the_record_of_a_half_moved_database_names_no_program_that_may_use_it() {
    let place = Place::between(Engine::Sqlite, Engine::Postgres);
    let (from, to) = (place.source(), place.target());
    fill(&from, &entries(5)).await;
    move_error(go_until(&from, &to, 1).await);
    let record = "SELECT name, oldest_program FROM schema_migration ORDER BY number DESC LIMIT 1";
    assert_eq!(testkit::postgres::query(&to, record), format!("half-moved|{}", u32::MAX));
}

#[tokio::test]
async fn a_value_that_both_engines_do_not_keep_is_named_by_table_column_and_row() {
    let place = Place::between(Engine::Postgres, Engine::Sqlite);
    let (from, to) = (place.source(), place.target());
    fill(&from, &entries(5)).await;
    change(&from, "UPDATE entry SET r = 'NaN' WHERE n = 4").await;
    let error = move_error(go(&from, &to).await);
    let sentence = "table entry, column r, row 5 in the order of keys: a number must not be NaN";
    assert!(error.to_string().starts_with(sentence), "{error}");

    let place = Place::between(Engine::Sqlite, Engine::Postgres);
    let (from, to) = (place.source(), place.target());
    fill(&from, &entries(5)).await;
    change(&from, "UPDATE entry SET i = 'a private text' WHERE n = 0").await;
    let error = move_error(go(&from, &to).await);
    assert_eq!(
        error.to_string(),
        "table entry, column i, row 1 in the order of keys: it holds TEXT, not BIGINT; mend it in the source"
    );
}

#[tokio::test]
async fn a_server_that_cannot_hold_all_text_is_refused_before_it_is_marked() {
    let place = Place::between(Engine::Sqlite, Engine::Postgres);
    let (from, server) = (place.source(), place.target());
    fill(&from, &entries(5)).await;
    let (base, own) = server.rsplit_once('/').unwrap();
    let create = format!("CREATE DATABASE {own}_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    testkit::postgres::query(&server, &create);
    let to = format!("{base}/{own}_ascii");
    let error = go(&from, &to).await.unwrap_err();
    assert!(error.to_string().contains("its encoding is SQL_ASCII"), "{error}");
    let tables = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(testkit::postgres::query(&to, tables), "0");
}
