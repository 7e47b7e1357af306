use sql::{Database, Engine, Error, Migration, Schema, TransactionName};

static SCHEMA: Schema = Schema {
    name: "network",
    program: 1,
    migrations: &[Migration {
        number: 1,
        name: "words",
        sql: "CREATE TABLE word (word TEXT NOT NULL PRIMARY KEY);",
        oldest_program: 1,
    }],
};

async fn refusal(url: &str) -> String {
    let error = Database::open(url, &SCHEMA).await.expect_err(url);
    let (shown, debugged) = (error.to_string(), format!("{error:?}"));
    assert!(!shown.contains("hunter2") && !debugged.contains("hunter2"), "{debugged}");
    shown
}

#[tokio::test]
async fn an_address_that_cannot_be_opened_says_why_and_keeps_the_password() {
    for (url, why) in [
        ("mysql://ana:hunter2@host/db", "the scheme mysql is not known"),
        ("hunter2", "no scheme"),
        ("Hunter2!hunter2:x", "no scheme"),
        ("postgres://ana:hunter2@[broken/db", "cannot be read"),
        ("postgres://ana:hunter2@host:notaport/db", "cannot be read"),
        ("postgres:ana:hunter2@host/db", "lacks the two slashes"),
        (
            "postgres://ana:hunter2@127.0.0.1:1/db",
            "postgres://127.0.0.1:1/db: cannot open the PostgreSQL database",
        ),
        ("sqlite:", "names no file"),
        ("sqlite::memory:", "in memory"),
    ] {
        let shown = refusal(url).await;
        assert!(shown.contains(why), "{url}: {shown}");
    }
}

#[tokio::test]
async fn a_missing_folder_is_named_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("nowhere");
    let url = format!("sqlite:{}", missing.join("network.sqlite").display());
    assert!(refusal(&url).await.contains("nowhere/network.sqlite: its folder does not exist"));
    assert!(!missing.exists());
}

#[tokio::test]
async fn a_file_that_is_not_a_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    let text = "Dear friend, this is not a database. ".repeat(40);
    std::fs::write(&file, &text).unwrap();
    let shown = refusal(&format!("sqlite:{}", file.display())).await;
    assert!(shown.contains("letter.txt: ") && shown.contains("not a database"), "{shown}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[tokio::test]
async fn a_new_file_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let db =
        Database::open(&format!("sqlite:{}/network.sqlite", folder.path().display()), &SCHEMA).await.unwrap();
    assert_eq!(db.engine(), Engine::Sqlite);
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
    assert!(files.len() > 1, "the write-ahead log stands beside the file");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", file.path());
    }
    db.close().await;
}

/// PostgreSQL alone: SQLite's text is UTF-8, and its order that of bytes, whatever the machine.
#[tokio::test]
async fn the_collation_of_the_database_changes_no_order() {
    let server = testkit::postgres::database();
    let (base, own) = server.rsplit_once('/').unwrap();
    let database = format!("{own}_icu");
    testkit::postgres::query(
        &server,
        &format!("CREATE DATABASE {database} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"),
    );
    let url = format!("{base}/{database}");
    let byte_order = "SELECT 'a' < 'B' COLLATE \"default\"";
    assert_eq!(testkit::postgres::query(&url, byte_order), "t", "its own order is not that of bytes");

    let db = Database::open(&url, &SCHEMA).await.unwrap();
    assert_eq!(db.engine(), Engine::Postgres);
    let words: Vec<String> = db
        .write(TransactionName::new("sort-words"), |tx| {
            Box::pin(async {
                let words = ["a", "B", "é", "z", "A b", "Ab"];
                let insert = "INSERT INTO word (word) VALUES ($1)";
                tx.execute_many(insert, words.map(|word| vec![word.into()])).await?;
                let rows = tx.fetch_all("SELECT word FROM word ORDER BY word", &[]).await?;
                rows.iter().map(|row| row.text("word")).collect::<Result<_, Error>>()
            })
        })
        .await
        .unwrap();
    assert_eq!(words, ["A b", "Ab", "B", "a", "z", "é"]);
    db.catalog().await.unwrap();
    db.close().await;
}

/// PostgreSQL alone.
#[tokio::test]
async fn a_server_that_cannot_hold_all_text_is_refused() {
    let server = testkit::postgres::database();
    let (base, own) = server.rsplit_once('/').unwrap();
    let create = format!("CREATE DATABASE {own}_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    testkit::postgres::query(&server, &create);
    let shown = refusal(&format!("{base}/{own}_ascii")).await;
    assert!(shown.contains("its encoding is SQL_ASCII"), "{shown}");
}

/// SQLite alone.
#[tokio::test]
async fn what_was_committed_outlives_a_power_cut_and_rules_between_tables_hold() {
    let folder = tempfile::tempdir().unwrap();
    let db =
        Database::open(&format!("sqlite:{}/network.sqlite", folder.path().display()), &SCHEMA).await.unwrap();
    let name = TransactionName::new("look-at-settings");
    for (sql, column, expected) in [
        ("PRAGMA synchronous", "synchronous", 2),
        ("PRAGMA foreign_keys", "foreign_keys", 1),
        ("PRAGMA trusted_schema", "trusted_schema", 0),
    ] {
        let written = db.write(name, |tx| Box::pin(tx.fetch_one(sql, &[]))).await.unwrap();
        let read = db.read(name, |tx| Box::pin(tx.fetch_one(sql, &[]))).await.unwrap();
        assert_eq!((written.int(column).unwrap(), read.int(column).unwrap()), (expected, expected), "{sql}");
    }
    let journal = db.write(name, |tx| Box::pin(tx.fetch_one("PRAGMA journal_mode", &[]))).await.unwrap();
    assert_eq!(journal.str("journal_mode").unwrap(), "wal");
    db.close().await;
}
