//! Whatever a store holds comes across.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use sql::{Engine, Error, Value};

use super::stores::{Entry, Place, checksum, contents, fill, go, on_every_way};

/// Anything that both engines keep: no NUL in texts, no NaN.
fn entry() -> impl Strategy<Value = Entry> {
    let int = prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX), Just(0)];
    let extremes = [0.0, -0.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 0.1, 1e15];
    let infinite = [f64::INFINITY, f64::NEG_INFINITY];
    let real = prop_oneof![
        any::<f64>().prop_filter("neither engine keeps NaN", |real| !real.is_nan()),
        proptest::sample::select([extremes.as_slice(), &infinite].concat()),
    ];
    let text = vec(any::<char>().prop_filter("no engine keeps NUL", |c| *c != '\0'), 0..12);
    let text = text.prop_map(String::from_iter);
    (of(int), of(real), of(text), of(vec(any::<u8>(), 0..8)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_move_there_and_back_gives_the_same_rows_and_checksum(entries in vec(entry(), 0..40), first in 0..2) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (near, far) = if first == 0 {
            (Engine::Sqlite, Engine::Postgres)
        } else {
            (Engine::Postgres, Engine::Sqlite)
        };
        runtime.block_on(async {
            let place = Place::between(near, far);
            let (origin, there, back) = (place.source(), place.target(), place.source());
            fill(&origin, &entries).await;
            let forth = go(&origin, &there).await.unwrap();
            let home = go(&there, &back).await.unwrap();
            assert_eq!(forth.checksum, home.checksum);
            assert_eq!(forth.checksum.rows, 4 + entries.len() as u64);
            for url in [&origin, &there, &back] {
                assert_eq!(checksum(url).await, forth.checksum);
            }
            let expected = contents(&origin).await;
            assert_eq!(contents(&there).await, expected);
            assert_eq!(contents(&back).await, expected);
        });
    }
}

#[tokio::test]
async fn what_differs_in_one_value_has_another_checksum() {
    let text = |text: &str| (None, None, Some(text.to_owned()), None);
    let bytes = |bytes: &[u8]| (None, None, None, Some(bytes.to_vec()));
    let different: Vec<Vec<Entry>> = vec![
        vec![],
        vec![(None, None, None, None)],
        vec![(None, None, None, None); 2],
        vec![(Some(0), None, None, None)],
        vec![(None, Some(0.0), None, None)],
        vec![(None, Some(0.1), None, None)],
        vec![(None, Some(0.1_f64.next_up()), None, None)],
        vec![(None, Some(5e-324), None, None)],
        vec![text("")],
        vec![text("0")],
        vec![text("a"), text("b")],
        vec![text("ab"), text("")],
        vec![text("\u{e9}")],
        vec![text("e\u{301}")],
        vec![bytes(b"")],
        vec![bytes(b"0")],
    ];
    let place = Place::between(Engine::Sqlite, Engine::Sqlite);
    let mut seen = std::collections::BTreeMap::new();
    for entries in different {
        let url = place.source();
        fill(&url, &entries).await;
        let sum = checksum(&url).await;
        if let Some(other) = seen.insert(sum.sha256, format!("{entries:?}")) {
            panic!("{entries:?} and {other} have the same checksum");
        }
    }
}

#[tokio::test]
async fn a_checksum_names_each_table_with_its_rows() {
    on_every_way(async |place| {
        let url = place.source();
        fill(&url, &[(Some(1), None, None, None)]).await;
        let sum = checksum(&url).await;
        let tables: Vec<_> = sum.tables.iter().map(|table| (table.table.as_str(), table.rows)).collect();
        assert_eq!(tables, [("Empty", 0), ("counter", 1), ("entry", 1), ("zone", 3)]);
        assert_eq!(sum.rows, 5);
        assert!(sum.sha256.len() == 64 && sum.sha256.bytes().all(|byte| byte.is_ascii_hexdigit()));
    })
    .await;
}

#[tokio::test]
async fn what_a_move_made_is_a_store_like_any_other() {
    on_every_way(async |place| {
        let (from, to) = (place.source(), place.target());
        fill(&from, &[(Some(1), None, None, None)]).await;
        go(&from, &to).await.unwrap();
        let db = sql::Database::open(&to, &super::stores::SCHEMA).await.unwrap();
        let name = sql::TransactionName::new("use");
        let sql = "INSERT INTO entry (zone, n) VALUES ('nowhere', 1)";
        let broken: Result<u64, Error> = db.write(name, |tx| Box::pin(tx.execute(sql, &[]))).await;
        assert!(matches!(broken, Err(Error::Constraint { .. })), "its rules hold: {broken:?}");
        let sql = "INSERT INTO entry (zone, n) VALUES ('north', 1) RETURNING n";
        let row: Result<sql::Row, Error> = db.write(name, |tx| Box::pin(tx.fetch_one(sql, &[]))).await;
        assert_eq!(row.unwrap().value("n").unwrap(), &Value::Int(1));
        let left: Result<Vec<sql::Row>, Error> =
            db.read(name, |tx| Box::pin(tx.fetch_all("SELECT number FROM schema_migration", &[]))).await;
        assert_eq!(left.unwrap().len(), 2, "and nothing is left of the move");
        db.close().await;
    })
    .await;
}
