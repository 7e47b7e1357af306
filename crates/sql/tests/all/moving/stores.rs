//! Stores to move: a schema with every kind of value, whose tables refer to others that come later by name.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use sql::{
    Checksum, Database, Engine, Error, Migration, MoveProgress, Moved, Schema, TransactionName, Value,
};
use tempfile::TempDir;

pub(crate) static SCHEMA: Schema = Schema {
    name: "stock",
    program: 1,
    migrations: &[
        Migration {
            number: 1,
            name: "zones",
            sql: "CREATE TABLE zone (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
                CREATE TABLE entry (
                    zone TEXT NOT NULL REFERENCES zone (id), n BIGINT NOT NULL,
                    i BIGINT, r DOUBLE PRECISION, t TEXT, b BYTEA, PRIMARY KEY (zone, n)
                );
                CREATE TABLE \"Empty\" (id BIGINT NOT NULL PRIMARY KEY);",
            oldest_program: 1,
        },
        Migration {
            number: 2,
            name: "counters",
            sql: "CREATE TABLE counter (part TEXT NOT NULL PRIMARY KEY, number BIGINT NOT NULL);
                INSERT INTO counter (part, number) VALUES ('entries', 0);
                ALTER TABLE zone ADD COLUMN note TEXT;",
            oldest_program: 1,
        },
    ],
};

const FILL: TransactionName = TransactionName::new("fill");

/// A row of `entry` beside its key.
pub(crate) type Entry = (Option<i64>, Option<f64>, Option<String>, Option<Vec<u8>>);

/// Where a story plays.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    from: Engine,
    to: Engine,
}

/// Tells a story for each way between two engines.
pub(crate) async fn on_every_way(story: impl AsyncFn(Place)) {
    for from in [Engine::Sqlite, Engine::Postgres] {
        for to in [Engine::Sqlite, Engine::Postgres] {
            println!("from {from} to {to}");
            story(Place { folder: tempfile::tempdir().unwrap(), from, to }).await;
        }
    }
}

impl Place {
    pub(crate) fn between(from: Engine, to: Engine) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), from, to }
    }

    /// A new, empty database of the source's engine.
    pub(crate) fn source(&self) -> String {
        self.database(self.from)
    }

    /// A new, empty database of the target's engine.
    pub(crate) fn target(&self) -> String {
        self.database(self.to)
    }

    fn database(&self, engine: Engine) -> String {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        match engine {
            Engine::Sqlite => {
                let name = format!("{}.sqlite", NEXT.fetch_add(1, Ordering::Relaxed));
                format!("sqlite:{}", self.folder.path().join(name).display())
            }
            Engine::Postgres => testkit::postgres::database(),
        }
    }
}

/// Makes a store with these entries, each in one of three zones.
pub(crate) async fn fill(url: &str, entries: &[Entry]) {
    let db = Database::open(url, &SCHEMA).await.unwrap();
    let written: Result<(), Error> = db
        .write(FILL, |tx| {
            Box::pin(async move {
                let zones: Vec<Vec<Value<'_>>> =
                    ["", "north", "Süd"].map(|id| vec![id.into(), "a zone".into()]).into();
                tx.execute_many("INSERT INTO zone (id, name) VALUES ($1, $2)", zones).await?;
                let rows: Vec<Vec<Value<'_>>> = entries.iter().zip(0_i64..).map(row).collect();
                let sql = "INSERT INTO entry (zone, n, i, r, t, b) VALUES ($1, $2, $3, $4, $5, $6)";
                tx.execute_many(sql, rows).await?;
                let count = i64::try_from(entries.len()).unwrap();
                tx.execute("UPDATE counter SET number = $1", &[count.into()]).await?;
                Ok(())
            })
        })
        .await;
    written.unwrap();
    db.close().await;
}

fn row<'a>(((i, r, t, b), n): (&'a Entry, i64)) -> Vec<Value<'a>> {
    let zone = ["", "north", "Süd"][usize::try_from(n % 3).unwrap()];
    vec![zone.into(), n.into(), (*i).into(), (*r).into(), t.as_ref().into(), b.as_ref().into()]
}

/// So many plain entries.
pub(crate) fn entries(count: i64) -> Vec<Entry> {
    (0..count).map(|n| (Some(n * 7), Some(0.1), Some(format!("entry {n}")), None)).collect()
}

/// Runs a statement on a store.
pub(crate) async fn change(url: &str, sql: &'static str) {
    let db = Database::open(url, &SCHEMA).await.unwrap();
    let changed: Result<u64, Error> = db.write(FILL, |tx| Box::pin(tx.execute(sql, &[]))).await;
    assert!(changed.unwrap() > 0, "{sql}");
    db.close().await;
}

/// Everything that a store holds, read without what is tested here.
pub(crate) async fn contents(url: &str) -> Vec<String> {
    let db = Database::open(url, &SCHEMA).await.unwrap();
    let mut lines = Vec::new();
    for (sql, columns) in [
        ("SELECT id, name, note FROM zone ORDER BY id", &["id", "name", "note"][..]),
        ("SELECT zone, n, i, r, t, b FROM entry ORDER BY zone, n", &["zone", "n", "i", "r", "t", "b"]),
        ("SELECT id FROM \"Empty\"", &["id"]),
        ("SELECT part, number FROM counter ORDER BY part", &["part", "number"]),
    ] {
        let rows: Result<_, Error> = db.read(FILL, |tx| Box::pin(tx.fetch_all(sql, &[]))).await;
        for row in rows.unwrap() {
            let shown = columns.iter().map(|column| match row.value(column).unwrap() {
                Value::Null(_) => "NULL".to_owned(),
                Value::Int(number) => number.to_string(),
                // SQLite does not tell −0 from 0.
                Value::Real(number) => format!("{:x}", (number + 0.0).to_bits()),
                Value::Text(text) => format!("{text:?}"),
                Value::Bytes(bytes) => format!("{bytes:?}"),
            });
            lines.push(shown.collect::<Vec<_>>().join(" | "));
        }
    }
    db.close().await;
    lines
}

pub(crate) async fn checksum(url: &str) -> Checksum {
    let db = Database::open(url, &SCHEMA).await.unwrap();
    let checksum = db.checksum(&go_on).await.unwrap();
    db.close().await;
    checksum
}

pub(crate) fn go_on(_: MoveProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub(crate) async fn go(from: &str, to: &str) -> Result<Moved, Error> {
    sql::move_database(from, to, &SCHEMA, &go_on).await
}

/// Moves until so many chunks were told of.
pub(crate) async fn go_until(from: &str, to: &str, chunks: usize) -> Result<Moved, Error> {
    let told = AtomicUsize::new(0);
    let tell = |_| match told.fetch_add(1, Ordering::Relaxed) + 1 < chunks {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    sql::move_database(from, to, &SCHEMA, &tell).await
}
