use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use sql::{Constraint, Database, Engine, Error, Migration, Schema, Transaction, TransactionName};
use tokio::sync::{Barrier, Notify};

use crate::engines::{on_both, with_both};

static SCHEMA: Schema = Schema {
    name: "counters",
    program: 1,
    migrations: &[Migration {
        number: 1,
        name: "counters",
        sql: "CREATE TABLE counter (id TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL CHECK (n >= 0), written_by TEXT);
            CREATE TABLE note (id TEXT NOT NULL PRIMARY KEY, counter TEXT NOT NULL REFERENCES counter (id));
            INSERT INTO counter (id, n) VALUES ('doors', 0);",
        oldest_program: 1,
    }],
};

const COUNT: TransactionName = TransactionName::new("count-doors");
const LOOK: TransactionName = TransactionName::new("look");

async fn doors(tx: &mut Transaction<'_>) -> Result<i64, Error> {
    tx.fetch_one("SELECT n FROM counter WHERE id = 'doors'", &[]).await?.int("n")
}

async fn set(tx: &mut Transaction<'_>, n: i64) -> Result<u64, Error> {
    let written_by = tx.name();
    tx.execute(
        "UPDATE counter SET n = $1, written_by = $2 WHERE id = 'doors'",
        &[n.into(), written_by.into()],
    )
    .await
}

async fn add_one(db: &Database) -> Result<u64, Error> {
    db.write(COUNT, |tx| {
        Box::pin(async {
            let n = doors(tx).await?;
            set(tx, n + 1).await
        })
    })
    .await
}

async fn look(db: &Database) -> i64 {
    db.read(LOOK, |tx| Box::pin(doors(tx))).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_when_many_count_at_once_from_several_processes() {
    on_both(async |url| {
        let databases =
            [Database::open(url, &SCHEMA).await.unwrap(), Database::open(url, &SCHEMA).await.unwrap()];
        let counters: Vec<_> = (0..8)
            .map(|counter| {
                let db = databases[counter % 2].clone();
                tokio::spawn(async move {
                    for _ in 0..5 {
                        add_one(&db).await?;
                    }
                    Ok::<_, Error>(())
                })
            })
            .collect();
        for counter in counters {
            counter.await.unwrap().unwrap();
        }
        assert_eq!(look(&databases[0]).await, 40);
        for db in databases {
            db.close().await;
        }
    })
    .await;
}

/// Both read before either writes: PostgreSQL refuses the second, which then runs again. SQLite lets them write one
/// after the other.
#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_collides_runs_again() {
    with_both(&SCHEMA, async |db| {
        let (both, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicU32::new(0)));
        let engine = db.engine();
        let add = |db: Database, both: Arc<Barrier>, runs: Arc<AtomicU32>| async move {
            let (both, runs) = (&both, &runs);
            db.write(COUNT, |tx| {
                Box::pin(async move {
                    let n = doors(tx).await?;
                    if runs.fetch_add(1, Ordering::SeqCst) < 2 && engine == Engine::Postgres {
                        both.wait().await;
                    }
                    set(tx, n + 1).await
                })
            })
            .await
        };
        let first = tokio::spawn(add(db.clone(), both.clone(), runs.clone()));
        let second = tokio::spawn(add(db.clone(), both, runs.clone()));
        first.await.unwrap().unwrap();
        second.await.unwrap().unwrap();
        assert_eq!(look(&db).await, 2);
        assert_eq!(runs.load(Ordering::SeqCst), if engine == Engine::Postgres { 3 } else { 2 });
    })
    .await;
}

