use sql::{Error, Migration, Schema, TransactionName, Value};

use crate::engines::with_both;

static SCHEMA: Schema = Schema {
    name: "values",
    program: 1,
    migrations: &[Migration {
        number: 1,
        name: "values",
        sql: "CREATE TABLE kept (id BIGINT NOT NULL PRIMARY KEY, i BIGINT, r DOUBLE PRECISION, t TEXT, b BYTEA);",
        oldest_program: 1,
    }],
};

const KEEP: TransactionName = TransactionName::new("keep-values");
const INSERT: &str = "INSERT INTO kept (id, i, r, t, b) VALUES ($1, $2, $3, $4, $5)";

#[tokio::test]
async fn every_kind_comes_back_as_it_went_in_and_null_as_null() {
    let text = "ñandú — ‘quoted’ \u{1F6AA} \u{10FFFF} \t\r\n";
    let bytes: Vec<u8> = (0..=255).collect();
    with_both(&SCHEMA, async |db| {
        let (bytes, text) = (&bytes, &text);
        db.write(KEEP, |tx| {
            Box::pin(async move {
                // The first with NULLs, so that a statement prepared for NULLs must serve values too.
                let nothing: [Value<'_>; 4] =
                    [None::<i64>.into(), None::<f64>.into(), None::<&str>.into(), None::<Vec<u8>>.into()];
                let [i, r, t, b] = nothing;
                tx.execute(INSERT, &[1.into(), i, r, t, b]).await?;
                let least = i64::MIN.into();
                tx.execute(INSERT, &[2.into(), least, 0.1.into(), (*text).into(), bytes.into()]).await?;
                let empty: &[u8] = &[];
                let most = [3.into(), i64::MAX.into(), f64::INFINITY.into(), "".into(), empty.into()];
                tx.execute(INSERT, &most).await?;
                tx.execute(
                    INSERT,
                    &[4.into(), true.into(), f64::MIN_POSITIVE.into(), "x".into(), empty.into()],
                )
                .await
            })
        })
        .await
        .unwrap();
        let rows = db
            .read(KEEP, |tx| Box::pin(tx.fetch_all("SELECT id, i, r, t, b FROM kept ORDER BY id", &[])))
            .await
            .unwrap();
        let row = &rows[0];
        assert_eq!((row.opt_int("i").unwrap(), row.opt_real("r").unwrap()), (None, None));
        assert_eq!((row.opt_text("t").unwrap(), row.opt_bytes("b").unwrap()), (None, None));
        let row = &rows[1];
        assert_eq!((row.int("i").unwrap(), row.real("r").unwrap()), (i64::MIN, 0.1));
        assert_eq!((row.str("t").unwrap(), &row.bytes("b").unwrap()), (*text, bytes));
        let row = &rows[2];
        assert_eq!((row.int("i").unwrap(), row.real("r").unwrap()), (i64::MAX, f64::INFINITY));
        assert_eq!((row.text("t").unwrap(), row.bytes("b").unwrap()), (String::new(), Vec::new()));
        let row = &rows[3];
        assert!(row.flag("i").unwrap());
        assert_eq!(row.real("r").unwrap(), f64::MIN_POSITIVE);
    })
    .await;
}

#[tokio::test]
async fn a_statement_takes_a_whole_number_where_it_took_a_real_one() {
    with_both(&SCHEMA, async |db| {
        let reals: Result<Vec<f64>, Error> = db
            .write(KEEP, |tx| {
                Box::pin(async {
                    let sql = "INSERT INTO kept (id, r) VALUES ($1, $2)";
                    tx.execute(sql, &[1.into(), 2.into()]).await?;
                    tx.execute(sql, &[2.into(), 2.5.into()]).await?;
                    tx.execute(sql, &[3.into(), 3.into()]).await?;
                    let rows = tx.fetch_all("SELECT r FROM kept ORDER BY id", &[]).await?;
                    rows.iter().map(|row| row.real("r")).collect()
                })
            })
            .await;
        assert_eq!(reals.unwrap(), [2.0, 2.5, 3.0]);
    })
    .await;
}

#[tokio::test]
async fn arguments_go_where_their_numbers_say() {
    with_both(&SCHEMA, async |db| {
        let row = db
            .read(KEEP, |tx| {
                let sql = "SELECT CAST($2 AS TEXT) AS second, CAST($1 AS TEXT) AS first, '$1' AS quoted,
                           CAST($2 AS TEXT) AS again, CAST($10 AS TEXT) AS tenth,
                           $3 + $4 + $5 + $6 + $7 + $8 + $9 AS sum /* $11 */";
                Box::pin(async move {
                    let mut args: Vec<Value<'_>> = vec!["one".into(), "two".into()];
                    args.extend((3..=9).map(Value::Int));
                    args.push("ten".into());
                    tx.fetch_one(sql, &args).await
                })
            })
            .await
            .unwrap();
        for (column, text) in
            [("first", "one"), ("second", "two"), ("again", "two"), ("quoted", "$1"), ("tenth", "ten")]
        {
            assert_eq!(row.str(column).unwrap(), text);
        }
        assert_eq!(row.int("sum").unwrap(), 42);
    })
    .await;
}

#[tokio::test]
async fn what_one_engine_would_not_keep_is_refused_on_both() {
    with_both(&SCHEMA, async |db| {
        for (args, parameter, problem) in
            [([1.into(), "sec\0ret".into()], 2, "NUL character"), ([f64::NAN.into(), "".into()], 1, "NaN")]
        {
            let args: &[Value<'_>] = &args;
            let sql = "UPDATE kept SET r = $1, t = $2";
            let error = db.write(KEEP, |tx| Box::pin(tx.execute(sql, args))).await.unwrap_err();
            let shown = error.to_string();
            assert!(shown.contains(&format!("argument ${parameter}")) && shown.contains(problem), "{shown}");
            assert!(!shown.contains("sec"), "{shown}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_column_that_is_not_what_was_asked_for_names_itself_and_its_transaction() {
    with_both(&SCHEMA, async |db| {
        let row = db
            .read(KEEP, |tx| {
                Box::pin(
                    tx.fetch_one("SELECT 7 AS number, 'private' AS word, CAST(NULL AS TEXT) AS none", &[]),
                )
            })
            .await
            .unwrap();
        for (error, problem) in [
            (row.text("number").unwrap_err(), "column number holds BIGINT, not a text"),
            (row.int("word").unwrap_err(), "column word holds TEXT, not a whole number"),
            (row.flag("number").unwrap_err(), "column number is neither 0 nor 1"),
            (row.text("none").unwrap_err(), "column none is NULL"),
            (row.int("nowhere").unwrap_err(), "column nowhere is not among the columns of the answer"),
        ] {
            assert_eq!(error.to_string(), format!("transaction keep-values: {problem}"));
        }
        assert_eq!(row.opt_text("none").unwrap(), None);
        assert!(!format!("{row:?}").contains("private"));
    })
    .await;
}

#[tokio::test]
async fn a_comparison_reads_as_zero_or_one() {
    with_both(&SCHEMA, async |db| {
        let row = db
            .read(KEEP, |tx| {
                Box::pin(tx.fetch_one("SELECT 1 = 1 AS yes, EXISTS (SELECT id FROM kept) AS no", &[]))
            })
            .await
            .unwrap();
        assert_eq!((row.flag("yes").unwrap(), row.flag("no").unwrap()), (true, false));
    })
    .await;
}
