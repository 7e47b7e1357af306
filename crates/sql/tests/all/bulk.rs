use sql::{Error, Migration, Schema, TransactionName, Value};

use crate::engines::with_both;

static SCHEMA: Schema = Schema {
    name: "bulk",
    program: 1,
    migrations: &[Migration {
        number: 1,
        name: "services",
        sql: "CREATE TABLE service (
            id TEXT NOT NULL PRIMARY KEY, number BIGINT, km DOUBLE PRECISION, note TEXT, seal BYTEA, written_by TEXT
        );",
        oldest_program: 1,
    }],
};

const FILL: TransactionName = TransactionName::new("fill-services");
const INSERT: &str = "INSERT INTO service (id, number, km, note, seal, written_by)
    VALUES ($1, $2, $3, COALESCE($4, '(none)'), $5, 'fill-services') ON CONFLICT (id) DO NOTHING";

fn service(number: i64) -> Vec<Value<'static>> {
    let even = number % 2 == 0;
    vec![
        format!("s{number:06}").into(),
        even.then_some(number).into(),
        (!even).then_some(0.5).into(),
        even.then(|| format!("note, {number}")).into(),
        (!even).then(|| number.to_be_bytes().to_vec()).into(),
    ]
}

#[tokio::test]
async fn many_rows_go_in_at_once_and_the_same_again_change_nothing() {
    with_both(&SCHEMA, async |db| {
        for expected in [2503, 0] {
            let added =
                db.write(FILL, |tx| Box::pin(tx.execute_many(INSERT, (0..2503).map(service)))).await.unwrap();
            assert_eq!(added, expected);
        }
        assert_eq!(db.write(FILL, |tx| Box::pin(tx.execute_many(INSERT, []))).await.unwrap(), 0);

        let mut next = 0;
        let mut check = |row: &sql::Row| {
            let even = next % 2 == 0;
            assert_eq!(row.str("id")?, format!("s{next:06}"));
            assert_eq!(row.opt_int("number")?, even.then_some(next));
            assert_eq!(row.opt_real("km")?, (!even).then_some(0.5));
            assert_eq!(row.str("note")?, if even { format!("note, {next}") } else { "(none)".into() });
            assert_eq!(row.opt_bytes("seal")?, (!even).then(|| next.to_be_bytes().to_vec()));
            assert_eq!(row.str("written_by")?, "fill-services");
            next += 1;
            Ok::<_, Error>(())
        };
        let rows = db
            .read(FILL, |tx| Box::pin(tx.fetch_all("SELECT * FROM service ORDER BY id", &[])))
            .await
            .unwrap();
        rows.iter().try_for_each(&mut check).unwrap();
        assert_eq!(next, 2503);
    })
    .await;
}

#[tokio::test]
async fn a_big_table_is_read_row_by_row_and_reading_may_stop() {
    with_both(&SCHEMA, async |db| {
        let (seen, stopped) = db
            .write(FILL, |tx| {
                Box::pin(async {
                    tx.execute_many(INSERT, (0..3000).map(service)).await?;
                    let mut seen = 0;
                    tx.for_each("SELECT id FROM service ORDER BY id", &[], |row| {
                        assert_eq!(row.str("id")?, format!("s{seen:06}"));
                        seen += 1;
                        Ok(())
                    })
                    .await?;
                    let stopped = tx
                        .for_each("SELECT id FROM service ORDER BY id", &[], |row| row.int("id").map(drop))
                        .await
                        .unwrap_err();
                    // What stopped was the reader, not the database.
                    tx.execute("DELETE FROM service", &[]).await?;
                    Ok::<_, Error>((seen, stopped.to_string()))
                })
            })
            .await
            .unwrap();
        assert_eq!(seen, 3000);
        assert!(stopped.contains("column id holds TEXT"), "{stopped}");
    })
    .await;
}

#[tokio::test]
async fn a_row_of_the_wrong_shape_is_named_and_nothing_is_written() {
    with_both(&SCHEMA, async |db| {
        for (wrong, problem) in [
            (service(0)[..4].to_vec(), "row 1501: 4 values, not 5"),
            (
                vec!["x".into(), "y".into(), 0.5.into(), "z".into(), None::<Vec<u8>>.into()],
                "row 1501: value 2 is a TEXT",
            ),
            (
                vec!["a\0b".into(), 1.into(), 0.5.into(), "z".into(), None::<Vec<u8>>.into()],
                "row 1501: argument $1: text must not",
            ),
        ] {
            let wrong = &wrong;
            let error = db
                .write(FILL, |tx| {
                    Box::pin(tx.execute_many(INSERT, (0..1500).map(service).chain([wrong.clone()])))
                })
                .await
                .unwrap_err();
            assert!(error.to_string().contains(problem), "{error}");
            let rows =
                db.read(FILL, |tx| Box::pin(tx.fetch_all("SELECT id FROM service", &[]))).await.unwrap();
            assert!(rows.is_empty());
        }
    })
    .await;
}