#[tokio::test]
async fn work_that_fails_leaves_nothing_half_written() {
    #[derive(Debug, thiserror::Error)]
    enum Refusal {
        #[error("changed my mind")]
        ChangedMind,
        #[error(transparent)]
        Sql(#[from] Error),
    }
    with_both(&SCHEMA, async |db| {
        let result: Result<(), Refusal> = db
            .write(COUNT, |tx| {
                Box::pin(async {
                    set(tx, 7).await?;
                    Err(Refusal::ChangedMind)
                })
            })
            .await;
        assert!(matches!(result, Err(Refusal::ChangedMind)), "{result:?}");
        assert_eq!(look(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_transaction_is_over_once_a_statement_failed() {
    with_both(&SCHEMA, async |db| {
        let result: Result<Error, Error> = db
            .write(COUNT, |tx| {
                Box::pin(async {
                    set(tx, 7).await?;
                    let failed = set(tx, -1).await.unwrap_err();
                    assert!(
                        matches!(failed, Error::Constraint { constraint: Constraint::Check, .. }),
                        "{failed}"
                    );
                    let next = set(tx, 8).await.unwrap_err();
                    assert!(matches!(next, Error::Aborted { transaction: COUNT }), "{next}");
                    Ok(failed)
                })
            })
            .await;
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Aborted { transaction: COUNT }), "{error}");
        assert_eq!(look(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_rule_of_the_schema_that_is_broken_is_named() {
    with_both(&SCHEMA, async |db| {
        for (sql, args, constraint) in [
            ("INSERT INTO counter (id, n) VALUES ('doors', 1)", &[][..], Constraint::Unique),
            ("INSERT INTO note (id, counter) VALUES ('a', $1)", &["nobody".into()], Constraint::ForeignKey),
            ("UPDATE counter SET n = $1", &[None::<i64>.into()], Constraint::NotNull),
        ] {
            let work = db.write(COUNT, |tx| Box::pin(tx.execute(sql, args)));
            let error = work.await.unwrap_err();
            assert_eq!(error.is_duplicate(), constraint == Constraint::Unique);
            assert!(error.to_string().starts_with("transaction count-doors: "), "{error}");
            assert!(!error.to_string().contains("nobody"), "{error}");
            match error {
                Error::Constraint { constraint: found, .. } => assert_eq!(found, constraint),
                other => panic!("{other}"),
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_reader_cannot_write() {
    with_both(&SCHEMA, async |db| {
        let error = db.read(LOOK, |tx| Box::pin(set(tx, 5))).await.unwrap_err();
        assert!(matches!(error, Error::ReadOnly { transaction: LOOK }), "{error}");
        assert_eq!(look(&db).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_one_state_while_others_write() {
    with_both(&SCHEMA, async |db| {
        let writer = &db;
        let (before, after) = db
            .read(LOOK, |tx| {
                Box::pin(async move {
                    let before = doors(tx).await?;
                    add_one(writer).await?;
                    Ok::<_, Error>((before, doors(tx).await?))
                })
            })
            .await
            .unwrap();
        assert_eq!((before, after), (0, 0));
        assert_eq!(look(&db).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_is_dropped_writes_nothing_and_blocks_no_one() {
    with_both(&SCHEMA, async |db| {
        let wrote = Arc::new(Notify::new());
        let task = tokio::spawn({
            let (db, wrote) = (db.clone(), wrote.clone());
            async move {
                let wrote = &wrote;
                db.write(COUNT, |tx| {
                    Box::pin(async move {
                        set(tx, 9).await?;
                        wrote.notify_one();
                        std::future::pending::<Result<(), Error>>().await
                    })
                })
                .await
            }
        });
        wrote.notified().await;
        task.abort();
        tokio::time::timeout(Duration::from_secs(5), add_one(&db))
            .await
            .expect("nothing is in the way")
            .unwrap();
        assert_eq!(look(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_transaction_leaves_its_name_on_its_rows() {
    with_both(&SCHEMA, async |db| {
        add_one(&db).await.unwrap();
        let written_by = db
            .read(LOOK, |tx| {
                Box::pin(async {
                    tx.fetch_one("SELECT written_by FROM counter", &[]).await?.text("written_by")
                })
            })
            .await
            .unwrap();
        assert_eq!(written_by, "count-doors");
    })
    .await;
}

#[test]
fn the_name_of_a_transaction_is_in_kebab_case() {
    assert_eq!(TransactionName::new("import-hsds-3").as_str(), "import-hsds-3");
    for name in ["", "-", "Import", "import_directory", "import--directory", "-import", "import-", "naïve"] {
        assert!(std::panic::catch_unwind(|| TransactionName::new(name)).is_err(), "{name}");
    }
}

#[tokio::test]
async fn a_statement_gets_exactly_the_arguments_it_asks_for() {
    with_both(&SCHEMA, async |db| {
        for (args, given) in [(&[][..], 0), (&[1.into()], 1), (&[1.into(), 2.into(), 3.into()], 3)] {
            let work = db.read(LOOK, |tx| {
                Box::pin(tx.fetch_all("SELECT n FROM counter WHERE n > $1 AND n < $2 AND id <> '$9'", args))
            });
            match work.await.unwrap_err() {
                Error::Arguments { transaction: LOOK, expected: 2, given: found } => assert_eq!(found, given),
                other => panic!("{other}"),
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_that_must_be_there_is_missed_by_name() {
    with_both(&SCHEMA, async |db| {
        let work = db.read(LOOK, |tx| Box::pin(tx.fetch_one("SELECT n FROM counter WHERE n = 99", &[])));
        assert!(matches!(work.await, Err(Error::NoRow { transaction: LOOK })));
    })
    .await;
}

/// SQLite undoes all of a transaction by itself when its disk is full.
#[tokio::test]
async fn after_a_full_disk_the_next_transaction_writes() {
    with_both(&SCHEMA, async |db| {
        if db.engine() == Engine::Postgres {
            return;
        }
        let full = db.write(COUNT, |tx| {
            Box::pin(async {
                set(tx, 1).await?;
                // As many pages as there are now, and none more.
                tx.execute("PRAGMA max_page_count = 1", &[]).await?;
                let much = "a".repeat(1_000_000);
                tx.execute("INSERT INTO counter (id, n) VALUES ($1, 1)", &[much.into()]).await
            })
        });
        let refused: Error = full.await.unwrap_err();
        assert!(refused.to_string().contains("full"), "{refused}");
        add_one(&db).await.unwrap();
        let held = db.read(LOOK, |tx| Box::pin(doors(tx))).await.unwrap();
        assert_eq!(held, 1, "nothing of the first was kept, and the next was");
    })
    .await;
}
